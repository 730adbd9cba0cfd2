// Two copies of a store, for people and programs.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/compare_data.hpp"

#include <string>

namespace delo {

std::string compare_text(const StoreComparison& comparison);
Json compare_json(const StoreComparison& comparison);

} // namespace delo
