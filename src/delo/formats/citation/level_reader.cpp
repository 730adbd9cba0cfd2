// Half a number looks as right as a whole one, so that doubt about where a value ends gives up the
// value and keeps the words as a note.
#include "delo/formats/citation/level_reader.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/citation_numbers.hpp"
#include "delo/formats/citation/folder_or_page.hpp"
#include "delo/formats/citation/slots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace delo {
namespace {

/// Words by which a citation says that something is missing: never the value of a level.
constexpr std::array<std::u32string_view, 14> kDenials{
    U"not ",        U"no ",  U"unnumbered", U"without",     U"missing", U"illegible",  U"unknown",
    U"un-numbered", U"без ", U"не ",        U"unpaginated", U"ненумер", U"unfoliated", U"unclear"};

/// What a copy or a paper may be.
constexpr std::array<std::u32string_view, 22> kForms{
    U"microfilm",        U"telegram",   U"copy",       U"photocopy", U"original", U"certified copy",
    U"handwritten",      U"typescript", U"typed copy", U"draft",     U"xerox",    U"carbon copy",
    U"подлинник",        U"копия",      U"машинопись", U"автограф",  U"рукопись", U"фотокопия",
    U"заверенная копия", U"оригінал",   U"копія",      U"microfiche"};

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

bool says_missing(const FoldedText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i)
    for (const auto word : kDenials)
      if (text.at_word_start(i) && text.has(i, word))
        return true;
  return false;
}

/// "Central Decimal File 1950-54" has years, not a number.
bool begins_years(std::string_view value) {
  const FoldedText text(value.substr(0, 4));
  const std::string_view rest = value.substr(std::min<std::size_t>(value.size(), 4));
  return match_year(text, 0) && (rest.empty() || rest.front() == '-') && rest.size() <= 5;
}

/// "59748" behind "File" in archives whose files are no plain numbers.
std::optional<FoundPart> match_file_of_label(const FoldedText& text, std::size_t begin,
                                             const LabelMatch& label) {
  const auto file = match_slot(Form::file, text, label.end, text.size());
  if (!file || begins_years(file->value))
    return std::nullopt;
  return FoundPart{label.label, file->value, begin, file->end, Confidence::likely};
}

/// "fond CC al PCR – Cancelarie": a fond that has a name and no number.
std::optional<FoundPart> match_named_fond(const FoldedText& text, std::size_t begin,
                                          const LabelMatch& label) {
  if (label.label.level != Level::fond || !label.label.in_full || label.end >= text.size() ||
      !is_upper(text.cased(label.end)))
    return std::nullopt;
  std::size_t end = label.end;
  while (end < text.size() && text[end] != U',' && text[end] != U';' && text[end] != U'(' &&
         !(text[end] == U'.' && match_label(text, text.skip_spaces(end + 1), {})))
    ++end;
  while (end > label.end && (text[end - 1] == U'.' || text[end - 1] == U' '))
    --end;
  if (end - label.end < 2 || end - label.end > 60 || says_missing(text, label.end, end))
    return std::nullopt;
  return FoundPart{label.label, std::string(trim(text.original(label.end, end))), begin, end,
                   Confidence::likely};
}

/// Countries where a Cyrillic label is a slip of the keyboard.
bool writes_latin(std::string_view country) {
  constexpr std::array<std::string_view, 12> kLatin{"PL", "DE", "HU", "CZ", "SK", "RO",
                                                    "AL", "IT", "US", "GB", "IE", "TR"};
  return std::find(kLatin.begin(), kLatin.end(), country) != kLatin.end();
}

/// Two numbers and a dash, nothing else.
bool is_number_range(std::string_view value) {
  const FoldedText text(value);
  std::size_t dashes = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    dashes += text[i] == U'-' ? 1 : 0;
    if (!is_digit(text[i]) && text[i] != U'-')
      return false;
  }
  return dashes == 1;
}

/// Whether words that were not understood are a level and its number: "wiazka 12", "no. 118"; not
/// "12 March 1947", "(in 2 copies)" or a whole clause.
bool names_level(std::string_view words, const LabelScope& scope) {
  constexpr std::ptrdiff_t kMostSpaces = 3;
  const FoldedText text(words);
  if (text[0] == U'(' || text[0] == U'[' ||
      std::count(words.begin(), words.end(), ' ') > kMostSpaces)
    return false;
  bool digit = false;
  bool year = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    digit = digit || is_digit(text[i]);
    year = year || (text.at_word_start(i) && match_year(text, i));
  }
  const auto label = match_label(text, 0, scope);
  return (digit && (!year || label)) || (label && label->end >= text.size());
}

/// "288. f. 11/4455": the label may belong to the number before it.
bool stands_behind_number(const FoldedText& text, std::size_t begin) {
  std::size_t i = begin;
  while (i > 0 && (text[i - 1] == U' ' || text[i - 1] == U'.'))
    --i;
  return i > 0 && i < begin && is_digit(text[i - 1]);
}

/// Parts and notes behind the archive.
class LevelReader {
public:
  LevelReader(const FoldedText& text, std::size_t end, const LevelsPlace& place)
      : text_(text), limit_(std::min(end, text.size())), place_(place),
        slots_(slots_of(place.arrangement)) {}

  void read_into(std::size_t begin, ArchivalCitation& holding) {
    find_parts(begin);
    settle_folder_or_page(parts_, place_.archive);
    settle_lists_of_fond_89();
    settle_letters_of_countries();
    give_up_conflicts();
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
    if (auto part = match_part_behind(i))
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

  /// "15. apr.", "58. doboz".
  std::optional<FoundPart> match_part_behind(std::size_t i) const {
    if ((place_.country != "LV" && place_.country != "HU") || !text_.at_word_start(i) ||
        !(is_letter(text_[i]) || is_digit(text_[i])))
      return std::nullopt;
    std::size_t end = i;
    while (is_letter(text_[end]) || is_digit(text_[end]) || text_[end] == U'-' ||
           text_[end] == U'/')
      ++end;
    // "30a. lieta"
    const bool suffix = end > i + 1 && is_letter(text_[end - 1]) && is_digit(text_[end - 2]);
    if (end == i || !(is_digit(text_[end - 1]) || suffix))
      return std::nullopt;
    std::string value(text_.original(i, end));
    // "5.-7. lp."
    if (text_[end] == U'.' && text_[end + 1] == U'-' && is_digit(text_[end + 2])) {
      std::size_t last = end + 2;
      while (is_digit(text_[last]))
        ++last;
      value += std::string(text_.original(end + 1, last));
      end = last;
    }
    std::size_t word = text_[end] == U'.' ? end + 1 : end;
    word = text_.skip_spaces(text_[word] == U'-' ? word + 1 : word);
    const auto label = word == end ? std::nullopt : match_label_behind(text_, word, place_.scope());
    if (!label)
      return std::nullopt;
    // "101. apr , 16": the label may belong to the number behind it.
    std::size_t next = text_.skip_spaces(label->end);
    next = text_[next] == U',' ? text_.skip_spaces(next + 1) : next;
    const bool alone = !is_digit(text_[next]) || match_behind_follows(next);
    const bool whole = place_.country == "LV" && text_[label->end - 1] == U'.' && alone;
    return FoundPart{label->label, std::move(value), i, label->end,
                     whole ? Confidence::certain : Confidence::likely};
  }

  /// Whether the number at `i` has its own label behind it.
  bool match_behind_follows(std::size_t i) const {
    while (is_digit(text_[i]) || text_[i] == U'-' || text_[i] == U'.')
      ++i;
    return match_label_behind(text_, text_.skip_spaces(i), place_.scope()).has_value();
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
    for (const auto form : kForms) {
      const std::size_t last = first + form.size();
      const std::size_t close = text_.skip_spaces(last);
      if (!text_.has(first, form) || (close < end && !is_separator(text_[close])))
        continue;
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
    return false;
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

  /// In Bucharest an "f." behind the dosar is its sheets; in Tirana "L." stands for a list of
  /// files when it comes before the file.
  void settle_letters_of_countries() {
    bool file_seen = false;
    bool fond_seen = false;
    for (FoundPart& part : parts_) {
      const Level level = part.label.level;
      if ((place_.country == "RO" || fond_seen) && file_seen && level == Level::fond &&
          !part.label.in_full)
        part.label.level = Level::listy;
      fond_seen = fond_seen || (level == Level::fond && part.label.in_full);
      if (place_.country == "AL" && !file_seen && level == Level::listy)
        part.noted = true;
      // The signature of a bundle is not the file, which is the teczka.
      if (place_.country == "PL" && level == Level::delo && has(Level::papka))
        part.noted = true;
      // A fond stands first; a late "f." may be something else.
      const bool late = &part != &parts_.front() && !part.label.in_full &&
                        parts_.front().label.level != Level::place;
      if (part.label.level == Level::fond && late)
        part.confidence = std::max(part.confidence, Confidence::likely);
      file_seen = file_seen || level == Level::delo;
    }
  }

  /// "f. 89, p. 14": fond 89 of RGANI has lists in place of opisi.
  void settle_lists_of_fond_89() {
    const bool fond_89 = std::any_of(parts_.begin(), parts_.end(), [](const FoundPart& p) {
      return p.label.level == Level::fond && p.value == "89";
    });
    const bool has_lists = place_.archive == "RGANI" || place_.archive == "TsKhSD";
    for (FoundPart& part : parts_)
      if (fond_89 && has_lists && part.label.folder_or_page && part.label.level == Level::papka)
        part.label.level = Level::perechen;
  }

  /// Two different values for one level: neither is kept, both are noted, unless one label is the
  /// full word and the other its first letter.
  void give_up_conflicts() {
    for (FoundPart& part : parts_)
      part.noted = part.noted || std::find(given_up_.begin(), given_up_.end(), part.label.level) !=
                                     given_up_.end();
    for (std::size_t i = 0; i < parts_.size(); ++i)
      for (std::size_t k = i + 1; k < parts_.size(); ++k)
        if (parts_[i].label.level == parts_[k].label.level && !parts_[i].noted &&
            !parts_[k].noted && parts_[i].value != parts_[k].value)
          settle_conflict(parts_[i], parts_[k]);
    for (const FoundPart& part : parts_)
      if (part.noted)
        note(part.begin, part.end);
    std::erase_if(parts_, [](const FoundPart& p) { return p.noted; });
  }

  static void settle_conflict(FoundPart& first, FoundPart& second) {
    // "ll. 75-80, in Istochnik 1 (1995), pp. 100-105": the pages are those of a publication.
    if (first.label.level == Level::listy && second.label.pages && !first.label.pages) {
      second.noted = true;
      first.confidence = std::max(first.confidence, Confidence::likely);
      return;
    }
    const bool told = first.label.in_full != second.label.in_full && !first.noted &&
                      first.label.level == Level::delo;
    first.noted = !told || !first.label.in_full;
    second.noted = !told || !second.label.in_full;
    (first.label.in_full ? first : second).confidence = Confidence::unsure;
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

std::optional<FoundPart> match_part(const FoldedText& text, std::size_t begin,
                                    const LevelsPlace& place) {
  auto label = match_label(text, begin, place.scope());
  if (!label)
    return std::nullopt;
  // "w- 16", as Polish bundles are printed.
  if (place.country == "PL" && text[label->end] == U'-')
    label->end = text.skip_spaces(label->end + 1);
  // "Document No. 105-00598-03", where documents are files.
  if (label->label.level == Level::dokument && place.arrangement == Arrangement::file_pages)
    label->label.level = Level::delo;
  const Level level = label->label.level;
  if (level == Level::delo && !place.scope().by_fond)
    if (auto part = match_file_of_label(text, begin, *label))
      return part;
  const bool sheets = level == Level::listy || level == Level::frame || label->label.folder_or_page;
  const bool volume = level == Level::tom || level == Level::chast;
  auto number = volume ? match_roman(text, label->end) : std::nullopt;
  if (!number)
    number = sheets ? match_sheets(text, label->end, !label->label.folder_or_page)
                    : match_number(text, label->end);
  if (volume && number && !is_digit(text[label->end]) && !match_roman(text, label->end))
    return std::nullopt;
  if (!number && label->label.folder_or_page)
    number = match_number(text, label->end);
  if (!number)
    return match_named_fond(text, begin, *label);
  if (level == Level::delo && !place.scope().by_fond && begins_years(number->value))
    return std::nullopt;
  // "f. 4-6" may as well be sheets.
  const bool range = !sheets && is_number_range(number->value);
  // Hungarian boxes stand behind their number: "doboz: 1962" has lost something.
  // A list ("L.") of Tirana looks like sheets, and "Document No. 96" is a book's where files are
  // not counted by fond.
  const bool turned = (place.country == "HU" && level == Level::box) ||
                      (place.country == "AL" && level == Level::listy) ||
                      (!place.scope().by_fond && level == Level::dokument) ||
                      (volume && match_year(text, label->end)) ||
                      (level == Level::fond && stands_behind_number(text, begin)) ||
                      (level == Level::fond && place.country == "RO" && !label->label.in_full);
  const bool foreign = is_cyrillic(text[begin]) && writes_latin(place.country);
  return FoundPart{label->label, std::move(number->value), begin, number->end,
                   number->doubtful || range || foreign || turned ? Confidence::likely
                                                                  : Confidence::certain};
}

void read_levels(const FoldedText& text, std::size_t begin, std::size_t end,
                 const LevelsPlace& place, ArchivalCitation& holding) {
  LevelReader(text, end, place).read_into(begin, holding);
}

} // namespace delo
