// Two tables: the order and the labels of each level, in each alphabet.
#include "delo/formats/citation/citation_printer.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace delo {
namespace {

struct PrintedLevel {
  Level level;
  std::string_view latin;
  std::string_view cyrillic;
};

constexpr std::array kByFond{
    PrintedLevel{Level::place, "", ""},
    PrintedLevel{Level::fond, "f. ", "Ф. "},
    PrintedLevel{Level::section, "", ""},
    PrintedLevel{Level::year, "", ""},
    PrintedLevel{Level::opis, "op. ", "Оп. "},
    PrintedLevel{Level::perechen, "per. ", "Пер. "},
    PrintedLevel{Level::portfel, "port. ", "Порт. "},
    PrintedLevel{Level::poryadok, "por. ", "Пор. "},
    PrintedLevel{Level::box, "box ", "box "},
    PrintedLevel{Level::papka, "pap. ", "Пап. "},
    PrintedLevel{Level::film, "rolik ", "Ролик "},
    PrintedLevel{Level::delo, "d. ", "Д. "},
    PrintedLevel{Level::dokument, "dok. ", "Док. "},
    PrintedLevel{Level::tom, "tom ", "Т. "},
    PrintedLevel{Level::chast, "ch. ", "Ч. "},
    PrintedLevel{Level::item, "item ", "item "},
    PrintedLevel{Level::frame, "frames ", "кадр "},
    PrintedLevel{Level::listy, "l. ", "Л. "},
    PrintedLevel{Level::form, "", ""},
    PrintedLevel{Level::url, "", ""},
};

constexpr std::array kOthers{
    PrintedLevel{Level::place, "", ""},      PrintedLevel{Level::section, "", ""},
    PrintedLevel{Level::fond, "", ""},       PrintedLevel{Level::year, "", ""},
    PrintedLevel{Level::box, "box ", ""},    PrintedLevel{Level::papka, "folder ", ""},
    PrintedLevel{Level::delo, "", ""},       PrintedLevel{Level::tom, "vol. ", ""},
    PrintedLevel{Level::chast, "part ", ""}, PrintedLevel{Level::item, "", ""},
    PrintedLevel{Level::registry, "", ""},   PrintedLevel{Level::dokument, "document ", ""},
    PrintedLevel{Level::film, "reel ", ""},  PrintedLevel{Level::frame, "frames ", ""},
    PrintedLevel{Level::listy, "pp. ", ""},  PrintedLevel{Level::form, "", ""},
    PrintedLevel{Level::url, "", ""},
};

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

const CitationPart* sure(const ArchivalCitation& citation, Level level) {
  const CitationPart* part = citation.find(level);
  return part && part->confidence != Confidence::unsure ? part : nullptr;
}

/// Where a level has another label than in the tables above.
std::string label_of(const PrintedLevel& row, const CitationPart& part, const Archive* archive,
                     bool by_fond, Script script, bool has_holder) {
  const std::string_view usual = script == Script::cyrillic ? row.cyrillic : row.latin;
  const Arrangement arrangement = archive   ? archive->arrangement
                                  : by_fond ? Arrangement::fonds
                                            : Arrangement::named;
  const bool several = part.value.find_first_of("-,;") != std::string::npos;
  if (by_fond && row.level == Level::fond && !has_digit(part.value))
    return "fond ";
  if (by_fond && row.level == Level::listy && script == Script::latin)
    return archive && archive->country == "LV" ? "lp. " : several ? "ll. " : "l. ";
  if (arrangement == Arrangement::section_box && row.level == Level::box)
    return "doboz ";
  if (arrangement == Arrangement::bundle)
    return row.level == Level::fond    ? "z. "
           : row.level == Level::box   ? "w. "
           : row.level == Level::papka ? "t. "
                                       : std::string(usual);
  const bool named =
      arrangement == Arrangement::collection || arrangement == Arrangement::record_group;
  if (named && row.level == Level::fond && has_digit(part.value))
    return "RG ";
  if (row.level == Level::delo && has_holder &&
      (named || arrangement == Arrangement::section_box || arrangement == Arrangement::bundle ||
       arrangement == Arrangement::named))
    return "file ";
  return std::string(usual);
}

std::string_view separator_of(const PrintedLevel& row, const Archive* archive, bool fond_printed,
                              Script script) {
  if (archive && archive->arrangement == Arrangement::group_file && row.level == Level::delo &&
      fond_printed)
    return "/";
  return script == Script::cyrillic ? ". " : ", ";
}

} // namespace

std::string canonical_citation(const ArchivalCitation& citation, Script script,
                               const ArchiveTable& table) {
  const CitationPart* holder = sure(citation, Level::archive);
  const Archive* archive = holder ? table.find(holder->value) : nullptr;
  const bool by_fond = citation.counts_by_fond;
  // A name in full words has no Cyrillic form here.
  const bool in_words = archive && archive->keeps_name && archive->code != holder->value;
  if (!archive && holder)
    script = std::min(script, script_of(holder->raw));
  if (!by_fond || in_words || (archive && archive->cyrillic.empty()))
    script = Script::latin;
  const bool last = archive && archive->arrangement == Arrangement::symbol;
  std::string text;
  if (holder && !last)
    text = script == Script::cyrillic && archive ? archive->cyrillic
           : archive || holder->raw.empty()      ? holder->value
                                                 : holder->raw;
  const std::span<const PrintedLevel> rows =
      by_fond ? std::span<const PrintedLevel>(kByFond) : std::span<const PrintedLevel>(kOthers);
  bool fond_printed = false;
  for (const PrintedLevel& row : rows) {
    const CitationPart* part = sure(citation, row.level);
    if (last && row.level == Level::url)
      text += (text.empty() ? "" : ", ") + holder->value;
    if (!part)
      continue;
    if (!text.empty())
      text += separator_of(row, archive, fond_printed, script);
    text += label_of(row, *part, archive, by_fond, script, holder != nullptr) + part->value;
    fond_printed = row.level == Level::fond;
  }
  return script == Script::cyrillic && !text.empty() ? text + "." : text;
}

} // namespace delo
