#include "delo/formats/citation/publication.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace delo {
namespace {

constexpr auto npos = std::string_view::npos;

constexpr std::array<std::string_view, 15> kAnnouncements{
    "published in ",       "reprinted in ",      "printed in ",
    "published as ",       "reproduced in ",     "originally published in ",
    "first published in ", "also published in ", "previously published in ",
    "reprinted from ",     "published by ",      "опубликовано: ",
    "опубликовано в ",     "опубл.: ",           "cited in "};

/// Words that only a publication has.
constexpr std::array<std::string_view, 22> kWords{"bulletin",
                                                  "journal",
                                                  ", eds.",
                                                  ", ed.",
                                                  " (ed.)",
                                                  " (eds.)",
                                                  "foreign relations of the united states",
                                                  "frus",
                                                  "istochnik",
                                                  "vestnik",
                                                  "pravda",
                                                  "izvestia",
                                                  "renmin ribao",
                                                  "people's daily",
                                                  "wenxuan",
                                                  "wengao",
                                                  "nianpu",
                                                  "neues deutschland",
                                                  "briefing book",
                                                  "istoricheskii arkhiv",
                                                  "new york times",
                                                  "сборник документов"};

bool is_year_at(std::string_view text, std::size_t i) {
  const std::string_view year = text.substr(std::min(i, text.size()), 4);
  return year.size() == 4 && year.find_first_not_of("0123456789") == npos &&
         (year.starts_with("18") || year.starts_with("19") || year.starts_with("20"));
}

std::string_view trim_end(std::string_view text) {
  text = trim(text);
  while (!text.empty() && std::string_view(".,; ").find(text.back()) != npos)
    text.remove_suffix(1);
  return text;
}

/// "(Moscow: Progress, 1974)".
bool holds_imprint(std::string_view text) {
  std::size_t open = npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(')
      open = i;
    if (text[i] != ')' || open == npos)
      continue;
    const std::string_view inside = text.substr(open + 1, i - open - 1);
    if (inside.size() >= 8 && is_year_at(inside, inside.size() - 4) &&
        (inside.find(": ") != npos || inside.find(", ") != npos) &&
        inside.find_first_of("0123456789") >= inside.size() - 9)
      return true;
    open = npos;
  }
  return false;
}

} // namespace

PublicationMark find_publication(std::string_view line) {
  const std::string lower = ascii_lower(line);
  PublicationMark first;
  for (const std::string_view words : kAnnouncements)
    for (std::size_t at = lower.find(words); at != npos; at = lower.find(words, at + 1)) {
      const bool starts = at == 0 || (at >= 2 && lower[at - 1] == ' ' &&
                                      std::string_view(".,;)").find(lower[at - 2]) != npos);
      if (starts && at < first.begin) {
        first = {at, at + words.size()};
        break;
      }
    }
  // "Опубликовано" begins with a capital, which is not folded above.
  for (const std::string_view words : {"Опубликовано: ", "Опубликовано в ", "Опубл.: "})
    if (const std::size_t at = line.find(words); at < first.begin)
      first = {at, at + words.size()};
  return first;
}

bool is_published_source(std::string_view text) {
  if (holds_imprint(text))
    return true;
  const std::string lower = ascii_lower(text);
  if (std::any_of(kWords.begin(), kWords.end(),
                  [&](std::string_view word) { return lower.find(word) != npos; }))
    return true;
  const bool quoted = text.find("\u201C") != npos || text.find('"') != npos;
  const std::string_view whole = trim_end(text);
  const bool year = whole.size() > 6 && is_year_at(whole, whole.size() - 4) &&
                    whole.substr(whole.size() - 6, 2) == ", ";
  return quoted && year;
}

} // namespace delo
