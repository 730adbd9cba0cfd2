// What ICU's detector makes of bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace delo {

struct DetectedEncoding {
  std::string name;
  std::string language;
  std::int32_t confidence = 0; ///< of 100
};

/// Its first choice, from the beginning of the bytes; nothing in it when it has none.
DetectedEncoding ask_detector(std::string_view bytes);

} // namespace delo
