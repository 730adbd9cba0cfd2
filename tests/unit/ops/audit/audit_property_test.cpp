// Random packages, random damage: the outcomes of the audit are the list of the damage. DELO_ROUNDS
// sets how many (100), DELO_SEED repeats a run.
#include "delo/io/hasher.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/validate.hpp"
#include "unit/support/files.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;

using Outcomes = std::map<std::string, AuditOutcome>;

std::string sha256(const std::string& bytes) {
  Hasher hasher;
  hasher.start({Algorithm::sha256});
  hasher.update(bytes);
  return hasher.finish().find(Algorithm::sha256)->hex();
}

unsigned long number_from(const char* variable, unsigned long otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoul(text, nullptr, 10) : otherwise;
}

/// One bag on disk, and what the audit is to say of it.
class Patient {
public:
  Patient(fs::path folder, std::mt19937_64& random) : folder_(std::move(folder)), random_(random) {
    const std::size_t count = 3 + below(10);
    for (std::size_t i = 0; i < count; ++i)
      files_[fmt::format("data/{}/f{}", i % 3, i)] = random_bytes(below(3) == 0 ? 5000 : below(60));
    files_["data/twin1"] = files_["data/twin2"] = random_bytes(40);
    for (const auto& [name, bytes] : files_)
      write(name, bytes);
    write("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    write_manifests();
  }

  /// Does one thing at random; false when there is nothing it could be done to.
  bool damage() {
    using Way = bool (Patient::*)();
    static constexpr Way kWays[] = {
        &Patient::flip,        &Patient::truncate,   &Patient::extend,     &Patient::remove,
        &Patient::add,         &Patient::rename,     &Patient::swap,       &Patient::edit_manifest,
        &Patient::edit_all,    &Patient::lock,       &Patient::put_folder, &Patient::put_link,
        &Patient::make_a_hole, &Patient::remove_twin};
    return (this->*kWays[below(std::size(kWays))])();
  }

  const Outcomes& expected() const { return expected_; }
  const std::string& story() const { return story_; }

private:
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  std::string random_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    for (char& c : bytes)
      c = static_cast<char>(1 + below(255));
    return bytes;
  }
  void write(const std::string& name, const std::string& bytes) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary | std::ios::trunc) << bytes;
  }
  void write_manifests() {
    std::string manifest;
    for (const auto& [name, bytes] : files_)
      manifest += fmt::format("{}  {}\n", sha256(bytes), name);
    write("manifest-sha256.txt", manifest);
    const std::string bagit = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    write("tagmanifest-sha256.txt",
          fmt::format("{}  bagit.txt\n{}  manifest-sha256.txt\n", sha256(bagit), sha256(manifest)));
  }
  /// A file that nothing was done to yet.
  std::string pick(std::size_t least) {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : files_)
      if (!touched_.contains(name) && bytes.size() >= least && !name.starts_with("data/twin"))
        names.push_back(name);
    if (names.empty())
      return {};
    const std::string name = names[below(names.size())];
    touched_.insert(name);
    return name;
  }
  bool tell(std::string what, const std::string& name, AuditOutcome outcome) {
    story_ += fmt::format("{} {}; ", what, name);
    expected_[name] = outcome;
    ++damages_;
    return true;
  }
  static AuditOutcome by_size(std::size_t was, std::size_t is) {
    if (was == is)
      return AuditOutcome::altered;
    return is < was ? AuditOutcome::truncated : AuditOutcome::extended;
  }

  bool flip() {
    const std::string name = pick(1);
    if (name.empty())
      return false;
    std::string bytes = files_[name];
    bytes[below(bytes.size())] = '\0'; // which random_bytes() never gives
    write(name, bytes);
    return tell("flip", name, AuditOutcome::altered);
  }
  bool truncate() {
    const std::string name = pick(1);
    if (name.empty())
      return false;
    fs::resize_file(folder_ / name, below(files_[name].size()));
    return tell("truncate", name, AuditOutcome::truncated);
  }
  bool extend() {
    const std::string name = pick(0);
    if (name.empty())
      return false;
    std::ofstream(folder_ / name, std::ios::app) << random_bytes(1 + below(9));
    return tell("extend", name, AuditOutcome::extended);
  }
  bool remove() {
    const std::string name = pick(0);
    if (name.empty())
      return false;
    fs::remove(folder_ / name);
    return tell("remove", name, AuditOutcome::missing);
  }
  bool add() {
    const std::string name = fmt::format("data/new{}", damages_);
    write(name, random_bytes(70));
    return tell("add", name, AuditOutcome::extra);
  }
  bool rename() {
    const std::string name = pick(0);
    if (name.empty())
      return false;
    const std::string to = fmt::format("data/renamed{}", damages_);
    fs::rename(folder_ / name, folder_ / to);
    if (!files_[name].empty())
      return tell("rename", name, AuditOutcome::moved);
    tell("rename empty", name, AuditOutcome::missing);
    return tell("as", to, AuditOutcome::extra);
  }
  bool swap() {
    const std::string one = pick(1);
    const std::string two = one.empty() ? "" : pick(1);
    if (two.empty()) {
      touched_.erase(one);
      return false;
    }
    write(one, files_[two]);
    write(two, files_[one]);
    if (files_[one] == files_[two])
      return true;
    tell("swap", one, by_size(files_[one].size(), files_[two].size()));
    return tell("with", two, by_size(files_[two].size(), files_[one].size()));
  }
  bool edit_manifest() {
    if (!touched_.insert("manifest-sha256.txt").second)
      return false;
    std::ofstream(folder_ / "manifest-sha256.txt", std::ios::app)
        << sha256("nothing") << "  data/never\n";
    return tell("edit", "manifest-sha256.txt", AuditOutcome::extended);
  }
  /// The payload, its manifest and the tag manifest, so that the bag is valid again.
  bool edit_all() {
    if (damages_ > 0)
      return false;
    const std::string name = pick(1);
    if (name.empty())
      return false;
    files_[name][0] = files_[name][0] == 'x' ? 'y' : 'x';
    write(name, files_[name]);
    write_manifests();
    touched_.insert("manifest-sha256.txt");
    is_consistent_ = true;
    tell("edit with its manifests", name, AuditOutcome::altered);
    tell("-", "manifest-sha256.txt", AuditOutcome::manifest_altered);
    return tell("-", "tagmanifest-sha256.txt", AuditOutcome::manifest_altered);
  }
  bool lock() {
    if (::geteuid() == 0) // who reads everything all the same
      return false;
    const std::string name = pick(0);
    if (name.empty())
      return false;
    fs::permissions(folder_ / name, fs::perms::none);
    return tell("lock", name, AuditOutcome::unreadable);
  }
  bool put_folder() {
    const std::string name = pick(0);
    if (name.empty())
      return false;
    fs::remove(folder_ / name);
    fs::create_directory(folder_ / name);
    return tell("folder for", name, AuditOutcome::altered);
  }
  bool put_link() {
    const std::string name = pick(0);
    if (name.empty())
      return false;
    fs::remove(folder_ / name);
    fs::create_symlink("/dev/null", folder_ / name);
    return tell("link for", name, AuditOutcome::altered);
  }
  bool make_a_hole() {
    const std::string name = pick(5000);
    if (name.empty())
      return false;
    fs::resize_file(folder_ / name, 100);
    fs::resize_file(folder_ / name, files_[name].size());
    return tell("hole in", name, AuditOutcome::altered);
  }
  bool remove_twin() {
    if (!touched_.insert("data/twin1").second)
      return false;
    fs::remove(folder_ / "data/twin1");
    return tell("remove", "data/twin1", AuditOutcome::missing);
  }

public:
  /// Other damage makes a bag invalid that would agree with itself.
  void settle() {
    if (!is_consistent_ || damages_ == 3)
      return;
    for (auto& [name, outcome] : expected_)
      if (outcome == AuditOutcome::manifest_altered)
        outcome = AuditOutcome::altered;
  }

private:
  fs::path folder_;
  std::mt19937_64& random_;
  std::map<std::string, std::string> files_;
  std::set<std::string> touched_;
  Outcomes expected_;
  std::string story_;
  std::size_t damages_ = 0;
  bool is_consistent_ = false;
};

std::string words(const Outcomes& outcomes) {
  std::string text;
  for (const auto& [name, outcome] : outcomes)
    text += fmt::format("{}: {}\n", name, to_word(outcome));
  return text;
}

TEST(AuditProperty, the_outcomes_are_the_damage) {
  const unsigned long seed = number_from("DELO_SEED", 20261130);
  const unsigned long rounds = number_from("DELO_ROUNDS", 100);
  fmt::print("seed {}, {} rounds\n", seed, rounds);
  const FixedClock clock{Timestamp{1700000000}};
  std::size_t damaged = 0;
  for (unsigned long round = 0; round < rounds; ++round) {
    std::mt19937_64 random(seed + round);
    const test::TempDir folder;
    Patient patient(folder.path() / "store" / "bag", random);
    const fs::path catalogue = folder.path() / "catalogue";
    ASSERT_EQ(audit_add({catalogue, {folder.path() / "store"}, clock}).added.size(), 1U);
    for (std::size_t n = std::uniform_int_distribution<std::size_t>(0, 4)(random); n > 0; --n)
      patient.damage();
    patient.settle();
    AuditRunOptions options{catalogue, clock};
    options.agrees_with_itself = [](const CatalogueEntry& package) {
      return validate_package(package.path).verdict() == Verdict::valid;
    };
    const AuditReport report = audit_run(options);
    Outcomes told;
    for (const AuditEvent& event : report.events)
      told[event.path] = event.outcome;
    damaged += told.size();
    ASSERT_EQ(words(told), words(patient.expected()))
        << "seed " << seed << ", round " << round << ": " << patient.story();
    ASSERT_EQ(report.events.size(), patient.expected().size());
    ASSERT_EQ(report.counts.packages_passed, patient.expected().empty() ? 1U : 0U);
  }
  EXPECT_GT(damaged, rounds / 2);
}

} // namespace
} // namespace delo
