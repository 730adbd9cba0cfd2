// Whether bytes are HTML and which encoding they say they have, before anything is decoded.
#include "delo/base/utf8.hpp"
#include "delo/formats/page/html_text.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::size_t kDeclaredWithin = 4096; ///< bytes; browsers look at 1,024

} // namespace

bool is_html(std::string_view text) {
  std::string_view head = text.substr(0, kDeclaredWithin);
  const std::string lower = ascii_lower(head);
  std::string_view rest = trim(lower);
  while (rest.starts_with("<!--") || rest.starts_with("<?xml")) {
    const std::string_view end = rest.starts_with("<?") ? "?>" : "-->";
    const std::size_t at = rest.find(end);
    if (at == std::string_view::npos)
      return false;
    rest = trim(rest.substr(at + end.size()));
  }
  constexpr std::array<std::string_view, 12> kBeginnings{
      "<!doctype html", "<html", "<head",    "<body", "<meta", "<div",
      "<article",       "<main", "<section", "<h1",   "<p>",   "<table"};
  return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [rest](std::string_view begin) { return rest.starts_with(begin); });
}

std::string declared_encoding(std::string_view bytes) {
  const std::string lower = ascii_lower(bytes.substr(0, kDeclaredWithin));
  if (!is_html(lower))
    return {};
  constexpr std::string_view kCharset = "charset";
  for (std::size_t meta = lower.find("<meta"); meta != std::string::npos;
       meta = lower.find("<meta", meta + 1)) {
    const std::string_view tag = std::string_view(lower).substr(meta, lower.find('>', meta) - meta);
    std::size_t at = tag.find(kCharset);
    if (at == std::string_view::npos)
      continue;
    at = tag.find_first_not_of(" =\"'\t", at + kCharset.size());
    if (at == std::string_view::npos)
      continue;
    const std::size_t end = tag.find_first_of(" \"';/>\t", at);
    const std::string_view name = tag.substr(at, end - at);
    return std::string(name == "iso-8859-1" || name == "latin1" ? "windows-1252" : name);
  }
  return {};
}

} // namespace delo
