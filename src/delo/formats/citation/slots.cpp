// The order of values for each arrangement, as data; the forms are in slot_creators and slot_files.
#include "delo/formats/citation/slots.hpp"

#include "delo/formats/citation/slot_creators.hpp"
#include "delo/formats/citation/slot_files.hpp"
#include "delo/formats/citation/slot_words.hpp"

#include <array>

namespace delo {
namespace {

constexpr std::array kFonds{Slot{Form::city, Level::place}, Slot{Form::year, Level::year}};
constexpr std::array kFilePages{Slot{Form::city, Level::place}, Slot{Form::file, Level::delo},
                                Slot{Form::sheets, Level::listy}};
constexpr std::array kNamed{Slot{Form::city, Level::place}, Slot{Form::plain_file, Level::delo},
                            Slot{Form::sheets, Level::listy}};
constexpr std::array kGroupFile{Slot{Form::city, Level::place}, Slot{Form::office, Level::section},
                                Slot{Form::group, Level::fond}, Slot{Form::file, Level::delo},
                                Slot{Form::sheets, Level::listy}};
constexpr std::array kUnitPages{Slot{Form::city, Level::place}, Slot{Form::office, Level::section},
                                Slot{Form::ministry, Level::fond}, Slot{Form::unit, Level::delo},
                                Slot{Form::sheets, Level::listy}};
constexpr std::array kCreatorFile{Slot{Form::city, Level::place}, Slot{Form::creator, Level::fond},
                                  Slot{Form::file, Level::delo}, Slot{Form::sheets, Level::listy}};
constexpr std::array kSectionBox{Slot{Form::city, Level::place}, Slot{Form::section, Level::fond},
                                 Slot{Form::year, Level::year}, Slot{Form::item, Level::item},
                                 Slot{Form::registry, Level::registry}};
constexpr std::array kBundle{Slot{Form::city, Level::place}, Slot{Form::number, Level::fond}};
constexpr std::array kCollection{Slot{Form::city, Level::place},
                                 Slot{Form::collection, Level::fond}};
constexpr std::array kSymbol{Slot{Form::symbol, Level::delo}};

} // namespace

std::span<const Slot> slots_of(Arrangement arrangement) {
  switch (arrangement) {
  case Arrangement::fonds:
  case Arrangement::papki:
  case Arrangement::bare:
    return kFonds;
  case Arrangement::file_pages:
    return kFilePages;
  case Arrangement::named:
    return kNamed;
  case Arrangement::group_file:
    return kGroupFile;
  case Arrangement::unit_pages:
    return kUnitPages;
  case Arrangement::creator_file:
    return kCreatorFile;
  case Arrangement::section_box:
    return kSectionBox;
  case Arrangement::bundle:
    return kBundle;
  case Arrangement::collection:
  case Arrangement::record_group:
    return kCollection;
  case Arrangement::symbol:
    return kSymbol;
  }
  return kFonds;
}

std::optional<NumberMatch> match_slot(Form form, const FoldedText& text, std::size_t begin,
                                      std::size_t limit) {
  switch (form) {
  case Form::city:
    return match_city(text, begin, limit);
  case Form::group:
    return match_group(text, begin, limit);
  case Form::creator:
    return match_creator(text, begin, limit);
  case Form::ministry:
    return match_ministry(text, begin);
  case Form::office:
    return match_office(text, begin, limit);
  case Form::section:
    return match_section(text, begin, limit);
  case Form::collection:
    return match_collection(text, begin, limit);
  case Form::file:
    return match_file(text, begin, limit);
  case Form::plain_file:
    return match_plain_file(text, begin, limit);
  case Form::unit:
    return match_unit(text, begin, limit);
  case Form::item:
    return match_item(text, begin, limit);
  case Form::registry:
    return match_registry(text, begin, limit);
  case Form::number:
    return match_plain_number(text, begin, limit);
  case Form::symbol:
    return match_symbol(text, begin, limit);
  case Form::year: {
    auto year = match_year(text, begin);
    return year && ends_here(text, year->end, limit) ? year : std::nullopt;
  }
  case Form::sheets: {
    auto sheets = match_sheets(text, begin);
    const bool year = sheets && sheets->value.size() == 4 && match_year(text, begin);
    return sheets && !year && ends_here(text, sheets->end, limit) ? sheets : std::nullopt;
  }
  }
  return std::nullopt;
}

} // namespace delo
