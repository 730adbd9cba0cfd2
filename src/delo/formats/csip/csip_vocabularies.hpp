// The closed lists of words that E-ARK and METS let an attribute choose from.
#pragma once

#include <span>
#include <string_view>

namespace delo {

/// One list of terms. Terms of older versions of the specifications are in it as well: their
/// vocabularies only ever grew.
struct Vocabulary {
  std::string_view name; ///< for messages: "the content categories of CSIP"
  std::span<const std::string_view> terms;
  bool any_dash = false; ///< "-" and the long dashes of printed tables are one

  bool has(std::string_view value) const;
};

extern const Vocabulary kContentCategories;
extern const Vocabulary kContentInformationTypes;
extern const Vocabulary kOaisPackageTypes;
extern const Vocabulary kStatusTerms;
extern const Vocabulary kRecordStatusTerms;
extern const Vocabulary kMetadataTypes;
extern const Vocabulary kChecksumTypes;

// Lists of a single term.
extern const Vocabulary kUrl;
extern const Vocabulary kSimple;
extern const Vocabulary kCreator;
extern const Vocabulary kOther;
extern const Vocabulary kSoftware;
extern const Vocabulary kSoftwareVersion;
extern const Vocabulary kPhysical;
extern const Vocabulary kCsip;
extern const Vocabulary kSip;
extern const Vocabulary kMetadataLabel;
extern const Vocabulary kDocumentationLabel;
extern const Vocabulary kSchemasLabel;
extern const Vocabulary kRepresentationsLabel;

} // namespace delo
