#include "delo/formats/premis/premis_rules.hpp"

#include "delo/base/hash_table.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/csip/csip_layout.hpp"
#include "delo/formats/mets/location.hpp"
#include "delo/formats/mets/mets_reader.hpp"
#include "delo/model/rule_table.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <unordered_map>
#include <utility>

namespace delo {
namespace {

using enum Severity;

constexpr std::array<Rule, 2> kRules{{
    {"PREMIS-file-1", error, "every file has the digest that PREMIS gives", "PREMIS 3.0, 1.5.2",
     "the bytes are not those of which the events tell",
     "fetch the file again from the sender, or put the PREMIS right if it speaks of another state",
     "messageDigest gives the digest that the file had before it was edited",
     "messageDigest gives the digest of the bytes that are there"},
    {"PREMIS-file-2", error, "every file has the size that PREMIS gives", "PREMIS 3.0, 1.5.3",
     "the file was cut or lengthened since it was described",
     "fetch the file again from the sender", "<size>2048</size> for a file of 2000 bytes",
     "<size>2000</size> for a file of 2000 bytes"},
}};

std::uint64_t hash_of(std::string_view id) {
  return std::hash<std::string_view>()(id);
}

} // namespace

std::span<const Rule> premis_rules() {
  return kRules;
}

struct PremisRules::Claim {
  std::uint64_t line = 0;
  std::string name;          ///< a path, perhaps; "" when METS alone says which file it is
  std::uint64_t section = 0; ///< hash of the ID of the METS section it stands in; 0: in none
  std::string size;
  std::string algorithm;
  std::string digest;

  void write(FieldWriter& fields) const {
    fields.number(line);
    fields.path(name);
    fields.number(section);
    fields.text(size);
    fields.word(algorithm);
    fields.hex(digest);
  }
  static Claim read(FieldReader& fields) {
    Claim claim;
    claim.line = fields.number();
    claim.name = fields.path();
    claim.section = fields.number();
    claim.size = fields.text();
    claim.algorithm = fields.word();
    claim.digest = fields.hex();
    return claim;
  }
};

/// One document on its way: a PREMIS one, or a METS one that holds PREMIS.
class PremisRules::Document final : public XmlHandler {
public:
  void start_element(std::string_view uri, std::string_view name,
                     std::span<const XmlAttribute> attributes, std::uint64_t line) override {
    premis_.start_element(uri, name, attributes, line);
    if (uri != kMetsNamespace)
      return;
    if (const std::string_view id = attribute_value(attributes, "", "ID"); name.ends_with("MD"))
      section_ = hash_of(id);
    if (name == "file")
      admid_ = attribute_value(attributes, "", "ADMID");
    else if (name == "FLocat")
      for_each_word(admid_, [&](std::string_view id) {
        if (sections_.contains(hash_of(id))) // those of amdSec stand before fileSec
          hrefs_.emplace(hash_of(id), attribute_value(attributes, kXlinkNamespace, "href"));
      });
  }
  void end_element(std::string_view uri, std::string_view name) override {
    premis_.end_element(uri, name);
    if (uri == kMetsNamespace && name.ends_with("MD"))
      section_ = 0;
  }
  void characters(std::string_view text) override { premis_.characters(text); }

  const CompactList<Claim>& claims() const { return claims_; }
  /// Where METS says that the file of a section lies; null when it does not.
  const std::string* href_of(std::uint64_t section) const {
    const auto found = section == 0 ? hrefs_.end() : hrefs_.find(section);
    return found == hrefs_.end() ? nullptr : &found->second;
  }

private:
  void take(PremisFile&& file) {
    Claim claim;
    claim.line = file.line;
    claim.section = section_;
    sections_.add(section_, 0);
    for (const std::string& name : file.names)
      if (name.find('/') != std::string::npos || name.find('.') != std::string::npos) {
        claim.name = name;
        if (name.find('/') != std::string::npos)
          break; // the likeliest to be a path
      }
    claim.size = file.size;
    for (const PremisFile::Fixity& fixity : file.fixities) {
      claim.algorithm = fixity.algorithm;
      claim.digest = fixity.digest;
      claims_.push_back(claim);
      claim.size.clear(); // is compared once
    }
    if (file.fixities.empty() && !file.size.empty())
      claims_.push_back(claim);
  }

  PremisReader premis_{[this](PremisFile&& file) { take(std::move(file)); }};
  CompactList<Claim> claims_;
  HashTable sections_;                                   ///< with claims in them
  std::unordered_map<std::uint64_t, std::string> hrefs_; ///< by hashes of the IDs of sections
  std::uint64_t section_ = 0;
  std::string admid_;
};

PremisRules::PremisRules(XmlDocuments& documents) : documents_(documents) {
  documents_.add_listener(*this);
}
PremisRules::~PremisRules() = default;

XmlHandler* PremisRules::hear(const RelPath& path, std::string_view uri, std::string_view) {
  if (uri != kMetsNamespace && !is_premis_namespace(uri))
    return nullptr;
  auto& document = heard_[path];
  document = std::make_unique<Document>();
  return document.get();
}

void PremisRules::ended(const RelPath& path) {
  for (const Claim& claim : heard_.at(path)->claims())
    if (const auto algorithm = algorithm_from_premis(claim.algorithm))
      wanted_.insert(*algorithm);
}

void PremisRules::heard(const RelPath& path, bool) {
  if (heard_.at(path)->claims().empty())
    heard_.erase(path);
  has_objects_ = !heard_.empty();
}

Interest PremisRules::interest_in(const RelPath&) {
  return {wanted_, false};
}

namespace {

/// The file that a name means, looked for from the document's folder upwards: paths are written
/// relative to the PREMIS file, to its representation, or to the package, with or without its name.
std::optional<RelPath> find_as_it_stands(const RelPath& document, std::string_view name,
                                         const SeenFiles& seen) {
  if (name.empty())
    return std::nullopt;
  const std::size_t slash = name.find('/');
  const bool has_scheme = name.substr(0, slash).find(':') != std::string_view::npos;
  for (RelPath from = document;;) {
    const Location place = locate(from, name, seen);
    if (place.path && seen.contains(*place.path))
      return place.path;
    if (slash != std::string_view::npos && !has_scheme) {
      const Location inner = locate(from, name.substr(slash + 1), seen);
      if (inner.path && seen.contains(*inner.path))
        return inner.path;
    }
    const auto folder = from.parent();
    if (!folder)
      return std::nullopt;
    from = *folder;
  }
}

/// White space around a name may be its own, or that of a document that was indented.
std::optional<RelPath> find_named(const RelPath& document, std::string_view name,
                                  const SeenFiles& seen) {
  auto path = find_as_it_stands(document, name, seen);
  return path ? path : find_as_it_stands(document, trim(name), seen);
}

} // namespace

/// Finds the file of each claim: `visit(document, claim, target)`; nothing where there is none.
template <typename Visit>
void PremisRules::for_each_claim(const SeenFiles& seen, Visit visit) const {
  for (const auto& [path, document] : heard_) {
    if (!documents_.belongs(path))
      continue;
    for (const Claim& claim : document->claims()) {
      std::optional<RelPath> target;
      if (const std::string* href = document->href_of(claim.section))
        target = locate(path, *href, seen).path;
      else
        target = find_named(path, claim.name, seen);
      visit(path, claim, target && seen.contains(*target) ? target : std::nullopt);
    }
  }
}

void PremisRules::still_needed(const PassOutcome& outcome, LateNeeds& needs) {
  for_each_claim(
      outcome.seen, [&](const RelPath&, const Claim& claim, const std::optional<RelPath>& target) {
        if (const auto algorithm = algorithm_from_premis(claim.algorithm); algorithm && target)
          need_digest(outcome.seen, *target, *algorithm, needs);
      });
}

void PremisRules::compare(const RelPath& document, const Claim& claim, const RelPath& target,
                          const SeenFile& seen, FindingSink& sink) const {
  const std::string where = fmt::format("{} line {}", display_name(document.str()), claim.line);
  const std::string bytes = std::to_string(seen.bytes);
  if (!claim.size.empty() && claim.size != bytes)
    sink.report({&find_rule(kRules, "PREMIS-file-2"), target.str(), 0,
                 fmt::format("the size in bytes is not that of {}", where),
                 display_name(claim.size), bytes});
  const auto algorithm = algorithm_from_premis(claim.algorithm);
  const Digest* actual = algorithm ? seen.digests.find(*algorithm) : nullptr;
  if (actual && !claim.digest.empty() && ascii_lower(claim.digest) != actual->hex())
    sink.report({&find_rule(kRules, "PREMIS-file-1"), target.str(), 0,
                 fmt::format("the {} digest is not that of {}; the file has {} bytes",
                             delo::info(*algorithm).bagit, where, seen.bytes),
                 display_name(claim.digest), actual->hex()});
}

void PremisRules::at_end(const PassOutcome& outcome, FindingSink& sink,
                         std::vector<std::string>& not_run) {
  std::map<RelPath, std::uint64_t> strangers;   // claims whose file cannot be told
  std::map<std::string, std::uint64_t> unknown; // algorithms
  for_each_claim(outcome.seen, [&](const RelPath& document, const Claim& claim,
                                   const std::optional<RelPath>& target) {
    if (!target) {
      ++strangers[document];
      return;
    }
    if (!claim.algorithm.empty() && !algorithm_from_premis(claim.algorithm))
      ++unknown[claim.algorithm];
    if (const SeenFile seen = outcome.seen.at(*target); seen.readable)
      compare(document, claim, *target, seen, sink);
  });
  if (!outcome.complete)
    return; // the file may have been in the rest
  for (const auto& [document, count] : strangers)
    not_run.push_back(fmt::format("fixity of {} in {}: which file is meant cannot be told",
                                  count == 1 ? "1 object" : fmt::format("{} objects", count),
                                  display_name(document.str())));
  for (const auto& [word, count] : unknown)
    not_run.push_back(fmt::format("{} of PREMIS: delo cannot compute \"{}\"",
                                  count == 1 ? "1 digest" : fmt::format("{} digests", count),
                                  display_name(word)));
}

} // namespace delo
