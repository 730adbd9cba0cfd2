#include "delo/formats/csip/eark_agents.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace delo {
namespace {

enum class Kind : unsigned char { software, creator, submitter, contact, preservation, other };

bool is_organisation_or_person(const AgentFacts& agent) {
  return agent.type == "ORGANIZATION" || agent.type == "INDIVIDUAL";
}
bool has_role(const AgentFacts& agent) {
  return !is_blank(agent.role);
}
bool has_name(const AgentFacts& agent) {
  return !is_blank(agent.name);
}
bool has_typed_note(const AgentFacts& agent) {
  return agent.code_notes > 0;
}

/// What is asked of an agent of a kind.
struct AgentCheck {
  std::string_view rule;
  Kind kind;
  bool of_its_note; ///< only where the agent has one
  bool (*keeps)(const AgentFacts&);
  std::string_view wanted;
};
constexpr std::string_view kOrganisationOrPerson = "TYPE is to be ORGANIZATION or INDIVIDUAL";
constexpr std::string_view kCode = "its note is to have csip:NOTETYPE IDENTIFICATIONCODE";
constexpr std::string_view kName = "it is to have a name";
constexpr std::string_view kRole = "it is to have a ROLE";
constexpr std::array<AgentCheck, 15> kChecks{{
    {"SIP10", Kind::creator, false, has_role, kRole},
    {"SIP11", Kind::creator, false, is_organisation_or_person, kOrganisationOrPerson},
    {"SIP12", Kind::creator, false, has_name, kName},
    {"SIP14", Kind::creator, true, has_typed_note, kCode},
    {"SIP16", Kind::submitter, false, has_role, kRole},
    {"SIP17", Kind::submitter, false, is_organisation_or_person, kOrganisationOrPerson},
    {"SIP18", Kind::submitter, false, has_name, kName},
    {"SIP20", Kind::submitter, true, has_typed_note, kCode},
    {"SIP22", Kind::contact, false, [](const AgentFacts& a) { return a.role == "CREATOR"; },
     "ROLE is to be CREATOR"},
    {"SIP23", Kind::contact, false, [](const AgentFacts& a) { return a.type == "INDIVIDUAL"; },
     "TYPE is to be INDIVIDUAL"},
    {"SIP24", Kind::contact, false, has_name, kName},
    {"SIP27", Kind::preservation, false,
     [](const AgentFacts& a) { return a.role == "PRESERVATION"; }, "ROLE is to be PRESERVATION"},
    {"SIP28", Kind::preservation, false,
     [](const AgentFacts& a) { return a.type == "ORGANIZATION"; }, "TYPE is to be ORGANIZATION"},
    {"SIP29", Kind::preservation, false, has_name, kName},
    {"SIP31", Kind::preservation, true, has_typed_note, kCode},

}};

/// Rows that only say that there may be such an agent, or such a note of it.
struct Presence {
  Kind kind;
  std::string_view words;
  std::string_view agent_rule;
  std::string_view note_rule;
  std::size_t at_most;
};
constexpr std::array<Presence, 4> kPresence{{
    {Kind::creator, "archival creator", "SIP9", "SIP13", 1},
    {Kind::submitter, "submitting agent", "SIP15", "SIP19", SIZE_MAX},
    {Kind::contact, "contact", "SIP21", "SIP25", SIZE_MAX},
    {Kind::preservation, "preserving agent", "SIP26", "SIP30", 1},
}};

Kind kind_of(const AgentFacts& agent) {
  if (agent.other_type == "SOFTWARE")
    return Kind::software;
  struct Word {
    std::string_view word;
    Kind kind;
  };
  constexpr std::array<Word, 5> kWords{{{"ARCHIVIST", Kind::creator},
                                        {"PRESERVATION", Kind::preservation},
                                        {"CONTACT", Kind::contact},
                                        {"SUBMITTER", Kind::submitter},
                                        {"CREATOR", Kind::submitter}}};
  // What OTHERROLE says is closer to the agent than ROLE.
  for (const std::string& said : {agent.other_role, agent.role})
    for (const Word& word : kWords)
      if (said == word.word)
        return word.kind == Kind::submitter && agent.type == "INDIVIDUAL" && said == "CREATOR"
                   ? Kind::contact
                   : word.kind;
  return Kind::other;
}

std::size_t faults_as(const AgentFacts& agent, Kind kind) {
  return static_cast<std::size_t>(
      std::count_if(kChecks.begin(), kChecks.end(), [&](const AgentCheck& check) {
        return check.kind == kind && !(check.of_its_note && agent.notes == 0) &&
               !check.keeps(agent);
      }));
}

void judge_agent(const AgentFacts& agent, const Presence& row, RuleTally& tally) {
  tally.judge(row.agent_rule);
  if (agent.notes > 0)
    tally.judge(row.note_rule);
  for (const AgentCheck& check : kChecks)
    if (check.kind == row.kind && !(check.of_its_note && agent.notes == 0))
      tally.check(check.rule, check.keeps(agent), agent.line,
                  fmt::format("the {} \"{}\" has ROLE \"{}\" and TYPE \"{}\": {}", row.words,
                              display_name(agent.name), display_name(agent.role),
                              display_name(agent.type), check.wanted));
}

} // namespace

void judge_sip_agents(std::span<const AgentFacts> agents, std::uint64_t header_line,
                      RuleTally& tally) {
  std::vector<Kind> kinds;
  for (const AgentFacts& agent : agents)
    kinds.push_back(kind_of(agent));
  // A person who is the only creator is the submitter.
  if (std::find(kinds.begin(), kinds.end(), Kind::submitter) == kinds.end()) {
    const auto person = std::find(kinds.begin(), kinds.end(), Kind::contact);
    if (person != kinds.end() &&
        agents[static_cast<std::size_t>(person - kinds.begin())].role == "CREATOR")
      *person = Kind::submitter;
  }
  for (const Presence& row : kPresence) {
    const AgentFacts* best = nullptr;
    std::size_t count = 0;
    for (std::size_t i = 0; i < agents.size(); ++i) {
      if (kinds[i] != row.kind)
        continue;
      ++count;
      if (row.kind != Kind::submitter)
        judge_agent(agents[i], row, tally);
      else if (!best || faults_as(agents[i], row.kind) < faults_as(*best, row.kind))
        best = &agents[i];
    }
    if (best) // of several creators, which one submits nobody says: the best will do
      judge_agent(*best, row, tally);
    if (row.kind == Kind::submitter && count == 0)
      tally.fail(row.agent_rule, header_line,
                 "no agent with ROLE CREATOR is an organisation or a person");
    if (count > row.at_most)
      tally.fail(row.agent_rule, header_line,
                 fmt::format("{} agents are the {} instead of 1", count, row.words));
  }
}

} // namespace delo
