#include "delo/ops/bag_extras.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/empty_folders.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/formats/bagit/path_lists.hpp"
#include "delo/io/source_reading.hpp"
#include "delo/ops/pack.hpp"

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace delo {
namespace {

constexpr std::uint64_t kLargestInfo = 16ULL * 1024 * 1024;
constexpr std::array<std::string_view, 7> kTaken{
    "bagit.txt",       "bag-info.txt", "fetch.txt",       "data",
    kEmptyFoldersName, kLinksName,     kEscapedNamesName,
};

/// Why a tag file cannot have this name; "" when it can.
std::string_view fault_of(const std::string& path) {
  PathFault fault = PathFault::none;
  const auto parsed = RelPath::parse(path, &fault);
  if (!parsed)
    return describe(fault);
  if (!is_utf8(path))
    return "it is not UTF-8";
  const std::string top = fold_name(parsed->top());
  if (std::find(kTaken.begin(), kTaken.end(), top) != kTaken.end() ||
      (top == fold_name(path) && parse_manifest_name(top)))
    return "the bag has something of its own there";
  return "";
}

} // namespace

ExtraTagFile gather_tag_file(const TagFile& given) {
  const std::string path = given.path.empty() ? given.file.filename().native() : given.path;
  if (const auto fault = fault_of(path); !fault.empty())
    throw Error(ErrorKind::usage,
                fmt::format("a tag file cannot be called {}: {}", display_name(path), fault),
                "give it another place in the bag: --tag-file FILE=metadata/FILE");
  struct stat status {};
  if (::stat(given.file.c_str(), &status) != 0)
    throw io_error("read", given.file.native(), errno);
  if (!S_ISREG(status.st_mode))
    throw Error(
        ErrorKind::usage,
        fmt::format("cannot pack {}: it is no regular file", display_name(given.file.native())),
        "give a file with --tag-file");
  open_for_reading(given.file); // tells now whether it may be read
  return {RelPath(path), given.file.native(), static_cast<std::uint64_t>(status.st_size),
          Timestamp{status.st_mtim.tv_sec}, stamp_of(status)};
}

namespace {

void refuse_clashes(const std::vector<ExtraTagFile>& files) {
  for (const ExtraTagFile& one : files)
    for (const ExtraTagFile& other : files)
      if (&one != &other && (one.path == other.path || one.path.is_below(other.path)))
        throw Error(ErrorKind::usage,
                    fmt::format("{} and {} cannot both be in the bag: {} is one name for two",
                                display_name(one.source), display_name(other.source),
                                display_name(other.path.str())),
                    "give one of them another place: --tag-file FILE=PATH");
}

} // namespace

BagExtras gather_extras(const PackOptions& options) {
  if (options.layout == Layout::sip &&
      (options.info || !options.tags.empty() || !options.tag_files.empty()))
    throw Error(ErrorKind::usage, "a SIP alone has no bag-info.txt and no tag files",
                "use --layout bag+sip or --layout bag with --set, --info and --tag-file");
  BagExtras extras;
  extras.profile = options.profile;
  if (options.info)
    extras.tags = kept_tags(read_file(*options.info, kLargestInfo), options.info->native());
  BagInfo set;
  for (const GivenTag& tag : options.tags) {
    const Tag checked = checked_tag(tag.label, tag.value);
    set.add(checked.label, checked.value);
  }
  extras.tags = replaced_by(extras.tags, set);
  for (const TagFile& file : options.tag_files)
    extras.files.push_back(gather_tag_file(file));
  refuse_clashes(extras.files);
  std::sort(extras.files.begin(), extras.files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  return extras;
}

} // namespace delo
