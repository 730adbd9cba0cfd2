// What must agree in a package that delo made.
#include "delo/formats/provenance/provenance_rules.hpp"

#include <array>

namespace delo {
namespace {

using enum Severity;

constexpr std::array<Rule, 9> kRules{{
    {"DELO-provenance-1", error, "the provenance record keeps its schema",
     "provenance-record.schema.json",
     "nobody can tell any more how the description came to be known",
     "restore documentation/provenance.json from the sender's copy", "\"origin\": \"somewhere\"",
     "\"origin\": \"page\""},
    {"DELO-id-1", error, "the package has the id of its provenance record",
     "provenance-record.schema.json, package_id", "the record may be that of another package",
     "restore the record, or pack the document again",
     "\"package_id\" is RGASPI-f558-op11-d99, and OBJID of METS.xml is RGASPI-f558-op11-d98",
     "both are RGASPI-f558-op11-d99"},
    {"DELO-id-2", warning, "an id that was made from a citation is that of the citation",
     "provenance-record.schema.json, holdings",
     "whoever looks for the document by where it is held does not find it",
     "look which of the two is right, and pack the document again with --id or --record",
     "RGASPI-f558-op11-d99 for a document of f. 558, op. 11, d. 98", "RGASPI-f558-op11-d98 for it"},
    {"DELO-record-1", error, "MODS and Dublin Core say what the record says",
     "MODS 3.8, DCMI terms", "a catalogue shows something else than what was read",
     "pack the document again with the corrected record (--record)",
     "the record has the title \"Telegram\", and mods.xml has \"Letter\"",
     "both have \"Telegram\""},
    {"DELO-record-2", error, "bag-info.txt says what the record says", "RFC 8493 2.2.2",
     "who looks at the bag reads something else than who looks at the record",
     "pack the document again with the corrected record (--record)",
     "the record has the fond 558, and Delo-Fond is 559", "Delo-Fond: 558"},
    {"DELO-record-3", error, "PREMIS describes the package of the record", "PREMIS 3.0, 1.1",
     "the events are those of another package", "restore premis.xml from the sender's copy",
     "no objectIdentifierValue is the id of the package",
     "<objectIdentifierValue>RGASPI-f558-op11-d99</objectIdentifierValue>"},
    {"DELO-representation-1", error, "the representations are those of the record",
     "provenance-record.schema.json, representations; CSIPSTR10",
     "a form of the document was lost or slipped in",
     "restore the representation, or pack the document again",
     "the record has original and translation, and representations/ has translation alone",
     "representations/original and representations/translation"},
    {"DELO-source-1", error, "the page that the description was read from is there",
     "provenance-record.schema.json, source_page",
     "no one can check the description against its source",
     "restore the page in documentation/source from the sender's copy",
     "documentation/source is empty", "documentation/source/telegram.txt, with its digest"},
    {"DELO-rights-1", info, "the rights are stated", "CSIP: metadata/other; METSRights",
     "nobody knows what may be done with the document",
     "pack it again with --rights, once the rights are known", "no rights in the record",
     "\"rights_uri\": \"http://rightsstatements.org/vocab/CNE/1.0/\""},
}};

} // namespace

std::span<const Rule> provenance_rules() {
  return kRules;
}

} // namespace delo
