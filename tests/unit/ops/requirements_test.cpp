// Every row of the E-ARK requirements that the METS files of a package meet, asked of a package;
// and docs/requirements.md, which must speak of every row there is.
#include "delo/formats/mets/href.hpp"
#include "delo/io/media_types.hpp"
#include "unit/support/packages.hpp"

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <array>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace delo {
namespace {

enum class Where { root, representation, both };

struct Requirement {
  std::string_view id;
  Where where;
  const char* xpath; ///< true where the row is met
};

constexpr std::array<Requirement, 121> kRequirements{{
    // clang-format off
    {"CSIP1", Where::both, "string-length(/mets/@OBJID) > 0"},
    {"CSIP2", Where::both, "/mets/@TYPE = 'Textual works – Digital'"},
    {"CSIP4", Where::both, "/mets/@csip:CONTENTINFORMATIONTYPE = 'OTHER'"},
    {"CSIP5", Where::both, "string-length(/mets/@csip:OTHERCONTENTINFORMATIONTYPE) > 0"},
    {"CSIP6", Where::both, "starts-with(/mets/@PROFILE, 'https://')"},
    {"CSIP117", Where::both, "count(/mets/metsHdr) = 1"},
    {"CSIP7", Where::both, "string-length(/mets/metsHdr/@CREATEDATE) = 20"},
    {"CSIP8", Where::both, "/mets/metsHdr/@LASTMODDATE = /mets/metsHdr/@CREATEDATE"},
    {"CSIP9", Where::both, "/mets/metsHdr/@csip:OAISPACKAGETYPE = 'SIP'"},
    {"CSIP10", Where::both, "count(/mets/metsHdr/agent[@OTHERTYPE='SOFTWARE']) = 1"},
    {"CSIP11", Where::both, "/mets/metsHdr/agent[@OTHERTYPE='SOFTWARE']/@ROLE = 'CREATOR'"},
    {"CSIP12", Where::both, "/mets/metsHdr/agent[@OTHERTYPE='SOFTWARE']/@TYPE = 'OTHER'"},
    {"CSIP13", Where::both, "count(/mets/metsHdr/agent[@OTHERTYPE='SOFTWARE']) = 1"},
    {"CSIP14", Where::both, "/mets/metsHdr/agent[@OTHERTYPE='SOFTWARE']/name = 'delo'"},
    {"CSIP15", Where::both, "count(/mets/metsHdr/agent[@OTHERTYPE='SOFTWARE']/note) = 1 and string-length(/mets/metsHdr/agent[@OTHERTYPE='SOFTWARE']/note) > 0"},
    {"CSIP16", Where::both, "/mets/metsHdr/agent[@OTHERTYPE='SOFTWARE']/note/@csip:NOTETYPE = 'SOFTWARE VERSION'"},
    {"CSIP17", Where::root, "count(/mets/dmdSec) = 2"},
    {"CSIP18", Where::root, "count(/mets/dmdSec) > 0 and count(/mets/dmdSec) = count(/mets/dmdSec[@ID])"},
    {"CSIP19", Where::root, "count(/mets/dmdSec) > 0 and count(/mets/dmdSec) = count(/mets/dmdSec[@CREATED])"},
    {"CSIP20", Where::root, "count(/mets/dmdSec) > 0 and count(/mets/dmdSec) = count(/mets/dmdSec[@STATUS = 'CURRENT'])"},
    {"CSIP21", Where::root, "count(/mets/dmdSec) > 0 and count(/mets/dmdSec) = count(/mets/dmdSec[count(mdRef) = 1])"},
    {"CSIP22", Where::root, "count(/mets/dmdSec/mdRef) > 0 and count(/mets/dmdSec/mdRef) = count(/mets/dmdSec/mdRef[@LOCTYPE = 'URL'])"},
    {"CSIP23", Where::root, "count(/mets/dmdSec/mdRef) > 0 and count(/mets/dmdSec/mdRef) = count(/mets/dmdSec/mdRef[@xlink:type = 'simple'])"},
    {"CSIP24", Where::root, "count(/mets/dmdSec/mdRef) > 0 and count(/mets/dmdSec/mdRef) = count(/mets/dmdSec/mdRef[string-length(@xlink:href) > 0])"},
    {"CSIP25", Where::root, "count(/mets/dmdSec/mdRef) > 0 and count(/mets/dmdSec/mdRef) = count(/mets/dmdSec/mdRef[@MDTYPE = 'MODS' or @MDTYPE = 'DC'])"},
    {"CSIP26", Where::root, "count(/mets/dmdSec/mdRef) > 0 and count(/mets/dmdSec/mdRef) = count(/mets/dmdSec/mdRef[@MIMETYPE = 'application/xml'])"},
    {"CSIP27", Where::root, "count(/mets/dmdSec/mdRef) > 0 and count(/mets/dmdSec/mdRef) = count(/mets/dmdSec/mdRef[@SIZE > 0])"},
    {"CSIP28", Where::root, "count(/mets/dmdSec/mdRef) > 0 and count(/mets/dmdSec/mdRef) = count(/mets/dmdSec/mdRef[string-length(@CREATED) = 20])"},
    {"CSIP29", Where::root, "count(/mets/dmdSec/mdRef) > 0 and count(/mets/dmdSec/mdRef) = count(/mets/dmdSec/mdRef[string-length(@CHECKSUM) > 63])"},
    {"CSIP30", Where::root, "count(/mets/dmdSec/mdRef) > 0 and count(/mets/dmdSec/mdRef) = count(/mets/dmdSec/mdRef[@CHECKSUMTYPE = 'SHA-512' or @CHECKSUMTYPE = 'SHA-384' or @CHECKSUMTYPE = 'SHA-256'])"},
    {"CSIP31", Where::both, "count(/mets/amdSec) = 1"},
    {"CSIP32", Where::both, "count(/mets/amdSec/digiprovMD) = 1"},
    {"CSIP33", Where::both, "count(/mets/amdSec/digiprovMD) > 0 and count(/mets/amdSec/digiprovMD) = count(/mets/amdSec/digiprovMD[@ID])"},
    {"CSIP34", Where::both, "count(/mets/amdSec/digiprovMD) > 0 and count(/mets/amdSec/digiprovMD) = count(/mets/amdSec/digiprovMD[@STATUS = 'CURRENT'])"},
    {"CSIP35", Where::both, "count(/mets/amdSec/digiprovMD) > 0 and count(/mets/amdSec/digiprovMD) = count(/mets/amdSec/digiprovMD[count(mdRef) = 1])"},
    {"CSIP36", Where::both, "count(/mets/amdSec/digiprovMD/mdRef) > 0 and count(/mets/amdSec/digiprovMD/mdRef) = count(/mets/amdSec/digiprovMD/mdRef[@LOCTYPE = 'URL'])"},
    {"CSIP37", Where::both, "count(/mets/amdSec/digiprovMD/mdRef) > 0 and count(/mets/amdSec/digiprovMD/mdRef) = count(/mets/amdSec/digiprovMD/mdRef[@xlink:type = 'simple'])"},
    {"CSIP38", Where::both, "count(/mets/amdSec/digiprovMD/mdRef) > 0 and count(/mets/amdSec/digiprovMD/mdRef) = count(/mets/amdSec/digiprovMD/mdRef[string-length(@xlink:href) > 0])"},
    {"CSIP39", Where::both, "count(/mets/amdSec/digiprovMD/mdRef) > 0 and count(/mets/amdSec/digiprovMD/mdRef) = count(/mets/amdSec/digiprovMD/mdRef[@MDTYPE = 'PREMIS' and @MDTYPEVERSION = '3.0'])"},
    {"CSIP40", Where::both, "count(/mets/amdSec/digiprovMD/mdRef) > 0 and count(/mets/amdSec/digiprovMD/mdRef) = count(/mets/amdSec/digiprovMD/mdRef[@MIMETYPE = 'application/xml'])"},
    {"CSIP41", Where::both, "count(/mets/amdSec/digiprovMD/mdRef) > 0 and count(/mets/amdSec/digiprovMD/mdRef) = count(/mets/amdSec/digiprovMD/mdRef[@SIZE > 0])"},
    {"CSIP42", Where::both, "count(/mets/amdSec/digiprovMD/mdRef) > 0 and count(/mets/amdSec/digiprovMD/mdRef) = count(/mets/amdSec/digiprovMD/mdRef[string-length(@CREATED) = 20])"},
    {"CSIP43", Where::both, "count(/mets/amdSec/digiprovMD/mdRef) > 0 and count(/mets/amdSec/digiprovMD/mdRef) = count(/mets/amdSec/digiprovMD/mdRef[string-length(@CHECKSUM) > 63])"},
    {"CSIP44", Where::both, "count(/mets/amdSec/digiprovMD/mdRef) > 0 and count(/mets/amdSec/digiprovMD/mdRef) = count(/mets/amdSec/digiprovMD/mdRef[@CHECKSUMTYPE = 'SHA-512' or @CHECKSUMTYPE = 'SHA-384' or @CHECKSUMTYPE = 'SHA-256'])"},
    {"CSIP45", Where::root, "count(/mets/amdSec/rightsMD) = 1"},
    {"CSIP46", Where::root, "count(/mets/amdSec/rightsMD) > 0 and count(/mets/amdSec/rightsMD) = count(/mets/amdSec/rightsMD[@ID])"},
    {"CSIP47", Where::root, "count(/mets/amdSec/rightsMD) > 0 and count(/mets/amdSec/rightsMD) = count(/mets/amdSec/rightsMD[@STATUS = 'CURRENT'])"},
    {"CSIP48", Where::root, "count(/mets/amdSec/rightsMD) > 0 and count(/mets/amdSec/rightsMD) = count(/mets/amdSec/rightsMD[count(mdRef) = 1])"},
    {"CSIP49", Where::root, "count(/mets/amdSec/rightsMD/mdRef) > 0 and count(/mets/amdSec/rightsMD/mdRef) = count(/mets/amdSec/rightsMD/mdRef[@LOCTYPE = 'URL'])"},
    {"CSIP50", Where::root, "count(/mets/amdSec/rightsMD/mdRef) > 0 and count(/mets/amdSec/rightsMD/mdRef) = count(/mets/amdSec/rightsMD/mdRef[@xlink:type = 'simple'])"},
    {"CSIP51", Where::root, "count(/mets/amdSec/rightsMD/mdRef) > 0 and count(/mets/amdSec/rightsMD/mdRef) = count(/mets/amdSec/rightsMD/mdRef[string-length(@xlink:href) > 0])"},
    {"CSIP52", Where::root, "count(/mets/amdSec/rightsMD/mdRef) > 0 and count(/mets/amdSec/rightsMD/mdRef) = count(/mets/amdSec/rightsMD/mdRef[@MDTYPE = 'METSRIGHTS'])"},
    {"CSIP53", Where::root, "count(/mets/amdSec/rightsMD/mdRef) > 0 and count(/mets/amdSec/rightsMD/mdRef) = count(/mets/amdSec/rightsMD/mdRef[@MIMETYPE = 'application/xml'])"},
    {"CSIP54", Where::root, "count(/mets/amdSec/rightsMD/mdRef) > 0 and count(/mets/amdSec/rightsMD/mdRef) = count(/mets/amdSec/rightsMD/mdRef[@SIZE > 0])"},
    {"CSIP55", Where::root, "count(/mets/amdSec/rightsMD/mdRef) > 0 and count(/mets/amdSec/rightsMD/mdRef) = count(/mets/amdSec/rightsMD/mdRef[string-length(@CREATED) = 20])"},
    {"CSIP56", Where::root, "count(/mets/amdSec/rightsMD/mdRef) > 0 and count(/mets/amdSec/rightsMD/mdRef) = count(/mets/amdSec/rightsMD/mdRef[string-length(@CHECKSUM) > 63])"},
    {"CSIP57", Where::root, "count(/mets/amdSec/rightsMD/mdRef) > 0 and count(/mets/amdSec/rightsMD/mdRef) = count(/mets/amdSec/rightsMD/mdRef[@CHECKSUMTYPE = 'SHA-512' or @CHECKSUMTYPE = 'SHA-384' or @CHECKSUMTYPE = 'SHA-256'])"},
    {"CSIP58", Where::both, "count(/mets/fileSec) = 1"},
    {"CSIP59", Where::both, "string-length(/mets/fileSec/@ID) > 0"},
    {"CSIP60", Where::root, "count(/mets/fileSec/fileGrp[@USE='Documentation']) = 1"},
    {"CSIP113", Where::root, "count(/mets/fileSec/fileGrp[@USE='Schemas']) = 1"},
    {"CSIP114", Where::both, "count(/mets/fileSec/fileGrp[starts-with(@USE, 'Representations/')]) > 0"},
    {"CSIP61", Where::representation, "/mets/fileSec/fileGrp/@ADMID = /mets/amdSec/digiprovMD/@ID"},
    {"CSIP62", Where::both, "count(/mets/fileSec/fileGrp) > 0 and count(/mets/fileSec/fileGrp) = count(/mets/fileSec/fileGrp[@csip:CONTENTINFORMATIONTYPE = 'OTHER'])"},
    {"CSIP63", Where::both, "count(/mets/fileSec/fileGrp) > 0 and count(/mets/fileSec/fileGrp) = count(/mets/fileSec/fileGrp[string-length(@csip:OTHERCONTENTINFORMATIONTYPE) > 0])"},
    {"CSIP64", Where::both, "count(/mets/fileSec/fileGrp) > 0 and count(/mets/fileSec/fileGrp) = count(/mets/fileSec/fileGrp[@USE])"},
    {"CSIP65", Where::both, "count(/mets/fileSec/fileGrp) > 0 and count(/mets/fileSec/fileGrp) = count(/mets/fileSec/fileGrp[@ID])"},
    {"CSIP66", Where::both, "count(/mets/fileSec/fileGrp) > 0 and count(/mets/fileSec/fileGrp) = count(/mets/fileSec/fileGrp[count(file) > 0])"},
    {"CSIP67", Where::both, "count(/mets/fileSec/fileGrp/file) > 0 and count(/mets/fileSec/fileGrp/file) = count(/mets/fileSec/fileGrp/file[@ID])"},
    {"CSIP68", Where::both, "count(/mets/fileSec/fileGrp/file) > 0 and count(/mets/fileSec/fileGrp/file) = count(/mets/fileSec/fileGrp/file[contains(@MIMETYPE, '/')])"},
    {"CSIP69", Where::both, "count(/mets/fileSec/fileGrp/file) > 0 and count(/mets/fileSec/fileGrp/file) = count(/mets/fileSec/fileGrp/file[@SIZE >= 0])"},
    {"CSIP70", Where::both, "count(/mets/fileSec/fileGrp/file) > 0 and count(/mets/fileSec/fileGrp/file) = count(/mets/fileSec/fileGrp/file[string-length(@CREATED) = 20])"},
    {"CSIP71", Where::both, "count(/mets/fileSec/fileGrp/file) > 0 and count(/mets/fileSec/fileGrp/file) = count(/mets/fileSec/fileGrp/file[string-length(@CHECKSUM) > 63])"},
    {"CSIP72", Where::both, "count(/mets/fileSec/fileGrp/file) > 0 and count(/mets/fileSec/fileGrp/file) = count(/mets/fileSec/fileGrp/file[starts-with(@CHECKSUMTYPE, 'SHA-')])"},
    {"CSIP76", Where::both, "count(/mets/fileSec/fileGrp/file) > 0 and count(/mets/fileSec/fileGrp/file) = count(/mets/fileSec/fileGrp/file[count(FLocat) = 1])"},
    {"CSIP77", Where::both, "count(/mets/fileSec/fileGrp/file/FLocat) > 0 and count(/mets/fileSec/fileGrp/file/FLocat) = count(/mets/fileSec/fileGrp/file/FLocat[@LOCTYPE = 'URL'])"},
    {"CSIP78", Where::both, "count(/mets/fileSec/fileGrp/file/FLocat) > 0 and count(/mets/fileSec/fileGrp/file/FLocat) = count(/mets/fileSec/fileGrp/file/FLocat[@xlink:type = 'simple'])"},
    {"CSIP79", Where::both, "count(/mets/fileSec/fileGrp/file/FLocat) > 0 and count(/mets/fileSec/fileGrp/file/FLocat) = count(/mets/fileSec/fileGrp/file/FLocat[string-length(@xlink:href) > 0])"},
    {"CSIP80", Where::both, "count(/mets/structMap) = 1"},
    {"CSIP81", Where::both, "/mets/structMap/@TYPE = 'PHYSICAL'"},
    {"CSIP82", Where::both, "/mets/structMap/@LABEL = 'CSIP'"},
    {"CSIP83", Where::both, "string-length(/mets/structMap[@LABEL='CSIP']/@ID) > 0"},
    {"CSIP84", Where::both, "count(/mets/structMap[@LABEL='CSIP']/div) = 1"},
    {"CSIP85", Where::both, "string-length(/mets/structMap[@LABEL='CSIP']/div/@ID) > 0"},
    {"CSIP88", Where::both, "count(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Metadata']) = 1"},
    {"CSIP89", Where::both, "string-length(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Metadata']/@ID) > 0"},
    {"CSIP90", Where::both, "count(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Metadata']) = 1"},
    {"CSIP91", Where::both, "string-length(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Metadata']/@ADMID) > 0 and count(/mets/amdSec/*) = count(/mets/amdSec/*[contains(/mets/structMap/div/div/@ADMID, @ID)])"},
    {"CSIP92", Where::root, "count(/mets/dmdSec) = count(/mets/dmdSec[contains(/mets/structMap/div/div/@DMDID, @ID)])"},
    {"CSIP93", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Documentation']) = 1"},
    {"CSIP94", Where::root, "string-length(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Documentation']/@ID) > 0"},
    {"CSIP95", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Documentation']) = 1"},
    {"CSIP96", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Documentation']/fptr) = count(/mets/fileSec/fileGrp[@USE='Documentation'])"},
    {"CSIP116", Where::root, "/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Documentation']/fptr/@FILEID = /mets/fileSec/fileGrp[@USE='Documentation']/@ID"},
    {"CSIP97", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Schemas']) = 1"},
    {"CSIP98", Where::root, "string-length(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Schemas']/@ID) > 0"},
    {"CSIP99", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Schemas']) = 1"},
    {"CSIP100", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Schemas']/fptr) = count(/mets/fileSec/fileGrp[@USE='Schemas'])"},
    {"CSIP118", Where::root, "/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Schemas']/fptr/@FILEID = /mets/fileSec/fileGrp[@USE='Schemas']/@ID"},
    {"CSIP101", Where::representation, "count(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Representations']) = 1"},
    {"CSIP102", Where::representation, "string-length(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Representations']/@ID) > 0"},
    {"CSIP103", Where::representation, "count(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Representations']) = 1"},
    {"CSIP104", Where::representation, "count(/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Representations']/fptr) = count(/mets/fileSec/fileGrp)"},
    {"CSIP119", Where::representation, "/mets/structMap[@LABEL='CSIP']/div/div[@LABEL='Representations']/fptr/@FILEID = /mets/fileSec/fileGrp/@ID"},
    {"CSIP105", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]) = count(/mets/fileSec/fileGrp[starts-with(@USE, 'Representations/')])"},
    {"CSIP106", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]) > 0 and count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]) = count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')][@ID])"},
    {"CSIP107", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]) > 0 and count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]) = count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')][@LABEL = /mets/fileSec/fileGrp/@USE])"},
    {"CSIP108", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]) > 0 and count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]) = count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')][mptr/@xlink:title = /mets/fileSec/fileGrp/@ID])"},
    {"CSIP109", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]) > 0 and count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]) = count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')][count(mptr) = 1])"},
    {"CSIP110", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]/mptr) > 0 and count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]/mptr) = count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]/mptr[contains(@xlink:href, '/METS.xml')])"},
    {"CSIP111", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]/mptr) > 0 and count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]/mptr) = count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]/mptr[@xlink:type = 'simple'])"},
    {"CSIP112", Where::root, "count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]/mptr) > 0 and count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]/mptr) = count(/mets/structMap[@LABEL='CSIP']/div/div[starts-with(@LABEL, 'Representations/')]/mptr[@LOCTYPE = 'URL'])"},
    {"SIP1", Where::both, "string-length(/mets/@LABEL) > 0"},
    {"SIP2", Where::both, "/mets/@PROFILE = 'https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml'"},
    {"SIP3", Where::both, "/mets/metsHdr/@RECORDSTATUS = 'NEW'"},
    {"SIP4", Where::both, "/mets/metsHdr/@csip:OAISPACKAGETYPE = 'SIP'"},
    {"SIP8", Where::root, "count(/mets/metsHdr/altRecordID[@TYPE='PREVIOUSREFERENCECODE']) > 0"},
    {"SIP15", Where::both, "count(/mets/metsHdr/agent[@TYPE='ORGANIZATION' or @TYPE='INDIVIDUAL']) = 1"},
    {"SIP16", Where::both, "/mets/metsHdr/agent[@TYPE='ORGANIZATION' or @TYPE='INDIVIDUAL']/@ROLE = 'CREATOR'"},
    {"SIP17", Where::both, "count(/mets/metsHdr/agent[@TYPE='ORGANIZATION' or @TYPE='INDIVIDUAL']/@TYPE) = 1"},
    {"SIP18", Where::both, "string-length(/mets/metsHdr/agent[@TYPE='ORGANIZATION' or @TYPE='INDIVIDUAL']/name) > 0"},
    // clang-format on
}};

/// What lies at which place (CSIPSTR4-16), below the folder of the SIP.
struct Place {
  std::string_view id;
  const char* path;
};
constexpr std::array<Place, 12> kPlaces{{
    {"CSIPSTR4", "METS.xml"},
    {"CSIPSTR5", "metadata"},
    {"CSIPSTR6", "metadata/preservation/premis.xml"},
    {"CSIPSTR7", "metadata/descriptive/mods.xml"},
    {"CSIPSTR8", "metadata/other/rights.xml"},
    {"CSIPSTR9", "representations"},
    {"CSIPSTR10", "representations/original"},
    {"CSIPSTR11", "representations/original/data"},
    {"CSIPSTR12", "representations/original/METS.xml"},
    {"CSIPSTR13", "representations/original/metadata"},
    {"CSIPSTR15", "schemas/mets.xsd"},
    {"CSIPSTR16", "documentation/provenance.json"},
}};

constexpr std::array<const char*, 5> kNames{"1.tif", "a%b+c#d[e f].tif", "a%20b", "лист 5 об.tif",
                                            "new\nline.tif"};

class Requirements : public testing::Test {
protected:
  Requirements() {
    for (const char* name : kNames)
      test::write_file(folder_ / "scans" / name, name);
    bag_ = test::pack_telegram(folder_ / "out", Layout::bag_with_sip, [&](PackOptions& options) {
      options.representations = {{"original", {folder_ / "scans"}}};
    });
    sip_ = bag_ / "data/telegram";
  }
  static void load(const test::fs::path& mets, pugi::xml_document& document) {
    ASSERT_TRUE(document.load_file(mets.c_str())) << mets;
  }
  void expect_all(const test::fs::path& mets, Where where) const {
    pugi::xml_document document;
    load(sip_ / mets, document);
    for (const Requirement& row : kRequirements)
      if (row.where == where || row.where == Where::both) {
        EXPECT_TRUE(pugi::xpath_query(row.xpath).evaluate_boolean(document))
            << mets << ": " << row.id << ": " << row.xpath;
      }
  }
  std::vector<test::fs::path> all_mets() const {
    return {"METS.xml", "representations/original/METS.xml",
            "representations/translation/METS.xml"};
  }

  test::TempDir folder_;
  test::fs::path bag_;
  test::fs::path sip_;
};

TEST_F(Requirements, of_the_root_are_met) {
  expect_all("METS.xml", Where::root);
}

TEST_F(Requirements, of_each_representation_are_met) {
  expect_all("representations/original/METS.xml", Where::representation);
  expect_all("representations/translation/METS.xml", Where::representation);
}

TEST_F(Requirements, of_places_are_met) {
  for (const Place& place : kPlaces)
    EXPECT_TRUE(test::fs::exists(sip_ / place.path)) << place.id;
}

TEST_F(Requirements, folders_are_called_as_objid_says) {
  for (const test::fs::path& mets : all_mets()) {
    pugi::xml_document document;
    load(sip_ / mets, document);
    EXPECT_EQ(document.child("mets").attribute("OBJID").value(),
              (sip_ / mets).parent_path().filename().native());
  }
}

TEST_F(Requirements, every_id_is_unique_and_every_reference_leads_to_one) {
  for (const test::fs::path& mets : all_mets()) {
    pugi::xml_document document;
    load(sip_ / mets, document);
    std::set<std::string> ids;
    for (const auto& node : document.select_nodes("//@ID"))
      EXPECT_TRUE(ids.insert(node.attribute().value()).second) << node.attribute().value();
    for (const auto& node : document.select_nodes("//@FILEID | //@ADMID | //@DMDID")) {
      std::istringstream words(node.attribute().value());
      for (std::string word; words >> word;)
        EXPECT_TRUE(ids.contains(word)) << mets << ' ' << word;
    }
  }
}

TEST_F(Requirements, every_location_leads_to_its_file_whatever_the_name) {
  std::set<std::string> found;
  for (const test::fs::path& mets : all_mets()) {
    pugi::xml_document document;
    load(sip_ / mets, document);
    for (const auto& node : document.select_nodes("//@xlink:href")) {
      const std::string href = node.attribute().value();
      EXPECT_EQ(href.find_first_of(" #[]+\n"), href.npos) << href;
      const test::fs::path file = (sip_ / mets).parent_path() / decode_href(href);
      EXPECT_TRUE(test::fs::is_regular_file(file)) << href;
      if (href.starts_with("data/"))
        found.insert(file.filename().native());
    }
  }
  for (const char* name : kNames)
    EXPECT_TRUE(found.contains(name)) << name;
  EXPECT_EQ(encode_href(RelPath("a%b+c#d[e f].tif")), "a%25b%2Bc%23d%5Be%20f%5D.tif");
}

TEST_F(Requirements, every_media_type_is_registered) {
  const auto known = registered_media_types();
  for (const test::fs::path& mets : all_mets()) {
    pugi::xml_document document;
    load(sip_ / mets, document);
    for (const auto& node : document.select_nodes("//@MIMETYPE"))
      EXPECT_NE(std::find(known.begin(), known.end(), node.attribute().value()), known.end())
          << node.attribute().value();
  }
}

TEST_F(Requirements, the_same_package_has_the_same_ids) {
  const auto ids = [](const test::fs::path& mets) {
    pugi::xml_document document;
    load(mets, document);
    std::vector<std::string> found;
    for (const auto& node : document.select_nodes("//@ID"))
      found.emplace_back(node.attribute().value());
    return found;
  };
  const FixedClock later{Timestamp{1500000000}};
  const test::fs::path again =
      test::pack_telegram(folder_ / "later", Layout::sip, [&](PackOptions& options) {
        options.representations = {{"original", {folder_ / "scans"}}};
        options.clock = &later;
        options.algorithms = {Algorithm::sha256};
      });
  for (const test::fs::path& mets : all_mets())
    EXPECT_EQ(ids(sip_ / mets), ids(again / mets)) << mets;
}

TEST_F(Requirements, created_is_the_time_of_the_file_itself) {
  const auto time =
      test::fs::last_write_time(folder_ / "scans/1.tif") - std::chrono::hours(24 * 99);
  test::fs::last_write_time(folder_ / "scans/1.tif", time);
  const test::fs::path package =
      test::pack_telegram(folder_ / "timed", Layout::sip, [&](PackOptions& options) {
        options.representations = {{"original", {folder_ / "scans/1.tif"}}};
      });
  pugi::xml_document document;
  load(package / "representations/original/METS.xml", document);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(
      std::chrono::file_clock::to_sys(time).time_since_epoch());
  EXPECT_EQ(document.select_node("//file/@CREATED").attribute().value(),
            to_rfc3339(Timestamp{seconds.count()}));
  EXPECT_EQ(document.select_node("//mdRef/@CREATED").attribute().value(),
            to_rfc3339(test::fixed_clock().now()));
}

// docs/requirements.md

struct DocRow {
  std::string level;
  std::string how;
  std::string test;
};

std::string stripped(std::string text) {
  const std::size_t begin = text.find_first_not_of(" `");
  const std::size_t end = text.find_last_not_of(" `");
  return begin == text.npos ? "" : text.substr(begin, end - begin + 1);
}

std::vector<std::string> split(const std::string& line, char mark) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, mark);)
    cells.push_back(cell);
  return cells;
}

bool is_row_id(const std::string& cell) {
  return cell.starts_with("CSIP") || cell.starts_with("SIP") || cell.starts_with("REF_");
}

/// The rows of the two big tables; REF_METS_1 and REF_METS_2 stand in both.
std::multimap<std::string, DocRow> rows_of_the_page() {
  std::ifstream in(std::string(DELO_DOCS_DIR) + "/requirements.md");
  EXPECT_TRUE(in);
  std::multimap<std::string, DocRow> rows;
  for (std::string line; std::getline(in, line);) {
    const auto cells = split(line, '|');
    if (cells.size() == 5 && is_row_id(stripped(cells[1])))
      rows.insert(
          {stripped(cells[1]), {stripped(cells[2]), stripped(cells[3]), stripped(cells[4])}});
  }
  return rows;
}

bool is_asked_here(const std::string& id) {
  const auto is = [&id](const auto& row) { return row.id == id; };
  return std::any_of(kRequirements.begin(), kRequirements.end(), is) ||
         std::any_of(kPlaces.begin(), kPlaces.end(), is) || id == "CSIPSTR2" ||
         id.starts_with("REF_CSIP_");
}

TEST(RequirementsPage, names_a_test_for_what_is_met_and_a_reason_for_what_is_not) {
  const auto rows = rows_of_the_page();
  EXPECT_GT(rows.size(), 170U);
  for (const auto& [id, row] : rows) {
    EXPECT_FALSE(row.how.empty()) << id;
    EXPECT_EQ(is_asked_here(id), row.test == "requirements_test") << id;
    const bool applies = !row.how.starts_with("does not apply");
    if (row.test.find('/') != row.test.npos) {
      EXPECT_TRUE(test::fs::exists(std::string(DELO_DOCS_DIR) + "/../" + row.test)) << row.test;
    } else if (row.test != "requirements_test") {
      EXPECT_TRUE(!applies || row.how.starts_with("not used")) << id;
    }
    if (row.level == "MUST" && applies) {
      EXPECT_NE(row.test, "–") << id;
    }
  }
  for (const Requirement& row : kRequirements)
    EXPECT_TRUE(rows.contains(std::string(row.id))) << row.id;
}

TEST(RequirementsPage, speaks_of_every_row_of_the_two_lists) {
  const std::string shared = std::string(DELO_SHARED_DIR) + "/reference/";
  if (!test::fs::exists(shared + "csip-requirements.tsv"))
    GTEST_SKIP() << "the lists of requirements are not here (looked for " << shared << ")";
  const auto page = rows_of_the_page();
  std::size_t count = 0;
  for (const std::string list : {"csip-requirements.tsv", "sip-requirements.tsv"}) {
    std::ifstream in(shared + list);
    for (std::string line; std::getline(in, line);) {
      const auto cells = split(line, '\t');
      if (cells.size() < 2 || !is_row_id(cells[0]))
        continue;
      ++count;
      const auto row = page.find(cells[0]);
      ASSERT_NE(row, page.end()) << cells[0];
      EXPECT_EQ(row->second.level, cells[1]) << cells[0];
    }
  }
  EXPECT_EQ(count, page.size());
}

} // namespace
} // namespace delo
