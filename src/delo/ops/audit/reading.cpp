#include "delo/ops/audit/reading.hpp"

#include "delo/io/archive_source.hpp"
#include "delo/io/dir_source.hpp"
#include "delo/io/disk_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>

namespace delo {
namespace {

constexpr std::string_view kBagInfo = "bag-info.txt";

/// Ends after `limit` bytes, so that an entry which became a bomb costs no more than what it was.
class LimitedReader final : public EntryReader {
public:
  LimitedReader(std::unique_ptr<EntryReader> inner, std::uint64_t limit)
      : inner_(std::move(inner)), rest_(limit) {}

  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t most = std::min<std::uint64_t>(size, rest_);
    const std::size_t n = most == 0 ? 0 : inner_->read(buffer, most);
    rest_ -= n;
    return n;
  }

private:
  std::unique_ptr<EntryReader> inner_;
  std::uint64_t rest_;
};

/// A reader of a file on disk, in the manner that was asked for; `ordinary` opens it otherwise.
std::unique_ptr<EntryReader> open_in(const ReadingManner& manner, const std::filesystem::path& path,
                                     const EntryOpener& ordinary) {
  std::unique_ptr<EntryReader> reader =
      manner.direct && !path.empty() ? open_direct_reader(path) : ordinary();
  return manner.rate ? paced(std::move(reader), *manner.rate) : std::move(reader);
}

/// Only when nothing is being read any more: jobs in flight report to those who wait for them.
void end_if_environment(const StoredItem& item) {
  const Error error(ErrorKind::io, item.unreadable.value_or(""), "", item.error_number);
  if (is_of_environment(error))
    throw io_error("go on reading", "the packages", item.error_number);
}

/// What is wrong, and where the user may know better, how to say so.
std::string words_of(const ContainerDamaged& damage) {
  const bool expands = damage.kind() == ContainerDamaged::Kind::expands;
  return std::string(damage.what()) +
         (expands ? "; when that is meant, type --max-expansion 0" : "");
}

void set_unreadable(StoredItem& item, const Error& error) {
  item.unreadable = error.message();
  item.error_number = error.error_number();
}

void keep(StoredItem& item, const HashResult& result) {
  item.read = true;
  item.bytes = result.bytes;
  if (result.unreadable)
    set_unreadable(item, *result.unreadable);
  else if (const Digest* digest = result.digests.find(Algorithm::sha512))
    item.digest = *digest;
}

class Reading {
public:
  Reading(PackageSource& source, HashPipeline& pipeline, const ReadingPlan& plan)
      : source_(source), pipeline_(pipeline), plan_(plan) {}

  StoredPackage run(const std::filesystem::path& folder) {
    try {
      while (const auto entry = source_.next())
        meet(*entry, folder);
    } catch (const ContainerDamaged& damage) {
      break_off(damage);
    } catch (...) { // jobs in flight report to this object: none may outlive it
      drain();
      throw;
    }
    pipeline_.finish();
    for (const StoredItem& item : found_.items)
      end_if_environment(item);
    return std::move(found_);
  }

private:
  void meet(const Entry& entry, const std::filesystem::path& folder) {
    if (entry.outside_root)
      return;
    StoredItem item;
    item.name = entry.name;
    item.kind = entry.kind;
    item.said_size = entry.size;
    if (entry.kind == EntryKind::unreadable)
      set_unreadable(item, Error(ErrorKind::io, entry.trouble, "", entry.error_number));
    found_.items.push_back(std::move(item));
    if (entry.kind != EntryKind::file) {
      if (plan_.witness)
        plan_.witness->meet(found_.items.back(), {});
      return;
    }
    if (const auto limit = plan_.limit(entry.name, entry.size)) {
      const auto path = folder.empty() ? std::filesystem::path() : folder / entry.name;
      if (!folder.empty())
        found_.items.back().maybe_cached = forget_cached(path) && !plan_.manner.direct;
      read(entry.name, path, *limit);
    }
  }

  void read(const std::string& name, const std::filesystem::path& path, std::uint64_t limit) {
    HashJob job;
    job.algorithms = {Algorithm::sha512};
    job.read_here = !source_.has_independent_readers();
    job.open = [manner = plan_.manner, path, limit,
                ordinary = source_.opener()]() -> std::unique_ptr<EntryReader> {
      auto reader = open_in(manner, path, ordinary);
      if (limit == std::numeric_limits<std::uint64_t>::max())
        return reader;
      return std::make_unique<LimitedReader>(std::move(reader), limit);
    };
    if (plan_.on_bag_info && name == kBagInfo)
      job.tee = plan_.on_bag_info;
    job.done = [this, index = found_.items.size() - 1](HashResult result) {
      keep(found_.items[index], result);
      if (plan_.witness)
        plan_.witness->meet(found_.items[index], result.digests);
      found_.bytes += result.bytes;
      if (result.damaged)
        break_off(*result.damaged);
    };
    if (plan_.witness)
      read_before_witness(name, std::move(job));
    else
      pipeline_.add(std::move(job));
  }

  void read_before_witness(const std::string& name, HashJob job) {
    job.algorithms.insert(plan_.witness->algorithms(name));
    const std::uint64_t most = plan_.witness->most_bytes(name);
    if (most == 0) {
      pipeline_.add(std::move(job));
      return;
    }
    std::string bytes;
    job.tee = [&bytes, most, other = std::move(job.tee)](std::string_view more) {
      if (other)
        other(more);
      bytes += more.substr(0, most + 1 - bytes.size());
    };
    if (!pipeline_.add(std::move(job)))
      plan_.witness->take(name, bytes);
  }

  void drain() {
    try {
      pipeline_.finish();
    } catch (const Error&) { // interrupted as well: the first trouble is being told
    }
  }

  void break_off(const ContainerDamaged& damage) {
    if (!found_.damage)
      found_.damage = words_of(damage);
  }

  PackageSource& source_;
  HashPipeline& pipeline_;
  const ReadingPlan& plan_;
  StoredPackage found_;
};

} // namespace

bool is_of_environment(const Error& error) {
  const int number = error.error_number();
  return number == EMFILE || number == ENFILE || number == ENOMEM || number == ENOBUFS;
}

StoredPackage read_stored(const std::filesystem::path& path, PackageKind kind,
                          HashPipeline& pipeline, const ReadingPlan& plan) {
  if (kind != PackageKind::archive) {
    DirSource source(path);
    return Reading(source, pipeline, plan).run(path);
  }
  try {
    ArchiveSource source(path, plan.expansion);
    return Reading(source, pipeline, plan).run({});
  } catch (const ContainerDamaged& damage) { // not even the beginning makes sense
    StoredPackage nothing;
    nothing.damage = words_of(damage);
    return nothing;
  }
}

StoredItem read_container(const std::filesystem::path& path, HashPipeline& pipeline,
                          const ReadingManner& manner) {
  StoredItem item;
  item.name = ".";
  item.maybe_cached = forget_cached(path) && !manner.direct;
  HashJob job;
  job.algorithms = {Algorithm::sha512};
  job.open = [&] { return open_in(manner, path, [&path] { return open_file_reader(path); }); };
  job.done = [&item](HashResult result) { keep(item, result); };
  pipeline.add(std::move(job));
  pipeline.finish();
  end_if_environment(item);
  return item;
}

} // namespace delo
