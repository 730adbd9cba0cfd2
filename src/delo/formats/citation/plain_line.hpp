// A source line with one plain space wherever it has white space of any kind: pages from browsers
// hold no-break, thin and ideographic spaces, tabs and runs of them.
#pragma once

#include "delo/model/citation.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// The line to read, and the way back to the line that was printed. The line must outlive this
/// object.
class PlainLine {
public:
  explicit PlainLine(std::string_view line);

  std::string_view text() const { return plain_.empty() ? line_ : plain_; }
  /// Where the bytes of `span` in the plain text stand in the line.
  Span span_in_line(Span span) const;
  /// The bytes of the line that `piece` was read from; `piece` as it is when it is not of the text.
  std::string as_printed(const std::string& piece) const;
  std::string as_printed(Span span) const;

private:
  std::string_view line_;
  std::string plain_;                ///< empty when the line is plain already
  std::vector<std::size_t> offsets_; ///< of each byte of `plain_` in the line, and of its end
};

} // namespace delo
