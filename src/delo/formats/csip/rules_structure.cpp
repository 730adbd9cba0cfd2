// CSIPSTR1-16: the folders of a package.
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/formats/csip/rule_row.hpp"

namespace delo {
namespace {

constexpr std::string_view kSection = "CSIP 2.2.0, folder structure";

constexpr std::array<Rule, 16> kRows{{
    must("CSIPSTR1", kSection, "the package is one folder",
         {"what lies beside the folder is lost when the package is moved",
          "put everything into one folder before making the archive"},
         {"deposit.zip: METS.xml, metadata/, representations/",
          "deposit.zip: deposit/METS.xml, deposit/metadata/, ..."}),
    should("CSIPSTR2", kSection, "the folder is called what OBJID says",
           {"folder and METS are found by each other's name",
            "rename the folder, or correct mets/@OBJID"},
           {"folder \"new\", OBJID=\"deposit-7\"", "folder \"deposit-7\", OBJID=\"deposit-7\""}),
    may("CSIPSTR3", kSection, "the package may travel as an archive",
        {"one file is easier to send than a folder", "agree with the receiver on tar or zip"},
        {"", "deposit-7.tar"}),
    must("CSIPSTR4", kSection, "METS.xml is there and describes the package",
         {"programs look for a file of exactly this name; without it there is no package to them",
          "write METS.xml, in these letters, into the folder of the package"},
         {"mets.xml, METS.xml.xml, or a METS.xml without content", "METS.xml"}),
    should("CSIPSTR5", kSection, "there is a folder metadata",
           {"metadata is looked for in one place",
            "make the folder metadata and move what describes the package there"},
           {"dc.xml beside METS.xml", "metadata/descriptive/dc.xml"}),
    should("CSIPSTR6", kSection, "preservation metadata lies in metadata/preservation",
           {"an archive finds the history of files without reading METS",
            "move the file to metadata/preservation and correct the mdRef"},
           {"metadata/premis.xml", "metadata/preservation/premis.xml"}),
    should("CSIPSTR7", kSection, "descriptive metadata lies in metadata/descriptive",
           {"descriptions are looked for there when the package is taken in",
            "move the file to metadata/descriptive and correct the mdRef"},
           {"metadata/ead.xml", "metadata/descriptive/ead.xml"}),
    may("CSIPSTR8", kSection, "other metadata may have folders of its own",
        {"not all metadata is descriptive or of preservation",
         "use a folder such as metadata/other"},
        {"", "metadata/other/rights.xml"}),
    should("CSIPSTR9", kSection, "there is a folder representations",
           {"content is looked for there",
            "make the folder representations, with a folder for each representation"},
           {"Representations/, or data/ beside METS.xml", "representations/rep1/data/"}),
    should("CSIPSTR10", kSection, "each representation has a folder of its own",
           {"a file beside the folders belongs to no representation",
            "put the files of each representation into its own folder"},
           {"representations/page.tif", "representations/rep1/data/page.tif"}),
    should("CSIPSTR11", kSection, "a representation has a folder data",
           {"content and what describes it are told apart by their folders",
            "move the content of the representation into its folder data"},
           {"representations/rep1/page.tif", "representations/rep1/data/page.tif"}),
    should("CSIPSTR12", kSection, "a representation has a METS.xml of its own",
           {"a representation can then be checked, replaced and kept alone",
            "write a METS.xml for the representation, and point to it from that of the package"},
           {"representations/rep1/data/ only", "representations/rep1/METS.xml"}),
    should("CSIPSTR13", kSection, "a representation has a folder metadata",
           {"what describes the representation travels with it",
            "put the metadata of the representation into its folder metadata"},
           {"representations/rep1/data/ only", "representations/rep1/metadata/preservation/"}),
    may("CSIPSTR14", kSection, "there may be further folders",
        {"a package can hold more than E-ARK has names for", "nothing is to be done"},
        {"", "representations/rep1/thumbnails/"}),
    should("CSIPSTR15", kSection, "schemas lie in a folder schemas",
           {"XML stays readable only with the schema it was written by",
            "put the schemas of METS and of the metadata into schemas/"},
           {"metadata/ead.xsd, or no schema at all", "schemas/ead.xsd"}),
    should("CSIPSTR16", kSection, "documentation lies in a folder documentation",
           {"explanations are looked for there", "call the folder documentation, in lower case"},
           {"Documentation/manual.pdf", "documentation/manual.pdf"}),
}};

} // namespace

std::span<const Rule> csip_structure_rows() {
  return kRows;
}

} // namespace delo
