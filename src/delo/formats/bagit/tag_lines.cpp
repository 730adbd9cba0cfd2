#include "delo/formats/bagit/tag_lines.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <utility>

namespace delo {
namespace {

using Kind = TagLineFault::Kind;

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
/// Enough to tell UTF-16 by its marks, or by the zeros in what is ASCII at the start of a tag file.
constexpr std::size_t kBeginning = 4;

bool is_plain_utf8(std::string_view encoding) {
  return encoding.empty() || encoding == "UTF-8" || encoding == "US-ASCII";
}

/// UTF-16 without a byte order: told by the mark, or by the zero beside the first letter. Nothing
/// when neither is there: then it is no UTF-16, since tag files begin with ASCII.
std::string byte_order_of(std::string_view beginning) {
  if (beginning.size() < 2)
    return {};
  if (beginning.starts_with("\xFF\xFE") || (beginning[0] != '\0' && beginning[1] == '\0'))
    return "UTF-16LE";
  if (beginning.starts_with("\xFE\xFF") || (beginning[0] == '\0' && beginning[1] != '\0'))
    return "UTF-16BE";
  return {};
}

/// Where the first CR or LF is. Much quicker than find_first_of(), which asks of each byte.
std::size_t line_end(std::string_view text) {
  const std::size_t feed = text.find('\n');
  return std::min(feed, text.substr(0, feed).find('\r'));
}

} // namespace

TagLines::TagLines(std::string_view encoding, Take take, std::uint64_t most_faults)
    : encoding_(encoding), take_(std::move(take)), faults_(most_faults) {}

void TagLines::feed(std::string_view bytes) {
  if (settled_)
    return decode(bytes, false);
  beginning_ += bytes;
  if (beginning_.size() < kBeginning)
    return;
  settle_encoding();
  decode(beginning_, false);
}

void TagLines::decode(std::string_view bytes, bool is_last) {
  if (!decoder_)
    return split(bytes);
  std::string text;
  decoder_->decode(bytes, is_last, text);
  split(text);
}

void TagLines::settle_encoding() {
  settled_ = true;
  if (encoding_ == "UTF-16") {
    encoding_ = byte_order_of(beginning_);
    if (encoding_.empty() && !beginning_.empty())
      faults_.add({Kind::not_encoded, 1});
  }
  if (!is_plain_utf8(encoding_))
    decoder_.emplace(encoding_);
}

TagLineFaults TagLines::finish() {
  const bool is_short = !settled_;
  if (is_short)
    settle_encoding();
  decode(is_short ? beginning_ : "", true);
  if (!line_.empty() || too_long_)
    end_line(line_);
  return std::move(faults_);
}

void TagLines::split(std::string_view text) {
  if (after_cr_ && text.starts_with('\n'))
    text.remove_prefix(1);
  after_cr_ = after_cr_ && text.empty();
  while (!text.empty()) {
    const std::size_t end = line_end(text);
    const std::string_view piece = text.substr(0, end);
    const bool is_whole = end != std::string_view::npos && line_.empty() && !too_long_ &&
                          piece.size() <= kLongestTagLine;
    if (!is_whole)
      extend(piece);
    if (end == std::string_view::npos)
      return;
    const bool is_cr = text[end] == '\r';
    text.remove_prefix(end + 1);
    after_cr_ = is_cr && text.empty();
    if (is_cr && text.starts_with('\n'))
      text.remove_prefix(1);
    end_line(is_whole ? piece : line_);
  }
}

void TagLines::extend(std::string_view piece) {
  too_long_ = too_long_ || line_.size() + piece.size() > kLongestTagLine;
  if (too_long_)
    line_.clear();
  else
    line_ += piece;
}

void TagLines::end_line(std::string_view line) {
  if (++number_ == 1 && line.starts_with(kMark)) {
    line.remove_prefix(kMark.size());
    if (!decoder_)
      faults_.add({Kind::byte_order_mark, 1});
  }
  const bool is_encoded =
      decoder_ ? line.find(kReplacement) == std::string_view::npos : is_utf8(line);
  if (!is_encoded)
    faults_.add({Kind::not_encoded, number_});
  if (std::exchange(too_long_, false))
    faults_.add({Kind::too_long, number_});
  else
    take_(line, number_);
  line_.clear();
}

} // namespace delo
