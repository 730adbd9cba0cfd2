// What will be, or has been, packed.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/pack_data.hpp"

#include <string>

namespace delo {

/// The plan after a dry run, else the result in a few lines. Warnings are left to the caller.
std::string pack_text(const PackResult& result);

Json pack_json(const PackResult& result);

} // namespace delo
