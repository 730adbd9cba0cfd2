// The files that METS mentions, against those that are there.
#include "delo/base/utf8.hpp"
#include "delo/formats/csip/eark_package.hpp"
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/formats/csip/mention_finder.hpp"
#include "delo/model/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

/// Which rules hold of a file, by what mentions it.
struct MentionRules {
  MetsPlace place;
  std::string_view there;
  std::string_view size;
  std::string_view digest;
};
constexpr std::array<MentionRules, 5> kRules{{
    {MetsPlace::dmd_ref, "CSIP24", "CSIP27", "CSIP29"},
    {MetsPlace::digiprov_ref, "CSIP38", "CSIP41", "CSIP43"},
    {MetsPlace::rights_ref, "CSIP51", "CSIP54", "CSIP56"},
    {MetsPlace::location, "CSIP79", "CSIP69", "CSIP71"},
    {MetsPlace::mets_pointer, "CSIP110", "", ""},
}};

/// Metadata of a kind, and the folder below metadata/ where it belongs.
struct Home {
  MetsPlace place;
  std::string_view rule;
  std::string_view folder;
};
constexpr std::array<Home, 2> kHomes{{{MetsPlace::digiprov_ref, "CSIPSTR6", "preservation"},
                                      {MetsPlace::dmd_ref, "CSIPSTR7", "descriptive"}}};

/// Files against what is said of them is also what the checks of METS are about.
void fail(std::string_view rule, std::uint64_t line, std::string message, std::string expected,
          std::string actual, RuleTally& tally) {
  Fault fault{eark_rule_number(rule), line, std::move(message), std::move(expected),
              std::move(actual)};
  fault.others_tell = true;
  tally.fail(std::move(fault));
}

void judge_bytes(const MentionRules& rules, const MetsReference& said, const RelPath& target,
                 const SeenFile& file, RuleTally& tally) {
  const std::string actual = std::to_string(file.bytes);
  if (!rules.size.empty() && !is_blank(said.size) && trim(said.size) != actual)
    fail(rules.size, said.line,
         fmt::format("SIZE is not that of \"{}\"", display_name(target.str())),
         display_name(said.size), actual, tally);
  const auto algorithm = algorithm_from_mets(said.checksum_type);
  if (rules.digest.empty() || !algorithm || is_blank(said.checksum))
    return;
  const Digest* digest = file.digests.find(*algorithm);
  if (digest && ascii_lower(trim(said.checksum)) != digest->hex())
    fail(rules.digest, said.line,
         fmt::format("CHECKSUM is not the {} digest of \"{}\"", info(*algorithm).bagit,
                     display_name(target.str())),
         display_name(said.checksum), digest->hex(), tally);
}

/// Whether a file that is called like it but for upper and lower case is the one that is meant.
/// Metadata has few files with names that people chose; among content both "a.tif" and "a.TIF" may
/// exist, so that its size or its digest must be the one that is said.
bool is_meant(const FileMention& mention, const SeenFile& file) {
  const MetsReference& said = mention.said;
  const auto algorithm = algorithm_from_mets(said.checksum_type);
  const Digest* digest = algorithm ? file.digests.find(*algorithm) : nullptr;
  return mention.place != MetsPlace::location || trim(said.size) == std::to_string(file.bytes) ||
         (digest && ascii_lower(trim(said.checksum)) == digest->hex());
}

/// Whether it lies in "metadata/preservation", at the top of the package or in a representation.
bool is_at_home(const RelPath& target, std::string_view folder) {
  return ("/" + target.str()).find(fmt::format("/metadata/{}/", folder)) != std::string::npos;
}

void judge_home(MetsPlace place, const MetsReference& said, const RelPath& target,
                RuleTally& tally) {
  for (const Home& home : kHomes)
    if (home.place == place)
      tally.check(home.rule, is_at_home(target, home.folder), said.line,
                  fmt::format("\"{}\" does not lie in metadata/{}", display_name(target.str()),
                              home.folder));
}

} // namespace

void judge_mentions(const PlacedDocument& placed, const SeenFiles& seen, RuleTally& tally) {
  MentionFinder finder(seen);
  for (const FileMention& mention : placed.document.facts().mentions) {
    const auto rules = std::find_if(kRules.begin(), kRules.end(), [&](const MentionRules& row) {
      return row.place == mention.place;
    });
    if (rules == kRules.end())
      continue;
    const auto found = finder.find(placed.path, mention.said.href);
    if (!found || found->in_other_letters)
      fail(rules->there, mention.said.line,
           fmt::format(
               "xlink:href is \"{}\"; {}", display_name(mention.said.href),
               found ? fmt::format("the file is called \"{}\"", display_name(found->path.str()))
                     : std::string("no such file is in the package")),
           {}, {}, tally);
    if (!found)
      continue;
    judge_home(mention.place, mention.said, found->path, tally);
    const auto file = seen.find(found->path);
    if (file->second.readable && (!found->in_other_letters || is_meant(mention, file->second)))
      judge_bytes(*rules, mention.said, found->path, file->second, tally);
  }
}

} // namespace delo
