#include "delo/formats/csip/eark_checks.hpp"

#include <array>

namespace delo {
namespace {

using enum Must;
using enum MetsPlace;
using Like = When::Like;

constexpr std::string_view kInformation = "csip:CONTENTINFORMATIONTYPE";
constexpr std::string_view kOtherInformation = "csip:OTHERCONTENTINFORMATIONTYPE";

constexpr When with(std::string_view attribute, std::string_view value) {
  return {Like::equals, attribute, value};
}
constexpr When without(std::string_view attribute, std::string_view value) {
  return {Like::differs, attribute, value};
}
constexpr When labelled(std::string_view label) {
  return {Like::equals_in_any_case, "LABEL", label};
}

const std::array kAttributes{
    // mets
    AttributeCheck{"CSIP1", mets, "OBJID", be_given},
    AttributeCheck{"CSIP2", mets, "TYPE", be_a_term, &kContentCategories},
    AttributeCheck{"CSIP3", mets, "csip:OTHERTYPE", be_given, {}, with("TYPE", "OTHER")},
    AttributeCheck{"CSIP3", mets, "csip:OTHERTYPE", not_be_there, {}, without("TYPE", "OTHER")},
    AttributeCheck{"CSIP3", mets, "csip:OTHERTYPE", not_be_a_term_if_given, &kContentCategories,
                   with("TYPE", "OTHER")},
    AttributeCheck{"CSIP4", mets, kInformation, be_a_term, &kContentInformationTypes},
    AttributeCheck{"CSIP5", mets, kOtherInformation, be_given, {}, with(kInformation, "OTHER")},
    AttributeCheck{
        "CSIP5", mets, kOtherInformation, not_be_there, {}, without(kInformation, "OTHER")},
    AttributeCheck{"CSIP5", mets, kOtherInformation, not_be_a_term_if_given,
                   &kContentInformationTypes, with(kInformation, "OTHER")},
    AttributeCheck{"CSIP6", mets, "PROFILE", be_a_url},
    AttributeCheck{"SIP1", mets, "LABEL", be_given, {}, {}, In::package, true},

    // metsHdr
    AttributeCheck{"CSIP7", header, "CREATEDATE", be_a_date_time},
    AttributeCheck{"CSIP8", header, "LASTMODDATE", be_a_date_time},
    AttributeCheck{"CSIP9", header, "csip:OAISPACKAGETYPE", be_a_term, &kOaisPackageTypes},
    AttributeCheck{
        "SIP3", header, "RECORDSTATUS", be_a_term, &kRecordStatusTerms, {}, In::package, true},
    AttributeCheck{"SIP4", header, "csip:OAISPACKAGETYPE", be_a_term, &kSip, {}, In::package},

    // dmdSec
    AttributeCheck{"CSIP18", dmd, "ID", be_unique_id},
    AttributeCheck{"CSIP19", dmd, "CREATED", be_a_date_time},
    AttributeCheck{"CSIP20", dmd, "STATUS", be_a_term, &kStatusTerms},
    AttributeCheck{"CSIP22", dmd_ref, "LOCTYPE", be_a_term, &kUrl},
    AttributeCheck{"CSIP23", dmd_ref, "xlink:type", be_a_term, &kSimple},
    AttributeCheck{"CSIP24", dmd_ref, "xlink:href", be_given},
    AttributeCheck{"CSIP25", dmd_ref, "MDTYPE", be_a_term, &kMetadataTypes},
    AttributeCheck{"CSIP26", dmd_ref, "MIMETYPE", be_a_media_type},
    AttributeCheck{"CSIP27", dmd_ref, "SIZE", be_a_number},
    AttributeCheck{"CSIP28", dmd_ref, "CREATED", be_a_date_time},
    AttributeCheck{"CSIP29", dmd_ref, "CHECKSUM", be_given},
    AttributeCheck{"CSIP30", dmd_ref, "CHECKSUMTYPE", be_a_checksum_type},

    // amdSec
    AttributeCheck{"CSIP33", digiprov, "ID", be_unique_id},
    AttributeCheck{"CSIP34", digiprov, "STATUS", be_a_term, &kStatusTerms},
    AttributeCheck{"CSIP36", digiprov_ref, "LOCTYPE", be_a_term, &kUrl},
    AttributeCheck{"CSIP37", digiprov_ref, "xlink:type", be_a_term, &kSimple},
    AttributeCheck{"CSIP38", digiprov_ref, "xlink:href", be_given},
    AttributeCheck{"CSIP39", digiprov_ref, "MDTYPE", be_a_term, &kMetadataTypes},
    AttributeCheck{"CSIP40", digiprov_ref, "MIMETYPE", be_a_media_type},
    AttributeCheck{"CSIP41", digiprov_ref, "SIZE", be_a_number},
    AttributeCheck{"CSIP42", digiprov_ref, "CREATED", be_a_date_time},
    AttributeCheck{"CSIP43", digiprov_ref, "CHECKSUM", be_given},
    AttributeCheck{"CSIP44", digiprov_ref, "CHECKSUMTYPE", be_a_checksum_type},
    AttributeCheck{"CSIP46", rights, "ID", be_unique_id},
    AttributeCheck{"CSIP47", rights, "STATUS", be_a_term, &kStatusTerms},
    AttributeCheck{"CSIP49", rights_ref, "LOCTYPE", be_a_term, &kUrl},
    AttributeCheck{"CSIP50", rights_ref, "xlink:type", be_a_term, &kSimple},
    AttributeCheck{"CSIP51", rights_ref, "xlink:href", be_given},
    AttributeCheck{"CSIP52", rights_ref, "MDTYPE", be_a_term, &kMetadataTypes},
    AttributeCheck{"CSIP53", rights_ref, "MIMETYPE", be_a_media_type},
    AttributeCheck{"CSIP54", rights_ref, "SIZE", be_a_number},
    AttributeCheck{"CSIP55", rights_ref, "CREATED", be_a_date_time},
    AttributeCheck{"CSIP56", rights_ref, "CHECKSUM", be_given},
    AttributeCheck{"CSIP57", rights_ref, "CHECKSUMTYPE", be_a_checksum_type},

    // fileSec
    AttributeCheck{"CSIP59", file_section, "ID", be_unique_id},
    AttributeCheck{"CSIP61", group, "ADMID", name_admin_if_given},
    AttributeCheck{"CSIP62",
                   group,
                   kInformation,
                   be_a_term,
                   &kContentInformationTypes,
                   {Like::starts_with, "USE", "Representations"}},
    AttributeCheck{"CSIP63", group, kOtherInformation, be_given, {}, with(kInformation, "OTHER")},
    AttributeCheck{
        "CSIP63", group, kOtherInformation, not_be_there, {}, without(kInformation, "OTHER")},
    AttributeCheck{"CSIP63", group, kOtherInformation, not_be_a_term_if_given,
                   &kContentInformationTypes, with(kInformation, "OTHER")},
    AttributeCheck{"CSIP64", group, "USE", be_given},
    AttributeCheck{"CSIP65", group, "ID", be_unique_id},
    AttributeCheck{"CSIP65", inner_group, "ID", be_unique_id},
    AttributeCheck{"CSIP67", file, "ID", be_unique_id},
    AttributeCheck{"CSIP68", file, "MIMETYPE", be_a_media_type},
    AttributeCheck{"CSIP69", file, "SIZE", be_a_number},
    AttributeCheck{"CSIP70", file, "CREATED", be_a_date_time},
    AttributeCheck{"CSIP71", file, "CHECKSUM", be_given},
    AttributeCheck{"CSIP72", file, "CHECKSUMTYPE", be_a_checksum_type},
    AttributeCheck{"CSIP73", file, "OWNERID", not_be_blank_if_given},
    AttributeCheck{"CSIP74", file, "ADMID", name_admin_if_given},
    AttributeCheck{"CSIP75", file, "DMDID", name_description_if_given},
    AttributeCheck{"CSIP77", location, "LOCTYPE", be_a_term, &kUrl},
    AttributeCheck{"CSIP78", location, "xlink:type", be_a_term, &kSimple},
    AttributeCheck{"CSIP79", location, "xlink:href", be_given},

    // agent: of the one that describes the software
    AttributeCheck{"CSIP11", agent, "ROLE", be_a_term, &kCreator},
    AttributeCheck{"CSIP12", agent, "TYPE", be_a_term, &kOther},
    AttributeCheck{"CSIP13", agent, "OTHERTYPE", be_a_term, &kSoftware},
    AttributeCheck{"CSIP16", agent_note, "csip:NOTETYPE", be_a_term, &kSoftwareVersion},

    // structMap: of the one that is E-ARK's
    AttributeCheck{"CSIP81", struct_map, "TYPE", be_a_term, &kPhysical},
    AttributeCheck{"CSIP82", struct_map, "LABEL", be_a_term, &kCsip},
    AttributeCheck{"CSIP83", struct_map, "ID", be_unique_id},
    AttributeCheck{"CSIP85", top_division, "ID", be_unique_id},
    AttributeCheck{"CSIP89", division, "ID", be_unique_id, {}, labelled("Metadata")},
    AttributeCheck{"CSIP90", division, "LABEL", be_a_term, &kMetadataLabel, labelled("Metadata")},
    AttributeCheck{"CSIP94", division, "ID", be_unique_id, {}, labelled("Documentation")},
    AttributeCheck{"CSIP95", division, "LABEL", be_a_term, &kDocumentationLabel,
                   labelled("Documentation")},
    AttributeCheck{"CSIP98", division, "ID", be_unique_id, {}, labelled("Schemas")},
    AttributeCheck{"CSIP99", division, "LABEL", be_a_term, &kSchemasLabel, labelled("Schemas")},
    AttributeCheck{"CSIP102", division, "ID", be_unique_id, {}, labelled("Representations")},
    AttributeCheck{"CSIP103", division, "LABEL", be_a_term, &kRepresentationsLabel,
                   labelled("Representations")},
    AttributeCheck{"CSIP110", mets_pointer, "xlink:href", be_given},
    AttributeCheck{"CSIP111", mets_pointer, "xlink:type", be_a_term, &kSimple},
    AttributeCheck{"CSIP112", mets_pointer, "LOCTYPE", be_a_term, &kUrl},
};

constexpr std::array kChildren{
    ChildCheck{"CSIP117", mets, header, 1, 1},
    ChildCheck{"CSIP10", header, agent, 1, kAnyNumber},
    ChildCheck{"CSIP14", agent, agent_name, 1, 1},
    ChildCheck{"CSIP15", agent, agent_note, 1, 1},
    ChildCheck{"CSIP21", dmd, dmd_ref, 1, 1},
    ChildCheck{"CSIP35", digiprov, digiprov_ref, 1, 1},
    ChildCheck{"CSIP48", rights, rights_ref, 1, 1},
    ChildCheck{"CSIP76", file, location, 1, 1},
    ChildCheck{"CSIP80", mets, struct_map, 1, kAnyNumber},
    ChildCheck{"CSIP84", struct_map, top_division, 1, 1},
};

} // namespace

std::span<const AttributeCheck> attribute_checks() {
  return kAttributes;
}

std::span<const ChildCheck> child_checks() {
  return kChildren;
}

} // namespace delo
