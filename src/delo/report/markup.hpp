// HTML and XML as a stream. Whatever is written as text or value is escaped here, so that no writer
// of reports can forget to.
#pragma once

#include "delo/base/byte_sink.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace delo {

/// The text as markup may hold it: made safe to print (display_name), "&", "<", ">" and quotation
/// marks as references, and what XML 1.0 forbids as U+FFFD.
std::string markup_text(std::string_view text);

/// Writes elements. Names are ours, texts and values anybody's. Every open() needs its close().
class Markup {
public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  explicit Markup(ByteSink& sink) : sink_(sink) {}

  Markup& open(std::string_view name, Attributes attributes = {});
  Markup& close();
  Markup& text(std::string_view text);
  /// An element with a text.
  Markup& element(std::string_view name, std::string_view text, Attributes attributes = {});
  /// An element without contents, as XML writes it.
  Markup& empty(std::string_view name, Attributes attributes);
  /// Markup of our own, as it stands.
  Markup& raw(std::string_view markup);
  Markup& line() { return raw("\n"); }

private:
  void tag(std::string_view name, Attributes attributes, std::string_view end);

  ByteSink& sink_;
  std::vector<std::string> open_;
};

} // namespace delo
