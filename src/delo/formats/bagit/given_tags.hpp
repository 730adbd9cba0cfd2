// Tags of bag-info.txt that a user gives, beside those that delo computes (RFC 8493 2.2.2).
#pragma once

#include "delo/formats/bagit/bag_info.hpp"

#include <string_view>

namespace delo {

/// Throws Error(usage) when the label or the value cannot stand in a tag file, or when delo
/// computes the tag itself. White space around the value goes.
Tag checked_tag(std::string_view label, std::string_view value);

/// What to do instead of giving a tag that delo writes itself, or that comes from the document; ""
/// for a label that may be given.
std::string_view hint_for_reserved(std::string_view label);

/// The tags of an existing bag-info.txt in their order, without those that delo computes. `name`
/// is what messages call it. Throws Error(usage) for a text that is no tag file.
BagInfo kept_tags(std::string_view text, std::string_view name);

/// Those of `before` whose label does not return in `after`, then those of `after`.
BagInfo replaced_by(const BagInfo& before, const BagInfo& after);

/// The given tags, then the computed ones, but for what a user may say better.
BagInfo with_given_tags(const BagInfo& given, const BagInfo& computed);

} // namespace delo
