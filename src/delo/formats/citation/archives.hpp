// Archives by the codes historians use. A code that is not here is normal, not an error: there are
// more archives than any table.
#pragma once

#include "delo/formats/citation/folded_text.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace delo {

/// How the holdings of an archive are numbered.
enum class Arrangement {
  fonds, ///< fond, opis, delo, sheets, each with its label
  other, ///< signatures of its own kind; only the archive itself is read
};

/// One archive. Predecessors have a row of their own: who held the file when it was cited is
/// evidence, so TsKhSD never becomes RGANI.
struct Archive {
  std::string_view code;    ///< "AVPRF"
  std::string_view country; ///< ISO 3166-1, today's
  Arrangement arrangement;
  std::string_view now;                        ///< code of the successor, "" for none
  std::span<const std::string_view> spellings; ///< other ways to write it, "АВП РФ"
};

std::span<const Archive> archives();

/// An archive found in a text, and where its name ends.
struct ArchiveMatch {
  const Archive* archive = nullptr;
  std::size_t end = 0;
};

/// The archive whose code or other spelling stands at `begin` as whole words, case kept.
std::optional<ArchiveMatch> match_archive(const FoldedText& text, std::size_t begin);

} // namespace delo
