#include "delo/formats/citation/plain_line.hpp"

#include "delo/base/utf8.hpp"

#include <unicode/uchar.h>

namespace delo {
namespace {

/// The length of the white space at `at`, 0 for none.
std::size_t space_at(std::string_view line, std::size_t at) {
  std::size_t next = at;
  const std::int32_t c = next_code_point(line, next);
  return c >= 0 && u_isUWhiteSpace(c) ? next - at : 0;
}

bool is_plain(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    const bool letter = byte > 0x20 && byte < 0x80;
    const bool run = line[i] == ' ' && i > 0 && line[i - 1] == ' ';
    if (!letter && (run || (line[i] != ' ' && space_at(line, i) > 0)))
      return false;
  }
  return true;
}

} // namespace

PlainLine::PlainLine(std::string_view line) : line_(line) {
  if (is_plain(line))
    return;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t begin = i;
    while (i < line.size() && space_at(line, i) > 0)
      i += space_at(line, i);
    offsets_.push_back(begin);
    plain_ += i > begin ? ' ' : line[i++];
  }
  offsets_.push_back(line.size());
}

Span PlainLine::span_in_line(Span span) const {
  if (plain_.empty() || span.begin >= span.end)
    return span;
  return {offsets_.at(span.begin), offsets_.at(span.end)};
}

std::string PlainLine::as_printed(Span span) const {
  const auto [begin, end] = span_in_line(span);
  return std::string(line_.substr(begin, end - begin));
}

std::string PlainLine::as_printed(const std::string& piece) const {
  const std::size_t at = plain_.empty() ? std::string::npos : plain_.find(piece);
  return at == std::string::npos ? piece : as_printed(Span{at, at + piece.size()});
}

} // namespace delo
