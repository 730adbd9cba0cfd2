#include "delo/formats/ocfl/ocfl_judge.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/ocfl/ocfl_names.hpp"
#include "delo/io/hasher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace delo {
namespace {

constexpr std::uint64_t kLargestInventory = std::uint64_t{256} * 1024 * 1024;
constexpr std::uint64_t kLargestNote = std::uint64_t{4} * 1024; ///< declarations and sidecars
constexpr std::string_view kSidecar = "inventory.json.";

/// "v1/content/a" as "v1" and "content/a"; a name of one part has nothing before it.
std::pair<std::string_view, std::string_view> split_top(std::string_view name) {
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos)
    return {{}, name};
  return {name.substr(0, slash), name.substr(slash + 1)};
}

std::string below(std::string_view folder, std::string_view name) {
  return folder.empty() ? std::string(name) : fmt::format("{}/{}", folder, name);
}

DigestSet digests_of(std::string_view bytes) {
  Hasher hasher;
  hasher.start({Algorithm::sha512, Algorithm::sha256});
  hasher.update(bytes);
  return hasher.finish();
}

std::uint32_t version_of(std::string_view path) {
  const auto version = parse_ocfl_version(split_top(path).first);
  return version ? version->number : 0;
}

/// Versions are sorted by their numbers.
const OcflVersion* find_version(const OcflInventory& inventory, std::string_view name) {
  const auto parsed = parse_ocfl_version(name);
  if (!parsed)
    return nullptr;
  auto found = std::lower_bound(
      inventory.versions.begin(), inventory.versions.end(), parsed->number,
      [](const OcflVersion& version, std::uint32_t number) { return version.number < number; });
  for (; found != inventory.versions.end() && found->number == parsed->number; ++found)
    if (found->name == name)
      return &*found;
  return nullptr;
}

/// Says whether two states are the same files, also where their digests are of two algorithms: then
/// a digest stands for the content path that the manifest gives it.
class StateComparison {
public:
  StateComparison(const OcflInventory& old, const OcflInventory& now) : now_(now) {
    if (old.digest_algorithm == now.digest_algorithm)
      return;
    for (const OcflFile& file : old.manifest)
      if (const OcflFile* known = find_ocfl_file(now.manifest, file.path))
        as_now_.emplace(file.digest, known->digest);
  }

  bool is_same(const std::vector<OcflFile>& old, const std::vector<OcflFile>& now) const {
    return std::equal(old.begin(), old.end(), now.begin(), now.end(),
                      [this](const OcflFile& a, const OcflFile& b) {
                        return a.path == b.path && is_same_digest(a.digest, b.digest);
                      });
  }

private:
  bool is_same_digest(const Digest& old, const Digest& now) const {
    if (old.algorithm() == now_.digest_algorithm)
      return old == now;
    const auto known = as_now_.find(old);
    return known != as_now_.end() && known->second == now;
  }

  const OcflInventory& now_;
  std::map<Digest, Digest> as_now_;
};

} // namespace

std::uint64_t OcflJudge::most_bytes(std::string_view name) {
  const auto [folder, rest] = split_top(name);
  if (folder.empty() && rest.starts_with("0="))
    return kLargestNote;
  if (!folder.empty() && !parse_ocfl_version(folder))
    return 0;
  if (rest == kOcflInventory)
    return kLargestInventory;
  return rest.starts_with(kSidecar) && rest.find('/') == std::string_view::npos ? kLargestNote : 0;
}

void OcflJudge::take(std::string_view name, std::string_view bytes) {
  met_.try_emplace(std::string(name));
  const auto [folder, rest] = split_top(name);
  if (rest == kOcflInventory)
    return take_inventory(std::string(folder), bytes);
  if (rest.starts_with(kSidecar))
    sidecars_.insert_or_assign(std::string(name), bytes.size() > kLargestNote
                                                      ? std::nullopt
                                                      : read_inventory_sidecar(bytes));
  else
    declarations_.insert_or_assign(std::string(name), std::string(bytes.substr(0, kLargestNote)));
}

void OcflJudge::meet(std::string_view name, const DigestSet& digests, bool unreadable) {
  met_.insert_or_assign(std::string(name), Met{digests, unreadable});
}

void OcflJudge::meet_folder(std::string_view name) {
  folders_.emplace_back(name);
}

void OcflJudge::meet_other(std::string_view name, std::string_view what) {
  problem("E090", name, fmt::format("it is {}, which an object must not hold", what));
  met_.insert_or_assign(std::string(name), Met{{}, true});
}

AlgorithmSet OcflJudge::algorithms() const {
  if (!root_)
    return {Algorithm::sha512, Algorithm::sha256};
  AlgorithmSet needed = old_algorithms_;
  needed.insert(root_->digest_algorithm);
  for (const OcflFile& file : root_->fixity)
    needed.insert(file.digest.algorithm());
  return needed;
}

std::vector<OcflProblem> OcflJudge::problems() {
  for (const auto& [folder, old] : std::exchange(early_, {}))
    compare(folder, old);
  judge_declaration();
  if (inventory_files_.find("") == inventory_files_.end() && !is_met(kOcflInventory))
    problem("E063", kOcflInventory, "the object has no inventory");
  judge_sidecars();
  judge_specs();
  judge_versions();
  judge_names();
  judge_folders();
  judge_content();
  std::stable_sort(problems_.begin(), problems_.end(),
                   [](const OcflProblem& a, const OcflProblem& b) { return a.path < b.path; });
  return std::exchange(problems_, {});
}

void OcflJudge::problem(std::string_view code, std::string_view path, std::string words) {
  problems_.push_back({std::string(code), std::string(path), std::move(words)});
}

bool OcflJudge::has_below(const std::string& folder) const {
  const auto first = met_.lower_bound(folder + "/");
  return first != met_.end() && first->first.starts_with(folder + "/");
}

// Inventories.

void OcflJudge::take_inventory(const std::string& folder, std::string_view bytes) {
  const std::string name = below(folder, kOcflInventory);
  InventoryFile& file = inventory_files_[folder];
  if (bytes.size() > kLargestInventory)
    return problem("E033", name, fmt::format("it is longer than {} bytes", kLargestInventory));
  file.digests = digests_of(bytes);
  OcflReading reading = read_inventory(bytes);
  for (OcflProblem& found : reading.problems)
    problem(found.code, name,
            found.path.empty() ? std::move(found.words) : found.path + ": " + found.words);
  if (!reading.inventory)
    return;
  file.algorithm = reading.inventory->digest_algorithm;
  file.spec = reading.inventory->spec;
  if (folder.empty()) {
    root_ = std::move(reading.inventory);
    file_versions_.clear();
    for (const OcflFile& listed : root_->manifest)
      file_versions_.push_back(version_of(listed.path));
    std::sort(file_versions_.begin(), file_versions_.end());
    for (const auto& [early_folder, old] : std::exchange(early_, {}))
      compare(early_folder, old);
  } else if (root_) {
    compare(folder, *reading.inventory);
  } else {
    early_.emplace_back(folder, std::move(*reading.inventory));
  }
}

/// An inventory of a version tells of the object as it was then (OCFL 1.1, 3.7 and 3.8).
void OcflJudge::compare(const std::string& folder, const OcflInventory& old) {
  if (!root_)
    return;
  const std::string name = below(folder, kOcflInventory);
  if (!old.head.empty() && old.head != folder)
    problem("E040", name, fmt::format("its head is {}, not {}", old.head, folder));
  if (old.id != root_->id)
    problem("E110", name, "its id is not the one in the object's inventory");
  if (old.content_directory != root_->content_directory)
    problem("E019", name, "its contentDirectory is not the one in the object's inventory");
  compare_states(folder, old);
  compare_manifests(folder, old);
}

void OcflJudge::compare_states(const std::string& folder, const OcflInventory& old) {
  const std::string name = below(folder, kOcflInventory);
  const StateComparison states(old, *root_);
  for (const OcflVersion& version : old.versions) {
    const OcflVersion* now = find_version(*root_, version.name);
    if (!now)
      problem("E066", name,
              fmt::format("the object's inventory has no {}", display_name(version.name)));
    else if (!states.is_same(version.state, now->state))
      problem("E066", name,
              fmt::format("{} has other files or digests there than in the object's inventory",
                          display_name(version.name)));
  }
}

void OcflJudge::compare_manifests(const std::string& folder, const OcflInventory& old) {
  const std::string name = below(folder, kOcflInventory);
  const bool same_algorithm = old.digest_algorithm == root_->digest_algorithm;
  const std::uint32_t last = parse_ocfl_version(folder).value_or(OcflVersionName{}).number;
  std::size_t common = 0;
  for (const OcflFile& file : old.manifest) {
    const OcflFile* now = find_ocfl_file(root_->manifest, file.path);
    common += now && version_of(file.path) <= last ? 1U : 0U;
    if (!now)
      problem("E092", name,
              fmt::format("it lists {}, which the object's inventory does not list",
                          display_name(file.path)));
    else if (same_algorithm && now->digest != file.digest)
      problem("E092", name,
              fmt::format("it gives {} another digest than the object's inventory",
                          display_name(file.path)));
  }
  const auto then =
      std::upper_bound(file_versions_.begin(), file_versions_.end(), last) - file_versions_.begin();
  if (static_cast<std::size_t>(then) != common)
    problem("E023", name,
            fmt::format("it lists {} of the {} files that the object had then", common, then));
  if (same_algorithm)
    return;
  old_algorithms_.insert(old.digest_algorithm);
  old_manifests_.emplace_back(name, old.manifest);
}

void OcflJudge::judge_declaration() {
  std::vector<std::string> names;
  for (auto met = met_.lower_bound("0="); met != met_.end() && met->first.starts_with("0="); ++met)
    if (met->first.find('/') == std::string::npos)
      names.push_back(met->first);
  if (names.empty())
    return problem("E003", "", "the object has no conformance declaration");
  if (names.size() > 1)
    problem("E003", names[1], "the object has more than one conformance declaration");
  for (const std::string& name : names) {
    if (!name.starts_with(kOcflObjectMark))
      problem("E006", name, "it declares no OCFL object");
    else if (!is_known_ocfl(std::string_view(name).substr(kOcflObjectMark.size())))
      problem("E004", name, "it declares a version of OCFL that is not known");
    const auto bytes = declarations_.find(name);
    if (bytes != declarations_.end() && bytes->second != name.substr(2) + "\n")
      problem("E007", name, "its content is not its name behind \"=\" and a line feed");
  }
}

void OcflJudge::judge_sidecars() {
  for (const auto& [folder, file] : inventory_files_)
    judge_sidecar(folder, file);
}

void OcflJudge::judge_sidecar(const std::string& folder, const InventoryFile& file) {
  for (const Algorithm algorithm : {Algorithm::sha512, Algorithm::sha256}) {
    const std::string name =
        below(folder, std::string(kSidecar) + std::string(info(algorithm).bagit));
    if (file.algorithm && file.algorithm != algorithm)
      continue;
    if (file.algorithm && !is_met(name))
      problem("E058", name, "the inventory has no sidecar with its digest");
    const auto sidecar = sidecars_.find(name);
    if (sidecar == sidecars_.end() || file.digests.empty())
      continue;
    if (!sidecar->second)
      problem("E061", name, "it is not of the form \"<digest> inventory.json\"");
    else if (Digest::from_hex(algorithm, *sidecar->second) != *file.digests.find(algorithm))
      problem("E060", name, "it gives another digest than the inventory beside it has");
  }
}

/// No version is of an older specification than the one before it, nor the object than its
/// versions (OCFL 1.1, 3.5.1).
void OcflJudge::judge_specs() {
  const auto root_file = inventory_files_.find("");
  if (root_file == inventory_files_.end() || root_file->second.spec.empty())
    return;
  const std::string& spec = root_file->second.spec;
  const std::string declared = std::string(kOcflObjectMark) + spec;
  if (!declarations_.empty() && !is_met(declared))
    problem("E038", kOcflInventory,
            fmt::format("its type is of OCFL {}, which the object does not declare", spec));
  std::map<std::uint32_t, std::pair<std::string, std::string>> by_number;
  for (const auto& [folder, file] : inventory_files_)
    if (const auto version = parse_ocfl_version(folder); version && !file.spec.empty())
      by_number.try_emplace(version->number, folder, file.spec);
  std::string before;
  for (const auto& [number, row] : by_number) {
    if (row.second < before || row.second > spec)
      problem("E103", below(row.first, kOcflInventory),
              fmt::format("its type is of OCFL {}, out of the order of versions", row.second));
    before = std::max(before, row.second);
  }
}

void OcflJudge::judge_versions() {
  if (!root_)
    return;
  std::set<std::string_view> met(folders_.begin(), folders_.end());
  for (const OcflVersion& version : root_->versions)
    if (version.number != 0 && !met.contains(version.name) && !has_below(version.name))
      problem("E010", version.name,
              version.name == root_->head ? "the folder of the head version is missing"
                                          : "the folder of the version is missing");
  const auto head = inventory_files_.find(root_->head);
  if (!root_->head.empty() && head != inventory_files_.end() &&
      head->second.digests != inventory_files_.find("")->second.digests)
    problem("E064", below(root_->head, kOcflInventory),
            "it is not the same as the object's inventory");
}

// Names.

void OcflJudge::judge_names() {
  std::set<std::string, std::less<>> told;
  for (const auto& [name, met] : met_) {
    const auto [top, rest] = split_top(name);
    if (top.empty())
      judge_root_name(name, false);
    else if (told.insert(std::string(top)).second)
      judge_root_name(std::string(top), true);
    if (!top.empty() && parse_ocfl_version(top))
      judge_name_in_version(name, rest);
    if (top == "extensions" && rest.find('/') == std::string_view::npos)
      problem("E067", name, "it lies in \"extensions\", which holds folders only");
  }
  for (const std::string& folder : folders_)
    if (const std::string top(folder.substr(0, folder.find('/'))); told.insert(top).second)
      judge_root_name(top, true);
}

void OcflJudge::judge_root_name(const std::string& name, bool is_folder) {
  if (is_folder && parse_ocfl_version(name)) {
    if (root_ && !find_version(*root_, name))
      problem(root_->versions.empty() || version_of(name + "/") < root_->versions.back().number
                  ? "E046"
                  : "E040",
              name, "the inventory has no such version");
    return;
  }
  if (is_folder ? name == "logs" || name == "extensions"
                : name == kOcflInventory || name.starts_with("0="))
    return;
  const auto file = inventory_files_.find("");
  const bool is_sidecar = !is_folder && name.starts_with(kSidecar);
  const bool is_ours =
      is_sidecar && (file == inventory_files_.end() || !file->second.algorithm ||
                     name.substr(kSidecar.size()) == info(*file->second.algorithm).bagit);
  if (!is_ours)
    problem("E001", name, "it does not belong into the folder of an object");
}

/// Folders beside the content folder are left alone (OCFL 1.1, 3.3.1).
void OcflJudge::judge_name_in_version(const std::string& name, std::string_view rest) {
  if (rest.find('/') != std::string_view::npos)
    return;
  const std::string folder(split_top(name).first);
  const auto file = inventory_files_.find(folder);
  const bool has_inventory = is_met(below(folder, kOcflInventory));
  const bool is_sidecar = rest.starts_with(kSidecar) && has_inventory &&
                          (file == inventory_files_.end() || !file->second.algorithm ||
                           rest.substr(kSidecar.size()) == info(*file->second.algorithm).bagit);
  if (rest != kOcflInventory && !is_sidecar)
    problem("E015", name, "it does not belong into the folder of a version");
}

void OcflJudge::judge_folders() {
  if (!root_)
    return;
  for (const std::string& folder : folders_) {
    const auto [top, rest] = split_top(folder);
    if (parse_ocfl_version(top) && rest.starts_with(root_->content_directory + "/") &&
        !has_below(folder))
      problem("E024", folder, "it is an empty folder");
  }
}

// Content.

void OcflJudge::judge_content() {
  if (!root_)
    return;
  for (const OcflFile& file : root_->manifest) {
    if (!is_met(file.path))
      problem("E092", file.path, "it is in the manifest, but missing");
    else
      judge_file(file, "E092");
  }
  for (const OcflFile& file : root_->fixity) {
    if (is_met(file.path))
      judge_file(file, "E093");
    else if (!find_ocfl_file(root_->manifest, file.path))
      problem("E093", file.path, "it is in the fixity block, but missing");
  }
  for (const auto& [name, manifest] : old_manifests_)
    for (const OcflFile& file : manifest)
      if (is_met(file.path))
        judge_file(file, "E092");
  for (const auto& [name, met] : met_) {
    const auto [top, rest] = split_top(name);
    if (parse_ocfl_version(top) && rest.starts_with(root_->content_directory + "/") &&
        !find_ocfl_file(root_->manifest, name))
      problem("E023", name, "it is not in the manifest");
  }
}

void OcflJudge::judge_file(const OcflFile& listed, std::string_view code) {
  const Met& met = met_.find(listed.path)->second;
  const Algorithm algorithm = listed.digest.algorithm();
  const Digest* found = met.digests.find(algorithm);
  if (met.unreadable || (found && *found == listed.digest))
    return;
  const std::string_view word = info(algorithm).premis;
  problem(code, listed.path,
          found ? fmt::format("its {} is {}, not {}", word, found->hex(), listed.digest.hex())
                : fmt::format("its {} was not computed, so that it was not checked", word));
}

} // namespace delo
