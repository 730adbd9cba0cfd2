// The label table. Written in folded form: lower case, "'" for apostrophes, a space for any mix of
// full stop and spaces between the words of one label.
#include "delo/formats/citation/citation_labels.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

struct LabelRow {
  std::u32string_view label;
  LabelKind kind;
  std::string_view country; ///< "" for everywhere
};

using enum LabelKind;

constexpr std::array kLabels{
    LabelRow{U"f", fond, ""},
    LabelRow{U"fond", fond, ""},
    LabelRow{U"fondi", fond, ""},
    LabelRow{U"ф", fond, ""},
    LabelRow{U"фонд", fond, ""},
    LabelRow{U"coll", fond, ""},
    LabelRow{U"collection", fond, ""},
    LabelRow{U"record group", fond, ""},

    LabelRow{U"op", opis, ""},
    LabelRow{U"o", opis, ""},
    LabelRow{U"opis", opis, ""},
    LabelRow{U"opis'", opis, ""},
    LabelRow{U"оп", opis, ""},
    LabelRow{U"опись", opis, ""},
    LabelRow{U"опис", opis, ""},
    LabelRow{U"inv", opis, ""},
    LabelRow{U"inventory", opis, ""},
    LabelRow{U"register", opis, ""},
    LabelRow{U"siy", opis, "AZ"},
    LabelRow{U"siyahı", opis, "AZ"},
    LabelRow{U"ap", opis, "LT"},
    LabelRow{U"n", opis, "EE"},

    LabelRow{U"d", delo, ""},
    LabelRow{U"delo", delo, ""},
    LabelRow{U"ed khr", delo, ""},
    LabelRow{U"ed hr", delo, ""},
    LabelRow{U"д", delo, ""},
    LabelRow{U"дело", delo, ""},
    LabelRow{U"ед хр", delo, ""},
    LabelRow{U"file", delo, ""},
    LabelRow{U"spr", delo, ""},
    LabelRow{U"спр", delo, ""},
    LabelRow{U"справа", delo, ""},
    LabelRow{U"iş", delo, "AZ"},
    LabelRow{U"b", delo, "LT"},
    LabelRow{U"s", delo, "EE"},
    LabelRow{U"a e", delo, "BG"},
    LabelRow{U"а е", delo, "BG"},

    LabelRow{U"pap", papka, ""},
    LabelRow{U"pa", papka, ""},
    LabelRow{U"papka", papka, ""},
    LabelRow{U"пап", papka, ""},
    LabelRow{U"папка", papka, ""},
    LabelRow{U"folder", papka, ""},
    LabelRow{U"port", portfel, ""},
    LabelRow{U"portfel", portfel, ""},
    LabelRow{U"portfel'", portfel, ""},
    LabelRow{U"portfolio", portfel, ""},
    LabelRow{U"портфель", portfel, ""},

    LabelRow{U"t", tom, ""},
    LabelRow{U"tom", tom, ""},
    LabelRow{U"vol", tom, ""},
    LabelRow{U"volume", tom, ""},
    LabelRow{U"ch", tom, ""},
    LabelRow{U"chast", tom, ""},
    LabelRow{U"chast'", tom, ""},
    LabelRow{U"part", tom, ""},
    LabelRow{U"т", tom, ""},
    LabelRow{U"том", tom, ""},
    LabelRow{U"ч", tom, ""},
    LabelRow{U"часть", tom, ""},

    LabelRow{U"l", listy, ""},
    LabelRow{U"ll", listy, ""},
    LabelRow{U"list", listy, ""},
    LabelRow{U"listy", listy, ""},
    LabelRow{U"л", listy, ""},
    LabelRow{U"лл", listy, ""},
    LabelRow{U"лист", listy, ""},
    LabelRow{U"листы", listy, ""},
    LabelRow{U"ark", listy, ""},
    LabelRow{U"арк", listy, ""},
    LabelRow{U"sheet", listy, ""},
    LabelRow{U"sheets", listy, ""},
    LabelRow{U"page", listy, ""},
    LabelRow{U"pages", listy, ""},
    LabelRow{U"pp", listy, ""},
    LabelRow{U"v", listy, "AZ"},
    LabelRow{U"vərəq", listy, "AZ"},

    LabelRow{U"p", folder_or_page, ""},
    LabelRow{U"п", folder_or_page, ""},

    LabelRow{U"per", noted, ""},
    LabelRow{U"пер", noted, ""},
    LabelRow{U"dok", noted, ""},
    LabelRow{U"док", noted, ""},
    LabelRow{U"por", noted, ""},
    LabelRow{U"пор", noted, ""},
    LabelRow{U"rolik", noted, ""},
    LabelRow{U"reel", noted, ""},
    LabelRow{U"frame", noted, ""},
    LabelRow{U"box", noted, ""},
    LabelRow{U"kn", noted, ""},
    LabelRow{U"кн", noted, ""},
};

std::size_t skip_stop_and_spaces(const FoldedText& text, std::size_t i) {
  i = text.skip_spaces(i);
  return text[i] == U'.' ? text.skip_spaces(i + 1) : i;
}

/// Where the label ends at `begin`, or 0. A letter behind it means that it is part of a longer
/// word.
std::size_t end_of_label(const FoldedText& text, std::size_t begin, std::u32string_view label) {
  std::size_t i = begin;
  for (const char32_t c : label) {
    if (c == U' ') {
      const std::size_t next = skip_stop_and_spaces(text, i);
      if (next == i)
        return 0;
      i = next;
    } else if (text[i++] != c) {
      return 0;
    }
  }
  return is_letter(text[i]) || text[i] == U'\'' ? 0 : i;
}

} // namespace

std::optional<Level> level_of(LabelKind kind) {
  static constexpr std::array kLevels{Level::fond, Level::opis, Level::portfel, Level::papka,
                                      Level::delo, Level::tom,  Level::listy};
  const auto index = static_cast<std::size_t>(kind);
  return index < kLevels.size() ? std::optional(kLevels[index]) : std::nullopt;
}

std::optional<LabelMatch> match_label(const FoldedText& text, std::size_t begin,
                                      std::string_view country) {
  if (!text.at_word_start(begin))
    return std::nullopt;
  std::size_t longest = 0;
  const LabelRow* found = nullptr;
  for (const LabelRow& row : kLabels) {
    if (!row.country.empty() && row.country != country)
      continue;
    const std::size_t end = end_of_label(text, begin, row.label);
    if (end > longest) {
      longest = end;
      found = &row;
    }
  }
  if (!found)
    return std::nullopt;
  return LabelMatch{found->kind, skip_stop_and_spaces(text, longest)};
}

} // namespace delo
