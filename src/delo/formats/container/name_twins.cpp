#include "delo/formats/container/name_twins.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <map>

namespace delo {
namespace {

std::uint64_t hash_of(const std::string& name) {
  return std::hash<std::string>()(name);
}

/// Whether fold_name() leaves it as it is, as far as that can be told at a glance.
bool is_folded(const std::string& name) {
  return is_ascii(name) &&
         std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

} // namespace

bool NameTwins::meet(const std::string& name) {
  const std::uint64_t own = hash_of(name);
  const std::uint64_t first = names_.add(is_folded(name) ? own : hash_of(fold_name(name)), own);
  if (first != own)
    twins_.emplace_back(name, first);
  return first == own && names_.was_known();
}

void NameTwins::tell(
    const std::function<void(const Visit&)>& each_name,
    const std::function<void(const std::string& name, const std::string& first)>& told) const {
  if (twins_.empty())
    return;
  std::map<std::uint64_t, std::string> firsts;
  for (const auto& [name, first] : twins_)
    firsts.emplace(first, "");
  each_name([&firsts](const std::string& name) {
    if (const auto wanted = firsts.find(hash_of(name)); wanted != firsts.end())
      wanted->second = name;
  });
  for (const auto& [name, first] : twins_)
    if (const std::string& other = firsts.at(first); fold_name(other) == fold_name(name))
      told(name, other);
}

} // namespace delo
