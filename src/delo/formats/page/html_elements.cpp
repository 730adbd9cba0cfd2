#include "delo/formats/page/html_elements.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

namespace delo {
namespace {

struct Element {
  std::string_view name;
  HtmlEffect effect;
};

constexpr std::array<Element, 60> kElements{{
    {"br", HtmlEffect::line},
    {"div", HtmlEffect::line},
    {"li", HtmlEffect::line},
    {"dt", HtmlEffect::line},
    {"dd", HtmlEffect::line},
    {"tr", HtmlEffect::line},
    {"td", HtmlEffect::line},
    {"th", HtmlEffect::line},
    {"caption", HtmlEffect::line},
    {"thead", HtmlEffect::line},
    {"tbody", HtmlEffect::line},
    {"tfoot", HtmlEffect::line},
    {"option", HtmlEffect::skip},
    {"legend", HtmlEffect::line},
    {"summary", HtmlEffect::line},
    {"figcaption", HtmlEffect::line},
    {"address", HtmlEffect::line},
    {"time", HtmlEffect::none},
    {"p", HtmlEffect::paragraph},
    {"h1", HtmlEffect::paragraph},
    {"h2", HtmlEffect::paragraph},
    {"h3", HtmlEffect::paragraph},
    {"h4", HtmlEffect::paragraph},
    {"h5", HtmlEffect::paragraph},
    {"h6", HtmlEffect::paragraph},
    {"ul", HtmlEffect::paragraph},
    {"ol", HtmlEffect::paragraph},
    {"dl", HtmlEffect::paragraph},
    {"table", HtmlEffect::paragraph},
    {"hr", HtmlEffect::paragraph},
    {"section", HtmlEffect::paragraph},
    {"article", HtmlEffect::paragraph},
    {"main", HtmlEffect::paragraph},
    {"header", HtmlEffect::paragraph},
    {"footer", HtmlEffect::paragraph},
    {"aside", HtmlEffect::paragraph},
    {"blockquote", HtmlEffect::paragraph},
    {"figure", HtmlEffect::paragraph},
    {"details", HtmlEffect::paragraph},
    {"fieldset", HtmlEffect::paragraph},
    {"form", HtmlEffect::paragraph},
    {"body", HtmlEffect::paragraph},
    {"pre", HtmlEffect::keep_spaces},
    {"textarea", HtmlEffect::skip},
    {"head", HtmlEffect::skip},
    {"title", HtmlEffect::skip},
    {"script", HtmlEffect::skip},
    {"style", HtmlEffect::skip},
    {"template", HtmlEffect::skip},
    {"noscript", HtmlEffect::skip},
    {"nav", HtmlEffect::skip},
    {"svg", HtmlEffect::skip},
    {"iframe", HtmlEffect::skip},
    {"object", HtmlEffect::skip},
    {"button", HtmlEffect::skip},
    {"select", HtmlEffect::skip},
    {"datalist", HtmlEffect::skip},
    {"canvas", HtmlEffect::skip},
    {"audio", HtmlEffect::skip},
    {"video", HtmlEffect::skip},
}};

/// Elements that are one paragraph, one heading, or a piece of one.
constexpr std::array<std::string_view, 14> kParagraphs{"p",  "h1", "h2", "h3", "h4", "h5", "h6",
                                                       "li", "dt", "dd", "tr", "td", "th", "br"};

/// Parts of class names, between hyphens and underscores.
constexpr std::array<std::string_view, 15> kSiteWords{
    "footer",  "cookie", "cookies",    "consent", "gdpr",   "breadcrumb", "breadcrumbs", "share",
    "sharing", "social", "navigation", "nav",     "navbar", "menu",       "skip"};
constexpr std::array<std::string_view, 3> kSummaryWords{"summary", "description", "abstract"};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// "field--name-field-date" is made of "field", "name", "field", "date".
std::vector<std::string_view> parts_of(std::string_view name) {
  std::vector<std::string_view> parts;
  while (!name.empty()) {
    const std::size_t end = std::min(name.find_first_of("-_"), name.size());
    if (end > 0)
      parts.push_back(name.substr(0, end));
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return parts;
}

LinePlace place_named(std::string_view name) {
  const auto parts = parts_of(name);
  if (std::any_of(parts.begin(), parts.end(), [](auto part) { return holds(kSiteWords, part); }))
    return LinePlace::site;
  // "field--type-text-with-summary" names a kind of field, "uploaded-date" another date.
  const bool kind =
      name.find("type-") != std::string_view::npos || name.find("with-") != std::string_view::npos;
  if (parts.empty() || kind)
    return LinePlace::text;
  if (holds(kSummaryWords, parts.back()))
    return LinePlace::summary;
  const bool other = std::any_of(parts.begin(), parts.end(), [](std::string_view part) {
    return part.starts_with("up") || part.starts_with("publi") || part.starts_with("creat");
  });
  return parts.back() == "date" && !other ? LinePlace::date : LinePlace::text;
}

LinePlace place_by_names(HtmlAttributes attributes) {
  for (const auto& [name, value] : attributes) {
    if (name == "role" &&
        (value == "navigation" || value == "banner" || value == "contentinfo" || value == "search"))
      return LinePlace::site;
    if (name != "class" && name != "id")
      continue;
    const std::string lower = ascii_lower(value);
    for (std::string_view rest = trim(lower); !rest.empty();) {
      const std::size_t end = std::min(rest.find_first_of(" \t\r\n\f"), rest.size());
      if (const LinePlace place = place_named(rest.substr(0, end)); place != LinePlace::text)
        return place;
      rest = trim(rest.substr(end));
    }
  }
  return LinePlace::text;
}

} // namespace

HtmlEffect effect_of(std::string_view element) {
  const auto* found = std::find_if(kElements.begin(), kElements.end(),
                                   [element](const Element& e) { return e.name == element; });
  return found == kElements.end() ? HtmlEffect::none : found->effect;
}

bool is_container(std::string_view element) {
  const HtmlEffect effect = effect_of(element);
  return (effect == HtmlEffect::line || effect == HtmlEffect::paragraph) &&
         !holds(kParagraphs, element);
}

bool is_hidden(HtmlAttributes attributes) {
  for (const auto& [name, given] : attributes) {
    const std::string value = ascii_lower(given);
    if (name == "hidden" || (name == "aria-hidden" && value == "true"))
      return true;
    if (name != "style")
      continue;
    std::string style;
    std::remove_copy(value.begin(), value.end(), std::back_inserter(style), ' ');
    if (style.find("display:none") != std::string::npos ||
        style.find("visibility:hidden") != std::string::npos)
      return true;
  }
  return false;
}

LinePlace place_of(std::string_view element, HtmlAttributes attributes, LinePlace outer) {
  constexpr std::array<std::string_view, 4> kWhole{"html", "body", "main", "article"};
  if (holds(kWhole, element))
    return LinePlace::text;
  if (outer == LinePlace::site)
    return outer;
  if (element == "footer")
    return LinePlace::site;
  if (element == "h1")
    return LinePlace::title;
  if (const LinePlace named = place_by_names(attributes); named != LinePlace::text)
    return named;
  return element == "time" ? LinePlace::date : outer;
}

} // namespace delo
