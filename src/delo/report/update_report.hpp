// What an update changed, for people and for programs.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/update_data.hpp"

#include <span>
#include <string>
#include <string_view>

namespace delo {

std::string update_text(const UpdateResult& result);
Json update_json(std::span<const UpdateResult> results, std::string_view version);

} // namespace delo
