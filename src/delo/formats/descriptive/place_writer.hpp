// Writes values at the places that the map of fields names.
#pragma once

#include "delo/io/xml_writer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// The places of a column: "a|b" are two.
std::vector<std::string_view> split_places(std::string_view places);

/// Knows the language of places (see FieldMapping).
class PlaceWriter {
public:
  explicit PlaceWriter(XmlWriter& xml) : xml_(xml) {}

  /// Writes one value at one place.
  void write(std::string_view place, std::string_view value);
  /// Opens the elements of a place; what stands in the last one is the caller's, up to close().
  void open(std::string_view place, std::string_view value);
  void close();
  /// Ends the elements that were kept open for the next value. Needed before anything else is
  /// written.
  void close_shared();

private:
  void open_step(std::string_view step, std::string_view value);

  XmlWriter& xml_;
  std::string shared_; ///< the elements marked "*" that are open
  int shared_depth_ = 0;
  int depth_ = 0; ///< elements open below them
};

} // namespace delo
