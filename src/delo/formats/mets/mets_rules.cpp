#include "delo/formats/mets/mets_rules.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/csip/csip_layout.hpp"
#include "delo/formats/mets/href.hpp"
#include "delo/formats/xsd/xml_rules.hpp"
#include "delo/model/rule_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

using enum Severity;

constexpr std::array<Rule, 6> kRules{{
    {"METS-file-1", error, "every file that METS names is there", "CSIP79, CSIP24, CSIP110",
     "a file of the deposit is lost", "fetch the file again from the sender",
     "METS.xml names representations/scan/data/0002.tif, and there is only 0001.tif",
     "each file that METS.xml names lies where it says"},
    {"METS-file-2", error, "every file has the size that METS gives", "CSIP69, CSIP27",
     "the file was cut or lengthened", "fetch the file again from the sender",
     "SIZE=\"2048\" for a file of 2000 bytes", "SIZE=\"2000\" for a file of 2000 bytes"},
    {"METS-file-3", error, "every file has the digest that METS gives", "CSIP71, CSIP29",
     "the bytes are not those that the sender packed", "fetch the file again from the sender",
     "CHECKSUM gives the digest of an earlier version of the file",
     "CHECKSUM gives the digest of the bytes that are there"},
    {"METS-file-4", error, "every file of the package is named in METS", "CSIP58",
     "nobody knows what this file is, and nothing protects it",
     "remove the file, or add it to METS",
     "documentation/notes.txt is in the package, and METS.xml has no FLocat for it",
     "<FLocat LOCTYPE=\"URL\" xlink:href=\"documentation/notes.txt\" ...>"},
    {"METS-file-5", error, "locations are relative paths inside the package", "CSIP79",
     "the file cannot be found by others", "write the path relative to the METS file",
     "xlink:href=\"/home/anna/deposit/data/a.txt\"", "xlink:href=\"data/a.txt\""},
    {"METS-root-1", error, "METS.xml is a METS document", "CSIPSTR4",
     "the package cannot be understood without it", "restore METS.xml from the sender's copy",
     "METS.xml begins with <record>",
     "METS.xml begins with <mets xmlns=\"http://www.loc.gov/METS/\">"},
}};

Finding finding(std::string_view rule, const RelPath& path, std::uint64_t line, std::string message,
                std::string expected = {}, std::string actual = {}) {
  return {&find_rule(kRules, rule), path.str(),          line,
          std::move(message),       std::move(expected), std::move(actual)};
}

/// The paths that a location may mean: what a URL says, then, since packages in the wild do not
/// always encode, the bytes as they stand. "file:" in front changes nothing.
std::vector<RelPath> candidates(const RelPath& mets, std::string_view href) {
  for (const std::string_view prefix : {"file://./", "file:./", "file:"})
    if (href.starts_with(prefix)) {
      href.remove_prefix(prefix.size());
      break;
    }
  if (href.starts_with("./"))
    href.remove_prefix(2);
  std::vector<RelPath> paths;
  for (const std::string& text : {decode_href(href), std::string(href)})
    if (const auto path = RelPath::parse(text))
      paths.push_back(mets.parent() ? *mets.parent() / *path : *path);
  return paths;
}

} // namespace

std::span<const Rule> mets_rules() {
  return kRules;
}

class MetsRules::Document {
public:
  explicit Document(const SchemaSet& schemas) : xml_(mets_, schemas.find(kMetsNamespace, "mets")) {}
  void feed(std::string_view bytes) { xml_.feed(bytes); }
  void finish() { problems_ = xml_.finish(); }
  const MetsReader& mets() const { return mets_; }
  const std::vector<XmlProblem>& problems() const { return problems_; }
  bool done = false;

private:
  MetsReader mets_;
  XmlReader xml_;
  std::vector<XmlProblem> problems_;
};

MetsRules::MetsRules(const SchemaSet& schemas) : schemas_(schemas) {}
MetsRules::~MetsRules() = default;

void MetsRules::begin(const Listing& listing) {
  // Digests that a manifest asks for anyway serve METS, too. A SIP alone says only in METS.xml
  // which it uses; until that has passed, the two in common use are computed.
  wanted_ = {Algorithm::sha256, Algorithm::sha512};
  if (!listing.top_names)
    return;
  for (const std::string& name : *listing.top_names)
    if (name == "bagit.txt")
      wanted_ = {};
}

Interest MetsRules::interest_in(const RelPath& path) {
  const auto place = split_sip_path(path);
  if (!place)
    return {};
  return {wanted_, is_package_mets(place->inner)};
}

void MetsRules::on_bytes(const RelPath& path, std::string_view bytes) {
  auto& document = documents_[path];
  if (!document)
    document = std::make_unique<Document>(schemas_);
  document->feed(bytes);
}

void MetsRules::on_file(const RelPath& path, const SeenFile& file) {
  const auto place = split_sip_path(path);
  if (!place || !is_package_mets(place->inner))
    return;
  if (place->inner == RelPath(kMetsName))
    sip_roots_.insert(place->root);
  auto& document = documents_[path];
  if (!document)
    document = std::make_unique<Document>(schemas_);
  if (!file.readable) {
    unsure_roots_.insert(place->root);
    documents_.erase(path);
    return;
  }
  document->finish();
  settle(*document);
}

/// Draws from a METS file that has passed whole which digests the files after it need.
void MetsRules::settle(const Document& document) {
  AlgorithmSet needed;
  for (const MetsReference& said : document.mets().references())
    if (const auto algorithm = algorithm_from_mets(said.checksum_type))
      needed.insert(*algorithm);
  if (!needed.empty()) {
    if (std::exchange(assumed_, false))
      wanted_ = {};
    wanted_.insert(needed);
  }
}

/// Finds the file that each reference means; `stray(mets, said)` is told of those that can mean
/// none. Made anew each time: references with their paths would be most of what is kept.
template <typename Visit, typename Stray>
void MetsRules::for_each_reference(const SeenFiles& seen, Visit visit, Stray stray) const {
  for (const auto& [mets, document] : documents_)
    for (const MetsReference& said : document->mets().references()) {
      const auto paths = candidates(mets, said.href);
      if (paths.empty()) {
        stray(mets, said);
        continue;
      }
      const auto here = std::find_if(paths.begin(), paths.end(),
                                     [&seen](const RelPath& p) { return seen.contains(p); });
      visit(Reference{said, mets, here == paths.end() ? paths.front() : *here});
    }
}

void MetsRules::still_needed(const PassOutcome& outcome, DigestNeeds& needs) {
  for_each_reference(
      outcome.seen,
      [&](const Reference& reference) {
        if (const auto algorithm = algorithm_from_mets(reference.said.checksum_type))
          need_digest(outcome.seen, reference.target, *algorithm, needs);
      },
      [](const RelPath&, const MetsReference&) {});
}

void MetsRules::note_named(const Reference& reference, const SeenFiles& seen) {
  if (const auto number = seen.number_of(reference.target))
    named_[*number] = true;
  const auto place = split_sip_path(reference.target);
  if (reference.said.is_mptr && !(place && is_package_mets(place->inner)))
    foreign_mets_.insert(reference.target);
}

void MetsRules::at_end(const PassOutcome& outcome, FindingSink& sink,
                       std::vector<std::string>& not_run) {
  if (!has_sip())
    return;
  if (!schemas_.find(kMetsNamespace, "mets"))
    throw schemas_.missing(kMetsNamespace, "mets");
  for (const auto& [path, document] : documents_) {
    const auto place = split_sip_path(path);
    if (!report_xml_problems(path, document->problems(), sink)) {
      unsure_roots_.insert(place->root);
    } else if (!document->mets().is_mets()) {
      sink.report(finding("METS-root-1", path, 1, "the root element is not a METS one"));
      unsure_roots_.insert(place->root);
    }
  }
  named_.assign(outcome.seen.size(), false);
  for_each_reference(
      outcome.seen,
      [&](const Reference& reference) {
        note_named(reference, outcome.seen);
        if (outcome.complete)
          compare(reference, outcome.seen, sink, not_run);
      },
      [&sink](const RelPath& mets, const MetsReference& said) {
        sink.report(
            finding("METS-file-5", mets, said.line,
                    fmt::format("\"{}\" is no path inside the package", display_name(said.href))));
      });
  if (!outcome.complete) {
    not_run.emplace_back("METS against the package: the archive could not be read to its end");
    return;
  }
  find_unnamed(outcome.seen, sink);
  for (const RelPath& mets : foreign_mets_)
    not_run.push_back(fmt::format("{}: a METS file below the package's own, with what it describes",
                                  display_name(mets.str())));
  for (const std::string& root : unsure_roots_)
    not_run.push_back(fmt::format("files that METS does not name{}{}: a METS file is unreadable",
                                  root.empty() ? "" : " in ", display_name(root)));
}

void MetsRules::compare(const Reference& reference, const SeenFiles& files, FindingSink& sink,
                        std::vector<std::string>& not_run) {
  const auto seen = files.find(reference.target);
  const std::string where =
      fmt::format("{} line {}", display_name(reference.mets.str()), reference.said.line);
  if (seen == files.end()) {
    sink.report(finding("METS-file-1", reference.target, 0,
                        fmt::format("named in {}, but not there", where)));
    return;
  }
  if (!seen->second.readable)
    return;
  const std::string actual = std::to_string(seen->second.bytes);
  if (!reference.said.size.empty() && reference.said.size != actual)
    sink.report(finding("METS-file-2", reference.target, 0,
                        fmt::format("the size in bytes is not that of {}", where),
                        display_name(reference.said.size), actual));
  compare_digest(reference, seen->second, sink, not_run);
}

void MetsRules::compare_digest(const Reference& reference, const SeenFile& seen, FindingSink& sink,
                               std::vector<std::string>& not_run) {
  const MetsReference& said = reference.said;
  if (said.checksum.empty())
    return;
  const std::string where =
      fmt::format("{} line {}", display_name(reference.mets.str()), said.line);
  const auto algorithm = algorithm_from_mets(said.checksum_type);
  if (!algorithm) {
    not_run.push_back(fmt::format("digest of {} in {}: delo cannot compute \"{}\"",
                                  display_name(reference.target.str()), where,
                                  display_name(said.checksum_type)));
    return;
  }
  const Digest* actual = seen.digests.find(*algorithm);
  if (actual && ascii_lower(said.checksum) != actual->hex())
    sink.report(finding("METS-file-3", reference.target, 0,
                        fmt::format("the {} digest is not that of {}; the file has {} bytes",
                                    delo::info(*algorithm).bagit, where, seen.bytes),
                        display_name(said.checksum), actual->hex()));
}

/// What lies beside a METS file of another maker is described there, and left alone.
bool MetsRules::has_own_mets(const RelPath& path) const {
  return std::any_of(foreign_mets_.begin(), foreign_mets_.end(), [&path](const RelPath& mets) {
    const auto folder = mets.parent();
    return folder && path.is_below(*folder);
  });
}

void MetsRules::find_unnamed(const SeenFiles& files, FindingSink& sink) {
  for (const std::string& root : sip_roots_) {
    if (unsure_roots_.contains(root))
      continue;
    const std::string folder = root.empty() ? root : root + "/";
    for (auto file = files.begin(); file != files.end(); ++file) {
      const RelPath& path = file->first;
      if (!named_[file.number()] && path.str().starts_with(folder) &&
          path.str() != folder + std::string(kMetsName) && !has_own_mets(path))
        sink.report(finding("METS-file-4", path, 0, "no METS file of the package names it"));
    }
  }
}

} // namespace delo
