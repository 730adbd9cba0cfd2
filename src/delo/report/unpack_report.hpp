// What unpacking did, for people and for programs.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/unpack_data.hpp"

#include <span>
#include <string>
#include <string_view>

namespace delo {

/// The findings as validation tells them, and where the files are, or that nothing was written.
std::string unpack_text(const UnpackResult& result);
Json unpack_json(std::span<const UnpackResult> results, std::string_view version);

} // namespace delo
