// Values without labels: each arrangement has its own order of them.
#pragma once

#include "delo/formats/citation/archive_table.hpp"
#include "delo/formats/citation/citation_numbers.hpp"
#include "delo/formats/citation/folded_text.hpp"
#include "delo/model/citation.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace delo {

/// What a value looks like.
enum class Form {
  city,       ///< "Moscow"
  group,      ///< "B 136", "DY 30", "Department of Foreign Affairs"
  creator,    ///< "MfAA", "KC PZPR"
  ministry,   ///< "MfS"
  office,     ///< "ZA", in front of the ministry
  section,    ///< "XIX-J-1-j Korea"
  collection, ///< "National Security Files"
  file,       ///< "59748", "J IV 2/202/359", "109-01041-01"
  plain_file, ///< "91-4-107": numbers joined by marks, and no space
  unit,       ///< "HA IX, Nr. 10391"
  item,       ///< "5/a"
  registry,   ///< "004076/ 1955"
  number,     ///< "6/77"
  symbol,     ///< "A/PV.751"
  year,
  sheets,
};

/// One place in the order of an arrangement.
struct Slot {
  Form form = Form::file;
  Level level = Level::delo;
};

/// The slots of an arrangement in the order of their values; any may be missing.
std::span<const Slot> slots_of(Arrangement arrangement);

/// The value of this form at `begin`. Nothing unless it is whole.
std::optional<NumberMatch> match_slot(Form form, const FoldedText& text, std::size_t begin,
                                      std::size_t limit);

} // namespace delo
