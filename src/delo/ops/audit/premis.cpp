#include "delo/ops/audit/premis.hpp"

#include "delo/base/error.hpp"
#include "delo/formats/premis/premis_writer.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/named_package.hpp"
#include "delo/ops/audit/package_history.hpp"
#include "delo/ops/audit/premis_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".premis.xml";
constexpr std::size_t kLongestName = 255;
constexpr std::size_t kDigits = 12; ///< of a SHA-256, in a name

/// Audits do not look at formats; PREMIS 1.5.4.1 has a word for that.
constexpr std::string_view kUnknownFormat = "unknown";

/// The program as an agent; its identifier tells versions and machines apart.
Agent agent_of(const LoggedProgram* program) {
  if (!program)
    return {"agent/delo", "delo", AgentType::software, "",
            "the event log keeps the version and the machine of runs only"};
  return {fmt::format("agent/delo-{}@{}", program->version, program->host), "delo",
          AgentType::software, program->version, "machine: " + program->host};
}

/// One package with all that the document tells of it.
struct Subject {
  std::string id;
  CatalogueEntry entry;
  CataloguedFiles files;
  const PackageHistory* history = nullptr; ///< null: the log does not know it
};

void write_objects(PremisWriter& premis, const Subject& subject) {
  PremisObject object{PremisObject::Kind::representation, {subject.id}, subject.entry.name, {}};
  if (!subject.entry.citation.empty())
    object.ids.push_back(subject.entry.citation);
  premis.object(object);
  static const RelPath kNoMatter("file"); // the identifier says which it is
  const PremisRelationship included{"structural", "is included in", subject.id};
  for (const auto& [name, known] : subject.files) {
    PackageFile file{kNoMatter, known.size, {}, std::string(kUnknownFormat), {}, {}};
    file.digests.insert(known.digest);
    premis.file(premis_file_id(subject.id, name), file, &included);
  }
}

/// Writes the document; returns how many events it has.
std::uint64_t write_document(const Subject& subject, const PackageHistories& histories,
                             ByteSink& out) {
  PremisWriter premis(out, "");
  write_objects(premis, subject);
  std::uint64_t events = 0;
  std::map<std::string, Agent> agents;
  if (subject.history)
    for (const HistoryLine& place : *subject.history)
      if (auto event = premis_event(histories.line(place), subject.id, subject.files)) {
        const Agent agent = agent_of(place.program);
        event->agents = {{agent.id, "executing program"}};
        agents.try_emplace(agent.id, agent);
        premis.event(*event);
        ++events;
      }
  for (const auto& [id, agent] : agents)
    premis.agent(agent);
  premis.finish();
  return events;
}

class Exporter {
public:
  explicit Exporter(const fs::path& catalogue)
      : histories_(log_of(catalogue)), catalogue_(catalogue, Catalogue::Missing::refuse) {}

  Catalogue& catalogue() { return catalogue_; }

  AuditPremis one(const std::string& called, ByteSink& out) {
    std::error_code failure;
    const fs::path path = fs::weakly_canonical(called, failure);
    const PackageHistory* gone =
        failure ? nullptr : histories_.forgotten(to_catalogue_text(path.native()));
    if (gone && !catalogue_.at(path.native()) && catalogue_.find(called).empty()) {
      CatalogueEntry entry;
      entry.path = path.native();
      entry.name = path.filename().native();
      return write({to_catalogue_text(entry.path), entry, {}, gone}, out);
    }
    return watched(named_package(catalogue_, called), out);
  }

  AuditPremis watched(const CatalogueEntry& entry, ByteSink& out) {
    Subject subject{to_catalogue_text(entry.path), entry, catalogue_.files_of(entry.id), nullptr};
    const LoggedPackage* logged = histories_.watched(subject.id);
    if (logged && !logged->reference.empty() && logged->reference != reference_of(subject.files)) {
      AuditPremis result;
      result.package = entry.path;
      result.problem =
          fmt::format("the digests in the catalogue are not those of line {} of the event log",
                      logged->reference_line);
      return result;
    }
    subject.history = logged ? &histories_.of(*logged) : nullptr;
    return write(subject, out);
  }

private:
  /// The catalogue is asked first whether it is there; the log is read before the digests, which a
  /// run at work does not change.
  static fs::path log_of(const fs::path& catalogue) {
    const Catalogue is_there(catalogue, Catalogue::Missing::refuse);
    return event_log_of(catalogue);
  }

  AuditPremis write(const Subject& subject, ByteSink& out) const {
    AuditPremis result;
    result.package = subject.entry.path;
    result.files = subject.files.size();
    result.events = write_document(subject, histories_, out);
    return result;
  }

  PackageHistories histories_;
  Catalogue catalogue_;
};

/// Names of files for packages, the same whatever else is exported before them.
class Names {
public:
  explicit Names(const std::vector<CatalogueEntry>& entries) {
    for (const CatalogueEntry& entry : entries)
      ++counts_[entry.name];
  }

  std::string of(const CatalogueEntry& entry) const {
    std::string name = entry.name;
    if (counts_.at(name) > 1 || name.size() + kSuffix.size() > kLongestName) {
      name.resize(std::min(name.size(), kLongestName - kSuffix.size() - kDigits - 1));
      name += "-" + digest_of_line(entry.path).substr(0, kDigits);
    }
    return name + std::string(kSuffix);
  }

private:
  std::map<std::string, std::size_t, std::less<>> counts_;
};

} // namespace

AuditPremis audit_premis(const fs::path& catalogue, const std::string& package, ByteSink& out) {
  return Exporter(catalogue).one(package, out);
}

std::vector<AuditPremis> audit_premis_all(const fs::path& catalogue, const fs::path& folder,
                                          Overwrite overwrite, const std::stop_token& stop) {
  Exporter exporter(catalogue);
  const std::vector<CatalogueEntry> entries = exporter.catalogue().packages();
  const Names names(entries);
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure)
    throw io_error("create", folder.native(), failure.value());
  std::vector<AuditPremis> results;
  for (const CatalogueEntry& entry : entries) {
    if (stop.stop_requested())
      throw Error(ErrorKind::interrupted, "stopped on request");
    AtomicFile file(folder / names.of(entry));
    AuditPremis result = exporter.watched(entry, file);
    result.file = (folder / names.of(entry)).native();
    if (result.problem.empty())
      file.commit(overwrite);
    results.push_back(std::move(result));
  }
  return results;
}

} // namespace delo
