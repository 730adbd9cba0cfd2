// The numbers are those of the kernel's interface, which only grows: the header of Debian 12 knows
// two of its versions, and a kernel may be older or newer than any header.
#include "delo/base/landlock.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/instrumented.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>

namespace delo {
namespace {

constexpr long kCreateRuleset = 444;
constexpr long kAddRule = 445;
constexpr long kRestrictSelf = 446;
constexpr unsigned kAskVersion = 1;
constexpr int kPathBeneath = 1;

/// struct landlock_ruleset_attr. An older kernel takes a longer one whose rest is 0.
struct Ruleset {
  std::uint64_t files = 0;
  std::uint64_t network = 0;
  std::uint64_t scopes = 0;
};

/// struct landlock_path_beneath_attr
struct [[gnu::packed]] Rule {
  std::uint64_t rights;
  std::int32_t place;
};

enum class Room { files, network, scopes };
/// Who has a right: nobody, who may write, who may read as well. Who may only tidy up has one.
enum class For { nobody, writers, readers, tidiers };

struct Right {
  Room room;
  unsigned bit;
  int version; ///< of the interface that knows it first
  For whom;
  bool of_files; ///< can be given for a single file
};

constexpr std::array<Right, 20> kRights{{
    {Room::files, 0, 1, For::nobody, true},    // execute
    {Room::files, 1, 1, For::writers, true},   // write to a file
    {Room::files, 2, 1, For::readers, true},   // read a file
    {Room::files, 3, 1, For::readers, false},  // list a folder
    {Room::files, 4, 1, For::writers, false},  // remove a folder
    {Room::files, 5, 1, For::writers, false},  // remove a file
    {Room::files, 6, 1, For::nobody, false},   // make a character device
    {Room::files, 7, 1, For::writers, false},  // make a folder
    {Room::files, 8, 1, For::writers, false},  // make a file
    {Room::files, 9, 1, For::nobody, false},   // make a socket
    {Room::files, 10, 1, For::nobody, false},  // make a FIFO
    {Room::files, 11, 1, For::nobody, false},  // make a block device
    {Room::files, 12, 1, For::writers, false}, // make a symbolic link
    {Room::files, 13, 2, For::writers, false}, // rename and link from folder to folder
    {Room::files, 14, 3, For::writers, true},  // cut a file short
    {Room::network, 0, 4, For::nobody, false}, // bind a TCP port
    {Room::network, 1, 4, For::nobody, false}, // connect to a TCP port
    {Room::files, 15, 5, For::nobody, true},   // ioctl() of devices
    {Room::scopes, 0, 6, For::nobody, false},  // abstract UNIX sockets of others
    {Room::scopes, 1, 6, For::nobody, false},  // signals to others
}};

/// Before it nothing could be renamed from one folder to another, which is how a package gets its
/// name.
constexpr int kRenames = 2;

template <typename Choose>
std::uint64_t mask(Room room, Choose choose) {
  std::uint64_t bits = 0;
  for (const Right& right : kRights)
    if (right.room == room && choose(right))
      bits |= std::uint64_t{1} << right.bit;
  return bits;
}

constexpr std::uint64_t kRemoveFolder = std::uint64_t{1} << 4;
constexpr std::uint64_t kCutShort = std::uint64_t{1} << 14;

/// What is refused unless a rule allows it. The kernel asks at each opening whether the file may be
/// cut short as well, and goes up to the root for an answer where no rule says so: for readers of
/// many small files that is half of what Landlock costs. Where the filter refuses to cut what was
/// not opened for writing, nothing is left to ask.
Ruleset handled(int version, bool network, bool filtered) {
  const auto known = [version](const Right& right) { return right.version <= version; };
  Ruleset ruleset{mask(Room::files, known), 0, mask(Room::scopes, known)};
  if (filtered)
    ruleset.files &= ~kCutShort;
  if (!network)
    ruleset.network = mask(Room::network, known);
  return ruleset;
}

std::uint64_t rights_of(For whom, bool is_folder) {
  return mask(Room::files, [whom, is_folder](const Right& right) {
    return right.whom != For::nobody && right.whom >= whom && (is_folder || right.of_files);
  });
}

std::string why_none(int trouble) {
  if (trouble == ENOSYS)
    return "this kernel has none (it came with Linux 5.13)";
  if (trouble == EOPNOTSUPP)
    return "it is switched off on this system (the kernel's parameter lsm= names what is on)";
  return errno_text(trouble);
}

/// Collects rules, until the first trouble.
class Rules {
public:
  explicit Rules(const Ruleset& ruleset) : handled_(ruleset.files) {
    set_ = Fd(static_cast<int>(::syscall(kCreateRuleset, &ruleset, sizeof ruleset, 0)));
    if (!set_)
      trouble_ = why_none(errno);
  }

  void allow_each(const std::vector<std::filesystem::path>& paths, For whom) {
    for (const auto& path : paths)
      allow(path, whom);
  }

  void allow(const std::filesystem::path& path, For whom) {
    if (!trouble_.empty())
      return;
    const Fd place(uninterrupted([&path] { return ::open(path.c_str(), O_PATH | O_CLOEXEC); }));
    struct stat status {};
    if (!place || ::fstat(place.get(), &status) != 0) {
      // What this user cannot reach needs no right; its reader says so.
      if (errno != ENOENT && errno != ENOTDIR && errno != EACCES && errno != ELOOP &&
          errno != ENAMETOOLONG)
        fail(path, errno);
      return;
    }
    const std::uint64_t rights =
        whom == For::tidiers ? kRemoveFolder : rights_of(whom, S_ISDIR(status.st_mode));
    const Rule rule{rights & handled_, place.get()};
    // EBADFD: a pipe or the like, which Landlock does not know.
    if (::syscall(kAddRule, set_.get(), kPathBeneath, &rule, 0) != 0 && errno != EBADFD)
      fail(path, errno);
  }

  std::string restrict() {
    if (trouble_.empty() && ::syscall(kRestrictSelf, set_.get(), 0) != 0)
      trouble_ = errno_text(errno);
    return trouble_;
  }

private:
  void fail(const std::filesystem::path& path, int trouble) {
    trouble_ = fmt::format("no rule for {}: {}", display_name(path.native()), errno_text(trouble));
  }

  std::uint64_t handled_; ///< a rule that gives other rights is refused
  Fd set_;
  std::string trouble_;
};

} // namespace

void restrict_files(const SandboxPlan& plan, SandboxState& state) {
  const long known = ::syscall(kCreateRuleset, nullptr, 0, kAskVersion);
  if (known < 0) {
    state.landlock_trouble = why_none(errno);
    return;
  }
  const int version = static_cast<int>(known);
  if (version < kRenames && !plan.write.empty()) {
    state.landlock_trouble =
        "that of this kernel lets no package get its name (it learnt to with Linux 5.19)";
    return;
  }
  Rules rules(handled(version, plan.network, state.filter));
  rules.allow_each(plan.read, For::readers);
  rules.allow_each(plan.write, For::writers);
  rules.allow_each(plan.tidy, For::tidiers);
  if (finds_leaks())
    rules.allow("/proc/self", For::readers);
  if (!coverage_folder().empty())
    rules.allow(coverage_folder(), For::writers);
  state.landlock_trouble = rules.restrict();
  state.landlock = state.landlock_trouble.empty() ? version : 0;
}

} // namespace delo
