#include "delo/ops/in_place.hpp"

#include "delo/base/error.hpp"
#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/io/in_place_sink.hpp"
#include "delo/io/staging.hpp"
#include "delo/ops/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace delo {
namespace {

namespace fs = std::filesystem;

struct Contradiction {
  bool holds;
  std::string_view flag;
  std::string_view why;
  std::string_view hint;
};

void refuse_contradictions(const PackOptions& options) {
  const std::array kContradictions{
      Contradiction{!options.output.empty() || options.stream, "-o",
                    "the bag takes the place of the folder", "leave out -o, or --in-place"},
      Contradiction{options.container != Container::dir, "--as", "a folder stays a folder",
                    "pack it into an archive with -o instead of --in-place"},
      Contradiction{options.id.has_value(), "--id", "the folder keeps its name",
                    "rename the folder first"},
      Contradiction{options.overwrite == Overwrite::yes, "--force",
                    "a bag in place is never made anew", "change it with delo update"},
      Contradiction{!options.remote.empty() || options.split_bytes > 0 || options.split_files > 0,
                    "--remote or --split", "every file of the folder stays where it is",
                    "pack into another folder with -o"},
      Contradiction{options.links != LinkPolicy::fail, "--links",
                    "the links would be gone from the folder itself",
                    "put the files in their places, or pack into another folder with -o"},
      Contradiction{options.names != NamePolicy::refuse, "--names escape",
                    "files of yours would be renamed",
                    "rename them yourself (convmv -f cp1251 -t utf8), or pack into another folder "
                    "with -o"},
      Contradiction{options.junk == JunkPolicy::skip, "--junk skip",
                    "nothing may be left out of a folder that gives way to its bag",
                    "say --junk keep or --junk fail"},
  };
  for (const Contradiction& one : kContradictions)
    if (one.holds)
      throw Error(ErrorKind::usage,
                  fmt::format("{} does not go with --in-place: {}", one.flag, one.why),
                  std::string(one.hint));
}

/// One folder twice, or in another: the second would look for what the first has moved.
void refuse_common_files(const std::vector<fs::path>& sources) {
  std::set<fs::path> folders;
  for (const fs::path& source : sources)
    if (const fs::path folder = folder_itself(source); !folders.insert(folder).second)
      throw Error(ErrorKind::usage, fmt::format("{} is named twice", display_name(source.native())),
                  "name it once");
  for (const fs::path& folder : folders)
    for (fs::path above = folder.parent_path(); above.has_filename(); above = above.parent_path())
      if (folders.contains(above))
        throw Error(ErrorKind::usage,
                    fmt::format("{} lies in {}, which would be a bag, too",
                                display_name(folder.native()), display_name(above.native())),
                    "name one of the two");
}

/// What has lost its declaration is still no plain folder.
bool looks_like_a_bag(const fs::path& folder) {
  std::error_code none;
  if (fs::exists(folder / "bagit.txt", none))
    return true;
  if (!fs::is_directory(folder / "data", none))
    return false;
  const fs::directory_iterator entries(folder, none);
  return std::any_of(begin(entries), end(entries), [](const fs::directory_entry& entry) {
    return parse_manifest_name(entry.path().filename().native()).has_value();
  });
}

[[noreturn]] void refuse_bad_bag(const fs::path& folder, std::string_view fault) {
  throw Error(ErrorKind::usage,
              fmt::format("{} looks like a bag already, and is no valid one: {}",
                          display_name(folder.native()), fault),
              fmt::format("nothing was changed; see what is wrong: delo validate {}",
                          shell_word(folder.native())));
}

} // namespace

void check_in_place(const PackOptions& options) {
  refuse_contradictions(options);
  for (const fs::path& source : options.sources) {
    bring_back(source);
    if (!options.dry_run) // before any file is looked at: to lose a second name changes a file
      remove_debris(folder_itself(source).parent_path());
    if (!folder_itself(source).has_filename())
      throw Error(ErrorKind::usage,
                  fmt::format("{} cannot become a bag in place: nothing lies beside it",
                              display_name(source.native())),
                  "name a folder in it");
  }
  refuse_common_files(options.sources);
}

ExistingPackage bag_in_place(const fs::path& folder, const PackOptions& options) {
  if (!looks_like_a_bag(folder))
    return {};
  const PackageReport report = judge_package(folder, {}, {.stop = options.stop});
  for (const Unreadable& trouble : report.unreadable)
    throw Error(ErrorKind::io,
                fmt::format("cannot read {}: {}", display_name((folder / trouble.path).native()),
                            trouble.reason),
                trouble.hint);
  for (const Finding& finding : report.findings)
    if (finding.severity() == Severity::error)
      refuse_bad_bag(folder, (finding.path.empty() ? "" : display_name(finding.path) + ": ") +
                                 finding.message);
  if (report.verdict() != Verdict::valid)
    refuse_bad_bag(folder, "it has no bagit.txt");
  return {Existing::identical, "", report.files, report.bytes};
}

fs::path folder_itself(const fs::path& path) {
  std::error_code failure;
  fs::path whole = fs::canonical(path, failure);
  if (failure)
    throw io_error("read", path.native(), failure.value());
  return whole;
}

std::unique_ptr<PackageSink> open_in_place(const fs::path& folder) {
  return std::make_unique<InPlaceSink>(folder_itself(folder));
}

} // namespace delo
