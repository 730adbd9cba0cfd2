// The label lines of a document page.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace delo {

/// What stands behind a label when its page layout prints values.
enum class LabelValue {
  identifier, ///< digits or an ISO date, so that words behind it are no value of it
  words,
};

struct PageLabel {
  std::string_view text;
  LabelValue value;
  bool only_with_values; ///< never printed where values are left out: betrays another layout
};

/// The label that a line consists of, with or without a colon.
const PageLabel* page_label(std::string_view line);

/// The line above the source line.
inline constexpr std::string_view kDocumentInformation = "Document Information";

} // namespace delo
