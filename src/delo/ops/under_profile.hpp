// What a profile says of a package that is still to be made.
#pragma once

#include "delo/ops/folder_bag_plan.hpp"
#include "delo/ops/pack_input.hpp"

#include <string>
#include <vector>

namespace delo {

/// The options with what their profile decides: digests it requires are added, and where nothing
/// was chosen, a container and a digest that it accepts are taken. Without a profile, as they are.
/// What cannot be met is left for hold_to_profile(). Throws Error(usage) when the layout has no
/// bag, or when the profile allows only digests that cannot protect a package.
PackOptions with_profile_choices(PackOptions options);

/// What is only recommended, or left out for the profile's sake.
struct ProfileRemarks {
  std::vector<std::string> warnings; ///< one line each
  std::vector<std::string> notes;
};

/// Throws one Error(usage) with everything that the profile forbids in the bag to be or misses
/// there, and with what to type. Without a profile there are no remarks.
ProfileRemarks hold_to_profile(const PackPlan& plan, const PackInput& input,
                               const PackOptions& options);
ProfileRemarks hold_to_profile(const FolderBag& bag, const PackOptions& options);

} // namespace delo
