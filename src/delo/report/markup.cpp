#include "delo/report/markup.hpp"

#include "delo/base/utf8.hpp"

namespace delo {
namespace {

/// The reference that stands for a character; empty when it may stand for itself.
std::string_view reference(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  default:
    return {};
  }
}

/// XML 1.0 2.2: these two are no characters; display_name() has taken the controls away.
bool is_forbidden(std::string_view piece) {
  return piece == "\xEF\xBF\xBE" || piece == "\xEF\xBF\xBF";
}

} // namespace

std::string markup_text(std::string_view text) {
  const std::string shown = display_name(text);
  std::string escaped;
  escaped.reserve(shown.size());
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (const auto written = reference(shown[i]); !written.empty()) {
      escaped += written;
    } else if (is_forbidden(std::string_view(shown).substr(i, 3))) {
      escaped += "\xEF\xBF\xBD";
      i += 2;
    } else {
      escaped += shown[i];
    }
  }
  return escaped;
}

void Markup::tag(std::string_view name, Attributes attributes, std::string_view end) {
  std::string text = "<" + std::string(name);
  for (const auto& [attribute, value] : attributes)
    text += " " + std::string(attribute) + "=\"" + markup_text(value) + "\"";
  sink_.write(text += end);
}

Markup& Markup::open(std::string_view name, Attributes attributes) {
  tag(name, attributes, ">");
  open_.emplace_back(name);
  return *this;
}

Markup& Markup::close() {
  sink_.write("</" + open_.back() + ">");
  open_.pop_back();
  return *this;
}

Markup& Markup::text(std::string_view text) {
  sink_.write(markup_text(text));
  return *this;
}

Markup& Markup::element(std::string_view name, std::string_view text, Attributes attributes) {
  return open(name, attributes).text(text).close();
}

Markup& Markup::empty(std::string_view name, Attributes attributes) {
  tag(name, attributes, "/>");
  return *this;
}

Markup& Markup::raw(std::string_view markup) {
  sink_.write(markup);
  return *this;
}

} // namespace delo
