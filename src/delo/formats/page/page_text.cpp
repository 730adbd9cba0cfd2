#include "delo/formats/page/page_text.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/page/html_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

bool is_binary(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0x7F ||
         (byte < 0x20 && std::string_view("\t\n\v\f\r").find(c) == std::string::npos);
}

[[noreturn]] void refuse(std::string_view name, std::string_view what, std::string hint) {
  throw Error(ErrorKind::io,
              fmt::format("cannot read {} as a document page: {}", display_name(name), what),
              std::move(hint));
}

void check(std::string_view text, std::string_view name) {
  const auto binary = std::find_if(text.begin(), text.end(), is_binary);
  if (binary != text.end())
    refuse(name,
           fmt::format("it is not text: byte 0x{:02x} on line {}",
                       static_cast<unsigned char>(*binary),
                       1 + std::count(text.begin(), binary, '\n')),
           "give the page saved as plain text or HTML");
  if (is_blank(text))
    refuse(name, "it is empty", "give a page that holds text");
}

bool is_whole(std::string_view text, bool html) {
  if (!html)
    return text.ends_with('\n') || text.ends_with('\r');
  const std::string end =
      ascii_lower(text.substr(text.size() - std::min<std::size_t>(text.size(), 512)));
  return end.find("</html") != std::string::npos || end.find("</body") != std::string::npos;
}

/// A page of HTML that says in ASCII which encoding it has. UTF-8 proves itself, so that a wrong
/// declaration does no harm there; elsewhere the declaration is believed when it can be true.
std::optional<DecodedText> decode_as_declared(std::string_view bytes, std::string_view name) {
  const std::string declared = declared_encoding(bytes);
  if (declared.empty() || is_utf8(bytes))
    return std::nullopt;
  try {
    return decode_text(bytes, name, declared);
  } catch (const Error&) {
    return std::nullopt; // it says something else than it is
  }
}

} // namespace

std::string_view to_word(EncodingOrigin origin) {
  static constexpr std::array<std::string_view, 3> kWords{"detected", "page", "option"};
  return kWords[static_cast<std::size_t>(origin)];
}

PageLines page_lines(std::string_view text) {
  PageLines lines;
  std::uint64_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back({text.substr(0, end), ++number, LinePlace::text, 0});
    text.remove_prefix(end);
    if (text.starts_with("\r\n"))
      text.remove_prefix(2);
    else if (!text.empty())
      text.remove_prefix(1);
  }
  return lines;
}

PageText read_page_text(std::string_view bytes, std::string_view name,
                        const std::optional<std::string>& encoding) {
  PageText page;
  auto declared = encoding ? std::nullopt : decode_as_declared(bytes, name);
  if (encoding || declared)
    page.origin = encoding ? EncodingOrigin::option : EncodingOrigin::declared;
  DecodedText decoded = declared ? std::move(*declared) : decode_text(bytes, name, encoding);
  page.encoding = std::move(decoded.encoding);
  page.confidence = decoded.confidence;
  check(decoded.text, name);
  page.html = is_html(decoded.text);
  page.whole = is_whole(decoded.text, page.html);
  if (!page.html) {
    page.text = std::make_unique<const std::string>(std::move(decoded.text));
    page.lines = page_lines(*page.text);
    return page;
  }
  HtmlText html = html_text(decoded.text, name);
  if (is_blank(html.text))
    refuse(name, "it is HTML without any text", "give a page that holds text");
  page.text = std::make_unique<const std::string>(std::move(html.text));
  page.lines = page_lines(*page.text);
  page.parents = std::move(html.parents);
  for (std::size_t i = 0; i < page.lines.size() && i < html.lines.size(); ++i) {
    page.lines[i].number = html.lines[i].number;
    page.lines[i].place = html.lines[i].place;
    page.lines[i].block = html.lines[i].block;
  }
  return page;
}

} // namespace delo
