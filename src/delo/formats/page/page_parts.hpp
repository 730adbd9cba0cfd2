// What the readers of all page shapes share: lines, paragraphs, and fields made of them.
#pragma once

#include "delo/formats/citation/archive_table.hpp"
#include "delo/formats/page/page_text.hpp"
#include "delo/model/record.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A page as its readers see it.
struct PageView {
  const PageLines& lines;
  std::size_t width; ///< of a page that an editor has wrapped, in characters; 0 when none did
  bool may_be_wrapped = false; ///< no line is long; too short a page to tell
  const std::vector<std::uint32_t>* parents = nullptr;     ///< of the containers of HTML
  const ArchiveTable& archives = ArchiveTable::built_in(); ///< for the source line
};

PageView view_page(const PageText& page, const ArchiveTable& archives = ArchiveTable::built_in());

/// Lines from `begin` to `end`, the end not included.
struct LineRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The first line from `i` on that is not blank, or the number of lines.
std::size_t next_filled(const PageLines& lines, std::size_t i);

/// The last line before `end` that is not blank, from `begin` on; nothing when there is none.
std::optional<std::size_t> last_filled(const PageLines& lines, std::size_t begin, std::size_t end);

/// Whether a line goes on in the next one: the next one's first word would not have fitted.
bool is_wrapped(const PageView& page, std::size_t line);

/// The line behind the paragraph that begins on `begin`, joining only lines that were wrapped.
std::size_t end_of_wrapped(const PageView& page, std::size_t begin, std::size_t end);

/// A field of one value with the line it came from.
Field field_from(const PageLine& line, std::string value,
                 Confidence confidence = Confidence::certain);

/// One value of several lines, joined by spaces; `raw` keeps them apart. More than one line is no
/// more than likely.
Field field_from(const PageLines& lines, LineRange range,
                 Confidence confidence = Confidence::certain);

/// Makes a field no surer than this.
void lower_confidence(Field& field, Confidence at_most);

/// The donors of a support line, "the X, Y" in "This document was made possible with support from
/// the X, Y"; "" when the line is none.
std::string_view supporters_in(std::string_view line);

/// A whole sentence, not a stamp, a signature, a date or a note in brackets.
bool is_prose(std::string_view line);

/// Whether a line has letters and all of them are capitals.
bool is_in_capitals(std::string_view line);

/// Letters and digits only, in lower case, of any alphabet: for comparing titles.
std::string title_key(std::string_view title);

std::size_t count_words(std::string_view line);

/// A language by its English name, whatever the letter case: "German", "Serbo-Croatian".
bool is_language(std::string_view name);

/// The languages of a value such as "Russian" or "English, Russian"; none when a part of it is no
/// name of a language.
std::vector<std::string> languages_in(std::string_view value);

} // namespace delo
