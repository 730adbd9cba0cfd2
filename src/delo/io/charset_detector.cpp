#include "delo/io/charset_detector.hpp"

#include <unicode/ucsdet.h>

#include <memory>

namespace delo {
namespace {

struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

/// The detector looks at no more than this much text.
constexpr std::size_t kDetectorBytes = 65536;

} // namespace

DetectedEncoding ask_detector(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  const std::string_view sample = bytes.substr(0, kDetectorBytes);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || !match)
    return {};
  const char* name = ucsdet_getName(match, &status);
  const char* language = ucsdet_getLanguage(match, &status);
  const std::int32_t confidence = ucsdet_getConfidence(match, &status);
  if (U_FAILURE(status) || !name)
    return {};
  return {name, language ? language : "", confidence};
}

} // namespace delo
