#include "delo/formats/descriptive/field_map.hpp"

#include <array>

namespace delo {
namespace {

using R = DocumentRecord;
using enum Shape;

constexpr std::array<FieldMapping, 32> kMap{{
    {&R::title, text, "titleInfo > title", "dc:title", "did:unittitle"},
    {&R::date_iso, date, "originInfo* > dateCreated@encoding=edtf", "dcterms:created",
     "did:unitdatestructured", "Delo-Document-Date"},
    {&R::date_display, text, "originInfo* > dateCreated", "dc:date", "did:unitdate"},
    {&R::date_body, date, "originInfo* > dateOther@type=in the text@encoding=edtf",
     "dc:description=\"The text itself is dated $.\"",
     "did:unitdatestructured@label=in the text@datechar=in the text"},
    {&R::uploaded, text, "originInfo* > dateOther@type=uploaded", "dcterms:issued",
     "note:odd@localtype=uploaded > p"},
    {&R::document_type, text, "genre", "dc:type", "access:controlaccess* > genreform > part"},
    {&R::language, language, "language", "dc:language", "did:langmaterial"},
    {&R::authors, name, "name", "dc:creator", "did:origination > name@relator=aut > part", "", "",
     "aut", "author", ""},
    {&R::citation_raw, text, "note@type=citation/reference", "dcterms:bibliographicCitation",
     "note:prefercite* > p", "Delo-Citation"},
    {&R::contributor, name, "name", "dc:contributor", "note:acqinfo@localtype=contributor > p",
     "Delo-Contributor", "", "dnr", "donor", "personal"},
    {&R::translator, name, "name", "dc:contributor", "note:processinfo@localtype=translator > p",
     "Delo-Translator", "", "trl", "translator", "personal"},
    {&R::transcriber, name, "name", "dc:contributor", "note:processinfo@localtype=transcriber > p",
     "Delo-Transcriber", "", "trc", "transcriber", "personal"},
    {&R::editor, name, "name", "dc:contributor", "note:processinfo@localtype=editor > p",
     "Delo-Editor", "", "edt", "editor", "personal"},
    {&R::compiler, name, "name", "dc:contributor", "note:processinfo@localtype=compiler > p",
     "Delo-Compiler", "", "com", "compiler", "personal"},
    {&R::programme, name, "name", "dc:contributor", "note:processinfo@localtype=programme > p",
     "Delo-Programme", "", "fnd", "funder", "corporate"},
    {&R::support, text, "note@type=funding", "dcterms:contributor",
     "titlestmt:sponsor@localtype=support", "Delo-Support"},
    {&R::donors, text, "note@type=donors", "dcterms:contributor",
     "titlestmt:sponsor@localtype=donors"},
    {&R::publisher, name, "name", "dc:publisher", "", "", "", "pbl", "publisher", "corporate"},
    {&R::summary, text, "abstract", "dcterms:abstract", "note:scopecontent* > p"},
    // A mark of the original describes it. It is no rule of access today.
    {&R::classification, text, "note@type=original classification", "",
     "note:legalstatus@localtype=original classification > p"},
    {&R::notes, text, "note", "dc:description", "note:odd > p"},
    {&R::personal_data, flag,
     "note@type=personal data=\"The document is flagged as holding data of private people.\"", "",
     "note:odd@localtype=personal data > p=\"The document is flagged as holding data of private "
     "people.\""},
    {&R::subjects, text, "subject > topic", "dc:subject", "access:controlaccess* > subject > part"},
    {&R::people, text, "subject > name > namePart", "dc:subject",
     "access:controlaccess* > name > part"},
    {&R::places, text, "subject > geographic", "dcterms:spatial",
     "access:controlaccess* > geogname > part"},
    {&R::published_in, text, "relatedItem@type=otherVersion > note", "dcterms:isVersionOf",
     "note:bibliography* > bibref", "Delo-Published-In"},
    {&R::original_archive, text, "note@type=original location", "dcterms:provenance",
     "did:repository@label=as the page names it > name > part"},
    {&R::record_id, text, "identifier@type=record-id", "dc:identifier", "control:otherrecordid"},
    {&R::url, address, "location > url", "dcterms:source",
     "did:dao@daotype=otherdaotype@otherdaotype=page@href=$"},
    {&R::rights_text, text, "accessCondition@type=use and reproduction", "dcterms:rights",
     "note:userestrict* > p", "", "RightsDeclaration"},
    {&R::rights_uri, rights, "accessCondition@type=use and reproduction", "dcterms:rights",
     "note:userestrict* > p", "Delo-Rights-URI", "RightsDeclaration"},
    {&R::access, text, "accessCondition@type=restriction on access", "dcterms:accessRights",
     "note:accessrestrict* > p"},
}};

} // namespace

std::span<const FieldMapping> field_map() {
  return kMap;
}

} // namespace delo
