#include "delo/formats/xsd/document_kind.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::array<DocumentKind, 11> kKinds{{
    {"http://www.loc.gov/METS/", "", RuleFamily::mets, "METS document"},
    {"http://www.loc.gov/METS/v2", "", RuleFamily::mets, "METS 2 document"},
    {"http://www.loc.gov/premis/v3", "", RuleFamily::premis, "PREMIS 3 document"},
    {"info:lc/xmlns/premis-v2", "", RuleFamily::premis, "PREMIS 2 document"},
    {"http://www.loc.gov/mods/v3", "", RuleFamily::mods, "MODS document"},
    {"", "qualifieddc", RuleFamily::dc, "Dublin Core document"},
    {"", "simpledc", RuleFamily::dc, "Dublin Core document"},
    {"http://purl.org/dc/terms/", "", RuleFamily::dc, "Dublin Core document"},
    {"urn:isbn:1-931666-22-9", "", RuleFamily::ead, "EAD 2002 document"},
    {"http://ead3.archivists.org/schema/", "", RuleFamily::ead, "EAD3 document"},
    {"http://cosimo.stanford.edu/sdr/metsrights/", "", RuleFamily::rights, "METSRights document"},
}};

} // namespace

const DocumentKind* document_kind(std::string_view uri, std::string_view root) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const DocumentKind& kind) {
    return kind.uri == uri && (kind.root.empty() || kind.root == root);
  });
  return found == kKinds.end() ? nullptr : &*found;
}

} // namespace delo
