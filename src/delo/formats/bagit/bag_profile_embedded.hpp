// The profiles that travel in the program: those of profiles/.
#pragma once

#include <span>
#include <string_view>

namespace delo {

struct EmbeddedProfile {
  std::string_view name; ///< "translated-document"
  std::string_view json;
};

/// All of them, by name.
std::span<const EmbeddedProfile> embedded_profiles();

} // namespace delo
