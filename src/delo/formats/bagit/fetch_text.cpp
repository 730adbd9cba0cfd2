#include "delo/formats/bagit/fetch_text.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace delo {
namespace {

using Kind = FetchFault::Kind;

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kDigits = "0123456789";

/// Takes a field and the white space behind it.
std::string_view take_field(std::string_view& line) {
  const std::string_view field = line.substr(0, line.find_first_of(" \t"));
  line.remove_prefix(field.size());
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return field;
}

std::optional<std::uint64_t> read_length(std::string_view text) {
  std::uint64_t bytes = 0;
  const char* const end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, bytes);
  return parsed.ec == std::errc() && parsed.ptr == end ? std::optional(bytes) : std::nullopt;
}

/// Letters, digits and what RFC 3986 2 reserves; "%" with two hexadecimal digits.
bool has_url_characters(std::string_view url) {
  static constexpr std::string_view kMarks = "-._~:/?#[]@!$&'()*+,;=";
  for (const char c : url)
    if (c != '%' && kLetters.find(c) == std::string_view::npos &&
        kDigits.find(c) == std::string_view::npos && kMarks.find(c) == std::string_view::npos)
      return false;
  return percent_decode(url).has_value();
}

} // namespace

void write_fetch_line(ByteSink& sink, std::string_view url, std::uint64_t bytes,
                      const RelPath& path) {
  sink.write(fmt::format("{} {} {}\n", url, bytes, encode_manifest_path(path.str())));
}

bool FetchList::add(const RelPath& path, const Entry& entry) {
  if (!paths_.add(path).second)
    return false;
  const char* const url = entry.url.empty() ? nullptr : urls_.keep(entry.url);
  entries_.push_back({entry.length, entry.line, {url, entry.url.size()}});
  return true;
}

std::optional<FetchList::Entry> FetchList::find(const RelPath& path) const {
  const std::uint32_t* const number = paths_.find(path);
  return number ? std::optional(entries_[*number]) : std::nullopt;
}

FetchParser::FetchParser(PathEncoding encoding, std::string_view charset, Addresses addresses,
                         std::uint64_t most_faults)
    : encoding_(encoding),
      addresses_(addresses), parsed_{std::make_unique<FetchList>(),
                                     CappedFaults<FetchFault>(most_faults), TagLineFaults()},
      lines_(
          charset,
          [this](std::string_view line, std::uint64_t number) {
            number_ = number;
            take(line);
          },
          most_faults) {}

ParsedFetch FetchParser::finish() {
  parsed_.text_faults = lines_.finish();
  return std::move(parsed_);
}

void FetchParser::take(std::string_view line) {
  if (is_blank(line))
    return;
  std::string_view rest = line;
  const std::string_view url = take_field(rest);
  const std::string_view length = take_field(rest);
  if (url.empty() || rest.empty())
    return fault(Kind::malformed, line);
  judge_url(url);
  const auto bytes = read_length(length);
  if (!bytes && length != "-")
    fault(Kind::bad_length, length);
  if (rest.starts_with("./"))
    rest.remove_prefix(2);
  const std::string path = decode_manifest_path(rest, encoding_);
  ListedPath judged = judge_listed_path(path);
  if (!judged.path)
    return fault(Kind::bad_path, path, std::move(judged.refused));
  if (encoding_ == PathEncoding::percent && has_raw_percent(rest))
    fault(Kind::raw_percent, rest);
  const bool keeps = addresses_ == Addresses::kept;
  if (!parsed_.list->add(*judged.path, {bytes, number_, keeps ? url : std::string_view()}))
    fault(Kind::duplicate, path);
}

void FetchParser::judge_url(std::string_view url) {
  const std::string scheme = scheme_of(url);
  if (scheme.empty() || !has_url_characters(url))
    fault(Kind::bad_url, url);
  else if (scheme != "http" && scheme != "https")
    fault(Kind::other_scheme, url);
}

void FetchParser::fault(FetchFault::Kind kind, std::string_view text, std::string refused) {
  constexpr std::size_t kShown = 200;
  if (parsed_.faults.has_room(kind))
    parsed_.faults.keep({kind, number_, std::string(text.substr(0, kShown)), std::move(refused)});
}

ParsedFetch parse_fetch(std::string_view text, PathEncoding encoding) {
  FetchParser parser(encoding);
  parser.feed(text);
  return parser.finish();
}

std::string scheme_of(std::string_view url) {
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos || colon + 1 >= url.size())
    return {};
  const std::string_view scheme = url.substr(0, colon);
  for (const char c : scheme)
    if (kLetters.find(c) == std::string_view::npos && kDigits.find(c) == std::string_view::npos &&
        std::string_view("+-.").find(c) == std::string_view::npos)
      return {};
  if (scheme.empty() || kLetters.find(scheme.front()) == std::string_view::npos)
    return {};
  return ascii_lower(scheme);
}

} // namespace delo
