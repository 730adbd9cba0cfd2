#include "delo/formats/csip/eark_rules.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/formats/csip/eark_agents.hpp"
#include "delo/formats/csip/eark_package.hpp"
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/formats/csip/mention_finder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bitset>
#include <utility>

namespace delo {
namespace {

constexpr std::string_view kProfiles = "https://earksip.dilcis.eu/profile/";

/// "2.1.0" of ".../E-ARK-SIP-v2-1-0.xml"; "" where PROFILE names no version.
std::string version_in(std::string_view profile) {
  const std::size_t at = profile.rfind("-v");
  if (at == std::string_view::npos)
    return {};
  std::string version(profile.substr(at + 2, 5));
  std::replace(version.begin(), version.end(), '-', '.');
  return version;
}

bool is_known(std::string_view version) {
  return std::find(kEarkVersions.begin(), kEarkVersions.end(), version) != kEarkVersions.end();
}

/// Neither at the top nor in the payload of a bag.
bool is_too_deep(std::string_view root) {
  return !root.empty() && root != "data" && !root.starts_with("data/");
}

bool is_sip_profile(std::string_view profile) {
  return profile.find("earksip") != std::string_view::npos ||
         profile.find("E-ARK-SIP") != std::string_view::npos;
}

/// SIP2, by version: in 2.1.0 and 2.0.4 the address names no version; those with one exist as well.
bool is_profile_of(std::string_view profile, std::string_view version, bool assumed) {
  if (!profile.starts_with(kProfiles))
    return false;
  profile.remove_prefix(kProfiles.size());
  if (profile == "E-ARK-SIP.xml")
    return assumed || version != kEarkVersions.front();
  return profile.starts_with("E-ARK-SIP-v") && version_in(profile) == version &&
         profile.ends_with(".xml");
}

} // namespace

/// One METS file.
struct EarkRules::Heard {
  Heard(MetsLevel level, bool hints, bool keeps_digests, std::uint64_t most_faults)
      : document(level, hints, keeps_digests, most_faults) {}
  EarkDocument document;
  bool readable = false; ///< to its end, as METS
  bool was_read = false; ///< its bytes have passed: else nothing is known of it
};

/// What one at_end() works with.
struct EarkRules::Judging {
  const PassOutcome& outcome;
  FindingSink& sink;
  std::vector<std::string>& not_run;
  std::string csip = {};
  std::string sip = {};
  bool csip_assumed = false;
  bool sip_assumed = false;
  bool hints = false; ///< the user asked for the families by name
  bool is_sip = false;
  std::bitset<256> judged = {};
  std::bitset<256> told = {};
  std::bitset<256> left_to_others = {};
  bool unread = false; ///< a METS file could not be read
};

EarkRules::EarkRules(XmlDocuments& documents, const ValidateOptions& options)
    : asked_(options.families && (options.families->contains(RuleFamily::csip) ||
                                  options.families->contains(RuleFamily::sip))),
      asked_sip_(options.families && options.families->contains(RuleFamily::sip)),
      tell_twice_(options.families.has_value()), most_faults_(options.max_findings),
      csip_version_(options.csip), sip_version_(options.sip), documents_to_hear_(documents) {
  documents_to_hear_.add_listener(*this);
}
EarkRules::~EarkRules() = default;

std::span<const Rule> EarkRules::rules() const {
  return eark_rules();
}

void EarkRules::begin(const Listing& listing) {
  // As the checks of METS do: a manifest's digests will do where there is one.
  wanted_ = {Algorithm::sha256, Algorithm::sha512};
  if (listing.top_names && std::find(listing.top_names->begin(), listing.top_names->end(),
                                     "bagit.txt") != listing.top_names->end())
    wanted_ = {};
}

void EarkRules::on_entry(const Entry& entry, const RelPath* path, PathFault) {
  has_things_outside_ |= entry.outside_root;
  if (!path || entry.outside_root)
    return;
  const bool is_folder = entry.kind == EntryKind::folder;
  if (!is_folder && path->is_at_top() &&
      (path->str() == "bagit.txt" || parse_manifest_name(path->str())))
    is_bag_ = true;
  if (is_folder || entry.kind == EntryKind::file)
    folders_.meet(*path, is_folder);
  if (is_folder || path->name() != kMetsName)
    return;
  if (const auto place = place_of(*path); place && is_package_mets(place->inner))
    documents_to_hear_.expect(*path); // wherever it lies
}

Interest EarkRules::interest_in(const RelPath& path) {
  const auto place = place_of(path);
  if (!place)
    return {};
  return {wanted_, false};
}

/// As split_sip_path(); for who asks, a package may also lie one folder too deep: that is a fault
/// of its structure, and no reason to leave its METS.xml unread.
std::optional<SipPath> EarkRules::place_of(const RelPath& path) const {
  auto place = split_sip_path(path);
  if (place || !asked_ || path.is_at_top() || path.top() == "data")
    return place;
  return SipPath{std::string(path.top()), *path.below_top()};
}

EarkRules::Heard& EarkRules::document_at(const RelPath& path) {
  auto& kept = documents_[path];
  if (!kept) {
    const bool is_package = place_of(path)->inner == RelPath(kMetsName);
    kept = std::make_unique<Heard>(is_package ? MetsLevel::package : MetsLevel::representation,
                                   asked_, tell_twice_, most_faults_);
  }
  return *kept;
}

XmlHandler* EarkRules::hear(const RelPath& path, std::string_view, std::string_view) {
  const auto place = place_of(path);
  return place && is_package_mets(place->inner) ? &document_at(path).document : nullptr;
}

void EarkRules::ended(const RelPath& path) {
  AlgorithmSet needed;
  for (const FileMention& mention : document_at(path).document.facts().mentions)
    if (const auto algorithm = algorithm_from_mets(mention.said.checksum_type))
      needed.insert(*algorithm);
  if (needed.empty())
    return;
  if (std::exchange(assumed_, false))
    wanted_ = {};
  wanted_.insert(needed);
}

void EarkRules::heard(const RelPath& path, bool whole) {
  Heard& done = document_at(path);
  done.document.close();
  done.readable = whole && done.document.facts().is_mets;
}

void EarkRules::on_file(const RelPath& path, const SeenFile& file) {
  folders_.meet_bytes(path, file.bytes);
  if (path.name() != kMetsName)
    return;
  const auto place = place_of(path);
  if (place && is_package_mets(place->inner)) // also one that is no XML from its first byte on
    document_at(path).was_read = file.readable;
}

void EarkRules::still_needed(const PassOutcome& outcome, LateNeeds& needs) {
  MentionFinder finder(outcome.seen);
  for (const auto& [path, heard] : documents_)
    for (const FileMention& mention : heard->document.facts().mentions)
      if (const auto algorithm = algorithm_from_mets(mention.said.checksum_type))
        if (const auto found = finder.find(path, mention.said.href))
          need_digest(outcome.seen, found->path, *algorithm, needs);
}

const EarkRules::Heard* EarkRules::package_mets(const std::string& root) const {
  const RelPath path = root.empty() ? RelPath(kMetsName) : RelPath(root) / kMetsName;
  const auto found = documents_.find(path);
  return found == documents_.end() ? nullptr : found->second.get();
}

/// The folders that are judged as packages: those whose METS.xml claims it, one that looks like one
/// without a METS.xml (a bag may hold folders of these names for reasons of its own), and, for who
/// asks, what else there is.
std::vector<std::string> EarkRules::roots() const {
  std::vector<std::string> roots;
  for (const auto& [path, heard] : documents_)
    if (heard->document.level() == MetsLevel::package &&
        (asked_ || heard->document.facts().claims_eark))
      roots.push_back(place_of(path)->root);
  // One that is too deep counts only where there is none at the top.
  if (std::find(roots.begin(), roots.end(), "") != roots.end())
    std::erase_if(roots, is_too_deep);
  if (!roots.empty())
    return roots;
  for (const std::string& root : folders_.likely_roots())
    if (!package_mets(root) && (asked_ || (!is_bag_ && root.empty())))
      roots.push_back(root);
  if (roots.empty() && asked_)
    roots.emplace_back(is_bag_ ? "data" : "");
  return roots;
}

void EarkRules::at_end(const PassOutcome& outcome, FindingSink& sink,
                       std::vector<std::string>& not_run) {
  Judging judging{outcome, sink, not_run};
  judging.hints = asked_;
  const std::vector<std::string> chosen = roots();
  applies_ = !chosen.empty();
  if (!applies_)
    return;
  for (const std::string& root : chosen)
    judge_root(root, judging);
  settle(judging);
}

void EarkRules::choose_versions(const std::string& root, Judging& judging) {
  const Heard* package = package_mets(root);
  const std::string said = package ? version_in(package->document.facts().profile) : "";
  const auto choose = [&](const std::string& asked, std::string& version, bool& assumed) {
    assumed = asked.empty() && !is_known(said);
    version = !asked.empty() ? asked : assumed ? std::string(kEarkVersions.front()) : said;
  };
  choose(csip_version_, judging.csip, judging.csip_assumed);
  choose(sip_version_, judging.sip, judging.sip_assumed);
  if (package && package->readable && judging.csip_assumed)
    judging.not_run.push_back(
        fmt::format("older versions of E-ARK: PROFILE {}, so {} was taken",
                    said.empty() ? "names none"
                                 : fmt::format("names the unknown version {}", display_name(said)),
                    kEarkVersions.front()));
}

/// What the folder of a package is called; "" where it has none of its own in a bag.
std::string EarkRules::folder_name(const std::string& root, const Judging& judging) {
  if (root.empty())
    return judging.outcome.root_name;
  return root == "data" ? "" : root.substr(root.rfind('/') + 1);
}

void EarkRules::judge_root(const std::string& root, Judging& judging) {
  choose_versions(root, judging);
  const Heard* package = package_mets(root);
  const EarkFacts* facts = package && package->readable ? &package->document.facts() : nullptr;
  judging.is_sip =
      asked_sip_ || (facts && (facts->package_type == "SIP" || is_sip_profile(facts->profile)));
  if (judging.outcome.complete) {
    FolderContext context;
    context.root = root;
    context.folder = folder_name(root, judging);
    context.is_in_bag = is_bag_;
    context.has_things_outside = has_things_outside_;
    if (facts)
      context.objid = facts->objid;
    RuleTally folders(most_faults_);
    judge_folders(folders_.at(root), context, folders);
    if (is_too_deep(root))
      folders.fail("CSIPSTR4", 0,
                   fmt::format("METS.xml lies one folder too deep, in \"{}\"", display_name(root)));
    report(folders, root, judging);
  } else {
    judging.unread = true;
    judging.not_run.push_back(fmt::format("E-ARK: {}", judging.outcome.shortfall));
  }
  for (const auto& [path, heard] : documents_)
    if (place_of(path)->root == root)
      judge_document(path, *heard, root, judging);
}

void EarkRules::judge_document(const RelPath& path, const Heard& heard, const std::string& root,
                               Judging& judging) {
  const bool is_package = heard.document.level() == MetsLevel::package;
  RuleTally tally(most_faults_);
  if (!heard.readable) {
    judging.unread = true;
    if (is_package && heard.was_read) {
      Fault fault{eark_rule_number("CSIPSTR4"), 1, "METS.xml cannot be read as a METS document"};
      fault.others_tell = true;
      tally.fail(std::move(fault));
    }
    return report(tally, path.str(), judging);
  }
  tally.add(heard.document.tally());
  if (judging.outcome.complete)
    judge_against_package(path, heard, root, judging, tally);
  if (is_package && judging.is_sip)
    judge_sip(heard.document.facts(), judging, tally);
  report(tally, path.str(), judging);
}

void EarkRules::judge_against_package(const RelPath& path, const Heard& heard,
                                      const std::string& root, const Judging& judging,
                                      RuleTally& tally) const {
  const PackageFolders& folders = folders_.at(root);
  if (heard.document.level() == MetsLevel::package) {
    const PlacedDocument placed{path, heard.document, folders.top};
    judge_beside_folders(placed, folder_name(root, judging), judging.outcome.seen, tally);
    judge_mentions(placed, judging.outcome.seen, tally);
    return judge_representation_divisions(placed, folders, tally);
  }
  const std::string name(place_of(path)->inner.below_top()->top());
  const PlacedDocument placed{path, heard.document, folders.representations.at(name)};
  judge_beside_folders(placed, name, judging.outcome.seen, tally);
  judge_mentions(placed, judging.outcome.seen, tally);
}

void EarkRules::judge_sip(const EarkFacts& facts, const Judging& judging, RuleTally& tally) {
  tally.check("SIP2", is_profile_of(facts.profile, judging.sip, judging.sip_assumed),
              facts.root_line,
              fmt::format("mets/@PROFILE is \"{}\", not the address of the SIP profile {}",
                          display_name(facts.profile), judging.sip));
  if (facts.count(MetsPlace::header) > 0)
    judge_sip_agents(facts.agents, facts.header_line, tally);
}

/// How much a rule weighs in the package; nothing when it is not asked of it. What only an older
/// version has is a hint where PROFILE does not say that it is not the one that is meant.
std::optional<Severity> EarkRules::level_in_package(const Rule& rule, const Judging& judging) {
  const bool is_sip_rule = family_of(rule) == RuleFamily::sip;
  if (is_sip_rule && !judging.is_sip)
    return std::nullopt;
  const auto level = rule.level_in(is_sip_rule ? judging.sip : judging.csip);
  if (!level && !is_sip_rule && judging.csip_assumed && judging.hints)
    return Severity::info;
  return level;
}

void EarkRules::report(const RuleTally& tally, const std::string& path, Judging& judging) {
  const auto rules = eark_rules();
  const auto level_of = [&](const Rule& rule) { return level_in_package(rule, judging); };
  // With which weight it is told; nothing where it is not, or others tell it.
  const auto weight_of = [&](const RuleTally::Kind& kind) -> std::optional<Severity> {
    const auto level = level_of(rules[kind.rule]);
    const bool is_left = level && kind.others_tell && !tell_twice_;
    if (is_left)
      judging.left_to_others.set(kind.rule);
    if (!level || is_left)
      return std::nullopt;
    judging.told.set(kind.rule);
    return kind.at_most ? std::min(*level, *kind.at_most) : *level;
  };
  for (RuleNumber number = 0; number < rules.size(); ++number)
    if (tally.judged(number) && level_of(rules[number]))
      judging.judged.set(number);
  for (const Fault& fault : tally.faults()) {
    const Rule& rule = rules[fault.rule];
    const auto level = weight_of({fault.rule, fault.at_most, fault.others_tell});
    if (!level)
      continue;
    judging.sink.report({&rule, fault.path.empty() ? path : fault.path, fault.line, fault.message,
                         fault.expected, fault.actual,
                         *level == rule.severity ? std::nullopt : level});
  }
  for (const auto& [kind, counted] : tally.counted())
    if (const auto level = counted.more > 0 ? weight_of(kind) : std::nullopt)
      judging.sink.count_more(rules[kind.rule], *level, counted.more);
}

void EarkRules::settle(Judging& judging) {
  const auto rules = eark_rules();
  for (RuleNumber number = 0; number < rules.size(); ++number) {
    if (judging.told.test(number))
      continue;
    if (judging.left_to_others.test(number))
      judging.sink.settle(rules[number], RuleOutcome::failed);
    else if (!judging.judged.test(number))
      judging.sink.settle(rules[number],
                          judging.unread ? RuleOutcome::not_run : RuleOutcome::not_applicable);
  }
}

} // namespace delo
