#include "delo/model/manifest.hpp"

#include <algorithm>

namespace delo {

std::optional<Manifest::Entry> Manifest::add(const RelPath& path, const Entry& entry) {
  const auto [number, is_new] = paths_.add(path);
  if (!is_new)
    return this->entry(number);
  const auto bytes = entry.digest.bytes();
  auto* const kept = static_cast<std::byte*>(digests_.allocate(bytes.size(), 1));
  std::copy(bytes.begin(), bytes.end(), kept);
  records_.push_back({entry.line, kept});
  return std::nullopt;
}

std::optional<Manifest::Entry> Manifest::find(const RelPath& path) const {
  const std::uint32_t* const number = paths_.find(path);
  return number ? std::optional(entry(*number)) : std::nullopt;
}

std::string_view Manifest::digest_bytes(std::uint32_t number) const {
  return {reinterpret_cast<const char*>(records_[number].digest), info(algorithm_).bytes};
}

Manifest::Entry Manifest::entry(std::uint32_t number) const {
  const Record& record = records_[number];
  return {Digest(algorithm_, std::span(record.digest, info(algorithm_).bytes)), record.line};
}

} // namespace delo
