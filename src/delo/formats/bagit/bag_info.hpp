// Tag files: "Label: value" lines, folded or not (RFC 8493 2.2.2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

struct Tag {
  std::string label;
  std::string value;
  std::uint64_t line = 0; ///< where it began, 1-based; 0 for tags to be written
};

/// A tag file in its order. Labels may repeat and are compared regardless of case.
class BagInfo {
public:
  void add(std::string_view label, std::string_view value);
  /// The same, left out when there is no value.
  void add_if(std::string_view label, std::string_view value);
  const std::vector<Tag>& tags() const { return tags_; }
  std::vector<const Tag*> find(std::string_view label) const&;
  /// What is found lives in the object, so one that is about to end is not asked.
  std::vector<const Tag*> find(std::string_view label) && = delete;

private:
  friend struct ParsedBagInfo parse_bag_info(std::string_view text);
  std::vector<Tag> tags_;
};

struct ParsedBagInfo {
  BagInfo info;
  std::vector<std::uint64_t> bad_lines; ///< lines that are neither a tag nor a continuation
  /// Lines where white space stands before the colon, or none behind it: before BagIt 1.0 that was
  /// allowed.
  std::vector<std::uint64_t> loose_lines;
};

/// Reads a tag file with LF, CR or CRLF lines; a byte order mark is passed over.
ParsedBagInfo parse_bag_info(std::string_view text);

/// One tag a line, never folded: line breaks inside a value become spaces.
std::string to_text(const BagInfo& info);

/// Splits a text at LF, CR or CRLF; a final line break makes no further line.
std::vector<std::string_view> split_lines(std::string_view text);

} // namespace delo
