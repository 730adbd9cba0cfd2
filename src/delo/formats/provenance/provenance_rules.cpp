#include "delo/formats/provenance/provenance_rules.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_info.hpp"
#include "delo/formats/bagit/bag_writer.hpp"
#include "delo/formats/bagit/given_tags.hpp"
#include "delo/formats/csip/csip_layout.hpp"
#include "delo/formats/descriptive/field_map.hpp"
#include "delo/formats/mets/mets_reader.hpp"
#include "delo/formats/premis/premis_reader.hpp"
#include "delo/model/package_id.hpp"
#include "delo/model/rule_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace delo {
namespace {

constexpr std::string_view kRecord = "documentation/provenance.json";
constexpr std::string_view kMods = "metadata/descriptive/mods.xml";
constexpr std::string_view kDublinCore = "metadata/descriptive/dc.xml";
constexpr std::string_view kPremis = "metadata/preservation/premis.xml";
constexpr std::string_view kInfo = "bag-info.txt";
/// A hundred bytes for each file of a document of a million.
constexpr std::size_t kLongestRecord = std::size_t{96} << 20U;
/// For people to read: more than a book.
constexpr std::size_t kLongestInfo = std::size_t{16} << 20U;

RelPath below(const std::string& root, std::string_view path) {
  return root.empty() ? RelPath(path) : RelPath(root) / path;
}

/// Whether a value stands in XML as it is: nothing in it that XML cannot hold.
bool is_plain(std::string_view text) {
  return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte < 0x20 && c != '\n' && c != '\r' && c != '\t';
         });
}

} // namespace

struct ProvenanceRules::Judging {
  const PassOutcome& outcome;
  FindingSink& sink;
  std::vector<std::string>& not_run;

  void report(std::string_view rule, const RelPath& path, std::string message,
              std::string expected = {}, std::string actual = {}) {
    sink.report({&find_rule(provenance_rules(), rule), path.str(), 0, std::move(message),
                 std::move(expected), std::move(actual)});
  }
};

ProvenanceRules::ProvenanceRules(XmlDocuments& documents) {
  documents.add_listener(*this);
}

XmlHandler* ProvenanceRules::hear(const RelPath& path, std::string_view uri, std::string_view) {
  const auto place = split_sip_path(path);
  if (!place)
    return nullptr;
  const std::string& inner = place->inner.str();
  if (inner == kMods || inner == kDublinCore)
    return &documents_[path];
  if (inner == kMetsName || (inner == kPremis && is_premis_namespace(uri)))
    return &ids_[path];
  return nullptr;
}

void ProvenanceRules::heard(const RelPath& path, bool whole) {
  if (whole)
    return;
  documents_.erase(path); // what it does not say may be in the rest
  ids_.erase(path);
}

Interest ProvenanceRules::interest_in(const RelPath& path) {
  if (!path.str().ends_with(kRecord))
    return {{}, path.str() == kInfo};
  const auto place = split_sip_path(path);
  return {{}, place && place->inner.str() == kRecord};
}

void ProvenanceRules::on_bytes(const RelPath& path, std::string_view bytes) {
  if (!interest_in(path).bytes)
    return;
  if (too_long_.contains(path))
    return;
  const bool is_info = path.str() == kInfo;
  if (is_info)
    texts_[path] += bytes;
  else
    records_[path].feed(bytes);
  if (is_info ? texts_[path].size() > kLongestInfo
              : records_[path].text().size() > kLongestRecord) {
    too_long_.insert(path);
    texts_.erase(path);
    records_.erase(path);
  }
}

void ProvenanceRules::on_file(const RelPath& path, const SeenFile& file) {
  if (!file.readable) {
    texts_.erase(path);
    records_.erase(path);
  }
  const auto place = split_sip_path(path);
  if (place && representation_part(place->inner))
    representations_[place->root].emplace(
        place->inner.relative_to(RelPath("representations")).top());
}

void ProvenanceRules::at_end(const PassOutcome& outcome, FindingSink& sink,
                             std::vector<std::string>& not_run) {
  if (!outcome.complete)
    return;
  Judging judging{outcome, sink, not_run};
  for (const RelPath& path : too_long_)
    not_run.push_back(fmt::format("{}: it is too long to be looked at", display_name(path.str())));
  for (const auto& [path, written] : records_) {
    const ReadProvenance read = read_provenance(written.text());
    if (read.is_ours)
      judge(path, split_sip_path(path)->root, read, judging);
    applies_ = applies_ || read.is_ours;
  }
}

void ProvenanceRules::judge(const RelPath& path, const std::string& root,
                            const ReadProvenance& read, Judging& judging) const {
  for (const std::string& complaint : read.complaints)
    judging.report("DELO-provenance-1", path, display_name(complaint));
  if (!read.record)
    return;
  judge_id(path, root, *read.record, judging);
  judge_descriptions(root, *read.record, judging);
  if (!root.empty())
    judge_bag_info(*read.record, judging);
  judge_representations(path, root, *read.record, judging);
  judge_page(path, root, *read.record, judging);
  judge_rights(path, root, *read.record, judging);
}

void ProvenanceRules::judge_id(const RelPath& path, const std::string& root,
                               const ProvenanceRecord& record, Judging& judging) const {
  const auto mets = ids_.find(below(root, kMetsName));
  if (mets != ids_.end() && !mets->second.has(record.package_id))
    judging.report("DELO-id-1", path,
                   fmt::format("the record is that of {}, of which METS.xml knows nothing",
                               display_name(record.package_id)));
  if (record.id_basis != "citation" || record.record.holdings.empty())
    return;
  const PackageId made = choose_package_id(record.record);
  // One of several documents of a citation has a number behind it.
  if (made.basis == "citation" && !record.package_id.starts_with(made.id))
    judging.report("DELO-id-2", path, "the id is not the one that the citation makes", made.id,
                   record.package_id);
}

void ProvenanceRules::judge_descriptions(const std::string& root, const ProvenanceRecord& record,
                                         Judging& judging) const {
  const auto check = [&](std::string_view name, std::string_view FieldMapping::*place) {
    const RelPath path = below(root, name);
    const auto document = documents_.find(path);
    if (document == documents_.end())
      return; // not every package has every description
    for (const FieldMapping& row : field_map())
      if (row.shape == Shape::text && !(row.*place).empty())
        for (const std::string& value : (record.record.*row.field).values)
          if (is_plain(value) && !document->second.says(value))
            judging.report(
                "DELO-record-1", path,
                fmt::format("it does not say what the record says: \"{}\"", display_name(value)));
  };
  check(kMods, &FieldMapping::mods);
  check(kDublinCore, &FieldMapping::dublin_core);
  const RelPath premis = below(root, kPremis);
  if (const auto ids = ids_.find(premis); ids != ids_.end() && !ids->second.has(record.package_id))
    judging.report("DELO-record-3", premis,
                   fmt::format("none of its objects is {}", display_name(record.package_id)));
}

/// Labels that users cannot set come from the record, and from nothing else.
void ProvenanceRules::judge_bag_info(const ProvenanceRecord& record, Judging& judging) const {
  const RelPath path{kInfo};
  const auto text = texts_.find(path);
  if (text == texts_.end())
    return;
  const BagInfo facts = describe_plain_bag({});
  const BagInfo found = parse_bag_info(text->second).info;
  const BagInfo expected = describe_bag(record.record, {});
  for (const Tag& tag : expected.tags()) {
    if (hint_for_reserved(tag.label).empty() || !facts.find(tag.label).empty())
      continue;
    const auto same = found.find(tag.label);
    const auto has_value = [&tag](const Tag* other) {
      return comparable_text(other->value) == comparable_text(tag.value);
    };
    if (std::none_of(same.begin(), same.end(), has_value))
      judging.report("DELO-record-2", path, fmt::format("{} is not that of the record", tag.label),
                     display_name(tag.value),
                     same.empty() ? "" : display_name(same.front()->value));
  }
}

void ProvenanceRules::judge_representations(const RelPath& path, const std::string& root,
                                            const ProvenanceRecord& record,
                                            Judging& judging) const {
  const std::set<std::string> said(record.representations.begin(), record.representations.end());
  const auto there = representations_.find(root);
  static const std::set<std::string> kNone;
  const std::set<std::string>& found = there == representations_.end() ? kNone : there->second;
  if (found.empty() && root.empty() && !ids_.contains(RelPath(kMetsName)))
    return;
  for (const std::string& name : said)
    if (!found.contains(name))
      judging.report("DELO-representation-1", path,
                     fmt::format("there is no representation {}", display_name(name)));
  for (const std::string& name : found)
    if (!said.contains(name))
      judging.report("DELO-representation-1", path,
                     fmt::format("the record knows no representation {}", display_name(name)));
}

void ProvenanceRules::judge_page(const RelPath& path, const std::string& root,
                                 const ProvenanceRecord& record, Judging& judging) const {
  if (record.page_name.empty())
    return; // a document of a sheet's row has no page
  const auto parsed = RelPath::parse(record.page_name);
  const RelPath page = below(root, "documentation/source") / (parsed ? parsed->str() : "page");
  const auto seen = judging.outcome.seen.find(page);
  if (!parsed || seen == judging.outcome.seen.end())
    return judging.report("DELO-source-1", path,
                          fmt::format("the page {} is not there", display_name(record.page_name)));
  const Digest* digest = seen->second.digests.find(Algorithm::sha512);
  if (digest && !record.page_sha512.empty() && digest->hex() != record.page_sha512)
    judging.report("DELO-source-1", page, "this is not the page that the description was read from",
                   record.page_sha512, digest->hex());
}

void ProvenanceRules::judge_rights(const RelPath& path, const std::string&,
                                   const ProvenanceRecord& record, Judging& judging) const {
  if (record.record.rights_text.empty() && record.record.rights_type.empty() &&
      record.record.rights_uri.empty())
    judging.report("DELO-rights-1", path, "the record states no rights");
}

} // namespace delo
