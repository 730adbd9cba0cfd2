// Who did what to which object, and under which rights: PREMIS 3 in our terms.
#pragma once

#include "delo/base/timestamp.hpp"

#include <string>
#include <vector>

namespace delo {

/// PREMIS 3.1 agentType, from the Library of Congress vocabulary.
enum class AgentType { person, organization, software };

struct Agent {
  std::string id; ///< local to the package, such as "agent/jamil-hasanli"
  std::string name;
  AgentType type = AgentType::person;
  std::string version;   ///< of software
  std::string note = {}; ///< the machine it runs on; may be empty
};

/// A link from an event or a rights statement to an agent or object, with its role.
struct Link {
  std::string id;
  std::string role;
};

/// PREMIS 2: something that happened to objects of the package.
struct Event {
  std::string id;
  std::string type; ///< from the Library of Congress event types: "message digest calculation"
  std::string time; ///< EDTF or xs:dateTime; "unknown" never, rather leave the event out
  std::string detail;
  std::string outcome; ///< "success", "warning", "fail"
  std::string note;
  std::vector<Link> agents;
  std::vector<Link> objects;
  std::vector<std::string> more_notes = {}; ///< each an outcome detail of its own, behind `note`
};

/// PREMIS 4.1.7: one act that is allowed, or allowed within limits.
struct RightsGranted {
  std::string act; ///< "use", "disseminate"; "" when nothing is granted
  std::string restriction;
  std::string restricted_from;  ///< EDTF: termOfRestriction, "" when it has no term
  std::string restricted_until; ///< EDTF, "" when no end is known
};

/// PREMIS 4.1: on which ground an object may be used, and what is allowed.
struct RightsStatement {
  std::string id;
  enum class Basis { copyright, license, other } basis = Basis::copyright;
  std::string status;        ///< copyright: "unknown"
  std::string jurisdiction;  ///< copyright: ISO 3166-1 in lower case
  std::string license_terms; ///< license: its name
  std::string other_basis;   ///< other: "publisher policy"
  std::string note;
  std::string uri;      ///< the address of the statement or licence
  std::string uri_role; ///< who chose the address: "given in the sheet"
  RightsGranted granted = {};
  std::vector<Link> agents;
  std::vector<Link> objects;
};

} // namespace delo
