#include "delo/base/json_writer.hpp"

#include <utility>

namespace delo {

std::string JsonWriter::line_break() const {
  return layout_ == JsonLayout::one_line ? "" : "\n" + std::string(levels_.size() * 2, ' ');
}

std::string JsonWriter::dump(const Json& json) const {
  return printable(json, layout_ == JsonLayout::one_line ? -1 : 2);
}

/// A comma and a new line, where the item needs them.
void JsonWriter::begin_item() {
  if (std::exchange(after_key_, false) || levels_.empty())
    return;
  sink_.write(std::exchange(levels_.back().is_empty, false) ? "" : ",");
  sink_.write(line_break());
}

JsonWriter& JsonWriter::open(char bracket) {
  begin_item();
  sink_.write({&bracket, 1});
  levels_.push_back({bracket});
  return *this;
}

JsonWriter& JsonWriter::close() {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.is_empty)
    sink_.write(line_break());
  sink_.write(level.bracket == '{' ? "}" : "]");
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  begin_item();
  sink_.write(dump(Json(name)) + (layout_ == JsonLayout::one_line ? ":" : ": "));
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::members(const Json& object) {
  for (const auto& [name, value] : object.items())
    member(name, value);
  return *this;
}

JsonWriter& JsonWriter::value(const Json& value) {
  begin_item();
  const std::string text = dump(value); // line feeds inside of strings are escaped
  std::string_view rest = text;
  for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
    sink_.write(rest.substr(0, end));
    sink_.write(line_break());
    rest.remove_prefix(end + 1);
  }
  sink_.write(rest);
  return *this;
}

} // namespace delo
