// bag-info.txt of a new bag, as a profile wants it.
#pragma once

#include "delo/formats/bagit/bag_profile.hpp"

namespace delo {

/// The tags of a new bag, and what was left out of them.
struct NewBagInfo {
  BagInfo info;
  std::vector<std::string> notes; ///< one line each, for people
};

/// Given and computed tags as with_given_tags() puts them together. Under a profile (null: none)
/// they are in its order and in its spelling, and the profile's identifier, and required tags that
/// can have one value only, are added. Where the profile narrows a label, a given tag stands in the
/// place of computed ones, and of several computed ones the first.
NewBagInfo tags_of_new_bag(const BagInfo& given, const BagInfo& computed,
                           const BagItProfile* profile);

} // namespace delo
