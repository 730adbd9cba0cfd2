#include "delo/formats/csip/csip_layout.hpp"

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

bool is_package_mets(const RelPath& inner) {
  const RelPath mets{kMetsName};
  return inner == mets || representation_part(inner) == mets;
}

} // namespace delo
