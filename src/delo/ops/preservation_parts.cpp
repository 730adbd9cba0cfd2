#include "delo/ops/preservation_parts.hpp"

#include "delo/base/utf8.hpp"
#include "delo/io/file_type.hpp"
#include "delo/ops/representations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace delo {
namespace {

std::string algorithm_words(const WrittenPackage& package) {
  std::string words;
  for (const Algorithm algorithm : package.plan.algorithms.list())
    (words += words.empty() ? "" : ", ") += info(algorithm).bagit;
  return words;
}

/// Of the files of a scope, those for which something holds.
struct FileCount {
  std::uint64_t holds = 0;
  std::uint64_t all = 0;
};
template <typename Condition>
FileCount count(const PremisScope& scope, Condition condition) {
  FileCount count;
  scope.files([&](const PackageFile& file) {
    ++count.all;
    count.holds += condition(file) ? 1 : 0;
  });
  return count;
}

std::string unknown_types(const PremisScope& scope) {
  const FileCount unknown = count(
      scope, [](const PackageFile& file) { return file.mime_type == "application/octet-stream"; });
  return unknown.holds == 0
             ? ""
             : fmt::format("{} of {} files are of no known type", unknown.holds, unknown.all);
}

/// What another program found out, before and elsewhere. When, only its list can tell.
Event listed_formats(const WrittenPackage& package, const FormatMatches& formats,
                     const PremisScope& scope) {
  const FormatList& list = formats.list();
  const FileCount known =
      count(scope, [](const PackageFile& file) { return file.format != nullptr; });
  std::string note;
  for (const FormatWarning& warning : package.plan.format_warnings)
    if (warning.representation == scope.representation)
      note += (note.empty() ? "" : "\n") + warning.text;
  Event event = program_event(package, scope, "format identification",
                              fmt::format("PRONOM keys of {} of {} files, taken from {}",
                                          known.holds, known.all, formats.name()),
                              std::move(note), agent_id(list.tool));
  event.id += "/list";
  event.time = list.made.empty() ? kUnknownDate : list.made;
  if (known.holds != known.all)
    event.outcome = "warning";
  return event;
}

} // namespace

std::string representation_id(const WrittenPackage& package, std::string_view name) {
  return fmt::format("{}/representations/{}", package.plan.id.id, name);
}

std::string file_id(const WrittenPackage& package, const PackageFile& file) {
  const auto folder = sip_folder(package.plan);
  std::string id = package.plan.id.id + "/";
  // XML cannot hold control characters, and two names must not become one identifier.
  const RelPath place = folder ? file.path.relative_to(*folder) : file.path;
  for (const char c : place.str())
    if (c == '%' || c == '\x7F' || static_cast<unsigned char>(c) < ' ')
      fmt::format_to(std::back_inserter(id), "%{:02X}", static_cast<unsigned char>(c));
    else
      id += c;
  return id;
}

std::string agent_id(std::string_view name) {
  std::string slug = ascii_lower(to_nfc(name));
  std::replace_if(
      slug.begin(), slug.end(), [](char c) { return c == ' ' || c == '/'; }, '-');
  return "agent/" + slug;
}

PremisObject representation_object(const WrittenPackage& package, const std::string& name,
                                   std::vector<std::string> event_ids) {
  PremisObject object{PremisObject::Kind::representation,
                      {representation_id(package, name)},
                      {},
                      {{"structural", "represents", package.plan.id.id}}};
  if (const auto source = source_of_representation(name, package.plan.representations))
    object.relationships.push_back(
        {"derivation", "has source", representation_id(package, *source), std::move(event_ids)});
  return object;
}

Event program_event(const WrittenPackage& package, const PremisScope& scope, std::string_view type,
                    std::string detail, std::string note, std::string_view agent) {
  std::string id = "event/" + scope.prefix + std::string(type);
  std::replace(id.begin() + static_cast<std::ptrdiff_t>(id.size() - type.size()), id.end(), ' ',
               '-');
  return {std::move(id),
          std::string(type),
          to_rfc3339(package.now),
          std::move(detail),
          "success",
          std::move(note),
          {{std::string(agent), "executing program"}},
          {{scope.object_id, ""}}};
}

std::vector<Event> technical_events(const WrittenPackage& package, const PremisScope& scope) {
  std::vector<Event> events{
      program_event(
          package, scope, "message digest calculation",
          fmt::format("{} of every file, computed while it was written", algorithm_words(package))),
      program_event(package, scope, "format identification",
                    "MIME types told from the first bytes of each file", unknown_types(scope),
                    kTypesId)};
  if (package.input.formats)
    events.push_back(listed_formats(package, *package.input.formats, scope));
  return events;
}

std::vector<Agent> programs(const WrittenPackage& package) {
  const std::string engine = file_type_engine();
  const std::size_t gap = engine.find(' ');
  std::vector<Agent> agents{
      {std::string(kSoftwareId), package.software, AgentType::software, package.software_version},
      {std::string(kTypesId), engine.substr(0, gap), AgentType::software, engine.substr(gap + 1)}};
  if (const FormatMatches* formats = package.input.formats)
    agents.push_back({agent_id(formats->list().tool), formats->list().tool, AgentType::software,
                      formats->list().version});
  return agents;
}

std::vector<Link> publisher_links(const WrittenPackage& package) {
  std::vector<Link> links;
  for (const std::string& publisher : package.plan.record.publisher.values)
    links.push_back({agent_id(publisher), "publisher"});
  return links;
}

} // namespace delo
