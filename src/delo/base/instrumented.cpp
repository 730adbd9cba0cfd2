#include "delo/base/instrumented.hpp"

#ifndef DELO_COVERAGE_FOLDER
#define DELO_COVERAGE_FOLDER ""
#endif

namespace delo {

bool finds_leaks() {
#if defined(__SANITIZE_ADDRESS__)
  return true;
#elif defined(__has_feature)
  return __has_feature(address_sanitizer);
#else
  return false;
#endif
}

std::string_view coverage_folder() {
  return DELO_COVERAGE_FOLDER;
}

} // namespace delo
