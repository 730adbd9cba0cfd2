#include "delo/formats/csip/csip_layout.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

const RelPath kPayload("data");
const RelPath kRepresentations("representations");

/// What may lie at the root of a SIP (CSIPSTR4-16).
constexpr std::array<std::string_view, 5> kParts{"METS.xml", "metadata", "representations",
                                                 "documentation", "schemas"};

bool is_part(std::string_view name) {
  return std::find(kParts.begin(), kParts.end(), name) != kParts.end();
}

std::string_view first_part(std::string_view path) {
  return path.substr(0, path.find('/'));
}

/// In letters of any case "mets.xml", or as Archivematica has it, "mets.<uuid>.xml".
bool is_mets_name(std::string_view written) {
  static constexpr std::string_view kPlain = "mets.xml";
  static constexpr std::string_view kStart = "mets.";
  static constexpr std::string_view kEnd = ".xml";
  static constexpr std::size_t kUuid = 36;
  const bool has_uuid = written.size() == kStart.size() + kUuid + kEnd.size();
  if (!has_uuid && written.size() != kPlain.size())
    return false;
  const std::string lower = ascii_lower(written);
  const std::string_view name = lower;
  if (name == kPlain)
    return true;
  return has_uuid && name.starts_with(kStart) && name.ends_with(kEnd) &&
         name.substr(kStart.size(), kUuid).find_first_not_of("0123456789abcdef-") ==
             std::string_view::npos;
}

} // namespace

std::optional<SipPath> split_sip_path(const RelPath& path) {
  if (!path.is_below(kPayload))
    return is_part(path.top()) ? std::optional(SipPath{"", path}) : std::nullopt;
  // Most files are of no SIP: no copy is made for them.
  const std::string_view text = path.str();
  const std::string_view below = text.substr(kPayload.str().size() + 1);
  const std::string_view folder = first_part(below);
  if (is_part(folder))
    return SipPath{"data", path.relative_to(kPayload)};
  if (folder.size() == below.size() || !is_part(first_part(below.substr(folder.size() + 1))))
    return std::nullopt;
  const RelPath root = kPayload / folder;
  return SipPath{root.str(), path.relative_to(root)};
}

std::optional<RelPath> representation_part(const RelPath& inner) {
  if (!inner.is_below(kRepresentations))
    return std::nullopt;
  return inner.relative_to(kRepresentations).below_top();
}

bool is_mets_of_package(const RelPath& path) {
  if (!is_mets_name(path.name()))
    return false;
  if (const auto place = split_sip_path(path); place && is_package_mets(place->inner))
    return true;
  const auto folder = path.parent();
  return !folder || *folder == kPayload || folder->parent() == kPayload;
}

bool is_package_mets(const RelPath& inner) {
  if (inner.name() != kMetsName)
    return false;
  return inner.is_at_top() || representation_part(inner) == RelPath(kMetsName);
}

} // namespace delo
