// Where an archive keeps the original: archive, fond, opis, delo, sheets.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// How sure the reader is of what it understood.
enum class Confidence { certain, likely, unsure };

std::string_view to_word(Confidence confidence);

/// The levels of an archival arrangement, and what else a citation says of the place. Russian terms
/// stay, because none of them has an exact English counterpart: opis is a register, delo a file,
/// list a sheet with two sides. The order is the order in which they are printed and named.
enum class Level {
  archive,
  section, ///< of a fond: "Departament politsii Osobyi otdel (DPOO)"
  fond,
  opis,
  year, ///< between the levels: "op. 34, 1946, p. 253"
  portfel,
  poryadok, ///< AVPRF, in place of a delo
  papka,
  delo,
  tom,
  chast,    ///< part of a delo
  perechen, ///< RGANI fond 89: a list in place of an opis
  dokument, ///< RGANI fond 89: a document in place of a delo
  box,      ///< doboz, box
  item,     ///< tétel: "5/a"
  registry, ///< number of the registry: "004076/ 1955"
  film,     ///< reel; never a sheet number
  frame,
  listy,
  form,  ///< "Microfilm"
  place, ///< "Moscow"
  url,
};
inline constexpr std::size_t kLevelCount = 22;

/// The lower-case word used in JSON and in messages: "fond", "listy".
std::string_view to_word(Level level);

/// A piece of the source line: byte offsets, the end not included. Empty when the text was not
/// there.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// One level of a citation. Values are kept as printed, zeros and letters included.
struct CitationPart {
  Level level;
  std::string value; ///< "0005-0006"
  std::string raw;   ///< with its label as printed: "ll. 0005-0006"
  Confidence confidence = Confidence::certain;
  Span span = {}; ///< of `raw` in the whole source line
};

/// One holding: a place in one archive.
struct ArchivalCitation {
  std::string raw; ///< as printed, without the credits that follow it
  std::vector<CitationPart> parts;
  std::vector<std::string> notes; ///< what is said besides, such as "unnumbered page"
  /// Whether the archive counts its files within fonds, so that a file without a fond names
  /// nothing.
  bool counts_by_fond = true;
  /// False when the line prints a level whose value could not be read: the parts then name more
  /// places than one.
  bool whole = true;

  const CitationPart* find(Level level) const;
  /// The value of a level, "" when the citation does not give it.
  std::string value(Level level) const;
  /// Archive and file are known, the fond too where files are counted within fonds, no level that
  /// was printed is missing, and none of the parts is unsure. The file is the delo, or what stands
  /// in its place: poryadok, dokument, papka or registry number.
  bool is_complete() const;
};

/// The identifier made from a complete citation, such as "RGASPI-f558-op11-d99-l0005-0006": ASCII
/// letters, digits, "-", "_" and "."; nothing when the citation is incomplete, is unsure, or holds
/// characters that an identifier cannot. Cyrillic letters come in their Latin form.
std::optional<std::string> identifier_from(const ArchivalCitation& citation);

/// What two citations of one place have in common however they are printed, such as
/// "rgaspi f558 op11 d99 l5,6": lower case, no leading zeros, sheets one by one, Cyrillic letters
/// in their Latin form. For comparing, not for showing. Empty when the citation does not name a
/// file, or is unsure of it: such citations have nothing to be compared by.
std::string match_key(const ArchivalCitation& citation);

/// Whether a text can name a package: 1 to 100 ASCII letters, digits, "-", "_", ".", beginning
/// with a letter or digit and not ending with ".".
bool is_package_id(std::string_view text);

} // namespace delo
