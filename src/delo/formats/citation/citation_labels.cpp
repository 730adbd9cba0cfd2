// The label table. Written in folded form: lower case, "'" for apostrophes, a space for any mix of
// full stop and spaces between the words of one label.
#include "delo/formats/citation/citation_labels.hpp"

#include "delo/formats/citation/citation_numbers.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

struct LabelRow {
  std::u32string_view label;
  Level level;
  /// "" for everywhere, "fonds" for archives that number by fond, else countries: "LT EE".
  std::string_view where = "";
};

using enum Level;

constexpr std::string_view kFonds = "fonds";

/// Stands for "p." in the table; no citation gives a place with a label.
constexpr Level kFolderOrPage = place;

constexpr std::array kLabels{
    LabelRow{U"f", fond, kFonds},
    LabelRow{U"fond", fond},
    LabelRow{U"fonds", fond},
    LabelRow{U"fondas", fond},
    LabelRow{U"fondi", fond},
    LabelRow{U"fondo", fond},
    LabelRow{U"ф", fond},
    LabelRow{U"фонд", fond},
    LabelRow{U"phông", fond, "VN"},
    LabelRow{U"coll", fond},
    LabelRow{U"collection", fond},
    LabelRow{U"record group", fond},
    LabelRow{U"rg", fond},
    LabelRow{U"z", fond, "PL"},
    LabelRow{U"zesp", fond, "PL"},
    LabelRow{U"zespół", fond, "PL"},

    LabelRow{U"op", opis},
    LabelRow{U"o", opis, kFonds},
    LabelRow{U"opis", opis},
    LabelRow{U"opis'", opis},
    LabelRow{U"оп", opis},
    LabelRow{U"опись", opis},
    LabelRow{U"опис", opis},
    LabelRow{U"opys", opis},
    LabelRow{U"opys'", opis},
    LabelRow{U"inv", opis},
    LabelRow{U"inventory", opis},
    LabelRow{U"register", opis},
    LabelRow{U"record", opis, "BG"},
    LabelRow{U"siy", opis, "AZ"},
    LabelRow{U"siyahı", opis, "AZ"},
    LabelRow{U"s", opis, "AZ"},
    LabelRow{U"ap", opis, "LT"},
    LabelRow{U"apyrašas", opis, "LT"},
    LabelRow{U"n", opis, "EE"},
    LabelRow{U"nim", opis, "EE"},
    LabelRow{U"nimistu", opis, "EE"},
    LabelRow{U"apr", opis, "LV"},
    LabelRow{U"apraksts", opis, "LV"},
    LabelRow{U"an", opis, "GE"},
    LabelRow{U"anaç", opis, "GE"},
    LabelRow{U"anats", opis, "GE"},
    LabelRow{U"anatseri", opis, "GE"},
    LabelRow{U"dans", opis},
    LabelRow{U"данс", opis},
    LabelRow{U"ts", opis, "AM"},
    LabelRow{U"ts'uts'ak", opis, "AM"},

    LabelRow{U"d", delo, kFonds},
    LabelRow{U"delo", delo},
    LabelRow{U"ed khr", delo},
    LabelRow{U"ed hr", delo},
    LabelRow{U"д", delo},
    LabelRow{U"дело", delo},
    LabelRow{U"ед хр", delo},
    LabelRow{U"file", delo},
    LabelRow{U"subject file", delo},
    LabelRow{U"spr", delo},
    LabelRow{U"sprava", delo},
    LabelRow{U"спр", delo},
    LabelRow{U"справа", delo},
    LabelRow{U"iş", delo, "AZ"},
    LabelRow{U"is", delo, "AZ"},
    LabelRow{U"i", delo, "AZ"},
    LabelRow{U"b", delo, "LT"},
    LabelRow{U"byla", delo, "LT"},
    LabelRow{U"s", delo, "EE GE"},
    LabelRow{U"säilik", delo, "EE"},
    LabelRow{U"l", delo, "LV"},
    LabelRow{U"lieta", delo, "LV"},
    LabelRow{U"saq", delo, "GE"},
    LabelRow{U"sak", delo, "GE"},
    LabelRow{U"saqme", delo, "GE"},
    LabelRow{U"sakme", delo, "GE"},
    LabelRow{U"g", delo, "AM"},
    LabelRow{U"gorts", delo, "AM"},
    LabelRow{U"a e", delo},
    LabelRow{U"ae", delo, "BG"},
    LabelRow{U"а е", delo},
    LabelRow{U"ае", delo},
    LabelRow{U"arh ed", delo, "BG"},
    LabelRow{U"арх ед", delo},
    LabelRow{U"kh/n", delo},
    LabelRow{U"х/н", delo},
    LabelRow{U"dosar", delo},
    LabelRow{U"dosarul", delo},
    LabelRow{U"a j", delo, "CZ"},
    LabelRow{U"archivní jednotka", delo, "CZ"},
    LabelRow{U"arch j", delo, "CZ"},
    LabelRow{U"ar j", delo, "CZ"},
    LabelRow{U"sygn", delo, "PL"},
    LabelRow{U"hồ sơ", delo, "VN"},
    LabelRow{U"dosja", delo, "AL"},
    LabelRow{U"dos", delo, "AL RO"},
    LabelRow{U"o e", delo, "HU"},
    LabelRow{U"ő e", delo, "HU"},

    LabelRow{U"pap", papka},
    LabelRow{U"pa", papka},
    LabelRow{U"papka", papka},
    LabelRow{U"пап", papka},
    LabelRow{U"папка", papka},
    LabelRow{U"folder", papka},
    LabelRow{U"t", papka, "PL"},
    LabelRow{U"teczka", papka, "PL"},
    LabelRow{U"tecz", papka, "PL"},
    LabelRow{U"port", portfel},
    LabelRow{U"portfel", portfel},
    LabelRow{U"portfel'", portfel},
    LabelRow{U"portfolio", portfel},
    LabelRow{U"портфель", portfel},
    LabelRow{U"порт", portfel},
    LabelRow{U"por", poryadok},
    LabelRow{U"poriadok", poryadok},
    LabelRow{U"poryadok", poryadok},
    LabelRow{U"порядок", poryadok},
    LabelRow{U"пор", poryadok},

    LabelRow{U"t", tom, kFonds},
    LabelRow{U"tom", tom},
    LabelRow{U"vol", tom},
    LabelRow{U"volume", tom},
    LabelRow{U"bd", tom},
    LabelRow{U"т", tom},
    LabelRow{U"том", tom},
    LabelRow{U"ch", chast},
    LabelRow{U"chast", chast},
    LabelRow{U"chast'", chast},
    LabelRow{U"part", chast},
    LabelRow{U"pt", chast},
    LabelRow{U"ч", chast},
    LabelRow{U"часть", chast},

    LabelRow{U"per", perechen},
    LabelRow{U"perechen", perechen},
    LabelRow{U"perechen'", perechen},
    LabelRow{U"пер", perechen},
    LabelRow{U"перечень", perechen},
    LabelRow{U"dok", dokument},
    LabelRow{U"dokument", dokument},
    LabelRow{U"doc", dokument},
    LabelRow{U"document", dokument},
    LabelRow{U"док", dokument},
    LabelRow{U"документ", dokument},

    LabelRow{U"box", box},
    LabelRow{U"container", box},
    LabelRow{U"doboz", box, "HU"},
    LabelRow{U"d", box, "HU"},
    LabelRow{U"w", box, "PL"},
    LabelRow{U"wiązka", box, "PL"},
    LabelRow{U"wiąz", box, "PL"},
    LabelRow{U"sv", box, "CZ SK"},
    LabelRow{U"svazek", box, "CZ SK"},
    LabelRow{U"karton", box, "CZ SK"},
    LabelRow{U"k", box, "CZ SK"},
    LabelRow{U"b", item, "CZ SK"},
    LabelRow{U"inv", item, "CZ SK"},
    LabelRow{U"inv j", item, "CZ SK"},
    LabelRow{U"inv č", item, "CZ SK"},
    LabelRow{U"bod", item, "CZ SK"},
    LabelRow{U"item", item},
    LabelRow{U"tétel", item, "HU"},

    LabelRow{U"rolik", film},
    LabelRow{U"ролик", film},
    LabelRow{U"рулон", film},
    LabelRow{U"reel", film},
    LabelRow{U"roll", film},
    LabelRow{U"microfilm", film},
    LabelRow{U"frame", frame},
    LabelRow{U"frames", frame},
    LabelRow{U"kadr", frame},
    LabelRow{U"кадр", frame},

    LabelRow{U"l", listy, kFonds},
    LabelRow{U"ll", listy, kFonds},
    LabelRow{U"list", listy},
    LabelRow{U"listy", listy},
    LabelRow{U"л", listy},
    LabelRow{U"лл", listy},
    LabelRow{U"лист", listy},
    LabelRow{U"листы", listy},
    LabelRow{U"ark", listy},
    LabelRow{U"арк", listy},
    LabelRow{U"arkush", listy},
    LabelRow{U"arkushi", listy},
    LabelRow{U"аркуш", listy},
    LabelRow{U"аркуші", listy},
    LabelRow{U"sheet", listy},
    LabelRow{U"sheets", listy},
    LabelRow{U"page", listy},
    LabelRow{U"pages", listy},
    LabelRow{U"pp", listy},
    LabelRow{U"pg", listy},
    LabelRow{U"pgs", listy},
    LabelRow{U"fol", listy},
    LabelRow{U"fols", listy},
    LabelRow{U"folio", listy},
    LabelRow{U"folios", listy},
    LabelRow{U"bl", listy, "DE"},
    LabelRow{U"blatt", listy, "DE"},
    LabelRow{U"s", listy, "DE"},
    LabelRow{U"seite", listy, "DE"},
    LabelRow{U"seiten", listy, "DE"},
    LabelRow{U"v", listy, "AZ"},
    LabelRow{U"vv", listy, "AZ"},
    LabelRow{U"vərəq", listy, "AZ"},
    LabelRow{U"lp", listy, "LV"},
    LabelRow{U"lpp", listy, "LV"},
    LabelRow{U"k", listy, "PL"},
    LabelRow{U"kk", listy, "PL"},
    LabelRow{U"karta", listy, "PL"},
    LabelRow{U"karty", listy, "PL"},
    LabelRow{U"s", listy, "PL"},
    LabelRow{U"khuu", listy},
    LabelRow{U"хуу", listy},
    LabelRow{U"leht", listy, "EE"},
    LabelRow{U"lehed", listy, "EE"},
    LabelRow{U"ff", listy},
    LabelRow{U"fila", listy, "RO"},
    LabelRow{U"filele", listy, "RO"},
    LabelRow{U"fl", listy, "AL"},
    LabelRow{U"fleta", listy, "AL"},
    LabelRow{U"o", listy, "HU"},
    LabelRow{U"oldal", listy, "HU"},
    LabelRow{U"tờ", listy, "VN"},

    LabelRow{U"v", year, "AL"},
    LabelRow{U"viti", year, "AL"},
    LabelRow{U"year", year, "AL"},

    LabelRow{U"p", kFolderOrPage},
    LabelRow{U"п", kFolderOrPage},
};

/// Labels that come behind their number.
constexpr std::array kBehind{
    LabelRow{U"f", fond, "LV"},      LabelRow{U"fonds", fond, "LV"},
    LabelRow{U"apr", opis, "LV"},    LabelRow{U"apraksts", opis, "LV"},
    LabelRow{U"l", delo, "LV"},      LabelRow{U"lieta", delo, "LV"},
    LabelRow{U"lp", listy, "LV"},    LabelRow{U"lpp", listy, "LV"},
    LabelRow{U"doboz", box, "HU"},   LabelRow{U"d", box, "HU"},
    LabelRow{U"ő e", delo, "HU"},    LabelRow{U"o e", delo, "HU"},
    LabelRow{U"tétel", item, "HU"},  LabelRow{U"t", item, "HU"},
    LabelRow{U"oldal", listy, "HU"}, LabelRow{U"o", listy, "HU"},
};

/// Labels of sheets that books have, too.
constexpr std::array<std::u32string_view, 8> kPages{U"page", U"pages", U"pp",    U"pg",
                                                    U"pgs",  U"s",     U"seite", U"seiten"};

/// The letter without its accent, so that "zespol" is "zespół".
char32_t bare(char32_t c) {
  switch (c) {
  case U'ł':
    return U'l';
  case U'ı':
    return U'i';
  case U'ə':
    return U'e';
  case U'đ':
    return U'd';
  default:
    break;
  }
  return is_cyrillic(c) || c < 0x80 ? c : without_accent(c);
}

bool applies(const LabelRow& row, const LabelScope& scope) {
  if (row.where.empty())
    return true;
  if (row.where == kFonds)
    return scope.by_fond;
  return !scope.country.empty() && row.where.find(scope.country) != std::string_view::npos;
}

std::size_t skip_stop_and_spaces(const FoldedText& text, std::size_t i) {
  i = text.skip_spaces(i);
  return text[i] == U'.' || text[i] == U':' ? text.skip_spaces(i + 1) : i;
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
    } else if (text[i] != c && (label.size() < 4 || bare(text[i]) != bare(c))) {
      return 0;
    } else {
      ++i;
    }
  }
  return is_letter(text[i]) || text[i] == U'\'' || text[i] == U'/' ? 0 : i;
}

template <std::size_t N>
std::optional<LabelMatch> longest(const std::array<LabelRow, N>& rows, const FoldedText& text,
                                  std::size_t begin, const LabelScope& scope) {
  std::size_t end = 0;
  const LabelRow* found = nullptr;
  for (const LabelRow& row : rows) {
    if (bare(row.label.front()) != bare(text[begin]) || !applies(row, scope))
      continue;
    const std::size_t row_end = end_of_label(text, begin, row.label);
    const bool closer = row_end == end && found && row.where.size() > 1 && row.where != kFonds;
    if (row_end > end || (row_end != 0 && closer)) {
      end = row_end;
      found = &row;
    }
  }
  if (!found)
    return std::nullopt;
  const bool folder_or_page = found->level == kFolderOrPage;
  const bool pages = std::find(kPages.begin(), kPages.end(), found->label) != kPages.end();
  return LabelMatch{{folder_or_page ? papka : found->level, folder_or_page,
                     found->label.size() >= 4, folder_or_page || pages},
                    end};
}

/// A run of letters with a full stop is an abbreviation; "S.S. 5" is none of a level.
bool begins_word(const FoldedText& text, std::size_t begin) {
  if (begin > 0 && begins_glued_label(text, begin))
    return true;
  return text.at_word_start(begin) &&
         (begin == 0 || (text[begin - 1] != U'\'' && text[begin - 1] != U'/'));
}

} // namespace

std::optional<LabelMatch> match_label(const FoldedText& text, std::size_t begin,
                                      const LabelScope& scope) {
  if (!begins_word(text, begin))
    return std::nullopt;
  auto match = longest(kLabels, text, begin, scope);
  if (match)
    match->end = skip_stop_and_spaces(text, match->end);
  return match;
}

std::optional<LabelMatch> match_label_behind(const FoldedText& text, std::size_t begin,
                                             const LabelScope& scope) {
  if (begin >= text.size())
    return std::nullopt;
  auto match = longest(kBehind, text, begin, scope);
  if (match && text[match->end] == U'.')
    ++match->end;
  return match;
}

} // namespace delo
