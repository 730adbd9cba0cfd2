// JSON as a stream, for lists that are too long to be held as a tree.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Writes one value, laid out as to_text() does it. Every open_…() needs its close().
class JsonWriter {
public:
  explicit JsonWriter(ByteSink& sink) : sink_(sink) {}

  JsonWriter& open_object() { return open('{'); }
  JsonWriter& open_array() { return open('['); }
  JsonWriter& close();
  /// Inside an object: the name of the value that comes next.
  JsonWriter& key(std::string_view name);
  JsonWriter& value(const Json& value);
  JsonWriter& member(std::string_view name, const Json& value) { return key(name).value(value); }
  /// All members of an object, in the one that is open.
  JsonWriter& members(const Json& object);
  /// The line feed at the end.
  void finish() { sink_.write("\n"); }

private:
  struct Level {
    char bracket;
    bool is_empty = true;
  };
  JsonWriter& open(char bracket);
  void begin_item();
  std::string line_break() const { return "\n" + std::string(levels_.size() * 2, ' '); }

  ByteSink& sink_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

} // namespace delo
