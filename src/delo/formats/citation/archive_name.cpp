// A wrong archive would send a reader to the wrong country, so a bare name must look like one.
#include "delo/formats/citation/archive_name.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::size_t kLongestName = 120;

/// Words of which a full name has at least one, folded.
constexpr std::array<std::u32string_view, 9> kArchiveWords{U"archiv", U"arkhiv", U"arxiv",
                                                           U"архив",  U"архів",  U"records",
                                                           U"tsentr", U"center", U"centre"};

/// What may stand before a citation to announce it.
constexpr std::array<std::u32string_view, 2> kAnnouncements{U"archival signature:", U"source:"};

bool stands_at(const FoldedText& text, std::size_t at, std::u32string_view word) {
  for (std::size_t k = 0; k < word.size(); ++k)
    if (text[at + k] != word[k])
      return false;
  return true;
}

bool holds_archive_word(const FoldedText& text, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i)
    for (const auto word : kArchiveWords)
      if (stands_at(text, i, word))
        return true;
  return false;
}

std::size_t skip_announcement(const FoldedText& text) {
  for (const auto words : kAnnouncements)
    if (stands_at(text, 0, words))
      return text.skip_spaces(words.size());
  return 0;
}

ArchiveName name_of(const FoldedText& text, std::size_t begin, std::size_t end,
                    const Archive& archive) {
  return {&archive,
          {Level::archive, std::string(archive.code), std::string(text.original(begin, end)),
           Confidence::certain},
          end};
}

/// "Gosudarstvennyi arkhiv Rossiiskoi Federatsii (GARF)".
std::optional<ArchiveName> match_code_in_brackets(const FoldedText& text, std::size_t begin) {
  std::size_t open = begin;
  while (open < text.size() && text[open] != U'(' && !is_digit(text[open]) && text[open] != U';')
    ++open;
  if (text[open] != U'(' || open == begin || !holds_archive_word(text, open))
    return std::nullopt;
  const auto match = match_archive(text, open + 1);
  if (!match || text[match->end] != U')')
    return std::nullopt;
  return name_of(text, begin, match->end + 1, *match->archive);
}

} // namespace

std::optional<ArchiveName> match_known_archive(const FoldedText& text) {
  const std::size_t begin = skip_announcement(text);
  if (const auto match = match_archive(text, begin))
    return name_of(text, begin, match->end, *match->archive);
  return match_code_in_brackets(text, begin);
}

bool could_name_archive(std::string_view name) {
  if (name.empty() || name.size() > kLongestName ||
      name.find_first_of(",;:()[]\"0123456789") != std::string_view::npos)
    return false;
  const FoldedText text(name);
  if (!is_upper(text.cased(0)))
    return false;
  if (holds_archive_word(text, text.size()))
    return true;
  std::size_t capitals = 0;
  std::size_t spaces = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    capitals += is_upper(text.cased(i)) ? 1U : 0U;
    spaces += text[i] == U' ' ? 1U : 0U;
  }
  return spaces <= 2 && capitals >= 2 && 2 * capitals + spaces >= text.size();
}

} // namespace delo
