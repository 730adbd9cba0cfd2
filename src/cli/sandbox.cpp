#include "cli/sandbox.hpp"

#include "delo/base/error.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <array>
#include <ostream>
#include <utility>

namespace delo::cli {
namespace {

namespace fs = std::filesystem;

/// What is done with what a command names.
enum class Use {
  nothing,
  read,
  write,         ///< a file or folder that is there
  make,          ///< a folder that may have to be made
  make_for_now,  ///< the same, and it goes again when nothing comes into it
  make_copies,   ///< the same, and nothing fails without it
  write_around,  ///< a file that is replaced by a new one beside it
  change_around, ///< the same, and the name may be a link to it
};

struct CommandRow {
  std::string_view name;
  Use operands;
  Use output;
  bool network; ///< it asks others, and not only because a flag says so
};

/// Every command with --sandbox.
constexpr std::array<CommandRow, 9> kCommandRows{{
    {"validate", Use::read, Use::nothing, false},
    {"inspect", Use::read, Use::nothing, false},
    {"unpack", Use::read, Use::make, false},
    {"diff", Use::read, Use::nothing, false},
    {"compare", Use::read, Use::nothing, false},
    {"update", Use::change_around, Use::nothing, false},
    {"pack", Use::read, Use::make_for_now, false},
    {"fetch", Use::change_around, Use::nothing, true},
    {"doctor", Use::write, Use::nothing, false},
}};

/// Where the path stands in the value of a flag.
enum class Part { whole, before_sign, after_sign };

struct FlagRow {
  std::string_view name;
  Part part;
  Use use;
};

/// Flags that name what is opened while packages are read, or after. Profiles, schemas, baselines,
/// archives and configurations were read before.
constexpr std::array<FlagRow, 11> kFlagRows{{
    {"metadata", Part::whole, Use::read},
    {"mapping", Part::whole, Use::read},
    {"formats", Part::whole, Use::read},
    {"record", Part::whole, Use::read},
    {"info", Part::whole, Use::read},
    {"original", Part::whole, Use::read},
    {"transcription", Part::whole, Use::read},
    {"translation", Part::whole, Use::read},
    {"representation", Part::after_sign, Use::read},
    {"tag-file", Part::before_sign, Use::read},
    {"report", Part::after_sign, Use::write_around},
}};

struct SystemRow {
  std::string_view path;
  bool network; ///< only who asks others reads it
  std::string_view why;
};

/// Files of the system. What is not here is loaded before: the locale, OpenSSL's configuration.
/// Names of users are never looked up, and the time zone is UTC.
constexpr std::array<SystemRow, 21> kSystemRows{{
    {"/usr/lib", false, "libraries that are loaded when a thread ends, or text is converted"},
    {"/usr/lib64", false, "the same"},
    {"/lib", false, "the same, where it is no link"},
    {"/lib64", false, "the same"},
    {"/etc/ld.so.cache", false, "says where they are"},
    {"/usr/share/misc", false, "libmagic's database: each thread loads it"},
    {"/usr/share/file", false, "the same, on other distributions"},
    {"/etc/magic", false, "what the administrator adds to it"},
    {"/etc/magic.mgc", false, "the same"},
    {"/sys/devices/system/cpu/online", false, "how many processors compress at a time"},
    {"/proc/sys/vm/overcommit_memory", false, "how memory of threads is given back"},
    {"/etc/resolv.conf", true, "who knows names of hosts"},
    {"/etc/hosts", true, "the same"},
    {"/etc/nsswitch.conf", true, "the same"},
    {"/etc/host.conf", true, "the same"},
    {"/etc/gai.conf", true, "which address of a host comes first"},
    {"/run/systemd/resolve", true, "who knows names of hosts, with systemd"},
    {"/etc/ssl/certs", true, "who vouches for hosts"},
    {"/etc/ssl/openssl.cnf", true, "what TLS may do"},
    {"/usr/share/ca-certificates", true, "who vouches for hosts"},
    {"/usr/local/share/ca-certificates", true, "the same"},
}};

const CommandRow& row_of(std::string_view command) {
  for (const CommandRow& row : kCommandRows)
    if (row.name == command)
      return row;
  throw Error(ErrorKind::internal, fmt::format("delo {} has no sandbox", command));
}

/// A path from the root on, without a slash behind it: "letters/".
fs::path whole(const fs::path& path) {
  std::error_code failure;
  const fs::path name = fs::absolute(path, failure).lexically_normal();
  return name.has_filename() ? name : name.parent_path();
}

/// The same without links, as far as it is there.
fs::path without_links(const fs::path& path) {
  std::error_code failure;
  fs::path name = fs::weakly_canonical(fs::absolute(path, failure), failure);
  return failure ? whole(path) : name.has_filename() ? name : name.parent_path();
}

/// The folder, or the nearest above that is there.
fs::path nearest(fs::path folder) {
  std::error_code failure;
  while (!fs::exists(folder, failure) && folder.has_relative_path())
    folder = folder.parent_path();
  return folder;
}

class Planner {
public:
  void take(const fs::path& path, Use use) {
    if (path.empty() || path == "-")
      return; // a stream is open already
    switch (use) {
    case Use::nothing:
      return;
    case Use::read:
      plan.read.push_back(path);
      return;
    case Use::write:
      plan.write.push_back(path);
      return;
    case Use::make:
      return make({without_links(path), true, false});
    case Use::make_for_now:
      return make({without_links(path), true, true});
    case Use::make_copies:
      return make({without_links(path), false, true});
    case Use::write_around:
      plan.write.push_back(whole(path).parent_path());
      return;
    case Use::change_around:
      plan.write.push_back(whole(path).parent_path());
      plan.write.push_back(without_links(path).parent_path());
      return;
    }
  }

  void take(const std::string& value, const FlagRow& row) {
    const std::size_t sign = row.part == Part::after_sign ? value.find('=') : value.rfind('=');
    if (row.part != Part::after_sign)
      take(value, row.use); // a sign may be a part of the name
    if (row.part == Part::before_sign && sign != std::string::npos)
      take(value.substr(0, sign), row.use);
    if (row.part == Part::after_sign && sign != std::string::npos)
      take(value.substr(sign + 1), row.use);
  }

  Needs needs;

private:
  void make(NewFolder folder) {
    plan.write.push_back(folder.path);
    const fs::path above = nearest(folder.path);
    if (above == folder.path)
      return;
    if (folder.is_for_now)
      plan.tidy.push_back(above);
    needs.folders.push_back(std::move(folder));
  }

  SandboxPlan& plan = needs.rights;
};

/// Files that belong to no flag.
void take_surroundings(const Arguments& arguments, const Context& context, Planner& planner) {
  for (const SystemRow& row : kSystemRows)
    if (!row.network || planner.needs.rights.network)
      planner.take(row.path, Use::read);
  for (const std::string& path : context.library_files)
    planner.take(path, Use::read);
  planner.take(context.profile_copies, arguments.has("online") ? Use::make_copies : Use::read);
  std::error_code not_there;
  if (arguments.value("format") == "github")
    planner.take(context.step_summary,
                 fs::exists(context.step_summary, not_there) ? Use::write : Use::write_around);
}

/// What flags of delo pack change.
void take_packing(const Arguments& arguments, const Context& context, Planner& planner) {
  if (arguments.value("output") == "-")
    planner.take(context.scratch, Use::write);
  if (arguments.has("metadata")) // a sheet names files beside the page
    for (const std::string& operand : arguments.operands)
      if (std::error_code not_there; !fs::is_directory(operand, not_there))
        planner.take(whole(operand).parent_path(), Use::read);
  if (arguments.has("in-place"))
    for (const std::string& operand : arguments.operands)
      planner.take(operand, Use::change_around);
}

/// Gives those that are to go again when nothing came into them, the deepest first.
std::vector<fs::path> make_folders(const std::vector<NewFolder>& folders) {
  std::vector<fs::path> for_now;
  for (const NewFolder& folder : folders) {
    const fs::path above = nearest(folder.path);
    std::error_code failure;
    fs::create_directories(folder.path, failure);
    if (failure && folder.is_output)
      throw io_error("create the folder", folder.path.native(), failure.value());
    for (fs::path one = folder.path; folder.is_for_now && one != above; one = one.parent_path())
      for_now.push_back(one);
  }
  return for_now;
}

/// What of it this system cannot do; "" when it can all.
std::string lack_of(const SandboxState& state) {
  std::vector<std::string> lacks;
  if (state.landlock == 0)
    lacks.push_back(fmt::format("files are not (Landlock: {})", state.landlock_trouble));
  if (!state.filter)
    lacks.push_back(fmt::format("system calls are not (seccomp: {})", state.filter_trouble));
  return fmt::format("{}", fmt::join(lacks, "; "));
}

SandboxState drop_all_but(const SandboxPlan& rights, const Context& context) {
  SandboxState state;
  context.alone([&] { state = drop_rights(rights); });
  return state;
}

bool wants(const Arguments& arguments, std::string_view word) {
  return arguments.value("sandbox", "auto") == word;
}

} // namespace

Needs needs_of(std::string_view command, const Arguments& arguments, const Context& context) {
  const CommandRow& row = row_of(command);
  Planner planner;
  planner.needs.rights.network = row.network || arguments.has("online");
  for (const std::string& operand : arguments.operands)
    planner.take(operand, row.operands);
  if (!arguments.has("dry-run"))
    planner.take(arguments.value("output"), row.output);
  for (const FlagRow& flag : kFlagRows)
    for (const std::string& value : arguments.values(flag.name))
      planner.take(value, flag);
  take_surroundings(arguments, context, planner);
  if (command == "pack")
    take_packing(arguments, context, planner);
  if (command == "doctor")
    planner.take(context.scratch, Use::write);
  return planner.needs;
}

SandboxState try_sandbox(std::string_view command, const Arguments& arguments,
                         const Context& context) {
  if (!wants(arguments, "off"))
    return drop_all_but(needs_of(command, arguments, context).rights, context);
  constexpr std::string_view kOff = "--sandbox off";
  return {0, std::string(kOff), false, std::string(kOff)};
}

Sandbox::Sandbox(std::string_view command, const Arguments& arguments, const Context& context) {
  if (wants(arguments, "off"))
    return;
  const Needs needs = needs_of(command, arguments, context);
  made_ = make_folders(needs.folders);
  const SandboxState state = drop_all_but(needs.rights, context);
  if (state.is_whole())
    return;
  if (wants(arguments, "require")) {
    tidy();
    throw Error(ErrorKind::io, fmt::format("delo cannot be confined here: {}", lack_of(state)),
                "to read packages all the same, with what this system has: --sandbox auto");
  }
  if (!arguments.has("quiet"))
    context.err << fmt::format("note: delo is not fully confined here: {}; see delo doctor\n",
                               lack_of(state));
}

Sandbox::~Sandbox() {
  tidy();
}

void Sandbox::tidy() {
  for (const fs::path& folder : made_)
    ::rmdir(folder.c_str()); // fails where something lies in it, and shall
}

} // namespace delo::cli
