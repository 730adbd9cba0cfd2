#include "delo/model/rule.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

constexpr std::array<std::pair<RuleFamily, std::string_view>, kRuleFamilies.size()> kWords{{
    {RuleFamily::container, "container"},
    {RuleFamily::bagit, "bagit"},
    {RuleFamily::profile, "profile"},
    {RuleFamily::xml, "xml"},
    {RuleFamily::mets, "mets"},
    {RuleFamily::premis, "premis"},
    {RuleFamily::mods, "mods"},
    {RuleFamily::dc, "dc"},
    {RuleFamily::ead, "ead"},
    {RuleFamily::rights, "rights"},
    {RuleFamily::csip, "csip"},
    {RuleFamily::sip, "sip"},
    {RuleFamily::delo, "delo"},
}};

/// How ids begin; of two that fit, the first counts.
constexpr std::array<std::pair<std::string_view, RuleFamily>, 15> kPrefixes{{
    {"BAGIT-", RuleFamily::bagit},
    {"DELO-bag-", RuleFamily::bagit},
    {"DELO-path-", RuleFamily::container},
    {"DELO-container-", RuleFamily::container},
    {"DELO-", RuleFamily::delo},
    {"PROFILE-", RuleFamily::profile},
    {"XML-", RuleFamily::xml},
    {"METS-", RuleFamily::mets},
    {"PREMIS-", RuleFamily::premis},
    {"MODS-", RuleFamily::mods},
    {"DC-", RuleFamily::dc},
    {"EAD-", RuleFamily::ead},
    {"RIGHTS-", RuleFamily::rights},
    {"CSIP", RuleFamily::csip},
    {"SIP", RuleFamily::sip},
}};

} // namespace

std::string_view to_word(Severity severity) {
  switch (severity) {
  case Severity::info:
    return "info";
  case Severity::warning:
    return "warning";
  case Severity::error:
    return "error";
  }
  return "";
}

std::string_view to_word(RuleFamily family) {
  for (const auto& [known, word] : kWords)
    if (known == family)
      return word;
  return "";
}

std::optional<RuleFamily> rule_family(std::string_view word) {
  for (const auto& [family, known] : kWords)
    if (known == word)
      return family;
  return std::nullopt;
}

std::optional<Severity> Rule::level_in(std::string_view version) const {
  for (const VersionLevel& row : levels)
    if (row.version == version)
      return row.level;
  return severity;
}

RuleFamily family_of(const Rule& rule) {
  for (const auto& [prefix, family] : kPrefixes)
    if (rule.id.starts_with(prefix))
      return family;
  return RuleFamily::delo;
}

std::string_view to_word(RuleOutcome outcome) {
  switch (outcome) {
  case RuleOutcome::passed:
    return "passed";
  case RuleOutcome::failed:
    return "failed";
  case RuleOutcome::not_applicable:
    return "not applicable";
  case RuleOutcome::not_run:
    return "not run";
  }
  return "";
}

} // namespace delo
