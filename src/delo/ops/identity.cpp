#include "delo/ops/identity.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace delo {
namespace {

using Groups = std::map<std::string, std::vector<std::size_t>>;

Groups by_id(const std::vector<Identity>& identities) {
  Groups groups;
  for (std::size_t i = 0; i < identities.size(); ++i)
    if (!identities[i].id.id.empty())
      groups[ascii_lower(identities[i].id.id)].push_back(i);
  return groups;
}

std::string others_of(const std::vector<Identity>& identities,
                      const std::vector<std::size_t>& group, std::size_t one) {
  std::string names;
  for (const std::size_t other : group)
    if (other != one)
      names += (names.empty() ? "" : ", ") + display_name(identities[other].name);
  return names;
}

FoundProblem clash(const std::vector<Identity>& identities, const std::vector<std::size_t>& group,
                   std::size_t one) {
  const Identity& identity = identities[one];
  return {ErrorKind::usage, identity.name,
          fmt::format("{} would be named {}, and so would {}", display_name(identity.name),
                      identity.id.id, others_of(identities, group, one)),
          "give each a name of its own: in the column \"Package ID\" of a sheet (--metadata), or "
          "pack them one "
          "by one with --id"};
}

using KeysOf = std::function<std::vector<std::string>(const Identity&)>;

struct LikenessRow {
  Likeness likeness;
  KeysOf keys_of;
};

std::vector<std::string> one_key(const std::string& key) {
  return key.empty() ? std::vector<std::string>() : std::vector{key};
}

} // namespace

PackageId typed_package_id(const std::string& id, Origin origin) {
  if (!is_package_id(id))
    throw Error(
        ErrorKind::usage, fmt::format("\"{}\" cannot name a package", display_name(id)),
        "use 1 to 100 letters A-Z and a-z, digits, \"-\", \"_\" and \".\", beginning with a letter "
        "or digit");
  return {id, origin, std::string(to_word(origin)), {}};
}

std::optional<PackageId> id_with_record_id(const Identity& identity) {
  const bool can_be_longer =
      identity.id.basis == "citation" || identity.id.basis == "date and title";
  if (!can_be_longer || identity.record_id.empty())
    return std::nullopt;
  PackageId longer = identity.id;
  longer.id += "-wcda-" + identity.record_id;
  longer.basis += " and record id";
  if (!is_package_id(longer.id))
    return std::nullopt;
  return longer;
}

std::map<std::size_t, FoundProblem> settle_ids(std::vector<Identity>& identities) {
  for (const auto& [key, group] : by_id(identities)) {
    if (group.size() == 1)
      continue;
    std::vector<PackageId> longer;
    for (const std::size_t one : group)
      if (auto id = id_with_record_id(identities[one]))
        longer.push_back(std::move(*id));
    if (longer.size() == group.size()) // all of them, so that no order decides who keeps the name
      for (std::size_t i = 0; i < group.size(); ++i)
        identities[group[i]].id = longer[i];
  }
  std::map<std::size_t, FoundProblem> problems;
  for (const auto& [key, group] : by_id(identities))
    if (group.size() > 1)
      for (const std::size_t one : group)
        problems.emplace(one, clash(identities, group, one));
  return problems;
}

std::vector<Duplicates> find_duplicates(const std::vector<Identity>& identities) {
  const std::vector<LikenessRow> rows{
      {Likeness::payload, [](const Identity& i) { return one_key(i.payload); }},
      {Likeness::record_id, [](const Identity& i) { return one_key(i.record_id); }},
      {Likeness::match_key, [](const Identity& i) { return i.match_keys; }},
  };
  std::vector<Duplicates> found;
  for (const LikenessRow& row : rows) {
    Groups groups;
    for (std::size_t i = 0; i < identities.size(); ++i)
      for (const std::string& key : row.keys_of(identities[i]))
        if (auto& group = groups[key]; group.empty() || group.back() != i)
          group.push_back(i);
    for (const auto& [key, group] : groups) {
      if (group.size() < 2)
        continue;
      Duplicates duplicates{row.likeness, key, {}};
      for (const std::size_t one : group)
        duplicates.names.push_back(identities[one].name);
      found.push_back(std::move(duplicates));
    }
  }
  return found;
}

} // namespace delo
