// The XML files inside a workbook, unpacked within limits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace pugi {
class xml_document;
}

namespace delo {

/// Bounds for files from strangers. A workbook of 20,000 documents stays below them.
inline constexpr std::size_t kMostParts = 4'096;
inline constexpr std::uint64_t kLargestPart = 32ULL * 1024 * 1024;
inline constexpr std::uint64_t kLargestWorkbook = 96ULL * 1024 * 1024; ///< unpacked
/// Unpacked bytes for each packed one; looked at behind the first megabyte.
inline constexpr std::uint64_t kMostInflation = 200;

/// The parts of one workbook (ECMA-376 part 2), by their names without letter case.
class XlsxParts {
public:
  /// Unpacks them. Throws Error(io) for a broken or encrypted zip file, for one that goes beyond
  /// the limits, and for other kinds of documents that are zip files.
  XlsxParts(std::string_view bytes, std::string_view name);

  bool has(std::string_view part) const;
  /// Parses a part, which must be there and hold no DOCTYPE. Throws Error(io).
  void parse(std::string_view part, pugi::xml_document& document) const;

  [[noreturn]] void refuse(std::string_view why) const;

private:
  void refuse_other_documents() const;

  std::string name_;
  std::map<std::string, std::string, std::less<>> parts_;
};

} // namespace delo
