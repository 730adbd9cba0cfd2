// What will be, or has been, packed.
#pragma once

#include "delo/base/json_writer.hpp"
#include "delo/model/pack_data.hpp"

#include <string>

namespace delo {

/// The plan after a dry run, else the result in a few lines. Warnings are left to the caller.
std::string pack_text(const PackResult& result);

/// The members of an object, one after another: a plan may have a million files.
void write_pack(JsonWriter& json, const PackResult& result);

} // namespace delo
