#include "delo/formats/citation/publication.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/folded_text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace delo {
namespace {

constexpr auto npos = std::string_view::npos;

constexpr std::array<std::u32string_view, 16> kAnnouncements{
    U"published in",       U"reprinted in",      U"printed in",
    U"published as",       U"reproduced in",     U"originally published in",
    U"first published in", U"also published in", U"previously published in",
    U"reprinted from",     U"published by",      U"cited in",
    U"опубликовано:",      U"опубликовано в",    U"опубл.:",
    U"надруковано:"};

/// Words that only a publication has.
constexpr std::array<std::string_view, 29> kWords{"voprosy istorii",
                                                  "вопросы истории",
                                                  "noveishaia istoriia",
                                                  "otechestvennye arkhivy",
                                                  "отечественные архивы",
                                                  "источник",
                                                  "исторический архив",
                                                  "bulletin",
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

/// Letter for letter, look-alikes of the other alphabet included.
bool has_alike(const FoldedText& text, std::size_t i, std::u32string_view words) {
  for (std::size_t k = 0; k < words.size(); ++k)
    if (look_alike(text[i + k]) != look_alike(words[k]))
      return false;
  return true;
}

/// Whether a clause may begin at `i`: behind punctuation or a number, or at the very beginning.
bool is_boundary(const FoldedText& text, std::size_t i) {
  while (i > 0 && text[i - 1] == U' ')
    --i;
  if (i == 0)
    return true;
  constexpr std::u32string_view kMarks = U".,;:)]\"\u201D";
  const char32_t before = text[i - 1];
  const bool number = is_digit(before) || (i > 1 && is_letter(before) && is_digit(text[i - 2]));
  return number || kMarks.find(before) != std::u32string_view::npos;
}

/// "…, ll. 75-80, in Istochnik 1 (1995), pp. 100-105".
bool begins_publication(const FoldedText& text, std::size_t i, std::string_view line) {
  constexpr std::size_t kLongest = 300;
  if (i == 0 || !text.has(i, U"in ") || !is_upper(text.cased(i + 3)))
    return false;
  const std::size_t begin = text.span(i + 3, text.size()).begin;
  return is_published_source(line.substr(begin, kLongest));
}

} // namespace

PublicationMark find_publication(std::string_view line) {
  const FoldedText text(line);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!text.at_word_start(i) || !is_boundary(text, i))
      continue;
    std::size_t end = 0;
    for (const auto words : kAnnouncements)
      if (has_alike(text, i, words) && !is_letter(text[i + words.size()]))
        end = std::max(end, i + words.size());
    if (end == 0 && begins_publication(text, i, line))
      end = i + 2;
    if (end > 0) {
      std::size_t source = text.skip_spaces(end); // "Published in: …"
      if (text[source] == U':')
        source = text.skip_spaces(source + 1);
      return {text.span(i, end).begin, text.span(i, source).end};
    }
  }
  return {};
}

bool is_published_source(std::string_view text) {
  if (holds_imprint(text))
    return true;
  const std::string lower = fold_name(text);
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
