#include "delo/formats/csip/csip_vocabularies.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace delo {
namespace {

constexpr std::array<std::string_view, 43> kCategoryTerms{
    "Textual works - Print",
    "Textual works - Digital",
    "Textual works - Electronic Serials",
    "Digital Musical Composition (score-based representations)",
    "Musical Scores - Print",
    "Musical Scores - Digital",
    "Photographs - Print",
    "Photographs - Digital",
    "Other Graphic Images - Print",
    "Other Graphic Images - Digital",
    "Microforms",
    "Audio - On Tangible Medium (digital or analog)",
    "Audio - Media-independent (digital)",
    "Motion Pictures - Digital and Physical Media",
    "Video - File-based and Physical Media",
    "Software",
    "Software and Video Games",
    "Email",
    "Datasets",
    "Geospatial Data",
    "Geographic Information System (GIS) - Vector Data",
    "GIS Raster and Georeferenced Images",
    "GIS Vector and Raster Combined",
    "Non-GIS Cartographic",
    "2D and 3D Computer Aided Design",
    "Design (schematics, architectural drawings) - Print",
    "Scanned 3D Objects (output from photogrammetry scanning)",
    "Databases",
    "Websites",
    "Web Archives",
    "Collection",
    "Event",
    "Image",
    "Interactive resource",
    "Moving image",
    "Sound",
    "Still image",
    "Text",
    "Physical object",
    "Service",
    "Mixed",
    "Other",
    "OTHER", // what the text of CSIP2 says, where the list has "Other"
};

constexpr std::array<std::string_view, 21> kInformationTerms{
    "ERMS",
    "SIARD1",
    "SIARD2",
    "SIARDDK",
    "GeoData",
    "citscarchival_v1_0",
    "cscarchival_v1_0",
    "citserms_v2_1",
    "citserms_v3_0",
    "citspremis_v1_0",
    "cspremis_v1_0",
    "citsehpj_v1_0",
    "citsehpj_v2_0",
    "citsehcr_v1_0",
    "citssiard_v1_0",
    "citssiard_v1_1",
    "citsgeospatial_v3_0",
    "cits3dpm_v1_0",
    "MIXED",
    "OTHER",
    "Geodata", // 2.0.4
};

constexpr std::array<std::string_view, 5> kOaisTerms{"SIP", "AIP", "DIP", "AIU", "AIC"};
constexpr std::array<std::string_view, 2> kStatus{"CURRENT", "SUPERSEDED"};
constexpr std::array<std::string_view, 7> kRecordStatus{
    "NEW", "SUPPLEMENT", "REPLACEMENT", "TEST", "VERSION", "DELETE", "OTHER"};
constexpr std::array<std::string_view, 22> kMdTypes{"MARC",
                                                    "MODS",
                                                    "EAD",
                                                    "DC",
                                                    "NISOIMG",
                                                    "LC-AV",
                                                    "VRA",
                                                    "TEIHDR",
                                                    "DDI",
                                                    "FGDC",
                                                    "LOM",
                                                    "PREMIS",
                                                    "PREMIS:OBJECT",
                                                    "PREMIS:AGENT",
                                                    "PREMIS:RIGHTS",
                                                    "PREMIS:EVENT",
                                                    "TEXTMD",
                                                    "METSRIGHTS",
                                                    "ISO 19115:2003 NAP",
                                                    "EAC-CPF",
                                                    "LIDO",
                                                    "OTHER"};
constexpr std::array<std::string_view, 11> kChecksums{"Adler-32", "CRC32", "HAVAL",    "MD5",
                                                      "MNP",      "SHA-1", "SHA-256",  "SHA-384",
                                                      "SHA-512",  "TIGER", "WHIRLPOOL"};

template <std::size_t N>
constexpr std::array<std::string_view, N> words(const std::string_view (&given)[N]) {
  return std::to_array(given);
}
constexpr auto kUrlWord = words({"URL"});
constexpr auto kSimpleWord = words({"simple"});
constexpr auto kCreatorWord = words({"CREATOR"});
constexpr auto kOtherWord = words({"OTHER"});
constexpr auto kSoftwareWord = words({"SOFTWARE"});
constexpr auto kVersionWord = words({"SOFTWARE VERSION"});
constexpr auto kPhysicalWord = words({"PHYSICAL"});
constexpr auto kCsipWord = words({"CSIP"});
constexpr auto kSipWord = words({"SIP"});
constexpr auto kMetadataWord = words({"Metadata"});
constexpr auto kDocumentationWord = words({"Documentation"});
constexpr auto kSchemasWord = words({"Schemas"});
constexpr auto kRepresentationsWord = words({"Representations"});

std::string with_plain_dashes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text.substr(i).starts_with("\xE2\x80\x93") || text.substr(i).starts_with("\xE2\x80\x94")) {
      plain += '-';
      i += 2;
    } else {
      plain += text[i];
    }
  return plain;
}

} // namespace

bool Vocabulary::has(std::string_view value) const {
  const std::string plain = any_dash ? with_plain_dashes(value) : std::string(value);
  return std::find(terms.begin(), terms.end(), plain) != terms.end();
}

const Vocabulary kContentCategories{"the content categories of CSIP", kCategoryTerms, true};
const Vocabulary kContentInformationTypes{"the content information types of CSIP",
                                          kInformationTerms};
const Vocabulary kOaisPackageTypes{"the OAIS package types", kOaisTerms};
const Vocabulary kStatusTerms{"the states of metadata", kStatus};
const Vocabulary kRecordStatusTerms{"the states of packages", kRecordStatus};
const Vocabulary kMetadataTypes{"the metadata types of METS", kMdTypes};
const Vocabulary kChecksumTypes{"the checksum types of METS", kChecksums};
const Vocabulary kUrl{"", kUrlWord};
const Vocabulary kSimple{"", kSimpleWord};
const Vocabulary kCreator{"", kCreatorWord};
const Vocabulary kOther{"", kOtherWord};
const Vocabulary kSoftware{"", kSoftwareWord};
const Vocabulary kSoftwareVersion{"", kVersionWord};
const Vocabulary kPhysical{"", kPhysicalWord};
const Vocabulary kCsip{"", kCsipWord};
const Vocabulary kSip{"", kSipWord};
const Vocabulary kMetadataLabel{"", kMetadataWord};
const Vocabulary kDocumentationLabel{"", kDocumentationWord};
const Vocabulary kSchemasLabel{"", kSchemasWord};
const Vocabulary kRepresentationsLabel{"", kRepresentationsWord};

} // namespace delo
