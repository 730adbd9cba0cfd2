#include "delo/formats/mets/location.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/mets/href.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace delo {
namespace {

/// "http" of "http://..."; empty when there is none. One letter is a drive and no scheme.
std::string_view scheme_of(std::string_view href) {
  const std::size_t colon = href.find_first_of(":/?#\\");
  if (colon == std::string_view::npos || colon < 2 || href[colon] != ':')
    return {};
  const std::string_view scheme = href.substr(0, colon);
  const bool good = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.';
  });
  const bool begins_with_letter = (scheme[0] | 0x20) >= 'a' && (scheme[0] | 0x20) <= 'z';
  return good && begins_with_letter ? scheme : std::string_view();
}

/// Leaves the path of "file:a", "file:./a", "file://a", "file://./a", "file:///a".
std::string_view without_file_scheme(std::string_view href) {
  href.remove_prefix(std::string_view("file:").size());
  for (const std::string_view slashes : {"///", "//", "/"})
    if (href.starts_with(slashes)) {
      href.remove_prefix(slashes.size());
      break;
    }
  return href;
}

/// Joins a relative reference to the folder of a document, "." and ".." taken out; nothing when it
/// leaves the package or is no path.
std::optional<RelPath> resolve(const RelPath& from, std::string_view text) {
  std::vector<std::string_view> parts;
  const std::string folder = from.parent() ? from.parent()->str() + "/" : std::string();
  const std::string whole = folder + std::string(text);
  if (text.empty() || text.front() == '/')
    return std::nullopt;
  for (std::size_t at = 0; at <= whole.size();) {
    const std::size_t end = std::min(whole.find('/', at), whole.size());
    const std::string_view part = std::string_view(whole).substr(at, end - at);
    at = end + 1;
    if (part == ".")
      continue;
    if (part != "..")
      parts.push_back(part);
    else if (parts.empty())
      return std::nullopt;
    else
      parts.pop_back();
  }
  std::string path;
  for (const std::string_view part : parts)
    path.append(path.empty() ? "" : "/").append(part);
  return RelPath::parse(path);
}

struct Reading {
  std::string text;
  HrefDialect dialect;
};

/// All ways to read it, each text once.
std::vector<Reading> readings_of(std::string_view href) {
  std::vector<Reading> readings;
  const auto add = [&readings](std::string text, HrefDialect dialect) {
    const auto same = [&text](const Reading& known) { return known.text == text; };
    if (std::none_of(readings.begin(), readings.end(), same))
      readings.push_back({std::move(text), dialect});
  };
  if (href.find_first_of("%+\\") == std::string_view::npos) {
    add(std::string(href), HrefDialect::none); // as nearly all are
    return readings;
  }
  const std::string decoded = decode_href(href);
  std::string spaced(href);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  std::string slashed = decoded;
  std::replace(slashed.begin(), slashed.end(), '\\', '/');
  // A name that holds a "%" is written encoded in a URL, so as it stands it is no URL.
  add(std::string(href), decoded == href ? HrefDialect::none : HrefDialect::raw);
  add(decoded, HrefDialect::none);
  add(decode_href(spaced), HrefDialect::plus);
  add(std::move(slashed), HrefDialect::backslash);
  return readings;
}

/// What is left of a location when "file:" is taken off; nothing for one of another scheme.
std::optional<std::string_view> local_part(std::string_view href) {
  const std::string_view scheme = scheme_of(href);
  if (scheme.empty())
    return href;
  return ascii_lower(scheme) == "file" ? std::optional(without_file_scheme(href)) : std::nullopt;
}

} // namespace

std::string_view describe(HrefDialect dialect) {
  switch (dialect) {
  case HrefDialect::none:
    break;
  case HrefDialect::file_scheme:
    return "written with \"file:\" in front";
  case HrefDialect::raw:
    return "written with a \"%\" that is not encoded";
  case HrefDialect::plus:
    return "written with \"+\" for a space";
  case HrefDialect::backslash:
    return "written with \"\\\" for \"/\"";
  }
  return "";
}

Location locate(const RelPath& from, std::string_view href, const SeenFiles& seen) {
  const auto local = local_part(href);
  if (!local)
    return {Location::Kind::elsewhere};
  const bool has_scheme = *local != href;
  std::optional<RelPath> by_standard;
  std::optional<Location> found;
  bool leaves = false;
  for (const Reading& reading : readings_of(*local)) {
    const bool is_standard = reading.dialect == HrefDialect::none;
    const auto path = resolve(from, reading.text);
    if (!path) // with "\" it climbs out on Windows only, which is enough
      leaves = leaves || is_standard || reading.dialect == HrefDialect::backslash;
    else if (is_standard)
      by_standard = path;
    if (!path || !seen.contains(*path))
      continue;
    const HrefDialect dialect =
        is_standard && has_scheme ? HrefDialect::file_scheme : reading.dialect;
    // Of "a%20b" and "a b", when both are there, the standard means the second.
    if (!found || (is_standard && found->dialect == HrefDialect::raw))
      found = Location{Location::Kind::in_package, path, dialect};
  }
  if (found)
    return *found;
  if (leaves || !by_standard)
    return {Location::Kind::outside};
  return {Location::Kind::in_package, by_standard, HrefDialect::none};
}

std::vector<RelPath> possible_paths(const RelPath& from, std::string_view href) {
  std::vector<RelPath> paths;
  const auto local = local_part(href);
  if (!local)
    return paths;
  for (const Reading& reading : readings_of(*local))
    if (const auto path = resolve(from, reading.text))
      paths.insert(reading.dialect == HrefDialect::none ? paths.begin() : paths.end(), *path);
  return paths;
}

} // namespace delo
