#include "delo/formats/container/name_twins.hpp"

#include "delo/base/utf8.hpp"

#include <map>

namespace delo {
namespace {

std::uint64_t hash_of(const std::string& name) {
  return std::hash<std::string>()(name);
}

} // namespace

bool NameTwins::meet(const std::string& name) {
  const std::uint64_t own = hash_of(name);
  const std::uint64_t first = names_.add(hash_of(fold_name(name)), own);
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
