// What was fetched for a bag, for people and for programs.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/fetch_data.hpp"

#include <string>

namespace delo {

/// One line for each file that did not come, or would be fetched, and the sum; nothing but trouble
/// when `only_trouble`.
std::string fetch_text(const FetchResult& result, bool only_trouble = false);
Json fetch_json(const FetchResult& result);

} // namespace delo
