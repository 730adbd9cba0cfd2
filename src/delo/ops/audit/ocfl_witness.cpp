#include "delo/ops/audit/ocfl_witness.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {
namespace {

constexpr std::size_t kMostTold = 3;

} // namespace

/// The inventory of a version lies behind its content, and may be of the other algorithm. A first
/// version has the inventory of the object.
AlgorithmSet OcflWitness::algorithms(std::string_view name) {
  if (most_bytes(name) > 0)
    return {};
  AlgorithmSet wanted = judge_.algorithms();
  if (judge_.inventory() && judge_.inventory()->versions.size() > 1)
    wanted.insert(AlgorithmSet{Algorithm::sha512, Algorithm::sha256});
  return wanted;
}

void OcflWitness::meet(const StoredItem& item, const DigestSet& digests) {
  has_unreadable_ = has_unreadable_ || item.unreadable || item.kind == EntryKind::unreadable;
  if (item.kind == EntryKind::folder)
    judge_.meet_folder(item.name);
  else if (item.kind == EntryKind::symlink)
    judge_.meet_other(item.name, "a symbolic link");
  else if (item.kind != EntryKind::file)
    judge_.meet_other(item.name, "neither a file nor a folder");
  else if (item.unreadable || most_bytes(item.name) == 0)
    judge_.meet(item.name, digests, item.unreadable.has_value());
}

std::string OcflWitness::id() const {
  return judge_.inventory() ? judge_.inventory()->id : std::string();
}

std::string words_of(const std::vector<OcflProblem>& problems) {
  std::string words =
      fmt::format("it is not what its inventories say, {} problem{}: ", problems.size(),
                  problems.size() == 1 ? "" : "s");
  const std::size_t told = std::min(problems.size(), kMostTold);
  for (std::size_t i = 0; i < told; ++i)
    words += fmt::format("{}{}{}{}: {}", i == 0 ? "" : "; ", problems[i].code,
                         problems[i].path.empty() ? "" : " ", display_name(problems[i].path),
                         problems[i].words);
  if (problems.size() > told)
    words += fmt::format("; and {} more", problems.size() - told);
  return words;
}

} // namespace delo
