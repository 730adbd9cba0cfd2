#include "delo/ops/update.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_writer.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/formats/premis/premis_writer.hpp"
#include "delo/io/dir_source.hpp"
#include "delo/io/hashing_sink.hpp"
#include "delo/io/package_sink.hpp"
#include "delo/io/staging.hpp"
#include "delo/ops/judge.hpp"
#include "delo/ops/read_back.hpp"
#include "delo/ops/update_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

namespace fs = std::filesystem;

const RelPath kPayload("data");
/// Tag files up to this size are kept as text while reading, to see whether they change.
constexpr std::size_t kLargestText = std::size_t{64} * 1024 * 1024;

/// Remembers a bag while it is judged, and asks for the digests that it is to get.
class BagReader final : public Inspector {
public:
  explicit BagReader(const UpdateOptions& options) {
    for (const Algorithm algorithm : options.add_digests)
      added_.insert(algorithm);
    for (const TagFile& edit : options.tag_files)
      edited_.push_back(edit.path.empty() ? edit.file.filename().native() : edit.path);
  }

  void begin(const Listing& listing) override {
    if (listing.top_names)
      for (const std::string& name : *listing.top_names)
        note_manifest(name);
  }
  Interest interest_in(const RelPath& path) override {
    note_manifest(path.str());
    AlgorithmSet wanted = added_;
    wanted.insert(present_);
    return {wanted, is_text(path)};
  }
  void on_bytes(const RelPath& path, std::string_view bytes) override {
    std::string& text = bag.texts[path];
    if (text.size() < kLargestText)
      text += bytes;
  }
  /// In a compressed archive the manifests come last, and with them the names of their algorithms.
  void still_needed(const PassOutcome& outcome, LateNeeds& needs) override {
    AlgorithmSet wanted = added_;
    wanted.insert(present_);
    for (const auto& [path, file] : outcome.seen)
      for (const Algorithm algorithm : wanted.list())
        need_digest(outcome.seen, path, algorithm, needs);
  }
  void at_end(const PassOutcome& outcome, FindingSink&, std::vector<std::string>&) override {
    bag.files = outcome.seen;
    bag.root_name = outcome.root_name;
  }

  ReadBag bag;

private:
  void note_manifest(const std::string& name) {
    if (const auto manifest = parse_manifest_name(name); manifest && manifest->algorithm)
      present_.insert(*manifest->algorithm);
  }
  bool is_text(const RelPath& path) const {
    return path.str() == "bagit.txt" || path.str() == "bag-info.txt" ||
           std::find(edited_.begin(), edited_.end(), path.str()) != edited_.end();
  }

  AlgorithmSet added_;
  AlgorithmSet present_;
  std::vector<std::string> edited_;
};

/// Writes the new bag: what stays is taken over, what seals it is made anew.
class Resealer {
public:
  Resealer(const ReadBag& bag, const UpdatePlan& plan, const UpdateOptions& options,
           PackageSink& sink)
      : bag_(bag), plan_(plan), options_(options), sink_(sink), now_(options.clock->now()) {}

  void run() {
    write("bagit.txt", bag_declaration());
    take_over();
    for (const auto& [path, source] : plan_.copied)
      write(path.str(), read_file(source, kLargestText), modified_of(source).value_or(now_));
    write_event();
    if (!plan_.info.empty())
      write("bag-info.txt", plan_.info);
    for (const bool is_tag_manifest : {false, true})
      for (const Algorithm algorithm : plan_.algorithms.list())
        write_manifest_file(algorithm, is_tag_manifest);
  }

private:
  bool stays(const RelPath& path) const {
    return !is_sealing_file(path) && !plan_.copied.contains(path) && bag_.files.contains(path);
  }

  void take_over() {
    const auto source = open_source(options_.package, Details::no, options_.expansion);
    source->top_names(); // an archive learns its top folder from them
    while (const auto entry = source->next()) {
      if (options_.stop.stop_requested())
        throw Error(ErrorKind::interrupted, "stopped on request");
      const auto path = RelPath::parse(entry->name);
      if (path && entry->kind == EntryKind::folder)
        sink_.add_folder(*path, entry->modified.value_or(now_));
      if (path && entry->kind == EntryKind::file && stays(*path))
        take_over(*path, *entry, *source);
    }
  }

  void take_over(const RelPath& path, const Entry& entry, PackageSource& source) {
    const SeenFile& seen = bag_.files.at(path);
    const fs::path on_disk = options_.package / path.str();
    const Timestamp modified =
        entry.modified ? *entry.modified : modified_of(on_disk).value_or(now_);
    if (!sink_.link(path, on_disk))
      sink_.add(path, seen.bytes, modified, [&](ByteSink& sink) {
        const auto reader = source.open();
        std::string buffer(256 * 1024, '\0');
        while (const std::size_t n = reader->read(buffer.data(), buffer.size()))
          sink.write({buffer.data(), n});
      });
    files_.push_back({path, seen.bytes, seen.digests, {}, modified, {}, {}, nullptr});
  }

  void write(const std::string& path, std::string_view bytes) { write(path, bytes, now_); }
  void write(const std::string& path, std::string_view bytes, Timestamp modified) {
    generate(RelPath(path), modified, [bytes](ByteSink& sink) { sink.write(bytes); });
  }

  void generate(const RelPath& path, Timestamp modified,
                const std::function<void(ByteSink&)>& fill) {
    PackageFile file{path, 0, {}, {}, modified, {}, {}, nullptr};
    sink_.add_generated(path, modified, [&](ByteSink& sink) {
      HashingSink hashing(sink, plan_.algorithms);
      fill(hashing);
      file.digests = hashing.finish();
      file.size = hashing.size();
    });
    files_.push_back(std::move(file));
  }

  /// One PREMIS file for each update, so that none is ever rewritten.
  RelPath event_path() const {
    std::string stamp = to_rfc3339(now_);
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    RelPath path("premis/update-" + stamp + ".xml");
    for (int n = 2; bag_.files.contains(path); ++n)
      path = RelPath(fmt::format("premis/update-{}-{}.xml", stamp, n));
    return path;
  }

  void write_event() {
    const std::string id = bag_.root_name;
    const std::string agent = "agent/delo";
    const auto event = [&](std::string_view type, std::string detail) {
      std::string event_id = "event/" + std::string(type);
      std::replace(event_id.begin(), event_id.end(), ' ', '-');
      return Event{std::move(event_id),
                   std::string(type),
                   to_rfc3339(now_),
                   std::move(detail),
                   "success",
                   "",
                   {{agent, "executing program"}},
                   {{id, ""}}};
    };
    generate(event_path(), now_, [&](ByteSink& sink) {
      PremisWriter premis(sink, "");
      premis.object({PremisObject::Kind::intellectual_entity, {id}, {}, {}});
      premis.event(
          event("fixity check", "every digest of the bag was verified before it was changed"));
      premis.event(
          event("metadata modification", fmt::format("{}", fmt::join(plan_.changes, "; "))));
      premis.agent({agent, options_.software, AgentType::software, options_.software_version});
      premis.finish();
    });
  }

  void write_manifest_file(Algorithm algorithm, bool is_tag_manifest) {
    const std::string_view prefix = is_tag_manifest ? "tagmanifest" : "manifest";
    std::vector<const PackageFile*> listed;
    for (const PackageFile& file : files_)
      if (file.path.is_below(kPayload) != is_tag_manifest &&
          !file.path.str().starts_with("tagmanifest-"))
        listed.push_back(&file);
    std::sort(listed.begin(), listed.end(),
              [](const PackageFile* a, const PackageFile* b) { return a->path < b->path; });
    generate(RelPath(fmt::format("{}-{}.txt", prefix, info(algorithm).bagit)), now_,
             [&](ByteSink& sink) {
               for (const PackageFile* file : listed)
                 write_manifest_line(sink, algorithm, *file);
             });
  }

  const ReadBag& bag_;
  const UpdatePlan& plan_;
  const UpdateOptions& options_;
  PackageSink& sink_;
  Timestamp now_;
  std::vector<PackageFile> files_;
};

void require_bag(const ReadBag& bag, const fs::path& package) {
  if (bag.files.contains(RelPath("bagit.txt")))
    return;
  throw Error(ErrorKind::usage, fmt::format("{} is no bag", display_name(package.native())),
              "only a bag has tags and manifests to change; pack a SIP anew with delo pack");
}

void reseal(const ReadBag& bag, const UpdatePlan& plan, const UpdateOptions& options) {
  const fs::path whole = fs::canonical(options.package); // a link to the bag stays a link to it
  const std::string name = whole.filename().native();
  const std::string root = RelPath::parse(bag.root_name) ? bag.root_name : bare_name(name);
  const Container container = container_of(options.package);
  const auto sink =
      open_sink(whole.parent_path(), container == Container::dir ? name : root, container, name);
  Resealer(bag, plan, options, *sink).run();
  sink->seal();
  ProgressTeller silent;
  read_back(*sink, {}, silent, options.stop); // before it takes the place of the old one
  sink->commit(Overwrite::yes);
}

} // namespace

UpdateResult update_package(const UpdateOptions& options) {
  check_edits(options);
  bring_back(options.package);
  UpdateResult result;
  BagReader reader(options);
  result.report = judge_package(options.package, std::array<Inspector*, 1>{&reader},
                                {.stop = options.stop,
                                 .families = integrity_families(),
                                 .max_expansion = options.expansion.times});
  if (result.report.verdict() != Verdict::valid)
    return result;
  require_bag(reader.bag, options.package);
  const UpdatePlan plan = plan_update(reader.bag, options);
  result.changes = plan.changes;
  if (result.changes.empty()) { // a killed run may have done it all but for tidying up
    remove_debris(fs::canonical(options.package).parent_path());
    return result;
  }
  reseal(reader.bag, plan, options);
  result.written = true;
  return result;
}

} // namespace delo
