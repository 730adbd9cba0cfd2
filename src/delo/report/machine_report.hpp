// The machine under the program, for people and programs.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/machine_data.hpp"

#include <string>

namespace delo {

std::string machine_text(const MachineReport& report);
Json machine_json(const MachineReport& report);

} // namespace delo
