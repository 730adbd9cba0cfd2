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

/// "mets.xml", or as Archivematica has it, "mets.<uuid>.xml".
bool is_mets_name(std::string_view name) {
  static constexpr std::string_view kStart = "mets.";
  static constexpr std::string_view kEnd = ".xml";
  static constexpr std::size_t kUuid = 36;
  if (name == "mets.xml")
    return true;
  return name.size() == kStart.size() + kUuid + kEnd.size() && name.starts_with(kStart) &&
         name.ends_with(kEnd) &&
         name.substr(kStart.size(), kUuid).find_first_not_of("0123456789abcdef-") ==
             std::string_view::npos;
}

} // namespace

std::optional<SipPath> split_sip_path(const RelPath& path) {
  if (!path.is_below(kPayload))
    return is_part(path.top()) ? std::optional(SipPath{"", path}) : std::nullopt;
  const RelPath below = path.relative_to(kPayload);
  if (is_part(below.top()))
    return SipPath{"data", below};
  const auto inner = below.below_top();
  if (!inner || !is_part(inner->top()))
    return std::nullopt;
  return SipPath{"data/" + std::string(below.top()), *inner};
}

std::optional<RelPath> representation_part(const RelPath& inner) {
  if (!inner.is_below(kRepresentations))
    return std::nullopt;
  return inner.relative_to(kRepresentations).below_top();
}

bool is_mets_of_package(const RelPath& path) {
  if (const auto place = split_sip_path(path); place && is_package_mets(place->inner))
    return true;
  if (!is_mets_name(ascii_lower(path.name())))
    return false;
  const auto folder = path.parent();
  return !folder || *folder == kPayload || folder->parent() == kPayload;
}

bool is_package_mets(const RelPath& inner) {
  const RelPath mets{kMetsName};
  return inner == mets || representation_part(inner) == mets;
}

} // namespace delo
