#include "delo/formats/bagit/path_lists.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/fetch_text.hpp"
#include "delo/formats/bagit/manifest_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace delo {
namespace {

void write_pair(ByteSink& sink, std::string_view first, const std::string& path) {
  sink.write(percent_encode(first) + "  " + encode_manifest_path(path) + "\n");
}

struct Pair {
  std::string first;
  std::string path;
};

std::vector<Pair> parse_pairs(std::string_view text) {
  std::vector<Pair> pairs;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t gap = line.find("  ");
    const auto first = percent_decode(line.substr(0, gap));
    if (gap == std::string_view::npos || !first)
      continue;
    Pair pair{*first, decode_manifest_path(line.substr(gap + 2), PathEncoding::percent)};
    if (RelPath::parse(pair.path))
      pairs.push_back(std::move(pair));
  }
  return pairs;
}

} // namespace

std::string escape_name(std::string_view bytes) {
  std::string escaped;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t start = i;
    const bool good = next_code_point(bytes, i) >= 0;
    for (const char c : bytes.substr(start, i - start))
      if (good)
        escaped += c;
      else
        fmt::format_to(std::back_inserter(escaped), "={:02X}", static_cast<unsigned char>(c));
  }
  return escaped;
}

void write_links(ByteSink& sink, std::span<const RecordedLink> links, std::string_view above) {
  for (const RecordedLink& link : links)
    write_pair(sink, link.target, std::string(above) + link.name);
}

void write_escaped_names(ByteSink& sink, std::span<const EscapedName> names,
                         std::string_view above) {
  for (const EscapedName& name : names)
    write_pair(sink, std::string(above) + name.original, std::string(above) + name.name);
}

std::vector<RecordedLink> parse_links(std::string_view text) {
  std::vector<RecordedLink> links;
  for (Pair& pair : parse_pairs(text))
    links.push_back({std::move(pair.path), std::move(pair.first)});
  return links;
}

std::vector<EscapedName> parse_escaped_names(std::string_view text) {
  std::vector<EscapedName> names;
  for (Pair& pair : parse_pairs(text))
    // Only what the escaping gives: no list turns a name into just any other.
    if (RelPath::parse(pair.first) && escape_name(pair.first) == pair.path)
      names.push_back({std::move(pair.path), std::move(pair.first)});
  return names;
}

bool stays_inside(const RecordedLink& link, const RelPath& root) {
  const auto name = RelPath::parse(link.name);
  if (!name || !name->is_below(root) || link.target.empty() || link.target.front() == '/' ||
      link.target.find('\0') != std::string::npos)
    return false;
  const std::string inner = name->relative_to(root).str();
  auto depth = std::count(inner.begin(), inner.end(), '/');
  bool descended = false;
  for (std::string_view rest = link.target; !rest.empty();) {
    const std::string_view part = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    if (part == "..") {
      if (descended || --depth < 0)
        return false;
    } else if (!part.empty() && part != ".") {
      descended = true;
    }
  }
  return true;
}

} // namespace delo
