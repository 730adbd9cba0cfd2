// XML written as a stream: memory does not grow with the document.
#pragma once

#include "delo/base/byte_sink.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace delo {

/// Writes one indented UTF-8 document. Characters that XML 1.0 forbids become U+FFFD. Names must
/// be good XML names; values may be anything. Throws whatever the sink throws.
class XmlWriter {
public:
  explicit XmlWriter(ByteSink& sink);
  ~XmlWriter();
  XmlWriter(const XmlWriter&) = delete;
  XmlWriter& operator=(const XmlWriter&) = delete;

  XmlWriter& start(std::string_view name);
  XmlWriter& attribute(std::string_view name, std::string_view value);
  XmlWriter& attribute(std::string_view name, std::uint64_t value);
  XmlWriter& text(std::string_view text);
  XmlWriter& end();
  /// An element that holds only text.
  XmlWriter& element(std::string_view name, std::string_view text);
  /// The same, left out when there is no text.
  XmlWriter& element_if(std::string_view name, std::string_view text);
  /// Closes what is open and flushes. Nothing is complete without it.
  void finish();

private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace delo
