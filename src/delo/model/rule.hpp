// What a package is held to. Rules are rows; only the check behind a row is code.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace delo {

enum class Severity { info, warning, error };

std::string_view to_word(Severity severity);

/// Whose rule it is. Users choose families; those of the container always hold, because they guard
/// the reading itself.
enum class RuleFamily {
  container,
  bagit,
  profile,
  xml, ///< of any XML document
  mets,
  premis,
  mods,
  dc,
  ead,
  rights,
  csip,
  sip,
  delo
};
inline constexpr std::array kRuleFamilies{
    RuleFamily::container, RuleFamily::bagit,  RuleFamily::profile, RuleFamily::xml,
    RuleFamily::mets,      RuleFamily::premis, RuleFamily::mods,    RuleFamily::dc,
    RuleFamily::ead,       RuleFamily::rights, RuleFamily::csip,    RuleFamily::sip,
    RuleFamily::delo};

/// "bagit"; and the family that has this name.
std::string_view to_word(RuleFamily family);
std::optional<RuleFamily> rule_family(std::string_view word);

/// How much a rule weighs in a version of its standard that differs from the newest.
struct VersionLevel {
  std::string_view version;      ///< "0.97", "2.1.0"
  std::optional<Severity> level; ///< nothing: the version does not have the rule
};

/// One requirement of a standard, or of ours. Ids are permanent: never renumbered or reused.
struct Rule {
  std::string_view id;        ///< "BAGIT-2.1.3-1", "CSIP59", "DELO-path-1"
  Severity severity;          ///< MUST broken is an error, SHOULD a warning, MAY an info
  std::string_view title;     ///< what must hold, in a few words
  std::string_view section;   ///< where the standard says so: "RFC 8493 2.1.3"
  std::string_view help;      ///< why it matters
  std::string_view fix;       ///< what to do about it
  std::string_view bad = {};  ///< an example that breaks it
  std::string_view good = {}; ///< the same, put right
  std::span<const VersionLevel> levels = {}; ///< where other versions of the standard differ
  /// The rule of another family that makes the comparison for both: this one has failed where that
  /// one has, and says nothing of its own.
  std::string_view fails_with = {};

  /// Its weight in a version of its standard; nothing where that does not have it.
  std::optional<Severity> level_in(std::string_view version) const;
};

/// Told by the id.
RuleFamily family_of(const Rule& rule);

/// What became of a rule in one package.
enum class RuleOutcome {
  passed,
  failed,         ///< at least one Finding, whatever its weight
  not_applicable, ///< the package has nothing that the rule speaks of
  not_run         ///< it speaks of something that could not be looked at
};

std::string_view to_word(RuleOutcome outcome);
inline constexpr std::array kRuleOutcomes{RuleOutcome::passed, RuleOutcome::failed,
                                          RuleOutcome::not_applicable, RuleOutcome::not_run};

} // namespace delo
