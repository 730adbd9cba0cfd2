#include "delo/ops/representations.hpp"

#include "delo/base/rel_path.hpp"
#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::array<std::string_view, 3> kKinds{"original", "transcription", "translation"};

/// What a kind is made from, the nearest first.
struct SourceRow {
  std::string_view kind;
  std::string_view source;
};
constexpr std::array<SourceRow, 3> kSources{{
    {"translation", "transcription"},
    {"translation", "original"},
    {"transcription", "original"},
}};

/// What Windows cannot have in a name, and what a shell or a METS list would take apart.
constexpr std::string_view kForbidden = "<>:\"/\\|?*=\t\n\r";

/// File systems hold 255 bytes; a name is a part of identifiers, too.
constexpr std::size_t kLongestName = 100;

} // namespace

std::string_view kind_of_representation(std::string_view name) {
  for (const std::string_view kind : kKinds)
    if (name.starts_with(kind) &&
        (name.size() == kind.size() ||
         std::string_view("-_. ").find(name[kind.size()]) != std::string_view::npos))
      return kind;
  return "";
}

std::optional<std::string> source_of_representation(std::string_view name,
                                                    const std::vector<std::string>& all) {
  const std::string_view kind = kind_of_representation(name);
  for (const SourceRow& row : kSources) {
    if (row.kind != kind)
      continue;
    std::vector<std::string> found;
    for (const std::string& other : all) {
      if (other == row.source)
        return other;
      if (kind_of_representation(other) == row.source)
        found.push_back(other);
    }
    if (found.size() == 1)
      return found.front();
    if (!found.empty())
      return std::nullopt;
  }
  return std::nullopt;
}

bool has_original(const std::vector<std::string>& representations) {
  return std::any_of(representations.begin(), representations.end(), [](const std::string& name) {
    return kind_of_representation(name) == "original";
  });
}

std::string_view problem_of_representation_name(std::string_view name) {
  if (name.empty())
    return "it is empty";
  if (!is_utf8(name))
    return "it is not UTF-8";
  if (name.size() > kLongestName)
    return "it is longer than 100 bytes";
  if (name.find_first_of(kForbidden) != std::string_view::npos || name.front() == '.' ||
      name.front() == ' ' || name.back() == '.' || name.back() == ' ' || !RelPath::parse(name))
    return "it cannot be the name of a folder everywhere";
  if (std::any_of(name.begin(), name.end(), [](char c) { return c > 0 && c < ' '; }))
    return "it holds control characters";
  return "";
}

} // namespace delo
