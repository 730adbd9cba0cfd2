#include "delo/base/version.hpp"

namespace delo {

std::string_view library_version() {
  return DELO_VERSION;
}

} // namespace delo
