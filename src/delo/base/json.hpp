// JSON with keys in the order they were written, so that output is the same every time.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

using Json = nlohmann::ordered_json;

/// Adds `path`, and `path_b64` with the exact bytes when the name is not UTF-8.
void put_path(Json& object, std::string_view name);

/// A number without sign and fraction; nothing for any other value. get() converts those as well,
/// and what comes of a number without a counterpart is undefined.
std::optional<std::uint64_t> count_from(const Json& value);

/// The text of a value, indented by so many spaces, or in one line when that is negative. Bytes
/// that are not UTF-8 become U+FFFD. What a terminal would obey, control characters and those that
/// turn the writing direction, is written as \uNNNN: it reads back the same.
std::string printable(const Json& json, int indent);

/// Two-space indented text with a final newline, likewise.
std::string to_text(const Json& json);

} // namespace delo
