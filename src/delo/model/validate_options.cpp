#include "delo/model/validate_options.hpp"

#include <algorithm>
#include <array>

namespace delo {

bool ValidateOptions::wants(RuleFamily family) const {
  if (family == RuleFamily::container || !families || families->contains(family))
    return true;
  // Whoever asks for one kind of document asks whether it is XML at all.
  static constexpr std::array kDocuments{RuleFamily::mets, RuleFamily::premis, RuleFamily::mods,
                                         RuleFamily::dc,   RuleFamily::ead,    RuleFamily::rights};
  return family == RuleFamily::xml &&
         std::any_of(kDocuments.begin(), kDocuments.end(),
                     [this](RuleFamily f) { return families->contains(f); });
}

std::set<RuleFamily> integrity_families() {
  std::set<RuleFamily> families(kRuleFamilies.begin(), kRuleFamilies.end());
  for (const RuleFamily family : {RuleFamily::csip, RuleFamily::sip, RuleFamily::delo})
    families.erase(family);
  return families;
}

} // namespace delo
