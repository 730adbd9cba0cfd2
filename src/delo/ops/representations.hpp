// What the names of representations say: what each of them is, and which was made from which.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// "original", "transcription" or "translation" when the name is that word, or begins with it and
/// goes on behind "-", "_", "." or a space ("translation-fr"); "" for a name of the user's own.
std::string_view kind_of_representation(std::string_view name);

/// The representation that this one was made from: a translation from the transcription, else
/// from the original, a transcription from the original. Nothing where none of them is there, where
/// several could be meant, and for names that say nothing.
std::optional<std::string> source_of_representation(std::string_view name,
                                                    const std::vector<std::string>& all);

/// Whether one of them shows the original.
bool has_original(const std::vector<std::string>& representations);

/// Why a representation cannot have this name, which becomes that of a folder; "" when it can.
std::string_view problem_of_representation_name(std::string_view name);

} // namespace delo
