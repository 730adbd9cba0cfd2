#include "delo/ops/unpack.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/empty_folders.hpp"
#include "delo/formats/bagit/path_lists.hpp"
#include "delo/io/container.hpp"
#include "delo/io/dir_source.hpp"
#include "delo/io/staging.hpp"
#include "delo/io/tree_writer.hpp"
#include "delo/ops/judge.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

namespace delo {
namespace {

const RelPath kPayload("data");
/// The name in staging, until that of the package is known: of a compressed archive it comes late.
constexpr std::string_view kUnnamed = "package";
/// Lists of folders, links and names are small; more than this is not kept.
constexpr std::size_t kLongestList = std::size_t{64} * 1024 * 1024;

void require_free(const std::filesystem::path& target, Overwrite overwrite) {
  struct stat status {};
  if (overwrite == Overwrite::no && ::lstat(target.c_str(), &status) == 0)
    throw Error(ErrorKind::usage, fmt::format("{} is there already", display_name(target.native())),
                "give another folder with -o, or replace it with --force");
}

/// Writes every file that passes into staging. Its own trouble is kept, and ends the reading: it is
/// not the package's.
class Unpacker final : public Inspector {
public:
  explicit Unpacker(const UnpackOptions& options)
      : options_(options), staging_(options.output), files_(staging_.path() / kUnnamed),
        on_stop_(options.stop, [this] { stop_.request_stop(); }) {}

  void begin(const Listing& listing) override {
    if (!listing.root_name.empty()) // tell it before everything is read
      guarded([&] { require_free(options_.output / listing.root_name, options_.overwrite); });
  }

  void on_entry(const Entry& entry, const RelPath* path, PathFault) override {
    has_payload_ = has_payload_ || (path && (*path == kPayload || path->is_below(kPayload)));
    const auto target = path && !entry.outside_root ? target_of(*path) : std::nullopt;
    if (target && entry.kind == EntryKind::folder)
      guarded([&] { files_.make_folder(*target); });
    if (target && entry.kind == EntryKind::file)
      next_modified_ = entry.modified ? entry.modified : modified_of(options_.package / entry.name);
  }

  Interest interest_in(const RelPath& path) override {
    const auto list = lists_.find(path.str());
    list_ = list == lists_.end() ? nullptr : &list->second;
    guarded([&] {
      close_current();
      if (const auto target = target_of(path))
        open(*target);
    });
    return {{}, list_ || current_};
  }

  void on_bytes(const RelPath&, std::string_view bytes) override {
    if (list_ && list_->size() < kLongestList)
      *list_ += bytes;
    if (current_)
      guarded([&] { current_->write(bytes); });
    bytes_ += current_ ? bytes.size() : 0;
  }

  void at_end(const PassOutcome& outcome, FindingSink&, std::vector<std::string>&) override {
    root_name_ = outcome.root_name;
    guarded([&] { close_current(); });
  }

  std::stop_token stop() const { return stop_.get_token(); }

  void throw_trouble() const {
    if (trouble_)
      throw *trouble_;
  }

  /// Gives the files their place; throws Error(usage) when it is taken.
  void publish(UnpackResult& result) {
    if (options_.payload_only && !has_payload_)
      throw Error(ErrorKind::usage,
                  fmt::format("{} has no payload", display_name(options_.package.native())),
                  "unpack it without --payload");
    result.empty_folders = restore_empty_folders();
    if (options_.payload_only) // in the bag itself they would break its rules
      restore_links(result);
    files_.seal();
    if (options_.payload_only)
      restore_names(result);
    const std::string name =
        RelPath::parse(root_name_) ? root_name_ : bare_name(options_.package.filename().native());
    require_free(options_.output / name, options_.overwrite);
    if (::rename((staging_.path() / kUnnamed).c_str(), (staging_.path() / name).c_str()) != 0)
      throw io_error("name", (staging_.path() / name).native(), errno);
    staging_.publish(name, options_.overwrite);
    result.target = (options_.output / name).native();
    result.files = count_;
    result.bytes = bytes_;
  }

private:
  void guarded(const std::function<void()>& work) {
    if (trouble_)
      return;
    try {
      work();
    } catch (const Error& error) {
      trouble_ = error;
      stop_.request_stop();
    }
  }

  std::optional<RelPath> target_of(const RelPath& path) const {
    if (!options_.payload_only)
      return path;
    return path.is_below(kPayload) ? std::optional(path.relative_to(kPayload)) : std::nullopt;
  }

  void open(const RelPath& target) {
    current_ = files_.maker(target, std::nullopt, next_modified_)();
    ++count_;
  }

  void close_current() {
    if (const auto file = std::move(current_))
      file->finish();
  }

  std::uint64_t restore_empty_folders() {
    std::uint64_t made = 0;
    for (const RelPath& folder : parse_empty_folders(lists_.at(std::string(kEmptyFoldersName))))
      if (const auto target = target_of(folder)) {
        files_.make_folder(*target);
        ++made;
      }
    return made;
  }

  /// Links that could lead out are left, and told.
  void restore_links(UnpackResult& result) {
    for (const RecordedLink& link : parse_links(lists_.at(std::string(kLinksName)))) {
      const auto path = RelPath::parse(link.name);
      const auto target = path ? target_of(*path) : std::nullopt;
      if (target && stays_inside(link, kPayload) && files_.make_link(*target, link.target))
        ++result.links;
      else
        result.links_left.push_back(link.name + " -> " + link.target);
    }
  }

  /// Each part of each path once, the deepest first: what lies above still has its name in the
  /// package then.
  void restore_names(UnpackResult& result) {
    std::map<std::string, std::string> parts; // path in the package -> the last part's own name
    for (const EscapedName& name : parse_escaped_names(lists_.at(std::string(kEscapedNamesName)))) {
      std::optional<RelPath> original = RelPath::parse(name.original);
      for (auto path = RelPath::parse(name.name); path && original;
           path = path->parent(), original = original->parent())
        if (path->is_below(kPayload) && path->name() != original->name())
          parts.emplace(path->str(), original->name());
    }
    std::vector<std::pair<std::string, std::string>> order(parts.begin(), parts.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return std::count(a.first.begin(), a.first.end(), '/') >
             std::count(b.first.begin(), b.first.end(), '/');
    });
    for (const auto& [path, name] : order)
      if (files_.rename(RelPath(path).relative_to(kPayload), name))
        ++result.names;
  }

  const UnpackOptions& options_;
  Staging staging_;
  TreeWriter files_;
  std::unique_ptr<FileTarget> current_;
  std::optional<Timestamp> next_modified_;
  std::map<std::string, std::string, std::less<>> lists_{{std::string(kEmptyFoldersName), ""},
                                                         {std::string(kLinksName), ""},
                                                         {std::string(kEscapedNamesName), ""}};
  std::string* list_ = nullptr; ///< the one that is being read
  bool has_payload_ = false;
  std::string root_name_;
  std::uint64_t count_ = 0;
  std::uint64_t bytes_ = 0;
  std::optional<Error> trouble_;
  std::stop_source stop_;
  std::stop_callback<std::function<void()>> on_stop_;
};

} // namespace

UnpackResult unpack_package(const UnpackOptions& options) {
  UnpackResult result;
  Unpacker unpacker(options);
  try {
    result.report = judge_package(options.package, std::array<Inspector*, 1>{&unpacker},
                                  {.stop = unpacker.stop(),
                                   .families = integrity_families(),
                                   .max_expansion = options.expansion.times});
  } catch (const Error&) { // stopped, by the user or by the unpacker's own trouble
    unpacker.throw_trouble();
    throw;
  }
  unpacker.throw_trouble();
  if (result.report.verdict() == Verdict::valid)
    unpacker.publish(result);
  return result;
}

} // namespace delo
