#include "delo/report/holding_rows.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

namespace delo {
namespace {

constexpr std::size_t kNameWidth = 11;

} // namespace

std::string holding_rows(const ArchivalCitation& holding, std::size_t indent) {
  std::string out;
  auto to = std::back_inserter(out);
  const std::string space(indent, ' ');
  for (const CitationPart& part : holding.parts) {
    fmt::format_to(to, "{}{:<{}} {} ({})", space, to_word(part.level), kNameWidth,
                   display_name(part.value), to_word(part.confidence));
    if (part.raw.empty() || part.raw == part.value)
      out += '\n';
    else
      fmt::format_to(to, " from \"{}\"\n", display_name(part.raw));
  }
  for (const std::string& note : holding.notes)
    fmt::format_to(to, "{}{:<{}} {}\n", space, "note", kNameWidth, display_name(note));
  return out;
}

} // namespace delo
