#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/exchange.hpp"
#include "delo/ops/audit/record_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kLongestLine = std::size_t{8} * 1024 * 1024; ///< a citation has 1 MiB at most
constexpr int kDeepest = 3;

/// Thrown and caught in this file: what is wrong with the line that is being read.
struct BadLine {
  std::string words;
};

/// Lines of a file, with the digests over them.
class Lines {
public:
  explicit Lines(const std::filesystem::path& file)
      : path_(file.native()), fd_(open_for_reading(file)) {
    over_rows_.start({Algorithm::sha256});
    over_file_.start({Algorithm::sha256});
  }

  /// Whether there is one more, without its line feed.
  bool next(std::string& line) {
    line.clear();
    ++number_;
    while (fill()) {
      const auto begin = buffer_.begin() + static_cast<std::ptrdiff_t>(at_);
      const auto end = buffer_.begin() + static_cast<std::ptrdiff_t>(size_);
      const auto feed = std::find(begin, end, '\n');
      line.append(begin, feed);
      at_ = static_cast<std::size_t>(feed - buffer_.begin()) + (feed == end ? 0 : 1);
      if (line.size() > kLongestLine)
        throw BadLine{fmt::format("it is longer than {} bytes", kLongestLine)};
      if (feed != end)
        return true;
    }
    if (!line.empty())
      throw BadLine{"the file ends in the middle of it: it was cut"};
    return false;
  }

  void count_row(const std::string& line) {
    add(over_rows_, line);
    add(over_file_, line);
  }
  std::string digest_of_rows() { return over_rows_.finish().find(Algorithm::sha256)->hex(); }
  std::string digest_of_file(const std::string& last) {
    add(over_file_, last);
    return over_file_.finish().find(Algorithm::sha256)->hex();
  }
  std::uint64_t number() const { return number_; }

private:
  bool fill() {
    if (at_ < size_)
      return true;
    const std::int64_t n = read_some(fd_.get(), buffer_.data(), buffer_.size());
    if (n < 0)
      throw io_error("read", path_, static_cast<int>(-n));
    at_ = 0;
    size_ = static_cast<std::size_t>(n);
    return n > 0;
  }
  static void add(Hasher& hasher, const std::string& line) {
    hasher.update(line);
    hasher.update("\n");
  }

  std::string path_;
  Fd fd_;
  std::array<char, 65536> buffer_{};
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::uint64_t number_ = 0;
  Hasher over_rows_;
  Hasher over_file_;
};

template <typename T>
T need(std::optional<T> value, std::string_view key) {
  if (!value)
    throw BadLine{fmt::format("its \"{}\" makes no sense", key)};
  return *std::move(value);
}

std::string text_in(const Json& json, const char* key) {
  return need(from_catalogue_text(json.at(key).get<std::string>()), key);
}

std::uint64_t unsigned_in(const Json& json, const char* key,
                          std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) {
  const auto number = count_from(json.at(key));
  if (!number || *number > most)
    throw BadLine{fmt::format("its \"{}\" is no number that is possible", key)};
  return *number;
}

std::uint64_t number_in(const Json& json, const char* key) {
  return unsigned_in(json, key, INT64_MAX); // the database has 63 bits
}

int exit_in(const Json& json) {
  constexpr std::uint64_t kMost = 255; // of any program
  return static_cast<int>(unsigned_in(json, "exit", kMost));
}

Timestamp time_in(const Json& json, const char* key) {
  return need(parse_rfc3339(json.at(key).get<std::string>()), key);
}

std::optional<Timestamp> maybe_time_in(const Json& json, const char* key) {
  return json.at(key).is_null() ? std::nullopt : std::optional(time_in(json, key));
}

CataloguedFile file_in(const Json& json) {
  return {number_in(json, "size"),
          need(digest_from_label(json.at("digest").get<std::string>()), "digest")};
}

/// Parses one line; what is nested deeper than any of ours is given up at once.
Json parsed(const std::string& line) {
  bool too_deep = false;
  const Json::parser_callback_t watch = [&too_deep](int depth, Json::parse_event_t, Json&) {
    too_deep = too_deep || depth > kDeepest;
    return !too_deep;
  };
  Json json = Json::parse(line, watch, false);
  if (too_deep || !json.is_object())
    throw BadLine{"it is no line of an export: not a JSON object"};
  return json;
}

class Reading {
public:
  Reading(const std::filesystem::path& file, CatalogueRows& rows)
      : file_(file), lines_(file), rows_(rows) {}

  AuditExchange run() {
    try {
      while (lines_.next(text_) && !is_ended_)
        take(parsed(text_));
      if (!is_ended_)
        throw BadLine{"the last line of an export is not there: the file was cut"};
      if (!text_.empty())
        throw BadLine{"it stands behind the end of the export"};
      return sums_;
    } catch (const BadLine& bad) {
      refuse(bad.words);
    } catch (const Json::exception&) {
      refuse("it lacks something, or something in it is of the wrong kind");
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::usage) // a setting that no delo took
        throw;
      refuse(error.message());
    }
  }

private:
  void take(const Json& json) {
    const std::string what = json.at("what").get<std::string>();
    if (lines_.number() == 1)
      header(what, json);
    else if (what == "end")
      return end(json);
    else if (what == "file" || what == "superseded")
      part(what, json);
    else
      whole(what, json);
    lines_.count_row(text_);
  }

  void header(const std::string& what, const Json& json) {
    if (what != "delo audit export")
      throw BadLine{"it is not the first line of an export"};
    if (json.at("version") != kExchangeVersion)
      throw BadLine{fmt::format("the export is of version {}, and this delo knows version {}",
                                json.at("version").dump(), kExchangeVersion)};
    sums_.log_lines = number_in(json, "log_lines");
    sums_.log_head = text_in(json, "log_head");
  }

  void whole(const std::string& what, const Json& json) {
    finish_package();
    if (what == "collection")
      collection(json);
    else if (what == "run")
      run(json);
    else if (what == "package")
      package(json);
    else
      throw BadLine{fmt::format("\"{}\" is nothing that stands in an export",
                                display_name(what.substr(0, 100)))};
  }

  void collection(const Json& json) {
    Collection collection;
    collection.name = text_in(json, "name");
    collection.kind = need(collection_kind_from_word(json.at("kind").get<std::string>()), "kind");
    collection.root = text_in(json, "root");
    collection.list = text_in(json, "list");
    for (const auto& item : json.at("settings").items())
      collection.settings.set(
          item.key(), need(from_catalogue_text(item.value().get<std::string>()), "settings"));
    if (collection.name.empty() || !collections_.insert(collection.name).second)
      throw BadLine{"there is another collection of this name, or it has none"};
    ++sums_.collections;
    rows_.collection(collection);
  }

  void run(const Json& json) {
    ExchangedRun run;
    AuditRunSummary& summary = run.summary;
    summary.id = static_cast<std::int64_t>(number_in(json, "run"));
    run.origin = static_cast<std::int64_t>(number_in(json, "origin"));
    if (summary.id <= last_run_)
      throw BadLine{"it is not behind the run that was before it"};
    last_run_ = summary.id;
    run.selection = text_in(json, "selection");
    summary.host = text_in(json, "host");
    summary.version = text_in(json, "version");
    summary.started = time_in(json, "started");
    summary.ended = maybe_time_in(json, "ended");
    if (!json.at("exit").is_null())
      summary.exit = exit_in(json);
    run.is_broken_off = json.at("broken_off").get<bool>();
    summary.counts.packages = number_in(json, "packages");
    summary.counts.packages_passed = number_in(json, "packages_passed");
    summary.counts.files = number_in(json, "files");
    summary.counts.bytes = number_in(json, "bytes");
    const Json& outcomes = json.at("outcomes");
    for (const auto& item : outcomes.items())
      summary.counts.add(need(outcome_from_code(item.key()), "outcomes"),
                         number_in(outcomes, item.key().c_str()));
    ++sums_.runs;
    rows_.run(run);
  }

  void package(const Json& json) {
    ExchangedPackage package;
    CatalogueEntry& entry = package.entry;
    package.collection = text_in(json, "collection");
    if (!collections_.contains(package.collection))
      throw BadLine{"its collection is not in the export"};
    entry.path = text_in(json, "path");
    entry.name = text_in(json, "name");
    entry.citation = text_in(json, "citation");
    entry.kind = need(package_kind_from_word(json.at("kind").get<std::string>()), "kind");
    entry.device = unsigned_in(json, "device");
    entry.files = number_in(json, "files");
    entry.bytes = number_in(json, "bytes");
    entry.added = time_in(json, "added");
    entry.reference = text_in(json, "reference");
    const std::uint64_t rank = number_in(json, "rank");
    if (rank > static_cast<std::uint64_t>(PackageRank::passed))
      throw BadLine{"its \"rank\" makes no sense"};
    entry.rank = static_cast<PackageRank>(rank);
    entry.last_checked = maybe_time_in(json, "last_checked");
    if (!json.at("last_outcome").is_null())
      entry.last_outcome =
          need(outcome_from_code(json.at("last_outcome").get<std::string>()), "last_outcome");
    entry.last_run = static_cast<std::int64_t>(number_in(json, "last_run"));
    package.forgotten = maybe_time_in(json, "forgotten");
    files_due_ = number_in(json, "rows");
    superseded_due_ = number_in(json, "superseded");
    package_ = std::move(package);
  }

  void part(const std::string& what, const Json& json) {
    if (!package_)
      throw BadLine{"no package stands before it"};
    std::string path = text_in(json, "path");
    const CataloguedFile file = file_in(json);
    if (what == "superseded")
      package_->superseded.push_back(
          {std::move(path), file, time_in(json, "until"), text_in(json, "reason")});
    else if (!package_->files.try_emplace(std::move(path), file).second)
      throw BadLine{"the package has another file of this name"};
  }

  /// A package is whole when its files have passed, and what the catalogue knew of them together.
  void finish_package() {
    if (!package_)
      return;
    const ExchangedPackage package = std::move(*package_);
    package_.reset();
    const std::string name = display_name(package.entry.path);
    if (package.files.size() != files_due_ || package.superseded.size() != superseded_due_)
      throw BadLine{fmt::format("before it, {} has not as many files as it says", name)};
    if (!package.forgotten && !package.entry.reference.empty() &&
        reference_of(package.files) != package.entry.reference)
      throw BadLine{fmt::format("before it, the files of {} are not those of its reference: a "
                                "line was changed",
                                name)};
    ++sums_.packages;
    sums_.forgotten += package.forgotten ? 1 : 0;
    sums_.files += package.files.size();
    sums_.superseded += package.superseded.size();
    rows_.package(package);
  }

  void end(const Json& json) {
    finish_package();
    if (number_in(json, "collections") != sums_.collections ||
        number_in(json, "runs") != sums_.runs || number_in(json, "packages") != sums_.packages ||
        number_in(json, "files") != sums_.files ||
        number_in(json, "superseded") != sums_.superseded)
      throw BadLine{"it counts other lines than there are: some are lost"};
    if (json.at("sha256") != lines_.digest_of_rows())
      throw BadLine{"its SHA-256 is not that of the lines before it: one of them was changed"};
    sums_.sha256 = lines_.digest_of_file(text_);
    is_ended_ = true;
  }

  [[noreturn]] void refuse(const std::string& words) const {
    throw Error(ErrorKind::usage,
                fmt::format("{} line {}: {}", display_name(file_.native()), lines_.number(), words),
                "nothing was taken in: use another copy of the export");
  }

  const std::filesystem::path& file_;
  Lines lines_;
  CatalogueRows& rows_;
  std::string text_;
  bool is_ended_ = false;
  AuditExchange sums_;
  std::set<std::string, std::less<>> collections_;
  std::int64_t last_run_ = 0;
  std::optional<ExchangedPackage> package_; ///< whose files are being read
  std::uint64_t files_due_ = 0;
  std::uint64_t superseded_due_ = 0;
};

} // namespace

AuditExchange read_exchange(const std::filesystem::path& file, CatalogueRows& rows) {
  return Reading(file, rows).run();
}

} // namespace delo
