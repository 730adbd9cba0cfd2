#include "delo/base/json.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <iterator>

namespace delo {

void put_path(Json& object, std::string_view name) {
  if (is_utf8(name)) {
    object["path"] = name;
    return;
  }
  object["path"] = display_name(name);
  object["path_b64"] = base64(name);
}

std::optional<std::uint64_t> count_from(const Json& value) {
  return value.is_number_unsigned() ? std::optional(value.get<std::uint64_t>()) : std::nullopt;
}

std::string printable(const Json& json, int indent) {
  const std::string text = json.dump(indent, ' ', false, Json::error_handler_t::replace);
  std::string safe;
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const std::int32_t c = next_code_point(text, i);
    if (c < 0x7F || !is_unsafe_to_print(c)) // below, JSON escapes what is unsafe
      continue;
    safe.append(text, copied, start - copied);
    fmt::format_to(std::back_inserter(safe), "\\u{:04x}", static_cast<std::uint32_t>(c));
    copied = i;
  }
  return copied == 0 ? text : safe.append(text, copied, std::string::npos);
}

std::string to_text(const Json& json) {
  return printable(json, 2) + "\n";
}

} // namespace delo
