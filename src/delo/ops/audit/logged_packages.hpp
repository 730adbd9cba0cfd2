// What the event log says of every package: made by going through its lines, so that the catalogue
// can be held against it.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/audit_evidence.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// A text in a line of the log; "" when there is none. Lines may come from strangers.
std::string text_in_line(const Json& line, std::string_view key);
/// A name in a line, with the bytes that it has (catalogue_text.hpp).
std::string name_in_line(const Json& line, std::string_view key);
/// A number in a line; 0 when there is none.
std::uint64_t number_in_line(const Json& line, std::string_view key);

/// What the line changes in a catalogue beside the results of checks; nothing when it does not.
std::optional<LostChange> change_in_line(const Json& line);

struct LoggedPackage {
  /// Its first line, from 1: packages that had one path after another differ in it.
  std::uint64_t first_line = 0;
  std::string reference;            ///< SHA-256 over its files, in hexadecimal
  std::uint64_t reference_line = 0; ///< the line that says so, from 1
  std::string outcome;              ///< of its last check, as code_of(); empty before the first
  std::string checked;              ///< when it was last read whole, RFC 3339; empty before
  std::uint64_t check_line = 0;     ///< its last "check"; 0 before the first
  bool is_older = false;            ///< it was in the catalogue before there was a log
};

class LoggedPackages {
public:
  /// By path, as the catalogue writes it (catalogue_text.hpp).
  using Map = std::map<std::string, LoggedPackage, std::less<>>;

  /// The next line.
  void take(const Json& line);
  const Map& all() const { return packages_; }

private:
  Map packages_;
};

} // namespace delo
