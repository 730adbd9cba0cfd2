// A path inside a package, checked once when it is made and the only thing that joins names.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// Why a text cannot be a path inside a package.
enum class PathFault {
  none,
  empty,        ///< nothing there, or an empty part ("a//b", "a/")
  absolute,     ///< begins with "/"
  dot_segment,  ///< a part is "." or ".."
  drive_letter, ///< begins like "C:"
  home,         ///< begins with "~" (RFC 8493 5.1: shells and libraries may expand it)
  nul,          ///< holds a NUL byte
  name_too_long ///< a part is over 255 bytes: no common file system can hold it
};

/// Plain words for a fault, for messages.
std::string_view describe(PathFault fault);

/// Names joined by "/", kept as the bytes that were found. Never absolute, never with "." or "..",
/// so that joining one to a folder cannot leave that folder (RFC 8493 5.1).
class RelPath {
public:
  /// Checks `text`; when it cannot be used, `fault` (if given) says why.
  static std::optional<RelPath> parse(std::string_view text, PathFault* fault = nullptr);

  /// For texts that are known to be good, such as literals. Throws Error(internal) otherwise.
  explicit RelPath(std::string_view text);

  /// This path with one more part, or several, checked like any other.
  RelPath operator/(std::string_view more) const;
  RelPath operator/(const RelPath& more) const;

  const std::string& str() const { return text_; }
  /// The last part.
  std::string_view name() const;
  /// Everything before the last part; nothing for a path of one part.
  std::optional<RelPath> parent() const;
  /// What parent() is, without a copy; "" for a path of one part.
  std::string_view folder() const;
  /// The first part.
  std::string_view top() const;
  /// Whether this is a path of one part.
  bool is_at_top() const { return text_.find('/') == std::string::npos; }
  /// Everything behind the first part; nothing for a path of one part.
  std::optional<RelPath> below_top() const;
  /// Whether this path lies below `folder`.
  bool is_below(const RelPath& folder) const;
  /// What remains below `folder`; this path must lie below it. It may begin with what no other path
  /// may begin with ("~"), so that it is put below something else again before it is used.
  RelPath relative_to(const RelPath& folder) const;

  auto operator<=>(const RelPath&) const = default;

private:
  friend class PathTable; // which gives back what was checked when it came
  RelPath() = default;
  std::string text_;
};

} // namespace delo
