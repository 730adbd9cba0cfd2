#include "delo/ops/preservation.hpp"

#include "delo/formats/premis/premis_rights.hpp"
#include "delo/ops/preservation_parts.hpp"
#include "delo/ops/representations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// The people and bodies of a record, and what they did.
struct AgentRow {
  Field DocumentRecord::*field;
  AgentType type;
  std::string_view event_type; ///< "" for those without an event of their own
  std::string_view detail;
  std::string_view role;
  std::string_view outcome; ///< the kind of representation that came of it; "" for none
};
using R = DocumentRecord;
constexpr std::array<AgentRow, 7> kAgents{{
    {&R::contributor, AgentType::person, "acquisition",
     "a copy of the original was obtained and contributed", "contributor", ""},
    {&R::translator, AgentType::person, "creation", "translation", "translator", "translation"},
    {&R::transcriber, AgentType::person, "creation", "transcription", "transcriber",
     "transcription"},
    {&R::editor, AgentType::person, "creation", "editing", "editor", ""},
    {&R::compiler, AgentType::person, "creation", "compilation", "compiler", ""},
    {&R::programme, AgentType::organization, "", "", "programme", ""},
    {&R::publisher, AgentType::organization, "", "", "publisher", ""},
}};

class PackageRecord {
public:
  explicit PackageRecord(const WrittenPackage& package)
      : package_(package), record_(package.plan.record),
        pages_(package.of(FileRole::source_page)), scope_{package.plan.id.id, "", "",
                                                          [this](const PackageFileVisitor& visit) {
                                                            std::for_each(pages_.begin(),
                                                                          pages_.end(), visit);
                                                          }} {}

  void write(ByteSink& sink, std::string_view schemas_folder) {
    add_people();
    add_events();
    PremisWriter premis(sink, schemas_folder);
    write_objects(premis);
    for (const Event& event : events_)
      premis.event(event);
    for (const Agent& agent : agents_)
      premis.agent(agent);
    for (const Agent& agent : programs(package_))
      premis.agent(agent);
    for (const RightsStatement& rights :
         rights_statements(record_, {scope_.object_id, publisher_links(package_), package_.now}))
      premis.rights(rights);
    premis.finish();
  }

private:
  void write_objects(PremisWriter& premis) const {
    PremisObject entity{PremisObject::Kind::intellectual_entity, {scope_.object_id}, {}, {}};
    for (const std::string& record_id : record_.record_id.values)
      entity.ids.push_back(record_id);
    premis.object(entity);
    for (const std::string& name : package_.plan.representations)
      premis.object(representation_object(package_, name, events_of(name)));
    for (const PackageFile& page : pages_)
      premis.file(file_id(package_, page), page);
  }

  /// The events that a representation came of.
  std::vector<std::string> events_of(const std::string& name) const {
    std::vector<std::string> ids;
    const std::string id = representation_id(package_, name);
    for (const Event& event : events_)
      for (const Link& object : event.objects)
        if (object.id == id && object.role == "outcome")
          ids.push_back(event.id);
    return ids;
  }

  void add_people() {
    for (const AgentRow& row : kAgents)
      for (const std::string& name : (record_.*row.field).values) {
        const std::string id = agent_id(name);
        const bool known = std::any_of(agents_.begin(), agents_.end(),
                                       [&id](const Agent& agent) { return agent.id == id; });
        if (!known)
          agents_.push_back({id, name, row.type, {}});
        if (!row.event_type.empty())
          add_deed(row, id);
      }
  }

  void add_deed(const AgentRow& row, const std::string& agent) {
    std::string id = fmt::format("event/{}/{}", row.role, agent.substr(6));
    const bool told = std::any_of(events_.begin(), events_.end(),
                                  [&](const Event& event) { return event.id == id; });
    if (told) // a name that stands twice
      return;
    events_.push_back({std::move(id),
                       std::string(row.event_type),
                       std::string(kUnknownDate),
                       std::string(row.detail),
                       "success",
                       "",
                       {{agent, std::string(row.role)}},
                       {{scope_.object_id, ""}}});
    if (row.outcome.empty())
      return;
    const auto& all = package_.plan.representations;
    std::vector<Link>& objects = events_.back().objects;
    for (const std::string& name : all)
      if (kind_of_representation(name) == row.outcome)
        objects.push_back({representation_id(package_, name), "outcome"});
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
    events_.push_back(capture());
    for (Event& event : technical_events(package_, scope_))
      events_.push_back(std::move(event));
    events_.push_back(extraction());
    events_.push_back(program_event(package_, scope_, "packaging",
                                    fmt::format("layout {}", to_word(package_.plan.layout))));
  }

  Event capture() const {
    std::string note;
    // The page's own time is the only trace of when it was saved.
    if (!pages_.empty())
      note = "last changed " + to_rfc3339(pages_.front().modified);
    for (const std::string& remark : package_.plan.notes)
      note += (note.empty() ? "" : "\n") + remark;
    return program_event(
        package_, scope_, "capture",
        package_.input.has_page()
            ? fmt::format("the source page {} was taken over unchanged", package_.input.page_name)
            : "the files that the sheet names were taken over unchanged",
        std::move(note));
  }

  Event extraction() const {
    std::string note = record_.citation_raw.empty()
                           ? "the page has no source line"
                           : "source line: " + record_.citation_raw.joined();
    for (const Origin origin : {Origin::sheet, Origin::option, Origin::typed})
      if (const std::string names = fields_from(origin); !names.empty())
        note += fmt::format("\nfields by origin {}: {}", to_word(origin), names);
    for (const std::string& warning : package_.plan.warnings)
      note += "\nwarning: " + warning;
    Event event =
        program_event(package_, scope_, "metadata extraction",
                      package_.input.has_page() ? "the description was read from the source page"
                                                : "the description was taken from the sheet",
                      std::move(note));
    if (!package_.plan.warnings.empty())
      event.outcome = "warning";
    return event;
  }

  const WrittenPackage& package_;
  const DocumentRecord& record_;
  std::vector<PackageFile> pages_;
  PremisScope scope_;
  std::vector<Agent> agents_;
  std::vector<Event> events_;
};

/// The agents that the statements name, each once.
std::vector<Agent> publishers_in(const WrittenPackage& package,
                                 const std::vector<RightsStatement>& statements) {
  std::vector<Agent> agents;
  for (const std::string& name : package.plan.record.publisher.values) {
    const std::string id = agent_id(name);
    const bool named = std::any_of(statements.begin(), statements.end(), [&id](const auto& s) {
      return std::any_of(s.agents.begin(), s.agents.end(),
                         [&id](const Link& link) { return link.id == id; });
    });
    const bool known = std::any_of(agents.begin(), agents.end(),
                                   [&id](const Agent& agent) { return agent.id == id; });
    if (named && !known)
      agents.push_back({id, name, AgentType::organization, {}});
  }
  return agents;
}

void write_representation(ByteSink& sink, const WrittenPackage& package, const std::string& name,
                          std::string_view schemas_folder) {
  const PremisScope scope{representation_id(package, name), name, "representations/" + name + "/",
                          package.data_of(name)};
  const auto rights = rights_statements(
      package.plan.record, {scope.object_id, publisher_links(package), package.now, scope.prefix});
  const PremisRelationship included{"structural", "is included in", scope.object_id};
  PremisWriter premis(sink, schemas_folder);
  premis.object(representation_object(package, name));
  scope.files(
      [&](const PackageFile& file) { premis.file(file_id(package, file), file, &included); });
  premis.event(program_event(package, scope, "capture", "every file was taken over unchanged"));
  for (const Event& event : technical_events(package, scope))
    premis.event(event);
  for (const Agent& agent : programs(package))
    premis.agent(agent);
  for (const Agent& agent : publishers_in(package, rights))
    premis.agent(agent);
  for (const RightsStatement& statement : rights)
    premis.rights(statement);
  premis.finish();
}

} // namespace

void write_preservation(ByteSink& sink, const WrittenPackage& package, const PlannedFile& file) {
  if (file.role == FileRole::package_premis)
    PackageRecord(package).write(sink, schemas_folder(package.plan, "../../"));
  else
    write_representation(sink, package, file.representation,
                         schemas_folder(package.plan, "../../../../"));
}

} // namespace delo
