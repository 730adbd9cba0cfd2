// The layouts of document pages. A new one is one file with a `PageShape`, and its line in the
// registry.
#pragma once

#include "delo/formats/page/page_parts.hpp"
#include "delo/model/record.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// What speaks for a page being of a shape.
struct ShapeEvidence {
  int strength = 0;                 ///< 0: nothing of it is there; the strongest shape is read
  std::vector<std::string> missing; ///< "no heading date"; when empty, the page can be read
};

/// What a page of a shape says.
struct ShapeReading {
  std::string shape; ///< "L1", "L2", …: permanent names
  DocumentRecord record;
};

struct PageShape {
  std::string_view name;
  ShapeEvidence (*recognise)(const PageView& page);
  ShapeReading (*read)(const PageView& page); ///< only after `recognise` missed nothing
};

/// Every shape that is known, the surest signs first.
std::span<const PageShape> page_shapes();

extern const PageShape kSitePage;      ///< L1, L2, L2v, L3: "Document Information" at the foot
extern const PageShape kQuotedPage;    ///< L4, L5: the source line inside a quoted citation
extern const PageShape kRisExport;     ///< L9: tagged lines of a reference manager
extern const PageShape kBibtexExport;  ///< L9 in BibTeX
extern const PageShape kFlattenedPage; ///< L6: one line after text recognition
extern const PageShape kResultList;    ///< L7: never read, only known

/// The paragraphs of rights, gathered as they come.
class RightsReader {
public:
  /// Takes the paragraph when it is a usual one or names a known term; `in_its_place`, below the
  /// label or behind the source line, also when it speaks of rights in other words.
  bool take(const PageLines& lines, LineRange paragraph, bool in_its_place = false);
  /// Writes what was gathered, or a warning that there was nothing.
  void write(DocumentRecord& record) const;

private:
  Field text_;
};

} // namespace delo
