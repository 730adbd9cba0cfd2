// Half a number looks as right as a whole one, so that doubt about where a value ends gives up the
// value and keeps the words as a note.
#include "delo/formats/citation/level_reader.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/citation_numbers.hpp"

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
  LevelReader(const FoldedText& text, const LevelsPlace& place)
      : text_(text), begin_(place.begin), archive_(place.archive), country_(place.country) {}

  void read_into(ArchivalCitation& holding) {
    find_parts();
    settle_folder_or_page();
    give_up_conflicts();
    std::sort(notes_.begin(), notes_.end());
    for (const auto& [position, note] : notes_)
      holding.notes.push_back(note);
    for (const LabelledPart& part : parts_)
      append(holding, part);
  }

private:
  void find_parts() {
    bool joined = false; // no separator since the last part
    for (std::size_t i = begin_; i < text_.size();) {
      if (text_[i] == U' ' || is_separator(text_[i])) {
        joined = joined && text_[i] == U' ';
        ++i;
      } else if (auto part = match_part(text_, i, country_)) {
        i = part->end;
        joined = true;
        parts_.push_back(std::move(*part));
      } else {
        i = take_phrase(i, joined);
        joined = false;
      }
    }
  }

  /// Words without a label: "1946", "unnumbered page". Joined to a part they may change it ("op. 3
  /// dop"), so that the part becomes a note with them.
  std::size_t take_phrase(std::size_t begin, bool joined) {
    const std::size_t end = end_of_phrase(begin);
    std::size_t note_begin = begin;
    if (joined && !parts_.empty()) {
      if (text_[begin] == U'(') {
        parts_.back().confidence = Confidence::likely;
      } else {
        note_begin = parts_.back().begin;
        parts_.pop_back();
      }
    } else if (is_digit(text_[begin]) && !parts_.empty() && parts_.back().kind == LabelKind::delo) {
      parts_.back().confidence = Confidence::likely; // "d. 34, 35": a sheet, or a second file
    }
    note(note_begin, end);
    return end;
  }

  std::size_t end_of_phrase(std::size_t begin) const {
    // A label whose value could not be read stays together with it: "l. 5 [verso]".
    const auto label = match_label(text_, begin, country_);
    std::size_t i = label ? label->end : begin;
    while (i < text_.size()) {
      const char32_t c = text_[i];
      if (c == U'(' || c == U'[') {
        i = end_of_brackets(text_, i);
        continue;
      }
      const bool stop = c == U'.' && (text_[i + 1] == U' ' || i + 1 >= text_.size());
      if (stop || (c != U'.' && is_separator(c)))
        break;
      if (i > begin && text_.at_word_start(i) && match_part(text_, i, country_))
        break;
      ++i;
    }
    return std::max(i, begin + 1);
  }

  bool has(LabelKind kind, std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i)
      if (parts_[i].kind == kind)
        return true;
    return false;
  }

  /// "p." is a folder before the delo or beside sheets, and pages behind the delo or as a range.
  void settle_folder_or_page() {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      LabelledPart& part = parts_[i];
      if (part.kind != LabelKind::folder_or_page)
        continue;
      const bool sheets_elsewhere = has(LabelKind::listy, 0, parts_.size());
      const bool delo_follows = has(LabelKind::delo, i + 1, parts_.size());
      const bool folder_elsewhere = has(LabelKind::papka, 0, parts_.size());
      const bool folder_place = sheets_elsewhere || delo_follows;
      part.confidence = Confidence::likely;
      if (is_range(part.value)) {
        part.kind = folder_place ? LabelKind::noted : LabelKind::listy;
      } else if (folder_place) {
        part.kind = folder_elsewhere ? LabelKind::noted : LabelKind::papka;
      } else if (has(LabelKind::delo, 0, i)) {
        part.kind = LabelKind::listy;
        // The one archive that counts folders everywhere: here the folder may come last.
        if (archive_ == "AVPRF" && !folder_elsewhere)
          part.confidence = Confidence::unsure;
      } else {
        part.kind = LabelKind::noted;
      }
    }
  }

  /// Two different values for one level: neither is kept, both are noted.
  void give_up_conflicts() {
    for (std::size_t i = 0; i < parts_.size(); ++i)
      for (std::size_t k = i + 1; k < parts_.size(); ++k)
        if (parts_[i].kind == parts_[k].kind && parts_[i].value != parts_[k].value)
          conflicts_.push_back(parts_[i].kind);
    for (LabelledPart& part : parts_)
      if (std::find(conflicts_.begin(), conflicts_.end(), part.kind) != conflicts_.end())
        part.kind = LabelKind::noted;
    for (const LabelledPart& part : parts_)
      if (part.kind == LabelKind::noted)
        note(part.begin, part.end);
    std::erase_if(parts_, [](const LabelledPart& p) { return p.kind == LabelKind::noted; });
  }

  void append(ArchivalCitation& holding, const LabelledPart& part) const {
    const auto level = level_of(part.kind);
    if (!level || holding.find(*level))
      return;
    holding.parts.push_back(
        {*level, part.value, std::string(text_.original(part.begin, part.end)), part.confidence});
    if (*level == Level::listy)
      return;
    const FoldedText value(part.value);
    for (std::size_t i = 0; i < value.size(); ++i)
      if (is_cyrillic(value[i])) {
        holding.notes.push_back(
            fmt::format("{} \"{}\" holds a Cyrillic letter", to_word(*level), part.value));
        return;
      }
  }

  void note(std::size_t begin, std::size_t end) {
    const std::string_view words = trim(text_.original(begin, end));
    if (!words.empty())
      notes_.emplace_back(begin, std::string(words));
  }

  const FoldedText& text_;
  std::size_t begin_;
  std::string_view archive_;
  std::string_view country_;
  std::vector<LabelledPart> parts_;
  std::vector<LabelKind> conflicts_;
  std::vector<std::pair<std::size_t, std::string>> notes_;
};

} // namespace

std::optional<LabelledPart> match_part(const FoldedText& text, std::size_t begin,
                                       std::string_view country) {
  const auto label = match_label(text, begin, country);
  if (!label)
    return std::nullopt;
  const bool sheets = label->kind == LabelKind::listy || label->kind == LabelKind::folder_or_page;
  auto number = sheets ? match_sheets(text, label->end) : match_number(text, label->end);
  if (!number && label->kind == LabelKind::folder_or_page)
    number = match_number(text, label->end);
  if (!number)
    return std::nullopt;
  return LabelledPart{label->kind, std::move(number->value), begin, number->end};
}

void read_levels(const FoldedText& text, const LevelsPlace& place, ArchivalCitation& holding) {
  LevelReader(text, place).read_into(holding);
}

} // namespace delo
