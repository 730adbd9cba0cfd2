// XML: metadata through the rule engine, alone and as the METS of a package.
#include "delo/formats/xsd/schemas.hpp"
#include "delo/io/xml_reader.hpp"
#include "delo/model/report_data.hpp"
#include "delo/ops/validate.hpp"
#include "fuzz/scratch.hpp"
#include "fuzz/targets.hpp"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <memory>

namespace delo::fuzz {
namespace {

/// What libxml2 says of the document as a whole, which it parses in another way than ours.
bool is_well_formed(std::string_view bytes) {
  const std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> document(
      xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), "document.xml", nullptr,
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE),
      xmlFreeDoc);
  return document != nullptr;
}

void document(std::string_view bytes) {
  const PackageReport report = validate_package(scratch_file("document.xml", bytes));
  must(report.verdict() != Verdict::valid || is_well_formed(bytes),
       "a document is valid that libxml2 calls not well-formed");
}

/// The rules of METS and E-ARK; the other files that METS names are not there.
void package_mets(std::string_view bytes) {
  scratch_file("package/metadata/descriptive/ead.xml", "<ead/>");
  scratch_file("package/representations/rep1/data/a.txt", "a\n");
  const auto mets = scratch_file("package/METS.xml", bytes);
  const PackageReport report = validate_package(mets.parent_path());
  must(report.verdict() != Verdict::valid || is_well_formed(bytes),
       "a package is valid whose METS libxml2 calls not well-formed");
}

class Deaf final : public XmlHandler {
public:
  void start_element(std::string_view, std::string_view, std::span<const XmlAttribute>,
                     std::uint64_t) override {}
  void end_element(std::string_view, std::string_view) override {}
};

std::vector<XmlProblem> problems_of(std::string_view bytes, std::size_t piece) {
  Deaf handler;
  XmlReader reader(handler, &package_schema());
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    reader.feed(bytes.substr(at, piece));
  return reader.finish();
}

void schema(std::string_view bytes) {
  const std::vector<XmlProblem> whole = problems_of(bytes, std::max<std::size_t>(1, bytes.size()));
  must(!whole.empty() || is_well_formed(bytes),
       "nothing is wrong with a document that libxml2 calls not well-formed");
  must(whole.empty() == problems_of(bytes, 7).empty(), "a document in pieces is judged otherwise");
}

constexpr std::array kTargets{
    Target{"document", document, "never valid when libxml2 calls it not well-formed"},
    Target{"package_mets", package_mets, "never valid when libxml2 calls it not well-formed"},
    Target{"schema", schema, "the same verdict whole and in pieces, and as libxml2's"},
};

} // namespace

std::span<const Target> document_targets() {
  return kTargets;
}

} // namespace delo::fuzz
