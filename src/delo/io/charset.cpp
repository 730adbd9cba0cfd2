#include "delo/io/charset.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

namespace delo {

DecodedText decode_text(std::string_view bytes, std::string_view name,
                        const std::optional<std::string>&) {
  if (bytes.starts_with("\xEF\xBB\xBF"))
    bytes.remove_prefix(3);
  if (!is_utf8(bytes))
    throw Error(ErrorKind::io, fmt::format("{} is not UTF-8", display_name(name)),
                "save it again as UTF-8");
  return {std::string(bytes), "UTF-8", Confidence::certain, false};
}

} // namespace delo
