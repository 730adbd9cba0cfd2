#include "delo/ops/preservation.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/premis/premis_rights.hpp"
#include "delo/formats/premis/premis_writer.hpp"
#include "delo/io/file_type.hpp"
#include "delo/ops/provenance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// EDTF for a date of which nothing is known: when a copy was found or a text translated, the page
/// does not say.
constexpr std::string_view kUnknownDate = "XXXX";
constexpr std::string_view kSoftwareId = "agent/delo";
constexpr std::string_view kTypesId = "agent/libmagic";

/// The people and bodies of a record, and what they did.
struct AgentRow {
  Field DocumentRecord::*field;
  AgentType type;
  std::string_view event_type; ///< "" for those without an event of their own
  std::string_view detail;
  std::string_view role;
};
using R = DocumentRecord;
constexpr std::array<AgentRow, 7> kAgents{{
    {&R::contributor, AgentType::person, "acquisition",
     "a copy of the original was obtained and contributed", "contributor"},
    {&R::translator, AgentType::person, "creation", "translation", "translator"},
    {&R::transcriber, AgentType::person, "creation", "transcription", "transcriber"},
    {&R::editor, AgentType::person, "creation", "editing", "editor"},
    {&R::compiler, AgentType::person, "creation", "compilation", "compiler"},
    {&R::programme, AgentType::organization, "", "", "programme"},
    {&R::publisher, AgentType::organization, "", "", "publisher"},
}};

std::string agent_id(std::string_view name) {
  std::string slug = ascii_lower(to_nfc(name));
  std::replace_if(
      slug.begin(), slug.end(), [](char c) { return c == ' ' || c == '/'; }, '-');
  return "agent/" + slug;
}

/// The identifier of a file: its place in the SIP, whatever the package is wrapped in.
std::string file_id(const WrittenPackage& package, const PackageFile& file) {
  const auto folder = sip_folder(package.plan);
  return package.plan.id.id + "/" + (folder ? file.path.relative_to(*folder) : file.path).str();
}

class PackageRecord {
public:
  explicit PackageRecord(const WrittenPackage& package)
      : package_(package), record_(package.plan.record), id_(package.plan.id.id) {}

  PremisDocument build() {
    add_objects();
    add_people();
    add_events();
    add_software();
    add_rights();
    return std::move(premis_);
  }

private:
  void add_objects() {
    PremisObject entity{PremisObject::Kind::intellectual_entity, {id_}, {}, {}};
    for (const std::string& record_id : record_.record_id.values)
      entity.ids.push_back(record_id);
    premis_.objects.push_back(std::move(entity));
    for (const std::string& name : package_.plan.representations)
      premis_.objects.push_back({PremisObject::Kind::representation,
                                 {id_ + "/representations/" + name},
                                 {},
                                 {{"structural", "represents", id_}}});
    for (const PackageFile* page : package_.of(FileRole::source_page))
      premis_.files.push_back({file_id(package_, *page), page, {}});
  }

  void add_people() {
    for (const AgentRow& row : kAgents)
      for (const std::string& name : (record_.*row.field).values) {
        const std::string id = agent_id(name);
        const bool known = std::any_of(premis_.agents.begin(), premis_.agents.end(),
                                       [&id](const Agent& agent) { return agent.id == id; });
        if (!known)
          premis_.agents.push_back({id, name, row.type, {}});
        if (row.event_type.empty())
          continue;
        std::string event_id = fmt::format("event/{}/{}", row.role, id.substr(6));
        const bool told = std::any_of(premis_.events.begin(), premis_.events.end(),
                                      [&](const Event& event) { return event.id == event_id; });
        if (told) // a name that stands twice
          continue;
        premis_.events.push_back({std::move(event_id),
                                  std::string(row.event_type),
                                  std::string(kUnknownDate),
                                  std::string(row.detail),
                                  "success",
                                  "",
                                  {{id, std::string(row.role)}},
                                  {{id_, ""}}});
      }
  }

  void add_event(std::string_view type, std::string detail, std::string outcome, std::string note,
                 std::string_view agent = kSoftwareId) {
    std::string id = "event/" + std::string(type);
    std::replace(id.begin(), id.end(), ' ', '-');
    premis_.events.push_back({std::move(id),
                              std::string(type),
                              to_rfc3339(package_.now),
                              std::move(detail),
                              std::move(outcome),
                              std::move(note),
                              {{std::string(agent), "executing program"}},
                              {{id_, ""}}});
  }

  /// The names of the fields that did not come from the page.
  std::string fields_from(Origin origin) const {
    std::string names;
    for (const RecordField& field : record_fields())
      if (const Field& value = record_.*field.member; value.origin == origin) {
        (names += names.empty() ? "" : ", ") += field.name;
        names += value.empty() ? " (emptied)" : "";
      }
    // With another origin than the source line they were changed beside it.
    if (record_.holdings_origin == origin && record_.citation_raw.origin != origin)
      (names += names.empty() ? "" : ", ") += "holdings";
    return names;
  }

  void add_events() {
    const auto algorithms = [this] {
      std::string words;
      for (const Algorithm algorithm : package_.plan.algorithms.list())
        (words += words.empty() ? "" : ", ") += info(algorithm).bagit;
      return words;
    }();
    add_event(
        "capture",
        package_.input.has_page()
            ? fmt::format("the source page {} was taken over unchanged", package_.input.page_name)
            : "the files that the sheet names were taken over unchanged",
        "success", "");
    // The page's own time is the only trace of when it was saved.
    const auto pages = package_.of(FileRole::source_page);
    if (!pages.empty())
      premis_.events.back().note = "last changed " + to_rfc3339(pages.front()->modified);
    add_event("message digest calculation",
              fmt::format("{} of every file, computed while it was written", algorithms), "success",
              "");
    add_event("format identification", "MIME types told from the first bytes of each file",
              "success", "", kTypesId);
    std::string note = record_.citation_raw.empty()
                           ? "the page has no source line"
                           : "source line: " + record_.citation_raw.joined();
    for (const Origin origin : {Origin::sheet, Origin::option, Origin::typed})
      if (const std::string names = fields_from(origin); !names.empty())
        note += fmt::format("\nfields by origin {}: {}", to_word(origin), names);
    for (const std::string& warning : package_.plan.warnings)
      note += "\nwarning: " + warning;
    add_event("metadata extraction",
              package_.input.has_page() ? "the description was read from the source page"
                                        : "the description was taken from the sheet",
              package_.plan.warnings.empty() ? "success" : "warning", std::move(note));
    add_event("packaging", fmt::format("layout {}", to_word(package_.plan.layout)), "success", "");
  }

  void add_software() {
    premis_.agents.push_back({std::string(kSoftwareId), package_.software, AgentType::software,
                              package_.software_version});
    const std::string engine = file_type_engine();
    const std::size_t gap = engine.find(' ');
    premis_.agents.push_back({std::string(kTypesId), engine.substr(0, gap), AgentType::software,
                              engine.substr(gap + 1)});
  }

  void add_rights() {
    RightsSubject subject{id_, {}, package_.now};
    for (const std::string& publisher : record_.publisher.values)
      subject.publishers.push_back({agent_id(publisher), "publisher"});
    premis_.rights = rights_statements(record_, subject);
  }

  const WrittenPackage& package_;
  const DocumentRecord& record_;
  std::string id_;
  PremisDocument premis_;
};

PremisDocument representation_record(const WrittenPackage& package, const std::string& name) {
  const std::string id = package.plan.id.id + "/representations/" + name;
  PremisDocument premis;
  premis.objects.push_back({PremisObject::Kind::representation,
                            {id},
                            {},
                            {{"structural", "represents", package.plan.id.id}}});
  for (const PackageFile* file : package.of(FileRole::representation_data, name))
    premis.files.push_back({file_id(package, *file), file, {{"structural", "is included in", id}}});
  return premis;
}

} // namespace

void write_preservation(ByteSink& sink, const WrittenPackage& package, const PlannedFile& file) {
  if (file.role == FileRole::package_premis)
    write_premis(sink, PackageRecord(package).build(), "../../schemas/premis.xsd");
  else
    write_premis(sink, representation_record(package, file.representation),
                 "../../../../schemas/premis.xsd");
}

} // namespace delo
