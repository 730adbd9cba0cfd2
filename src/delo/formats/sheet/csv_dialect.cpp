#include "delo/formats/sheet/csv_dialect.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

namespace delo {
namespace {

constexpr std::array<char, 3> kSeparators{',', ';', '\t'};
constexpr std::size_t kRowsLookedAt = 50;

/// Walks over records as RFC 4180 has them, and spaces around quoted cells as people have them.
class RecordWalk {
public:
  RecordWalk(std::string_view text, char separator) : text_(text), separator_(separator) {}

  bool at_end() const { return at_ >= text_.size(); }
  bool broken() const { return broken_; }

  /// The cells of the next record; quotation marks around them are taken off, doubled ones stay.
  std::vector<std::string_view> next() {
    std::vector<std::string_view> cells;
    do
      cells.push_back(cell());
    while (!at_end() && !broken_ && text_[at_++] == separator_);
    return cells;
  }

private:
  bool ends_cell() const { return at_end() || text_[at_] == separator_ || text_[at_] == '\n'; }

  std::string_view cell() {
    const std::size_t begin = at_;
    while (!at_end() && text_[at_] == ' ')
      ++at_;
    if (!at_end() && text_[at_] == '"')
      return quoted();
    while (!ends_cell())
      ++at_;
    return text_.substr(begin, at_ - begin);
  }

  std::string_view quoted() {
    const std::size_t begin = ++at_;
    for (; !at_end(); ++at_)
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"')
          break;
        ++at_;
      }
    const std::string_view inside = text_.substr(begin, at_ - begin);
    broken_ = at_end();
    if (!broken_)
      ++at_;
    while (!at_end() && text_[at_] == ' ')
      ++at_;
    broken_ = broken_ || !ends_cell();
    return inside;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  bool broken_ = false;
};

/// How well a separator fits; greater is better.
using Fit = std::tuple<std::size_t, bool, std::size_t, std::size_t>;

Fit fit_of(std::string_view text, char separator, const ColumnMapping& mapping) {
  RecordWalk walk(text, separator);
  std::size_t known_headings = 0;
  std::vector<std::size_t> widths;
  while (!walk.at_end() && !walk.broken() && widths.size() < kRowsLookedAt) {
    const auto cells = walk.next();
    if (cells.size() == 1 && is_blank(cells.front()))
      continue;
    widths.push_back(cells.size());
    const auto known = static_cast<std::size_t>(
        std::count_if(cells.begin(), cells.end(), [&mapping](std::string_view cell) {
          return !mapping.field_of(cell).empty();
        }));
    known_headings = std::max(known_headings, known);
  }
  const std::size_t widest = widths.empty() ? 0 : *std::max_element(widths.begin(), widths.end());
  const auto even = static_cast<std::size_t>(std::count(widths.begin(), widths.end(), widest));
  return {known_headings, !walk.broken(), widest > 1 ? even : 0, widest};
}

} // namespace

std::string_view separator_word(char separator) {
  return separator == ',' ? "commas" : separator == ';' ? "semicolons" : "tabs";
}

CsvDialect detect_dialect(std::string_view text, const ColumnMapping& mapping) {
  if (ascii_lower(text.substr(0, 4)) == "sep=" && text.size() > 5 && text[5] == '\n' &&
      std::find(kSeparators.begin(), kSeparators.end(), text[4]) != kSeparators.end())
    return {text[4], 6};
  CsvDialect best;
  Fit fit{};
  for (const char separator : kSeparators)
    if (const Fit candidate = fit_of(text, separator, mapping); candidate > fit) {
      fit = candidate;
      best.separator = separator;
    }
  return best;
}

std::optional<std::uint64_t> broken_quotes(std::string_view text, char separator) {
  RecordWalk walk(text, separator);
  for (std::uint64_t row = 1; !walk.at_end(); ++row) {
    walk.next();
    if (walk.broken())
      return row;
  }
  return std::nullopt;
}

} // namespace delo
