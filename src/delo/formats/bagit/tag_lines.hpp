// The lines of a text tag file as they pass, in the encoding that bagit.txt declares (RFC
// 8493 2.3).
#pragma once

#include "delo/io/charset_converter.hpp"
#include "delo/model/finding_cap.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A longer line is not kept: 64 KiB, sixteen times the longest path of Linux.
inline constexpr std::size_t kLongestTagLine = std::size_t{64} * 1024;

/// Something wrong with the text itself, whatever it says.
struct TagLineFault {
  enum class Kind {
    byte_order_mark, ///< in front of UTF-8, where it has no use
    not_encoded,     ///< bytes that are none of the declared encoding
    too_long,        ///< over kLongestTagLine
    too_large,       ///< a file whose whole text would have to be kept
  } kind;
  std::uint64_t line; ///< 1-based
};

using TagLineFaults = CappedFaults<TagLineFault>;

/// Splits at LF, CR or CRLF, which may come in pieces; a byte order mark is passed over. Lines of
/// UTF-8 come as the bytes that were found, those of other encodings as UTF-8.
class TagLines {
public:
  using Take = std::function<void(std::string_view line, std::uint64_t number)>;

  /// `encoding` as canonical_encoding() gives it; "" is read as UTF-8.
  TagLines(std::string_view encoding, Take take, std::uint64_t most_faults = kMostFindings);

  void feed(std::string_view bytes);
  /// A last line without a line break counts as well. Gives what was wrong.
  TagLineFaults finish();

private:
  void settle_encoding();
  void decode(std::string_view bytes, bool is_last);
  void split(std::string_view text);
  void extend(std::string_view piece);
  void end_line(std::string_view line);

  std::string encoding_;
  Take take_;
  std::optional<StreamDecoder> decoder_; ///< not for UTF-8
  bool settled_ = false;
  std::string beginning_; ///< held back until the encoding is settled
  std::string line_;      ///< what came of a line so far
  bool too_long_ = false;
  std::uint64_t number_ = 0;
  bool after_cr_ = false; ///< an LF now belongs to the line before
  TagLineFaults faults_;
};

} // namespace delo
