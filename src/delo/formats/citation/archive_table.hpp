// Archives by the codes historians use. A code that is not here is normal, not an error: there are
// more archives than any table.
#pragma once

#include "delo/formats/citation/folded_text.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// How the holdings of an archive are numbered.
enum class Arrangement {
  fonds,        ///< fond, opis, delo, sheets, each with its label
  papki,        ///< the same with papki between opis and delo
  file_pages,   ///< file number, then pages: "109-01041-01, 45-46"
  group_file,   ///< record group, file, pages: "B 136/59748, 335-336"
  unit_pages,   ///< fond, unit with its number, pages: "MfS, HA IX, Nr. 10391, Bl. 5-6"
  creator_file, ///< the body that made the files, then the file: "MfAA, C 1094/70"
  section_box,  ///< section, year, box, item, registry: "XIX-J-1-j Korea, 4. doboz, 5/a"
  bundle,       ///< zespół, wiązka, teczka: "z. 6/77, w. 16, t. 400"
  collection,   ///< a collection by its name, boxes, folders
  record_group, ///< "RG 59, Box 12"
  symbol,       ///< symbols of documents: "A/PV.751"
  named,        ///< nothing is known: labels count, and numbers that can be nothing but a file
  bare,         ///< numbers without labels in front of the archive: "0570, 8/8/15, MFA"
};

/// Whether files are counted within fonds.
constexpr bool counts_by_fond(Arrangement arrangement) {
  return arrangement == Arrangement::fonds || arrangement == Arrangement::papki ||
         arrangement == Arrangement::bare;
}

/// One archive. Predecessors have a row of their own: who held the file when it was cited is
/// evidence, so TsKhSD never becomes RGANI.
struct Archive {
  std::string code;    ///< "AVPRF"
  std::string country; ///< ISO 3166-1, today's
  Arrangement arrangement = Arrangement::fonds;
  std::string now;                    ///< code of the successor, "" for none
  std::string cyrillic;               ///< "АВП РФ"
  std::vector<std::string> spellings; ///< other ways to write the code
  std::vector<std::string> names;     ///< in full words
  bool keeps_name = false;            ///< a name in full words is not replaced by the code
};

/// An archive found in a text, and where its name ends.
struct ArchiveMatch {
  const Archive* archive = nullptr;
  std::size_t end = 0;
  bool by_name = false; ///< in full words
  bool exact = true;    ///< letter for letter; otherwise with look-alike letters or in another case
};

/// The archives that the reader of citations knows. Does not change once it is made, so that
/// threads may share it.
class ArchiveTable {
public:
  /// The table that is part of the program.
  static const ArchiveTable& built_in();

  /// A table from the text of a TOML file with [[archive]] rows. Throws Error(usage) that names
  /// `path` and the line.
  static ArchiveTable parse(std::string_view toml, std::string_view path);

  /// This table with the rows of the user's file, which replace rows of the same code. Throws
  /// Error(io) when it cannot be read, Error(usage) when it is wrong.
  ArchiveTable with(const std::filesystem::path& path) const;

  const std::vector<Archive>& rows() const { return rows_; }
  const Archive* find(std::string_view code) const;

  /// The archive whose code or name stands at `begin` as whole words; the longest one.
  std::optional<ArchiveMatch> match(const FoldedText& text, std::size_t begin) const;

private:
  struct Name {
    std::u32string folded; ///< with look-alike letters in one form
    std::u32string cased;
    std::size_t row = 0;
    bool in_words = false;
  };
  void add(Archive archive);
  void make_index();

  std::vector<Archive> rows_;
  std::multimap<char32_t, Name> names_; ///< by their first letter, folded
};

/// The built-in table as TOML.
std::string_view embedded_archives();

} // namespace delo
