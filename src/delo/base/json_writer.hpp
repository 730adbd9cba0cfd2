// JSON as a stream, for lists that are too long to be held as a tree.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace delo {

enum class JsonLayout {
  indented, ///< as to_text() does it
  one_line  ///< for JSON Lines
};

/// Writes one value. Every open_…() needs its close().
class JsonWriter {
public:
  explicit JsonWriter(ByteSink& sink, JsonLayout layout = JsonLayout::indented)
      : sink_(sink), layout_(layout) {}

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
  std::string line_break() const;
  std::string dump(const Json& json) const;

  ByteSink& sink_;
  JsonLayout layout_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

} // namespace delo
