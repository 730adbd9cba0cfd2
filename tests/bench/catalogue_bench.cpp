// What the catalogue costs for one package, by how many packages it holds: choosing the next one,
// keeping a result, telling how it stands. None of them may grow with the catalogue.
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"

#include <fmt/format.h>

#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <map>
#include <memory>
#include <string>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr Timestamp kNow{1'700'000'000};
constexpr int kFilesInAPackage = 3;

/// A catalogue of packages that nobody has: all were found well some time ago, or none was ever
/// read.
class Holdings {
public:
  Holdings(std::int64_t count, PackageRank rank) {
    std::string name = (fs::temp_directory_path() / "delo-bench-XXXXXX").native();
    folder_ = ::mkdtemp(name.data());
    catalogue_ = std::make_unique<Catalogue>(path(), Catalogue::Missing::create);
    catalogue_->take_in(
        Json::object(), [count, rank](CatalogueRows& rows) { feed(rows, count, rank); }, kNow);
    catalogue_->flush_log();
    catalogue_->commit_lazily(true); // as a run does
    run_ = catalogue_->begin_run({kNow, "host", "1", "all", false});
    for (const Collection& each : catalogue_->collections())
      if (each.name == "holdings")
        collection_ = each.id;
  }
  ~Holdings() { fs::remove_all(folder_); }
  Holdings(const Holdings&) = delete;
  Holdings& operator=(const Holdings&) = delete;

  Catalogue& catalogue() { return *catalogue_; }
  fs::path path() const { return folder_ / "catalogue.sqlite"; }
  const RunPlace& run() const { return run_; }

  /// The next package in the order of reading; after the last one the first again.
  CatalogueEntry next() {
    auto package = catalogue_->next(turn_);
    if (!package) {
      turn_ = {};
      turn_.collection = collection_;
      turn_.origin = run_.id + 1;
      package = catalogue_->next(turn_);
    }
    turn_.rank = package->rank;
    turn_.last_checked = package->last_checked ? to_rfc3339(*package->last_checked) : "";
    turn_.id = package->id;
    return *std::move(package);
  }

private:
  static void feed(CatalogueRows& rows, std::int64_t count, PackageRank rank) {
    Collection collection;
    collection.name = "holdings";
    collection.root = "/nowhere";
    rows.collection(collection);
    const Digest digest = *Digest::from_hex(Algorithm::sha512, std::string(128, 'a'));
    for (std::int64_t number = 0; number < count; ++number) {
      ExchangedPackage package;
      package.collection = "holdings";
      package.entry.name = fmt::format("package-{:07}", number);
      package.entry.path = "/nowhere/" + package.entry.name;
      for (int file = 0; file < kFilesInAPackage; ++file)
        package.files.emplace(fmt::format("data/{}.txt", file), CataloguedFile{20, digest});
      package.entry.files = package.files.size();
      package.entry.bytes = 20 * package.files.size();
      package.entry.added = {kNow.seconds - count};
      package.entry.rank = rank;
      if (rank == PackageRank::passed) {
        package.entry.last_checked = Timestamp{kNow.seconds - count + number};
        package.entry.last_outcome = AuditOutcome::passed;
      }
      package.entry.reference = reference_of(package.files);
      rows.package(package);
    }
  }

  fs::path folder_;
  std::unique_ptr<Catalogue> catalogue_;
  RunPlace run_;
  std::int64_t collection_ = 0;
  Turn turn_;
};

/// One for each size and rank, until the program ends.
Holdings& holdings(std::int64_t count, PackageRank rank = PackageRank::passed) {
  static std::map<std::pair<std::int64_t, PackageRank>, std::unique_ptr<Holdings>> all;
  auto& one = all[{count, rank}];
  if (!one)
    one = std::make_unique<Holdings>(count, rank);
  return *one;
}

void choose_next(benchmark::State& state) {
  Holdings& all = holdings(state.range(0));
  for (auto _ : state)
    benchmark::DoNotOptimize(all.next());
}

void record(benchmark::State& state, PackageRank rank) {
  Holdings& all = holdings(state.range(0), rank);
  PackageCheck check;
  check.counts.packages = check.counts.packages_passed = 1;
  std::int64_t count = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const CatalogueEntry package = all.next();
    check.started = check.time =
        Timestamp{kNow.seconds + ++count}; // its place in the order changes
    if (count % 1000 == 0)
      all.catalogue().flush_log();
    state.ResumeTiming();
    all.catalogue().record(all.run().id, package, check);
  }
}

/// Most results of a run: the package was well before.
void record_result(benchmark::State& state) {
  record(state, PackageRank::passed);
}

/// Those of a new collection: each package changes its rank, and with it the sums. No more of them
/// than the smaller catalogue has packages.
void record_first_result(benchmark::State& state) {
  record(state, PackageRank::never_read);
}

void tell_status(benchmark::State& state) {
  const fs::path path = holdings(state.range(0)).path();
  for (auto _ : state)
    benchmark::DoNotOptimize(audit_status(path));
}

BENCHMARK(choose_next)->Arg(1000)->Arg(100'000);
BENCHMARK(tell_status)->Arg(1000)->Arg(100'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(record_result)->Arg(1000)->Arg(100'000)->Iterations(5000)->Unit(benchmark::kMicrosecond);
BENCHMARK(record_first_result)
    ->Arg(1000)
    ->Arg(100'000)
    ->Iterations(1000)
    ->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace delo
