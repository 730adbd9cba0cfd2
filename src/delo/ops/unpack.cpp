#include "delo/ops/unpack.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/empty_folders.hpp"
#include "delo/io/container.hpp"
#include "delo/io/dir_source.hpp"
#include "delo/io/staging.hpp"
#include "delo/io/tree_writer.hpp"
#include "delo/ops/judge.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <array>
#include <functional>

namespace delo {
namespace {

const RelPath kPayload("data");
/// The name in staging, until that of the package is known: of a compressed archive it comes late.
constexpr std::string_view kUnnamed = "package";
/// A list of empty folders is small; more than this is not kept.
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
    const auto target = path && !entry.outside_root ? target_of(*path) : std::nullopt;
    if (target && entry.kind == EntryKind::folder)
      guarded([&] { files_.make_folder(*target); });
    if (target && entry.kind == EntryKind::file)
      next_modified_ = entry.modified ? entry.modified : modified_of(options_.package / entry.name);
  }

  Interest interest_in(const RelPath& path) override {
    is_list_ = path.str() == kEmptyFoldersName;
    guarded([&] {
      close_current();
      if (const auto target = target_of(path))
        open(*target);
    });
    return {{}, is_list_ || current_.has_value()};
  }

  void on_bytes(const RelPath&, std::string_view bytes) override {
    if (is_list_ && list_.size() < kLongestList)
      list_ += bytes;
    if (current_)
      guarded([&] { write_all(file_.get(), bytes, files_.on_disk(*current_).native()); });
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
    if (options_.payload_only && count_ == 0)
      throw Error(ErrorKind::usage,
                  fmt::format("{} has no payload", display_name(options_.package.native())),
                  "unpack it without --payload");
    result.empty_folders = restore_empty_folders();
    files_.seal();
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
    file_ = files_.create(target);
    current_ = target;
    modified_ = next_modified_;
    ++count_;
  }

  void close_current() {
    if (!current_)
      return;
    files_.finish(file_, *current_, modified_);
    file_.reset();
    current_.reset();
  }

  std::uint64_t restore_empty_folders() {
    std::uint64_t made = 0;
    for (const RelPath& folder : parse_empty_folders(list_))
      if (const auto target = target_of(folder)) {
        files_.make_folder(*target);
        ++made;
      }
    return made;
  }

  const UnpackOptions& options_;
  Staging staging_;
  TreeWriter files_;
  std::optional<RelPath> current_;
  Fd file_;
  std::optional<Timestamp> modified_;
  std::optional<Timestamp> next_modified_;
  std::string list_;
  bool is_list_ = false;
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
    result.report =
        judge_package(options.package, std::array<Inspector*, 1>{&unpacker}, unpacker.stop());
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
