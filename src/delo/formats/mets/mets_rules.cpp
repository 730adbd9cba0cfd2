#include "delo/formats/mets/mets_rules.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/csip/csip_layout.hpp"
#include "delo/model/rule_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace delo {
namespace {

/// The folder that a METS file describes, as SipPath::root has it.
std::string root_of(const RelPath& mets) {
  if (const auto place = split_sip_path(mets); place && is_package_mets(place->inner))
    return place->root;
  return mets.parent() ? mets.parent()->str() : std::string();
}

/// The METS file at the root itself, not one of a representation.
bool is_at_root(const RelPath& mets) {
  return (mets.parent() ? mets.parent()->str() : std::string()) == root_of(mets);
}

/// Files that cannot be named in METS, since they are made of it or after it.
bool comes_after_mets(const RelPath& path, const std::string& folder) {
  const std::string_view name = std::string_view(path.str()).substr(folder.size());
  return name.find('/') == std::string_view::npos &&
         (name.ends_with(".sig") || name.ends_with(".asc"));
}

} // namespace

MetsRules::MetsRules(XmlDocuments& documents) : documents_(documents) {
  documents_.add_listener(*this);
}
MetsRules::~MetsRules() = default;

XmlHandler* MetsRules::hear(const RelPath& path, std::string_view uri, std::string_view root) {
  if (!is_mets_of_package(path))
    return nullptr;
  Document& document = mets_[path];
  document.is_mets_2 = uri == kMets2Namespace && root == "mets";
  return &document.reader;
}

void MetsRules::heard(const RelPath& path, bool whole) {
  mets_.at(path).whole = whole;
}

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
  const bool may_belong = split_sip_path(path) || !roots_.empty();
  return {may_belong ? wanted_ : AlgorithmSet(), false, kHeadOfSignature};
}

void MetsRules::on_head(std::uint32_t number, std::string_view head) {
  signatures_.resize(std::max<std::size_t>(signatures_.size(), number + std::size_t{1}));
  signatures_[number] = signature_of(head);
}

void MetsRules::on_file(const RelPath& path, const SeenFile& file) {
  is_bag_ = is_bag_ || path.str() == "bagit.txt";
  if (!is_mets_of_package(path))
    return;
  const std::string root = root_of(path);
  if (is_at_root(path))
    roots_.emplace(root, false);
  if (!file.readable)
    unsure_roots_.insert(root);
}

/// Draws from a METS file which digests the files after it need, and where further metadata lies.
void MetsRules::ended(const RelPath& path) {
  AlgorithmSet needed;
  for (const MetsReference& said : mets_.at(path).reader.references()) {
    if (const auto algorithm = algorithm_from_mets(said.checksum_type))
      needed.insert(*algorithm);
    if (const auto place = locate(path, said.href, {}); said.is_xml_metadata && place.path)
      documents_.expect(*place.path);
  }
  if (!needed.empty()) {
    if (std::exchange(assumed_, false))
      wanted_ = {};
    wanted_.insert(needed);
  }
}

/// Finds what each reference means: `visit(mets, said, location)`. Made anew each time: references
/// with their paths would be most of what is kept.
template <typename Visit>
void MetsRules::for_each_reference(const SeenFiles& seen, Visit visit) const {
  for (const auto& [mets, document] : mets_)
    for (const MetsReference& said : document.reader.references())
      visit(mets, said, locate(mets, said.href, seen));
}

void MetsRules::still_needed(const PassOutcome& outcome, LateNeeds& needs) {
  for_each_reference(outcome.seen,
                     [&](const RelPath&, const MetsReference& said, const Location& place) {
                       if (!place.path)
                         return;
                       if (const auto algorithm = algorithm_from_mets(said.checksum_type))
                         need_digest(outcome.seen, *place.path, *algorithm, needs);
                       if (said.is_xml_metadata)
                         documents_.expect(*place.path);
                     });
}

void MetsRules::report(std::string_view rule, const RelPath& path, std::uint64_t line,
                       std::string message, std::string expected, std::string actual) {
  sink_->report({&find_rule(mets_rules(), rule), path.str(), line, std::move(message),
                 std::move(expected), std::move(actual)});
}

void MetsRules::at_end(const PassOutcome& outcome, FindingSink& sink,
                       std::vector<std::string>& not_run) {
  if (roots_.empty())
    return;
  seen_ = &outcome.seen;
  sink_ = &sink;
  not_run_ = &not_run;
  judge_documents();
  judge_references(outcome);
  if (!outcome.complete) {
    not_run.push_back(fmt::format("METS against the package: {}", outcome.shortfall));
    return;
  }
  find_unnamed();
  for (const RelPath& mets : foreign_mets_)
    not_run.push_back(fmt::format("{}: a METS file below the package's own, with what it describes",
                                  display_name(mets.str())));
  for (const std::string& root : unsure_roots_)
    not_run.push_back(fmt::format("files that METS does not name{}{}: a METS file cannot be read",
                                  root.empty() ? "" : " in ", display_name(root)));
}

void MetsRules::judge_documents() {
  for (const auto& [path, file] : *seen_)
    if (is_mets_of_package(path) && !mets_.contains(path))
      unsure_roots_.insert(root_of(path)); // it does not even begin like XML
  for (const auto& [path, document] : mets_) {
    if (document.whole && !document.reader.is_mets())
      report("METS-root-1", path, 1,
             document.is_mets_2
                 ? "the root element is of METS 2; a package is described in METS 1, "
                   "so what it says of files was not compared with them"
                 : "the root element is not a METS one");
    if (!document.whole || !document.reader.is_mets())
      unsure_roots_.insert(root_of(path));
    if (document.reader.claims_eark() && is_at_root(path))
      roots_[root_of(path)] = true;
  }
}

void MetsRules::judge_references(const PassOutcome& outcome) {
  named_.assign(seen_->size(), false);
  std::map<RelPath, Oddities> odd;
  const auto note = [](Oddities::Row& row, std::uint64_t line) {
    if (row.count++ == 0)
      row.first_line = line;
  };
  for_each_reference(*seen_, [&](const RelPath& mets, const MetsReference& said,
                                 const Location& place) {
    if (place.kind == Location::Kind::elsewhere)
      return note(odd[mets].elsewhere, said.line);
    if (place.kind == Location::Kind::outside)
      return report("METS-file-5", mets, said.line,
                    fmt::format("\"{}\" is no path inside the package", display_name(said.href)));
    if (place.dialect != HrefDialect::none)
      note(odd[mets].dialects.at(static_cast<std::size_t>(place.dialect)), said.line);
    const Reference reference{said, mets, *place.path};
    note_named(reference);
    if (outcome.complete)
      compare(reference);
  });
  for (const auto& [mets, oddities] : odd)
    judge_oddities(mets, oddities);
}

/// One finding for each way of writing: a package is written by one program, in one dialect.
void MetsRules::judge_oddities(const RelPath& mets, const Oddities& oddities) {
  for (std::size_t i = 0; i < oddities.dialects.size(); ++i)
    if (const auto& row = oddities.dialects.at(i); row.count > 0)
      report("METS-href-1", mets, row.first_line,
             fmt::format("{} {} {}; the first is here", row.count,
                         row.count == 1 ? "location is" : "locations are",
                         describe(static_cast<HrefDialect>(i))));
  if (const auto& row = oddities.elsewhere; row.count > 0)
    not_run_->push_back(
        fmt::format("{} of {}: what {} outside the package, the first in line {}",
                    row.count == 1 ? "1 location" : std::to_string(row.count) + " locations",
                    display_name(mets.str()), row.count == 1 ? "it names lies" : "they name lies",
                    row.first_line));
}

void MetsRules::note_named(const Reference& reference) {
  if (const auto number = seen_->number_of(reference.target))
    named_[*number] = true;
  if (reference.said.kind == MetsReference::Kind::mets && !is_mets_of_package(reference.target))
    foreign_mets_.insert(reference.target);
}

void MetsRules::compare(const Reference& reference) {
  const auto seen = seen_->find(reference.target);
  const std::string where =
      fmt::format("{} line {}", display_name(reference.mets.str()), reference.said.line);
  if (seen == seen_->end())
    return report("METS-file-1", reference.target, 0,
                  fmt::format("named in {}, but not there", where));
  if (!seen->second.readable)
    return;
  const std::string actual = std::to_string(seen->second.bytes);
  if (!reference.said.size.empty() && reference.said.size != actual)
    report("METS-file-2", reference.target, 0,
           fmt::format("the size in bytes is not that of {}", where),
           display_name(reference.said.size), actual);
  compare_digest(reference, seen->second);
  compare_type(reference, seen->second);
}

void MetsRules::compare_digest(const Reference& reference, const SeenFile& seen) {
  const MetsReference& said = reference.said;
  if (said.checksum.empty())
    return;
  const std::string where =
      fmt::format("{} line {}", display_name(reference.mets.str()), said.line);
  const auto algorithm = algorithm_from_mets(said.checksum_type);
  if (!algorithm) {
    not_run_->push_back(fmt::format("digest of {} in {}: delo cannot compute \"{}\"",
                                    display_name(reference.target.str()), where,
                                    display_name(said.checksum_type)));
    return;
  }
  const Digest* actual = seen.digests.find(*algorithm);
  if (actual && ascii_lower(said.checksum) != actual->hex())
    report("METS-file-3", reference.target, 0,
           fmt::format("the {} digest is not that of {}; the file has {} bytes",
                       delo::info(*algorithm).bagit, where, seen.bytes),
           display_name(said.checksum), actual->hex());
}

void MetsRules::compare_type(const Reference& reference, const SeenFile& seen) {
  const auto number = seen_->number_of(reference.target);
  if (seen.bytes == 0 || !number || *number >= signatures_.size())
    return;
  const Signature found = signatures_[*number];
  if (!contradicts(reference.said.media_type, found))
    return;
  report("METS-file-6", reference.target, 0,
         fmt::format("{} line {} says that it is {}, but it begins like {}",
                     display_name(reference.mets.str()), reference.said.line,
                     display_name(reference.said.media_type), to_word(found)));
}

/// What lies beside a METS file of another maker is described there, and left alone.
bool MetsRules::has_own_mets(const RelPath& path) const {
  return std::any_of(foreign_mets_.begin(), foreign_mets_.end(), [&path](const RelPath& mets) {
    const auto folder = mets.parent();
    return folder && path.is_below(*folder);
  });
}

/// Whether METS need not name a file: it is METS itself, belongs to the bag around it, or came
/// after METS was written.
bool MetsRules::is_silent_about(const std::string& root, const RelPath& path) const {
  const std::string folder = root.empty() ? root : root + "/";
  const bool is_tag_file = is_bag_ && root.empty() && path.top() != "data";
  return !path.str().starts_with(folder) || is_tag_file || comes_after_mets(path, folder) ||
         (is_mets_of_package(path) && is_at_root(path)) || has_own_mets(path);
}

void MetsRules::find_unnamed() {
  for (const auto& [root, is_eark] : roots_) {
    if (unsure_roots_.contains(root))
      continue;
    for (auto file = seen_->begin(); file != seen_->end(); ++file) {
      if (named_[file.number()] || is_silent_about(root, file->first))
        continue;
      Finding finding{&find_rule(mets_rules(), "METS-file-4"),
                      file->first.str(),
                      0,
                      "no METS file of the package names it",
                      {},
                      {}};
      if (!is_eark) // METS by itself does not ask for it
        finding.level = Severity::warning;
      sink_->report(std::move(finding));
    }
  }
}

} // namespace delo
