#include "delo/formats/bagit/bag_declaration.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_info.hpp"
#include "delo/io/charset_converter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

constexpr std::array<std::string_view, 6> kVersions{"0.93", "0.94", "0.95", "0.96", "0.97", "1.0"};
constexpr std::array<std::string_view, 2> kLabels{"BagIt-Version", "Tag-File-Character-Encoding"};
constexpr std::string_view kMark = "\xEF\xBB\xBF";

/// A line of the form "Label: value", and whether its spaces are exactly those of the standard.
struct DeclarationLine {
  std::string_view label;
  std::string_view value;
  bool is_exact = false;
};

DeclarationLine read_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos)
    return {};
  const std::string_view label = line.substr(0, colon);
  const std::string_view value = line.substr(colon + 1);
  const bool one_space = value.size() > 1 && (value[0] == ' ' || value[0] == '\t');
  return {trim(label), trim(value),
          trim(label) == label && one_space && trim(value) == value.substr(1)};
}

class Reading {
public:
  explicit Reading(BagDeclaration& found) : found_(found) {}

  void fault(std::string_view rule, std::uint64_t line, std::string message) {
    found_.faults.push_back({rule, line, std::move(message)});
  }

  void read(std::string_view text) {
    if (text.starts_with(kMark)) {
      fault("BAGIT-2.1.1-5", 1, "bagit.txt begins with a byte order mark");
      text.remove_prefix(kMark.size());
    }
    if (!is_utf8(text) || text.find('\0') != std::string_view::npos)
      fault("BAGIT-2.1.1-6", 1, "bagit.txt is not UTF-8");
    std::uint64_t number = 0;
    for (const std::string_view line : split_lines(text))
      take(line, ++number);
    for (std::size_t i = 0; i < kLabels.size(); ++i)
      if (at_[i] == 0)
        fault("BAGIT-2.1.1-2", 1, fmt::format("bagit.txt has no line \"{}: …\"", kLabels[i]));
    if (at_[0] > at_[1] && at_[1] > 0)
      fault("BAGIT-2.1.1-2", at_[0], "the lines of bagit.txt stand in the wrong order");
  }

private:
  void take(std::string_view line, std::uint64_t number) {
    const DeclarationLine read = read_line(line);
    const auto* const label = std::find(kLabels.begin(), kLabels.end(), read.label);
    const auto which = static_cast<std::size_t>(label - kLabels.begin());
    if (label == kLabels.end() || at_[which] > 0)
      return fault("BAGIT-2.1.1-2", number,
                   is_blank(line)
                       ? "bagit.txt has an empty line"
                       : fmt::format("bagit.txt has a line that does not belong there: {}",
                                     display_name(line.substr(0, 100))));
    at_[which] = number;
    if (!read.is_exact)
      fault("BAGIT-2.1.1-4", number,
            fmt::format("\"{}\" is not followed by a colon, one space and a value",
                        display_name(read.label)));
    (which == 0 ? found_.version : encoding_) = read.value;
    if (which == 0)
      judge_version(number);
    else
      judge_encoding(number);
  }

  void judge_version(std::uint64_t line) {
    if (std::find(kVersions.begin(), kVersions.end(), found_.version) != kVersions.end())
      return;
    const bool is_private = found_.version == "2.0";
    fault("BAGIT-2.1.1-3", line,
          fmt::format("BagIt has no version \"{}\"{}", display_name(found_.version),
                      is_private ? "; it is a private layout of one Java library" : ""));
  }

  void judge_encoding(std::uint64_t line) {
    found_.encoding = canonical_encoding(encoding_);
    if (found_.encoding.empty())
      fault("BAGIT-2.1.1-7", line,
            fmt::format("\"{}\" is no encoding that is known; tag files are read as UTF-8",
                        display_name(encoding_)));
    else if (found_.encoding != "UTF-8")
      fault("BAGIT-2.1.1-8", line,
            fmt::format("tag files are {}, not UTF-8", display_name(encoding_)));
  }

  BagDeclaration& found_;
  std::string encoding_;
  std::array<std::uint64_t, kLabels.size()> at_{}; ///< lines of the two labels, 0: not met
};

} // namespace

bool BagDeclaration::is_1_0() const {
  const auto* const known = std::find(kVersions.begin(), kVersions.end(), version);
  return known == kVersions.end() || known + 1 == kVersions.end();
}

std::span<const std::string_view> bagit_versions() {
  return kVersions;
}

BagDeclaration parse_declaration(std::string_view text) {
  BagDeclaration found;
  Reading(found).read(text);
  return found;
}

} // namespace delo
