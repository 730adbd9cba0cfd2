#include "delo/formats/citation/holding_splitter.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/archive_name.hpp"
#include "delo/formats/citation/level_reader.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr auto npos = std::string_view::npos;

/// No archive has a longer name.
constexpr std::size_t kLookAhead = 300;

/// Levels from the top down: what a continued holding takes over from the one before it.
constexpr std::array kFromTheTop{Level::archive, Level::fond,  Level::opis,
                                 Level::portfel, Level::papka, Level::delo};

std::string_view skip_joint(std::string_view text) {
  text = trim(text);
  for (const std::string_view word : {"and ", "also in ", "also ", "see also ", "& "})
    if (text.starts_with(word))
      text = trim(text.substr(word.size()));
  return text;
}

std::string_view drop_joint(std::string_view text) {
  constexpr std::string_view kSeparators = ".,; ";
  const auto trim_end = [&] {
    text = trim(text);
    while (!text.empty() && kSeparators.find(text.back()) != npos)
      text.remove_suffix(1);
  };
  trim_end();
  for (const std::string_view word : {" and", ";and", ",and", " &", " also"})
    if (text.ends_with(word)) {
      text.remove_suffix(word.size() - 1);
      trim_end();
    }
  return text;
}

/// The first level that a piece begins with, when it begins with one.
std::optional<Level> first_level(std::string_view piece) {
  const FoldedText text(piece.substr(0, kLookAhead));
  const auto part = match_part(text, 0, {});
  return part && !part->label.folder_or_page ? std::optional(part->label.level) : std::nullopt;
}

/// Whether `before` begins with the name of the archive whose code stands at `match`: "Central
/// State Archive, Tirana, AQPPSH, …" is one archive.
bool is_named_before(std::string_view before, const ArchiveMatch& match,
                     const ArchiveTable& table) {
  const auto first = table.match(FoldedText(before.substr(0, kLookAhead)), 0);
  return first && first->by_name && first->archive == match.archive;
}

bool begins_with_code(std::string_view before, std::string_view piece, const ArchiveTable& table) {
  const FoldedText text(piece.substr(0, kLookAhead));
  const auto match = table.match(text, 0);
  if (!match || !match->exact || match->by_name || match->archive->arrangement == Arrangement::bare)
    return false;
  if (is_named_before(before, *match, table))
    return false;
  // The code alone may be part of what stands before: levels must follow it.
  const std::size_t next = text.skip_spaces(match->end);
  std::size_t level = next;
  while (text[level] == U',' || text[level] == U':' || text[level] == U'.' || text[level] == U' ')
    ++level;
  return match_part(text, level,
                    {match->archive->code, match->archive->country, match->archive->arrangement})
             .has_value() ||
         (!counts_by_fond(match->archive->arrangement) && level > next);
}

/// "…, d. 347, ll. 20-21, d. 348, ll. 5-6": the level that `next` begins with was read in `before`,
/// and sheets behind it, so that it speaks of another place in the same archive.
bool goes_on_elsewhere(std::string_view before, std::string_view next) {
  const auto level = first_level(next);
  if (!level || (*level != Level::fond && *level != Level::opis && *level != Level::papka &&
                 *level != Level::delo))
    return false;
  const FoldedText text(before);
  bool level_read = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto part = text.at_word_start(i) ? match_part(text, i, {}) : std::nullopt;
    if (part && part->label.level == *level)
      level_read = true;
    if (part && part->label.level == Level::listy && level_read)
      return true;
    i = part ? std::max(part->end, i + 1) : i + 1;
  }
  return false;
}

bool starts_holding(std::string_view before, char joint, bool word_and, std::string_view next,
                    const ArchiveTable& table) {
  const std::string_view segment = next.substr(0, std::min(next.find(';'), kLookAhead));
  if (joint == ';') {
    const auto level = first_level(segment);
    const bool continues = level && (*level == Level::fond || *level == Level::opis ||
                                     *level == Level::delo || *level == Level::papka);
    const FoldedText text(segment);
    const auto name = match_archive_name(text, 0, table);
    const bool named = name && (!name->archive || name->archive->arrangement != Arrangement::bare);
    return continues || named || parse_holding(segment, table).has_value();
  }
  if (goes_on_elsewhere(before, segment))
    return true;
  if (word_and) {
    const FoldedText text(segment);
    return match_known_archive(text, 0, table).has_value() || first_level(segment) == Level::fond;
  }
  return begins_with_code(before, segment, table);
}

/// "…, l. 3, and Shanghai Municipal Archives, B1-2-3": an archive that is not in the table.
bool begins_with_name(std::string_view segment, const ArchiveTable& table) {
  const FoldedText text(segment.substr(0, kLookAhead));
  const auto name = match_archive_name(text, 0, table);
  return name && text[name->end] == U',';
}

} // namespace

std::vector<std::string_view> split_holdings(std::string_view text, const ArchiveTable& table) {
  std::vector<std::size_t> starts{0};
  int depth = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char before = text[i - 1];
    depth += before == '(' || before == '[' ? 1 : 0;
    depth -= (before == ')' || before == ']') && depth > 0 ? 1 : 0;
    const std::string_view rest = text.substr(i);
    const bool word_and = rest.starts_with(" and ");
    const bool joint = before == ';' || ((before == '.' || before == ',') && rest.starts_with(' '));
    if (depth > 0 || (!joint && !word_and))
      continue;
    const std::string_view next = skip_joint(rest);
    const auto start = static_cast<std::size_t>(next.data() - text.data());
    const bool digits =
        text.substr(starts.back(), i - starts.back()).find_first_of("0123456789") != npos;
    if (start > starts.back() && (digits || before == ';' || word_and) &&
        (starts_holding(text.substr(starts.back(), i - starts.back()), before, word_and, next,
                        table) ||
         (word_and && digits && begins_with_archive(text.substr(starts.back()), table) &&
          begins_with_name(next, table))))
      starts.push_back(start);
  }
  std::vector<std::string_view> pieces;
  for (std::size_t k = 0; k < starts.size(); ++k) {
    const std::size_t end = k + 1 < starts.size() ? starts[k + 1] : text.size();
    pieces.push_back(drop_joint(text.substr(starts[k], end - starts[k])));
  }
  return pieces;
}

std::optional<ParsedHolding> continue_holding(const ArchivalCitation& before,
                                              std::string_view piece, const ArchiveTable& table,
                                              std::size_t offset) {
  const auto first = first_level(piece);
  const CitationPart* archive = before.find(Level::archive);
  if (!first || !archive)
    return std::nullopt;
  const auto rank = std::find(kFromTheTop.begin(), kFromTheTop.end(), *first);
  if (rank == kFromTheTop.end())
    return std::nullopt;
  ParsedHolding parsed;
  parsed.holding.raw = piece;
  parsed.holding.counts_by_fond = before.counts_by_fond;
  for (auto level = kFromTheTop.begin(); level != rank; ++level)
    if (const CitationPart* part = before.find(*level))
      parsed.holding.parts.push_back(
          {*level, part->value, "", std::max(part->confidence, Confidence::likely), {}});
  const FoldedText text(piece, offset);
  const Archive* known = table.find(archive->value);
  read_levels(text, 0, text.size(),
              {archive->value, known ? std::string_view(known->country) : std::string_view(),
               known ? known->arrangement : Arrangement::fonds},
              parsed.holding);
  return parsed;
}

} // namespace delo
