// What validation is asked to do.
#pragma once

#include "delo/model/finding_cap.hpp"
#include "delo/model/progress.hpp"
#include "delo/model/rule.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace delo {

struct BagItProfile;
class SchemaSet;

/// The profile that a bag names by an address, or why there is none.
struct NamedProfile {
  std::shared_ptr<const BagItProfile> profile; ///< null: none is known by this address
  std::string reason = {};
  std::string hint = {};
};
using ProfileFinder = std::function<NamedProfile(const std::string& identifier)>;

/// How much of a package is read.
enum class Depth {
  full,      ///< every byte, every digest
  structure, ///< what is listed is there and the reverse; payload bytes are not read
  oxum       ///< files and bytes of the payload are counted, as Payload-Oxum has them
};

struct ValidateOptions {
  std::stop_token stop = {};
  const SchemaSet* schemas = nullptr;    ///< null: those that delo brings
  const BagItProfile* profile = nullptr; ///< the bag is held to it as well
  /// Without `profile`, finds the one that the bag names, to hold it to that; null: none is looked
  /// for. May be called from many threads.
  ProfileFinder find_profile = {};
  /// The families to check; nothing: all that apply. Those of the container always hold.
  std::optional<std::set<RuleFamily>> families = {};
  Depth depth = Depth::full;
  bool lenient = false;  ///< known slips of named old tools are warnings
  std::string csip = {}; ///< the version of CSIP: "2.1.0"; "" for what the package says
  std::string sip = {};  ///< the version of the SIP specification, likewise

  /// How many times as much may come out of an archive as went in, beyond what is harmless; 0: any,
  /// nothing: as its reader has it.
  std::optional<std::uint64_t> max_expansion = {};

  /// Of a rule, that are kept; the others are counted.
  std::uint64_t max_findings = kMostFindings;

  /// An open file from which the package comes, a tar that is read once as it arrives; then the
  /// path is only a name. -1: the package lies at its path.
  int stream = -1;
  ProgressSink progress = {};
  /// The names of the files at the top, from who has just written the package: an archive is not
  /// listed for them. They choose what is computed while it is read; what is judged is what is
  /// read.
  std::optional<std::vector<std::string>> top_names = {};

  /// Whether rules of a family are to be checked.
  bool wants(RuleFamily family) const;
};

/// The families that tell whether a package is whole and readable; not those that tell whether it
/// keeps a specification of packages.
std::set<RuleFamily> integrity_families();

} // namespace delo
