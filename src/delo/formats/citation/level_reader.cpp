// Half a number looks as right as a whole one, so that doubt about where a value ends gives up the
// value and keeps the words as a note.
#include "delo/formats/citation/level_reader.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/citation_numbers.hpp"
#include "delo/formats/citation/phrases.hpp"
#include "delo/formats/citation/settle_levels.hpp"
#include "delo/formats/citation/slot_words.hpp"
#include "delo/formats/citation/slots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace delo {
namespace {

bool is_separator(char32_t c) {
  return c == U',' || c == U'.' || c == U';' || c == U':' || c == U')' || c == U']';
}

/// Behind the bracket that closes the one at `i`, or the end of the text.
std::size_t end_of_brackets(const FoldedText& text, std::size_t i) {
  const char32_t close = text[i] == U'(' ? U')' : U']';
  while (i < text.size() && text[i] != close)
    ++i;
  return std::min(i + 1, text.size());
}

/// Parts and notes behind the archive.
class LevelReader {
public:
  LevelReader(const FoldedText& text, std::size_t end, const LevelsPlace& place)
      : text_(text), limit_(std::min(end, text.size())), place_(place),
        slots_(slots_of(place.arrangement)) {}

  void read_into(std::size_t begin, ArchivalCitation& holding) {
    find_parts(begin);
    settle_levels(parts_, given_up_, place_);
    for (const FoundPart& part : parts_)
      if (part.noted)
        note(part.begin, part.end);
    std::erase_if(parts_, [](const FoundPart& p) { return p.noted; });
    std::sort(notes_.begin(), notes_.end());
    for (const auto& [position, note] : notes_) {
      holding.whole = holding.whole && !names_level(note, place_.scope());
      holding.notes.push_back(note);
    }
    for (const FoundPart& part : parts_)
      append(holding, part);
  }

private:
  void find_parts(std::size_t i) {
    bool joined = false; // no separator since the last part
    while (i < limit_) {
      const bool opens = (text_[i] == U'(' || text_[i] == U'[') &&
                         match_part(text_, text_.skip_spaces(i + 1), place_);
      if (text_[i] == U' ' || is_separator(text_[i]) || opens) {
        joined = joined && text_[i] == U' ';
        ++i;
      } else if (auto part = next_part(i, joined)) {
        i = std::max(part->end, i + 1);
        joined = true;
        if (shaken_)
          part->confidence = std::max(part->confidence, Confidence::likely);
        parts_.push_back(std::move(*part));
      } else {
        i = take_phrase(i, joined);
        joined = false;
      }
    }
  }

  std::optional<FoundPart> next_part(std::size_t i, bool joined) {
    if (auto address = match_address(i))
      return address;
    if (auto part = match_part(text_, i, place_))
      return part;
    if (auto part = match_part_behind(text_, i, place_))
      return part;
    if (auto part = match_lost_letter(i, joined))
      return part;
    const bool goes_on =
        text_[i] == U'/' || text_[i] == U'-' || place_.arrangement != Arrangement::fonds;
    return joined && !goes_on ? std::nullopt : match_next_slot(i, joined);
  }

  std::optional<FoundPart> match_address(std::size_t i) const {
    if (!text_.has(i, U"http://") && !text_.has(i, U"https://") && !text_.has(i, U"www."))
      return std::nullopt;
    std::size_t end = i;
    while (end < limit_ && text_[end] != U' ' && text_[end] != U')' && text_[end] != U']')
      ++end;
    while (end > i && is_separator(text_[end - 1]))
      --end;
    return FoundPart{{Level::url}, std::string(text_.original(i, end)), i, end};
  }

  /// "1. 55-74": the digit one, or a capital i, where the l of the sheets should be.
  std::optional<FoundPart> match_lost_letter(std::size_t i, bool joined) const {
    const bool one = text_[i] == U'1' || text_.cased(i) == U'I';
    const std::size_t stop = text_[i + 1] == text_[i] ? i + 2 : i + 1;
    if (joined || !one || text_[stop] != U'.' || !counts_by_fond(place_.arrangement) ||
        !has(Level::delo) || has(Level::listy))
      return std::nullopt;
    const auto sheets = match_sheets(text_, text_.skip_spaces(stop + 1));
    if (!sheets || match_sheets_go_on(sheets->end))
      return std::nullopt;
    return FoundPart{{Level::listy}, sheets->value, i, sheets->end, Confidence::unsure};
  }

  bool match_sheets_go_on(std::size_t end) const { return is_digit(text_[text_.skip_spaces(end)]); }

  std::optional<FoundPart> match_next_slot(std::size_t i, bool joined) {
    for (std::size_t k = slot_; k < slots_.size(); ++k) {
      // A bare number is a sheet of a file only.
      if (slots_[k].form == Form::sheets && (joined || !has(Level::delo)))
        continue;
      const auto match = match_slot(slots_[k].form, text_, i, limit_);
      if (!match || match->end > limit_ || has(slots_[k].level))
        continue;
      const bool free = slots_[k].form == Form::city || slots_[k].form == Form::year ||
                        slots_[k].form == Form::office;
      slot_ = free && counts_by_fond(place_.arrangement) ? slot_ : k + 1;
      std::size_t begin = i;
      while (begin < match->end && !text_.original(begin, match->end).starts_with(match->value))
        ++begin;
      return FoundPart{{slots_[k].level}, match->value, begin, match->end, Confidence::likely};
    }
    return std::nullopt;
  }

  /// Words without a label: "unnumbered page". Joined to a part they may change it ("op. 3 dop"),
  /// so that the part becomes a note with them.
  std::size_t take_phrase(std::size_t begin, bool joined) {
    const std::size_t end = end_of_phrase(begin);
    // Behind a whole clause of other words, a label may be the clause's own: "Book, vol. 5".
    const std::string_view words = trim(text_.original(begin, end));
    shaken_ = shaken_ || (!says_missing(text_, begin, end) &&
                          (std::count(words.begin(), words.end(), ' ') >= 2 ||
                           words.find('"') != std::string_view::npos || words.ends_with("and") ||
                           (is_digit(text_[begin]) && words.find(' ') != std::string_view::npos) ||
                           words.find("\u201D") != std::string_view::npos));
    if (take_form(begin, end) || take_section(begin, end, joined))
      return end;
    std::size_t note_begin = begin;
    if (joined && !parts_.empty()) {
      if (text_[begin] == U'(') {
        parts_.back().confidence = std::max(parts_.back().confidence, Confidence::likely);
      } else if (parts_.back().label.level != Level::place) {
        note_begin = parts_.back().begin;
        given_up_.push_back(parts_.back().label.level);
        parts_.pop_back();
      }
    } else if (is_digit(text_[begin]) && !parts_.empty() &&
               parts_.back().label.level == Level::delo) {
      // "d. 34, 35": a sheet, or a second file
      for (FoundPart& part : parts_)
        if (part.label.level == Level::delo || part.label.level == Level::listy)
          part.confidence = std::max(part.confidence, Confidence::likely);
    }
    note(note_begin, end);
    return end;
  }

  /// "(Microfilm)", "Подлинник".
  bool take_form(std::size_t begin, std::size_t end) {
    const bool bracket = text_[begin] == U'(' || text_[begin] == U'[';
    const std::size_t first = text_.skip_spaces(bracket ? begin + 1 : begin);
    const std::size_t last = end_of_form(text_, first, end);
    if (last == 0)
      return false;
    if (has(Level::form))
      note(first, last);
    else
      parts_.push_back({{Level::form},
                        std::string(text_.original(first, last)),
                        first,
                        last,
                        Confidence::likely});
    return true;
  }

  /// A part of the fond: "f. 102, DPOO 1898, op. 226".
  bool take_section(std::size_t begin, std::size_t end, bool joined) {
    if (joined || !counts_by_fond(place_.arrangement) || !has(Level::fond) || has(Level::delo) ||
        has(Level::opis) || has(Level::section) || !is_upper(text_.cased(begin)) ||
        says_missing(text_, begin, end) || end - begin > 80)
      return false;
    std::size_t year_begin = end;
    std::optional<NumberMatch> year;
    for (std::size_t i = begin; i < end && !year; ++i)
      if (text_.at_word_start(i) && (year = match_year(text_, i)))
        year_begin = i;
    if (year && (text_.skip_spaces(year->end) < end || has(Level::year)))
      return false;
    parts_.push_back({{Level::section},
                      std::string(trim(text_.original(begin, year_begin))),
                      begin,
                      year_begin,
                      Confidence::likely});
    if (year)
      parts_.push_back({{Level::year}, year->value, year_begin, year->end, Confidence::likely});
    return true;
  }

  std::size_t end_of_phrase(std::size_t begin) const {
    // A label whose value could not be read stays together with it: "l. 5 [verso]".
    const auto label = match_label(text_, begin, place_.scope());
    std::size_t i = label ? label->end : begin;
    while (i < limit_) {
      const char32_t c = text_[i];
      if (c == U'(' || c == U'[') {
        i = end_of_brackets(text_, i);
        continue;
      }
      const bool stop = c == U'.' && (text_[i + 1] == U' ' || i + 1 >= limit_) &&
                        !is_inner_stop(text_, i) && !is_stop_of_label(begin, i);
      if (stop || (c != U'.' && is_separator(c)))
        break;
      const bool word = i > begin && (text_.at_word_start(i) || begins_glued_label(text_, i));
      if (word && match_part(text_, i, place_))
        break;
      ++i;
    }
    return std::min(std::max(i, begin + 1), text_.size());
  }

  /// "sv. 97": a short word and its number, a level of another country.
  bool is_stop_of_label(std::size_t begin, std::size_t stop) const {
    constexpr std::size_t kLongestLabel = 4;
    return stop - begin <= kLongestLabel && is_letter(text_[stop - 1]) &&
           is_digit(text_[text_.skip_spaces(stop + 1)]);
  }

  bool has(Level level) const {
    return std::any_of(parts_.begin(), parts_.end(),
                       [level](const FoundPart& p) { return p.label.level == level; });
  }

  void append(ArchivalCitation& holding, const FoundPart& part) const {
    const Level level = part.label.level;
    if (holding.find(level))
      return;
    holding.parts.push_back({level, part.value, std::string(text_.original(part.begin, part.end)),
                             part.confidence, text_.span(part.begin, part.end)});
    if (level == Level::section || level == Level::place || level == Level::form)
      return;
    const FoldedText value(part.value);
    bool latin = false;
    bool cyrillic = false;
    for (std::size_t i = 0; i < value.size(); ++i) {
      cyrillic = cyrillic || is_cyrillic(value[i]);
      latin = latin || (is_letter(value[i]) && !is_cyrillic(value[i]));
    }
    if (!cyrillic || level == Level::listy)
      return;
    const FoldedText raw(holding.parts.back().raw);
    if (latin || !is_cyrillic(raw[0]))
      holding.parts.back().confidence = std::max(part.confidence, Confidence::likely);
    holding.notes.push_back(
        fmt::format("{} \"{}\" holds a Cyrillic letter", to_word(level), part.value));
  }

  void note(std::size_t begin, std::size_t end) {
    const std::string_view words = trim(text_.original(begin, end));
    if (!words.empty())
      notes_.emplace_back(begin, std::string(words));
  }

  const FoldedText& text_;
  std::size_t limit_;
  LevelsPlace place_;
  std::span<const Slot> slots_;
  std::size_t slot_ = 0;
  bool shaken_ = false; ///< words of another kind have been met
  std::vector<FoundPart> parts_;
  std::vector<Level> given_up_; ///< levels with a value that could not be read whole
  std::vector<std::pair<std::size_t, std::string>> notes_;
};

} // namespace

void read_levels(const FoldedText& text, std::size_t begin, std::size_t end,
                 const LevelsPlace& place, ArchivalCitation& holding) {
  LevelReader(text, end, place).read_into(begin, holding);
}

} // namespace delo
