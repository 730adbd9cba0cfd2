// The grammar of one holding: an archive, known or not, and the levels behind it.
#include "delo/formats/citation/holding_parser.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/archive_name.hpp"
#include "delo/formats/citation/level_reader.hpp"

#include <utility>

namespace delo {
namespace {

std::string_view trim_separators(std::string_view text) {
  text = trim(text);
  while (!text.empty() && std::string_view(".,;: ").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  while (!text.empty() && std::string_view(".,;: ").find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  return trim(text);
}

ParsedHolding read_known(const FoldedText& text, std::string_view raw, ArchiveName name) {
  ParsedHolding parsed;
  parsed.holding.raw = raw;
  parsed.holding.parts.push_back(std::move(name.part));
  if (name.archive->arrangement == Arrangement::other)
    parsed.unparsed = trim_separators(text.original(name.end, text.size()));
  else
    read_levels(text, {name.end, name.archive->code, name.archive->country}, parsed.holding);
  return parsed;
}

/// Behind an unknown archive only the full Soviet shape counts: a fond first, and an opis or delo.
std::optional<ParsedHolding> read_unknown(const FoldedText& text, std::string_view raw) {
  std::size_t fond = 0;
  while (fond < text.size() && !match_part(text, fond, ""))
    ++fond;
  const auto first = match_part(text, fond, "");
  if (!first || first->kind != LabelKind::fond)
    return std::nullopt;
  const std::string_view name = trim_separators(text.original(0, fond));
  if (fond > 0 && !could_name_archive(name))
    return std::nullopt;
  ParsedHolding parsed;
  parsed.holding.raw = raw;
  if (!name.empty())
    parsed.holding.parts.push_back(
        {Level::archive, std::string(name), std::string(name), Confidence::likely});
  read_levels(text, {fond, name, ""}, parsed.holding);
  const bool whole = parsed.holding.find(Level::fond) &&
                     (parsed.holding.find(Level::opis) || parsed.holding.find(Level::delo));
  return whole ? std::optional(std::move(parsed)) : std::nullopt;
}

} // namespace

std::optional<ParsedHolding> parse_holding(std::string_view whole) {
  const std::string_view raw = trim_separators(whole);
  const FoldedText text(raw);
  if (auto name = match_known_archive(text))
    return read_known(text, raw, std::move(*name));
  return read_unknown(text, raw);
}

} // namespace delo
