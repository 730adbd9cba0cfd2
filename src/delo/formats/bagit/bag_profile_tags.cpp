#include "delo/formats/bagit/bag_profile_tags.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/given_tags.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {
namespace {

/// Computed tags without those that the profile leaves no room for.
BagInfo fitting(const BagInfo& given, const BagInfo& computed, const BagItProfile& profile,
                std::vector<std::string>& notes) {
  BagInfo kept;
  for (const Tag& tag : computed.tags()) {
    const TagDefinition* definition = profile.find(tag.label);
    const bool narrow = definition && (!definition->repeatable || !definition->values.empty());
    if (narrow && !given.find(tag.label).empty())
      continue; // the user knows better
    if (definition && !definition->repeatable && !kept.find(tag.label).empty())
      notes.push_back(fmt::format("profile {} wants {} once; \"{}\" is not in bag-info.txt",
                                  display_name(profile.name), tag.label, display_name(tag.value)));
    else
      kept.add(tag.label, tag.value);
  }
  return kept;
}

/// What can be said in one way only need not be typed.
void add_defaults(const BagItProfile& profile, BagInfo& info) {
  const auto names = info.find(kProfileIdentifierLabel);
  if (std::none_of(names.begin(), names.end(),
                   [&profile](const Tag* tag) { return tag->value == profile.identifier; }))
    info.add(kProfileIdentifierLabel, profile.identifier);
  for (const TagDefinition& tag : profile.tags)
    if (tag.required && tag.values.size() == 1 && info.find(tag.label).empty())
      info.add(tag.label, tag.values.front());
}

/// The identifier comes first where the profile gives it no place of its own.
BagInfo in_order_of(const BagItProfile& profile, const BagInfo& info) {
  BagInfo ordered;
  const auto take = [&](std::string_view label) {
    for (const Tag* tag : info.find(label))
      ordered.add(label, tag->value);
  };
  if (!profile.find(kProfileIdentifierLabel))
    take(kProfileIdentifierLabel);
  for (const TagDefinition& tag : profile.tags)
    take(tag.label);
  for (const Tag& tag : info.tags())
    if (!profile.find(tag.label) && ascii_lower(tag.label) != ascii_lower(kProfileIdentifierLabel))
      ordered.add(tag.label, tag.value);
  return ordered;
}

} // namespace

NewBagInfo tags_of_new_bag(const BagInfo& given, const BagInfo& computed,
                           const BagItProfile* profile) {
  if (!profile)
    return {with_given_tags(given, computed), {}};
  NewBagInfo made;
  BagInfo all = with_given_tags(given, fitting(given, computed, *profile, made.notes));
  add_defaults(*profile, all);
  made.info = in_order_of(*profile, all);
  return made;
}

} // namespace delo
