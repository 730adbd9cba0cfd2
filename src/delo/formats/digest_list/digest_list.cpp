#include "delo/formats/digest_list/digest_list.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <functional>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kMostProblems = 1000;
constexpr std::size_t kBeginning = 4; ///< enough to tell UTF-16, and longer than any mark
constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kHeader = "%%%% ";
constexpr std::string_view kHashdeep = "HASHDEEP-1.";

bool is_utf16(std::string_view beginning) {
  return beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF") ||
         beginning.substr(0, 2).find('\0') != std::string_view::npos;
}

} // namespace

void DigestListReader::Known::write(FieldWriter& fields) const {
  fields.path(name);
  digests.write(fields);
  fields.number(size ? 1 : 0);
  fields.number(size.value_or(0));
  fields.number(line);
}

DigestListReader::Known DigestListReader::Known::read(FieldReader& fields) {
  Known known;
  known.name = fields.path();
  known.digests = DigestSet::read(fields);
  const bool has_size = fields.number() == 1;
  const std::uint64_t size = fields.number();
  if (has_size)
    known.size = size;
  known.line = fields.number();
  return known;
}

DigestListReader::DigestListReader(Take take, std::string_view file_name)
    : take_(std::move(take)), hint_(algorithm_of_list(file_name)) {}

void DigestListReader::feed(std::string_view bytes) {
  if (begun_)
    return split(bytes);
  beginning_ += bytes;
  if (beginning_.size() >= kBeginning)
    begin();
}

DigestListEnd DigestListReader::finish() {
  if (!begun_)
    begin();
  if (!line_.empty() || too_long_)
    end_line();
  return std::move(end_);
}

void DigestListReader::begin() {
  begun_ = true;
  refused_ = is_utf16(beginning_);
  std::string_view text = beginning_;
  if (refused_) {
    number_ = 1;
    problem("the list is UTF-16, or no text at all: save it anew as UTF-8");
  }
  text.remove_prefix(text.starts_with(kMark) ? kMark.size() : 0);
  split(text);
}

void DigestListReader::split(std::string_view bytes) {
  while (!refused_ && !bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, end);
    too_long_ = too_long_ || line_.size() + piece.size() > kLongestDigestLine;
    if (too_long_)
      line_.clear();
    else
      line_ += piece;
    if (end == std::string_view::npos)
      return;
    bytes.remove_prefix(end + 1);
    end_line();
  }
}

void DigestListReader::end_line() {
  ++number_;
  const std::string line = std::exchange(line_, {});
  if (std::exchange(too_long_, false))
    return problem(fmt::format("it is longer than {} bytes", kLongestDigestLine));
  std::string_view text = line; // a name that ends with CR is escaped by the tools
  text.remove_suffix(text.ends_with('\r') ? 1 : 0);
  take_line(text);
}

void DigestListReader::take_line(std::string_view line) {
  if (is_blank(line) || line.starts_with('#'))
    return;
  if (line.starts_with(kHeader))
    return take_header(line.substr(kHeader.size()));
  if (!is_hashdeep_)
    return take_entry(read_digest_line(line, hint_));
  if (columns_)
    take_entry(columns_->read(line));
  else
    problem("there are no columns that are known before it");
}

void DigestListReader::take_header(std::string_view text) {
  const bool is_version = text.starts_with("HASHDEEP");
  if (is_version)
    columns_.reset();
  if (is_version && !text.starts_with(kHashdeep))
    problem(fmt::format("\"{}\" is no version of hashdeep that is known",
                        display_name(text.substr(0, 100))));
  is_hashdeep_ = true;
  if (is_version)
    return;
  columns_ = HashdeepColumns::parse(text);
  if (!columns_)
    problem("these are no columns with a digest that is known and a file name at the end");
}

void DigestListReader::take_entry(DigestLine line) {
  if (!line.fault.empty())
    return problem(std::move(line.fault));
  if (const auto place = find_or_add({line.name, line.digests, line.size, number_}))
    return merge(*place, line);
  ++end_.entries;
  take_({std::move(line.name), std::move(line.digests), line.size, number_});
}

/// Where the name stands already; nothing when it is new, and kept now.
std::optional<std::uint64_t> DigestListReader::find_or_add(const Known& known) {
  const std::uint64_t next = known_.size();
  const std::uint64_t place = places_.add(std::hash<std::string>()(known.name), next);
  if (places_.was_known()) {
    if (known_[place].name == known.name)
      return place;
    const auto crowded = crowded_.try_emplace(known.name, next);
    if (!crowded.second)
      return crowded.first->second;
  }
  known_.push_back(known);
  return std::nullopt;
}

/// Digests of other algorithms are added to those that are known.
void DigestListReader::merge(std::uint64_t place, const DigestLine& line) {
  Known known = known_[place];
  DigestListEntry fresh{line.name, {}, line.size, number_};
  if (line.size && known.size && *line.size != *known.size)
    return problem(
        fmt::format("{} has another size in line {}", display_name(line.name), known.line));
  for (const Digest& digest : line.digests) {
    const Digest* before = known.digests.find(digest.algorithm());
    if (before && *before != digest)
      return problem(fmt::format("{} has another {} in line {}", display_name(line.name),
                                 info(digest.algorithm()).premis, known.line));
    if (!before)
      fresh.digests.insert(digest);
  }
  if (fresh.digests.empty()) {
    ++end_.repeated;
    return;
  }
  for (const Digest& digest : fresh.digests)
    known.digests.insert(digest);
  known_.replace(place, known);
  ++end_.entries;
  take_(fresh);
}

void DigestListReader::problem(std::string words) {
  if (end_.problems.size() < kMostProblems)
    end_.problems.push_back({number_, std::move(words)});
  else
    ++end_.more_problems;
}

DigestListEnd read_digest_list(std::string_view bytes, const DigestListReader::Take& take,
                               std::string_view file_name) {
  DigestListReader reader(take, file_name);
  reader.feed(bytes);
  return reader.finish();
}

} // namespace delo
