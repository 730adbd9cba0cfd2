// What differs between two packages, for people and for programs.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/diff_data.hpp"

#include <string>

namespace delo {

/// One line for each difference, and the sum.
std::string diff_text(const DiffResult& result);
Json diff_json(const DiffResult& result);

} // namespace delo
