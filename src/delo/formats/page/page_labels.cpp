#include "delo/formats/page/page_labels.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

using enum PageLabel;

struct LabelName {
  std::string_view text;
  PageLabel label;
};

constexpr auto kNames = std::to_array<LabelName>({
    {"document information", document_information},
    {"source", source},
    {"original archive", original_archive},
    {"rights", rights},
    {"original uploaded date", uploaded},
    {"type", document_type},
    {"language", language},
    {"record id", record_id},
    {"original classification", classification},
    {"classification", classification},
    {"donors", donors},
    {"donor", donors},
    {"author(s)", authors},
    {"author", authors},
    {"authors", authors},
    {"associated people & organizations", people},
    {"associated people and organizations", people},
    {"associated people &amp; organizations", people},
    {"associated people", people},
    {"associated organizations", people},
    {"associated places", places},
    {"associated place", places},
    {"places", places},
    {"associated topics", topics},
    {"topics", topics},
    {"subjects discussed", subjects},
    {"subjects", subjects},
    {"related documents", related},
    {"related document", related},
    {"related content", related},
    {"you may also like", related},
    {"citation", citation},
    {"summary", summary},
    {"credits", credits},
    {"original language", original_language},
    {"contents", contents},
    {"uploaded date", uploaded},
    {"upload date", uploaded},
});

/// Whole lines, folded.
constexpr auto kNavigation = std::to_array<std::string_view>(
    {"skip to content",
     "skip to main content",
     "skip navigation",
     "menu",
     "close",
     "search",
     "search in",
     "search search",
     "add search filter cancel search filter",
     "add search filter",
     "cancel search filter",
     "digital archive",
     "wilson center digital archive",
     "wilson center",
     "digital archive international history declassified",
     "international history declassified",
     "digital archive digitalarchive.wilsoncenter.org international history declassified",
     "digitalarchive.wilsoncenter.org",
     "home",
     "browse",
     "about",
     "help",
     "collections",
     "themes",
     "people",
     "places",
     "topics",
     "theme collections",
     "citation share download",
     "citation",
     "share",
     "download",
     "print",
     "email",
     "share document",
     "get citation",
     "view document in",
     "english html",
     "english",
     "original",
     "translation",
     "transcript",
     "transcription",
     "scan",
     "scanned document",
     "view scan",
     "thumbnail",
     "download pdf",
     "pdf",
     "download document",
     "english translation",
     "scan of original",
     "accept",
     "decline",
     "accept all",
     "reject all",
     "cookie settings",
     "log in",
     "sign up",
     "back to top",
     "blog",
     "contact",
     "contact us",
     "donate",
     "subscribe",
     "advanced search",
     "browse documents",
     "privacy policy",
     "terms of use",
     "facebook",
     "twitter",
     "linkedin",
     "cite",
     "copy link",
     "view pdf"});

/// The longest line that can be a label or a word of the site.
constexpr std::size_t kLongestName = 100;

} // namespace

std::string folded_line(std::string_view line) {
  std::string folded;
  bool space = false;
  while (!line.empty()) {
    const bool no_break = line.starts_with("\u00A0");
    const bool zero_width = line.starts_with("\u200B") || line.starts_with("\uFEFF");
    const char c = line.front();
    line.remove_prefix(no_break ? 2 : zero_width ? 3 : 1);
    if (zero_width)
      continue;
    if (no_break || std::string_view(" \t\v\f").find(c) != std::string_view::npos) {
      space = !folded.empty();
      continue;
    }
    if (space)
      folded += ' ';
    space = false;
    folded += c;
  }
  return ascii_lower(folded);
}

std::string_view without_link(std::string_view line) {
  line = trim(line);
  if (!line.ends_with('>'))
    return line;
  const std::size_t open = line.rfind('<');
  if (open == std::string_view::npos || open == 0)
    return line;
  const std::string_view address = line.substr(open + 1);
  const bool link = address.starts_with("http") || address.starts_with("mailto:") ||
                    address.starts_with('#') || address.starts_with('/');
  return link && address.find(' ') == std::string_view::npos ? trim(line.substr(0, open)) : line;
}

std::string_view without_number(std::string_view line) {
  const std::size_t close = line.find(']');
  const bool number =
      line.starts_with('[') && close != std::string_view::npos && close > 1 &&
      line.substr(1, close - 1).find_first_not_of("0123456789") == std::string_view::npos;
  return number ? trim(line.substr(close + 1)) : line;
}

std::string_view without_bullet(std::string_view line) {
  line = trim(line);
  for (const std::string_view bullet : {"\u2022 ", "* ", "\u00B7 "})
    if (line.starts_with(bullet))
      return trim(line.substr(bullet.size()));
  return line;
}

std::optional<LabelLine> find_label(std::string_view line) {
  std::string_view head = without_link(line);
  std::string_view value;
  if (const std::size_t colon = head.find_first_of(":\t"); colon < kLongestName) {
    value = trim(head.substr(colon + 1));
    head = trim(head.substr(0, colon));
    while (value.starts_with(':') || value.starts_with('\t'))
      value = trim(value.substr(1));
  }
  if (head.size() > kLongestName)
    return std::nullopt;
  const std::string folded = folded_line(head);
  const auto* known = std::find_if(kNames.begin(), kNames.end(),
                                   [&folded](const LabelName& n) { return n.text == folded; });
  if (known == kNames.end())
    return std::nullopt;
  return LabelLine{known->label, value};
}

bool is_label(std::string_view line, PageLabel label) {
  const auto found = find_label(line);
  return found && found->label == label && found->value.empty();
}

bool is_navigation(std::string_view line) {
  line = without_number(without_link(line));
  if (line.size() > kLongestName)
    return false;
  std::string folded = folded_line(line);
  for (const std::string_view bullet : {"\u2022 ", "* ", "- ", "\u00B7 ", "> ", "\u00BB "})
    if (folded.starts_with(bullet))
      folded.erase(0, bullet.size());
  const bool crumbs = folded.starts_with("home > ") || folded.starts_with("home \u00BB ") ||
                      folded.starts_with("home / ") || folded.starts_with("home \u203A ");
  return crumbs || std::find(kNavigation.begin(), kNavigation.end(), folded) != kNavigation.end();
}

bool is_of_the_site(const PageLine& line) {
  return line.place == LinePlace::site || is_navigation(line.text);
}

} // namespace delo
