// Which delo this is.
#pragma once

#include <string_view>

namespace delo {

/// "0.1.0", as packages and reports carry it.
std::string_view library_version();

} // namespace delo
