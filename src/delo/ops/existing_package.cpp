// Packages are reproducible: the same input, options and time give the same bytes. So the planned
// package is made once more for the time of the existing one, into a sink that keeps nothing, and
// the digests of both are compared. No list of "what matters" can be forgotten to be kept.
#include "delo/ops/existing_package.hpp"

#include "delo/base/json.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/dir_source.hpp"
#include "delo/io/inspector.hpp"
#include "delo/io/no_sink.hpp"
#include "delo/ops/package_writer.hpp"
#include "delo/ops/pass.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <map>

namespace delo {
namespace {

constexpr std::uint64_t kLargestRecord = 64ULL * 1024 * 1024;

/// Reads a whole package: digests, times, and its provenance record.
class WholePackage final : public Inspector {
public:
  explicit WholePackage(AlgorithmSet algorithms) : algorithms_(algorithms) {}

  void on_entry(const Entry& entry, const RelPath* path, PathFault) override {
    if (path && entry.modified)
      times[*path] = *entry.modified;
    // An empty folder is nothing; links and the like are no package of ours.
    if (!path || (entry.kind != EntryKind::file && entry.kind != EntryKind::folder))
      strange = entry.name;
  }
  Interest interest_in(const RelPath& path) override {
    return {algorithms_, path.name() == "provenance.json"};
  }
  void on_bytes(const RelPath& path, std::string_view bytes) override {
    std::string& text = records[path];
    if (text.size() < kLargestRecord)
      text += bytes;
  }

  std::map<RelPath, Timestamp> times;
  std::map<RelPath, std::string> records;
  std::string strange;

private:
  AlgorithmSet algorithms_;
};

struct Recorded {
  Timestamp made;
  std::vector<LeftOut> left_out;
  bool names_are_exact = true; ///< false: some of the left out are recorded in base64
};

/// What belongs to the moment of packing, from the record of the existing package.
std::optional<Recorded> recorded_in(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object())
    return std::nullopt;
  Recorded recorded;
  try {
    const auto made = parse_rfc3339(json.at("made").at("at").get<std::string>());
    if (!made)
      return std::nullopt;
    recorded.made = *made;
    if (json.contains("left_out"))
      for (const Json& item : json.at("left_out")) {
        recorded.names_are_exact = recorded.names_are_exact && !item.contains("path_b64");
        recorded.left_out.push_back(
            {item.at("path").get<std::string>(), item.at("why").get<std::string>()});
      }
  } catch (const Json::exception&) {
    return std::nullopt;
  }
  return recorded;
}

/// The first difference between what was seen and what would be written; "" for none.
std::string difference_of(const PassOutcome& seen, const WrittenPackage& written) {
  std::size_t met = 0;
  for (const WrittenFile& file : written.files) {
    const auto found = seen.seen.find(file.facts.path);
    if (found == seen.seen.end())
      return fmt::format("it has no {}", display_name(file.facts.path.str()));
    ++met;
    if (found->second.digests != file.facts.digests)
      return fmt::format("{} differs", display_name(file.facts.path.str()));
  }
  if (met != seen.seen.size())
    return fmt::format("it has {} more files", seen.seen.size() - met);
  return "";
}

/// The time of a file of the existing package: an archive told it with the entry, a folder is
/// asked.
std::optional<Timestamp> time_of(const RelPath& path, const std::filesystem::path& target,
                                 const WholePackage& existing) {
  if (const auto told = existing.times.find(path); told != existing.times.end())
    return told->second;
  return modified_of(target / path.str());
}

/// The plan with the time of each source file as the existing package has it.
PackPlan with_times_of(PackPlan plan, const WholePackage& existing) {
  plan.files.change_each([&](PlannedFile& file) {
    if (!file.source.empty())
      file.modified = time_of(file.path, plan.target, existing).value_or(file.modified);
  });
  return plan;
}

PackPlan clamped(PackPlan plan, Timestamp latest) {
  plan.files.change_each(
      [latest](PlannedFile& file) { file.modified = std::min(file.modified, latest); });
  return plan;
}

std::string difference_from(const PackPlan& plan, const PackInput& input,
                            const PackOptions& options, const PassOutcome& seen) {
  NoSink nowhere;
  PackageWriter writer(plan, input, options, nowhere);
  for (const PlannedFile& file : plan.files)
    writer.write(file);
  writer.finish();
  return difference_of(seen, writer.written());
}

} // namespace

ExistingPackage compare_with_existing(const PackPlan& plan, const PackInput& input,
                                      const PackOptions& options) {
  struct stat status {};
  if (::lstat(plan.target.c_str(), &status) != 0)
    return {};
  WholePackage whole(plan.algorithms);
  const std::array<Inspector*, 1> inspectors{&whole};
  PackageReport report;
  PassOutcome seen;
  try {
    seen = run_pass([&] { return open_source(plan.target, Details::no, kNoExpansionLimit); },
                    inspectors, report, PassOptions{.stop = options.stop});
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::nothing_to_check)
      throw;
    return {Existing::different, "it is no package", 0, 0};
  }
  const auto record = whole.records.find(in_sip(plan, RelPath("documentation/provenance.json")));
  const auto recorded = record == whole.records.end() ? std::nullopt : recorded_in(record->second);
  if (!seen.complete || !report.unreadable.empty() || !whole.strange.empty() || !recorded)
    return {Existing::different, "it was not made by delo, or is damaged", 0, 0};

  const FixedClock then(recorded->made);
  PackOptions options_then = options;
  options_then.clock = &then;
  PackInput input_then = input;
  if (recorded->names_are_exact)
    input_then.left_out = recorded->left_out;
  std::string difference;
  for (const PackPlan& once : {with_times_of(plan, whole), clamped(plan, recorded->made)}) {
    difference = difference_from(once, input_then, options_then, seen);
    if (difference.empty())
      return {Existing::identical, "", seen.seen.size(), seen.bytes};
  }
  return {Existing::different, difference, 0, 0};
}

} // namespace delo
