// The source line of a document in its parts: where the original is kept, where it was published,
// and who is to be credited.
#pragma once

#include "delo/model/citation.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// One person or institution in one role.
struct Credit {
  std::string name;        ///< as printed, without the affiliation
  std::string_view role;   ///< MARC relator code: trl trc edt com dnr fnd own
  std::string affiliation; ///< "Baku State University"; empty when none is given
  Confidence confidence = Confidence::certain;
  Span span = {}; ///< of the name in the source line
};

/// People by role, names as printed.
struct Credits {
  std::vector<std::string> contributors; ///< who supplied the copy
  std::vector<std::string> translators;
  std::vector<std::string> transcribers;
  std::vector<std::string> editors;
  std::vector<std::string> compilers;
  std::vector<std::string> programmes; ///< for whom: CWIHP, NKIDP
  std::vector<std::string> notes;      ///< "on file at …", "from Russian", "compiled by …"
  std::vector<Credit> list;            ///< the same people, one row for each role
  std::string unparsed;                ///< what could not be understood
};

/// A source line in its parts.
struct SourceLine {
  std::vector<ArchivalCitation> holdings;
  Credits credits;
  std::string statement;          ///< the credits as printed
  std::string published_in;       ///< as printed; empty when only an archive is named
  std::vector<std::string> notes; ///< "compiled by V. N. Malin", "on file at …"
  std::string unparsed;           ///< what the grammar does not know
};

/// A source line with what can be made of it.
struct CitedLine {
  std::string raw;
  SourceLine source;
  std::string match_key;  ///< of the first holding that has one
  std::string package_id; ///< of the first complete holding; empty when there is none
  std::string normalised; ///< the holdings in canonical form, joined by "; "; only when asked for

  /// Whether anything was understood.
  bool is_understood() const {
    return !source.holdings.empty() || !source.published_in.empty() || !source.credits.list.empty();
  }
};

} // namespace delo
