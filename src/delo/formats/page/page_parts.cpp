#include "delo/formats/page/page_parts.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_labels.hpp"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <set>

namespace delo {
namespace {

/// A page with a longer line was not wrapped by an editor.
constexpr std::size_t kWidestWrap = 132;
constexpr std::size_t kNarrowestWrap = 40;
constexpr std::size_t kLongestWord = 12; ///< that was likely carried over
constexpr int kFullLines = 5;            ///< of a page that an editor wrapped

constexpr std::size_t kShortestSentence = 4; ///< words

/// As typed on all layouts; the words behind it may change.
constexpr std::string_view kSupport = "this document was made possible";

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string_view first_word(std::string_view text) {
  text = trim(text);
  return text.substr(0, text.find_first_of(" \t"));
}

bool ends_a_sentence(std::string_view text) {
  constexpr std::array<std::string_view, 4> kClosing{"\"", "\u201D", "\u2019", ")"};
  for (const std::string_view closing : kClosing)
    if (text.ends_with(closing))
      text.remove_suffix(closing.size());
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?');
}

/// Whether a line ends where no name and no sentence does.
bool is_open_ended(std::string_view line) {
  constexpr std::array<std::string_view, 14> kOpen{
      "of", "the", "and", "for", "to", "from", "by", "with", "in", "on", "a", "&", "at", "between"};
  line = trim(line);
  const std::string_view last = line.substr(line.find_last_of(" \t") + 1);
  return line.ends_with(',') || std::find(kOpen.begin(), kOpen.end(), last) != kOpen.end();
}

/// The English names of all languages that ICU knows, in lower case, and what archives add.
const std::set<std::string, std::less<>>& language_names() {
  static const auto names = [] {
    std::set<std::string, std::less<>> all{
        "azeri",          "farsi",   "moldovan",     "mandarin", "serbo-croatian",
        "croato-serbian", "flemish", "byelorussian", "tajik",    "old church slavonic",
        "uighur",         "uyghur",  "slovene"};
    for (const char* const* code = uloc_getISOLanguages(); *code; ++code) {
      icu::UnicodeString name;
      std::string utf8;
      icu::Locale(*code).getDisplayLanguage(icu::Locale::getEnglish(), name);
      name.toLower(icu::Locale::getRoot()).toUTF8String(utf8);
      if (utf8 != *code)
        all.insert(utf8);
    }
    return all;
  }();
  return names;
}

} // namespace

PageView view_page(const PageText& page, const ArchiveTable& archives) {
  std::size_t width = 0;
  for (const PageLine& line : page.lines)
    width = std::max(width, characters(line.text));
  if (page.html || width > kWidestWrap)
    return {page.lines, 0, false, &page.parents, archives};
  // The longest line of a page that nobody wrapped stands alone.
  const auto full = std::count_if(page.lines.begin(), page.lines.end(), [width](const auto& line) {
    return characters(line.text) + kLongestWord > width;
  });
  return {page.lines, full >= kFullLines && width >= kNarrowestWrap ? width : 0, true,
          &page.parents, archives};
}

std::size_t next_filled(const PageLines& lines, std::size_t i) {
  while (i < lines.size() && is_blank(lines[i].text))
    ++i;
  return i;
}

std::optional<std::size_t> last_filled(const PageLines& lines, std::size_t begin, std::size_t end) {
  while (end > begin)
    if (!is_blank(lines[--end].text))
      return end;
  return std::nullopt;
}

bool is_wrapped(const PageView& page, std::size_t line) {
  if (!page.may_be_wrapped || line + 1 >= page.lines.size())
    return false;
  const std::string_view next = page.lines[line + 1].text;
  if (is_blank(next) || find_label(next) ||
      ascii_lower(trim(next).substr(0, kSupport.size())) == kSupport)
    return false;
  const bool full =
      characters(page.lines[line].text) + 1 + characters(first_word(next)) > page.width;
  return (page.width > 0 && full) || is_open_ended(page.lines[line].text);
}

std::size_t end_of_wrapped(const PageView& page, std::size_t begin, std::size_t end) {
  std::size_t i = begin;
  while (i + 1 < end && is_wrapped(page, i))
    ++i;
  return i + 1;
}

Field field_from(const PageLine& line, std::string value, Confidence confidence) {
  Field field;
  if (!value.empty())
    field.values.push_back(std::move(value));
  field.raw = line.text;
  field.line = line.number;
  field.confidence = confidence;
  return field;
}

Field field_from(const PageLines& lines, LineRange range, Confidence confidence) {
  std::string value;
  std::string raw;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    // An address that was cut behind a slash has no space there.
    const std::string_view last_word = std::string_view(value).substr(value.rfind(' ') + 1);
    const bool address = value.ends_with('/') && last_word.starts_with("http");
    value += (value.empty() || address ? "" : " ") + std::string(trim(lines[i].text));
    raw += (i > range.begin ? "\n" : "") + std::string(lines[i].text);
  }
  Field field = field_from(lines[range.begin], std::move(value), confidence);
  field.raw = std::move(raw);
  if (range.end - range.begin > 1) // where a line was broken is a guess
    lower_confidence(field, Confidence::likely);
  return field;
}

void lower_confidence(Field& field, Confidence at_most) {
  field.confidence = std::max(field.confidence, at_most);
}

std::string_view supporters_in(std::string_view line) {
  constexpr std::array<std::string_view, 3> kEnds{"support from ", "support of ",
                                                  "support provided by "};
  constexpr std::size_t kFurthest = 80;
  line = trim(line);
  const std::string lower = ascii_lower(line.substr(0, kSupport.size() + kFurthest));
  if (!lower.starts_with(kSupport))
    return {};
  for (const std::string_view end : kEnds)
    if (const std::size_t at = lower.find(end, kSupport.size()); at != std::string::npos)
      return trim(line.substr(at + end.size()));
  return {};
}

bool is_prose(std::string_view line) {
  line = trim(line);
  return !line.starts_with('[') && !line.starts_with('(') && ends_a_sentence(line) &&
         count_words(line) >= kShortestSentence;
}

bool is_in_capitals(std::string_view line) {
  bool capital = false;
  for (std::size_t i = 0; i < line.size();) {
    const std::int32_t code = next_code_point(line, i);
    if (code >= 0 && u_islower(code))
      return false;
    capital = capital || (code >= 0 && u_isupper(code));
  }
  return capital;
}

std::string title_key(std::string_view title) {
  std::string key;
  for (std::size_t i = 0; i < title.size();) {
    const std::size_t begin = i;
    const std::int32_t code = next_code_point(title, i);
    if (code >= 0 && u_isalnum(code))
      key += title.substr(begin, i - begin);
  }
  return fold_name(key);
}

std::size_t count_words(std::string_view line) {
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : line) {
    const bool space = c == ' ' || c == '\t';
    words += !space && !in_word ? 1 : 0;
    in_word = !space;
  }
  return words;
}

bool is_language(std::string_view name) {
  name = trim(name);
  if (const std::size_t bracket = name.find(" ("); bracket != std::string_view::npos)
    name = name.substr(0, bracket);
  return language_names().contains(ascii_lower(name));
}

std::vector<std::string> languages_in(std::string_view value) {
  std::vector<std::string> languages;
  while (!value.empty()) {
    std::size_t end = value.find_first_of(",;/");
    std::size_t skip = 1;
    if (const std::size_t word = value.find(" and "); word < end) {
      end = word;
      skip = 5;
    }
    const std::string_view part = trim(value.substr(0, end));
    if (!part.empty() && !is_language(part))
      return {};
    if (!part.empty())
      languages.emplace_back(part);
    value.remove_prefix(end == std::string_view::npos ? value.size()
                                                      : std::min(end + skip, value.size()));
  }
  return languages;
}

} // namespace delo
