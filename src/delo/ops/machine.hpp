// The machine under the program: what computes its digests, and what it stands on.
#pragma once

#include "delo/model/machine_data.hpp"

#include <filesystem>
#include <string_view>

namespace delo {

/// Chooses what computes digests from now on: "auto" for the quickest that this processor has, or
/// the word of an engine. Throws Error(usage) when the processor lacks it or there is no such word.
void choose_engine(std::string_view word);

/// Looks around. A file is made, flushed, renamed and removed in the folder of temporary files, and
/// in another folder. What the report says of the sandbox is for the caller to fill in.
MachineReport look_at_machine(const std::filesystem::path& scratch,
                              const std::filesystem::path& folder);

} // namespace delo
