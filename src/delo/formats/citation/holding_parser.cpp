// The grammar of one holding: an archive, known or not, and the levels before and behind it.
#include "delo/formats/citation/holding_parser.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/archive_name.hpp"
#include "delo/formats/citation/bare_numbers.hpp"
#include "delo/formats/citation/level_reader.hpp"
#include "delo/formats/citation/slots.hpp"

#include <algorithm>
#include <utility>

namespace delo {
namespace {

constexpr std::string_view kSeparators = ".,;: ";

bool is_separator(char32_t c) {
  return c == U'.' || c == U',' || c == U';' || c == U':' || c == U' ';
}

std::string_view trim_separators(std::string_view text) {
  text = trim(text);
  while (!text.empty() && kSeparators.find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  while (!text.empty() && kSeparators.find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  return trim(text);
}

LevelsPlace place_of(const ArchiveName& name, const FoldedText& text) {
  if (name.archive) {
    // The files of the MfS came to the Bundesarchiv with their own arrangement.
    std::size_t next = name.end;
    while (is_separator(text[next]))
      ++next;
    const bool stasi =
        name.archive->country == "DE" && text.has(next, U"mfs") && !is_letter(text[next + 3]);
    return {name.archive->code, name.archive->country,
            stasi ? Arrangement::unit_pages : name.archive->arrangement};
  }
  // Unknown archives number by fond where they say so, and by plain file numbers otherwise.
  const LevelsPlace fonds{name.part.value, "", Arrangement::fonds};
  for (std::size_t i = 0; i < text.size(); ++i)
    if (const auto part = match_part(text, i, fonds))
      if (part->label.level == Level::fond || part->label.level == Level::opis)
        return fonds;
  return {name.part.value, "", Arrangement::named};
}

ArchivalCitation begun(std::string_view raw, const LevelsPlace& place) {
  ArchivalCitation holding;
  holding.raw = raw;
  holding.counts_by_fond = counts_by_fond(place.arrangement);
  return holding;
}

ParsedHolding read_archive_first(const FoldedText& text, std::string_view raw, ArchiveName name) {
  const LevelsPlace place = place_of(name, text);
  ParsedHolding parsed{begun(raw, place), {}, {}};
  parsed.holding.parts.push_back(std::move(name.part));
  const std::size_t levels = read_bare_numbers(text, name.end, place, parsed.holding);
  read_levels(text, levels, text.size(), place, parsed.holding);
  return parsed;
}

/// The places where a name may begin: behind a comma, full stop, semicolon or bracket.
std::optional<std::pair<std::size_t, ArchiveName>> find_archive_behind(const FoldedText& text,
                                                                       const ArchiveTable& table) {
  std::optional<std::pair<std::size_t, ArchiveName>> last;
  for (std::size_t i = 2; i < text.size(); ++i) {
    const char32_t c = text[i - 1];
    const bool quote =
        (c == U'"' || c == U'\u201D') && (text[i - 2] == U',' || text[i - 2] == U'.');
    if (c != U',' && c != U'.' && c != U';' && !(c == U'-' && text[i] == U' ') && c != U':' &&
        !quote)
      continue;
    std::size_t begin = text.skip_spaces(i);
    begin = text.has(begin, U"the ") ? begin + 4 : begin;
    auto name = match_archive_name(text, begin, table);
    if (!name)
      continue;
    const std::size_t next = text.skip_spaces(name->end);
    const bool levels = name->archive && match_part(text, next, place_of(*name, text));
    const bool whole = levels || next >= text.size() || text[next] == U',' || text[next] == U'.' ||
                       text[next] == U';' || text[next] == U')' || text[next] == U']' ||
                       text[next] == U'(';
    if (whole && !last) {
      i = name->end;
      last.emplace(begin, std::move(*name));
    }
  }
  return last;
}

/// Blanks of a finding aid: "[Box number]", "[Identification of item]".
std::size_t skip_blanks(const FoldedText& text, std::size_t i, std::size_t end) {
  for (;;) {
    while (i < end && (text[i] == U' ' || text[i] == U',' || text[i] == U'.'))
      ++i;
    if (text[i] != U'[')
      return i;
    std::size_t close = i;
    while (close < end && text[close] != U']' && !is_digit(text[close]))
      ++close;
    if (close >= end || text[close] != U']')
      return i;
    i = close + 1;
  }
}

/// "General Assembly Official Records, …, A/PV.751, United Nations Digital Library": the symbol is
/// the last thing before the archive, and the words before it name the publication.
std::size_t begin_of_symbol(const FoldedText& text, std::size_t end) {
  for (std::size_t i = end; i-- > 0;)
    if (text[i] == U',' && match_slot(Form::symbol, text, text.skip_spaces(i + 1), end))
      return text.skip_spaces(i + 1);
  return match_slot(Form::symbol, text, 0, end) ? 0 : end;
}

std::optional<ParsedHolding> read_archive_last(const FoldedText& text, std::string_view raw,
                                               const ArchiveTable& table) {
  auto found = find_archive_behind(text, table);
  if (!found)
    return std::nullopt;
  auto& [at, name] = *found;
  const LevelsPlace place = place_of(name, text);
  ParsedHolding parsed{begun(raw, place), {}, {}};
  // What stands in front of it might have been a name, too.
  name.part.confidence = std::max(name.part.confidence, Confidence::likely);
  parsed.holding.parts.push_back(name.part);
  if (place.arrangement == Arrangement::bare)
    return read_bare_numbers(text, 0, place, parsed.holding) > 0 ? std::optional(std::move(parsed))
                                                                 : std::nullopt;
  // "Telegram to Moscow, AVPRF, f. 06, op. 7": a title in front, all levels behind.
  ParsedHolding behind{begun(raw, place), {}, {}};
  read_levels(text, name.end, text.size(), place, behind.holding);
  if (behind.holding.find(Level::fond) || behind.holding.find(Level::delo)) {
    behind.holding.parts.insert(behind.holding.parts.begin(), name.part);
    behind.holding.notes.insert(behind.holding.notes.begin(),
                                std::string(trim_separators(text.original(0, at))));
    return behind;
  }
  std::size_t begin = skip_blanks(text, skip_announcement(text), at);
  std::size_t front_end = at;
  while (front_end > begin && (text[front_end - 1] == U' ' || text[front_end - 1] == U',' ||
                               text[front_end - 1] == U';'))
    --front_end;
  if (place.arrangement == Arrangement::symbol) {
    const std::size_t symbol = begin_of_symbol(text, front_end);
    parsed.published_in = trim_separators(text.original(begin, symbol));
    begin = symbol;
  }
  const LevelsPlace front{place.archive, place.country,
                          place.arrangement == Arrangement::file_pages ||
                                  place.arrangement == Arrangement::named
                              ? Arrangement::collection
                              : place.arrangement};
  read_levels(text, begin, front_end, front, parsed.holding);
  read_levels(text, name.end, text.size(), {place.archive, place.country, Arrangement::collection},
              parsed.holding);
  return parsed;
}

/// Behind an unknown archive only the full Soviet shape counts: a fond first, and an opis or delo.
std::optional<ParsedHolding> read_unknown(const FoldedText& text, std::string_view raw) {
  const LevelsPlace any{};
  const std::size_t begin = skip_announcement(text);
  std::size_t fond = begin;
  while (fond < text.size() && fond < begin + 200 && !match_part(text, fond, any))
    ++fond;
  const auto first = match_part(text, fond, any);
  if (!first || first->label.level != Level::fond)
    return std::nullopt;
  const std::string_view name = trim_separators(text.original(begin, fond));
  if (fond > begin && !could_name_archive(name))
    return std::nullopt;
  const LevelsPlace place{name, "", Arrangement::fonds};
  ParsedHolding parsed{begun(raw, place), {}, {}};
  if (!name.empty()) {
    std::size_t end = fond;
    while (end > begin && is_separator(text[end - 1]))
      --end;
    parsed.holding.parts.push_back({Level::archive, std::string(name),
                                    std::string(text.original(begin, end)), Confidence::likely,
                                    text.span(begin, end)});
  }
  read_levels(text, fond, text.size(), place, parsed.holding);
  const bool whole = parsed.holding.find(Level::fond) &&
                     (parsed.holding.find(Level::opis) || parsed.holding.find(Level::delo));
  return whole ? std::optional(std::move(parsed)) : std::nullopt;
}

} // namespace

std::optional<ParsedHolding> parse_holding(std::string_view whole, const ArchiveTable& table,
                                           std::size_t offset) {
  const std::string_view raw = trim_separators(whole);
  if (raw.empty())
    return std::nullopt;
  const FoldedText text(raw, offset + static_cast<std::size_t>(raw.data() - whole.data()));
  const std::size_t begin = skip_announcement(text);
  if (auto name = match_archive_name(text, begin, table))
    if (!name->archive || name->archive->arrangement != Arrangement::bare)
      return read_archive_first(text, raw, std::move(*name));
  if (auto parsed = read_unknown(text, raw))
    return parsed;
  if (auto parsed = read_archive_last(text, raw, table))
    return parsed;
  ParsedHolding parsed;
  parsed.holding.raw = raw;
  parsed.holding.counts_by_fond = false;
  return read_decimal_file(text, parsed.holding) ? std::optional(std::move(parsed)) : std::nullopt;
}

bool begins_with_archive(std::string_view whole, const ArchiveTable& table) {
  const FoldedText text(whole);
  return match_known_archive(text, skip_announcement(text), table).has_value();
}

} // namespace delo
