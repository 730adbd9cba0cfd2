// What a record says of rights and access, as PREMIS rights statements.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/model/event.hpp"
#include "delo/model/record.hpp"

#include <string>
#include <vector>

namespace delo {

/// What the statements are about.
struct RightsSubject {
  std::string object_id;        ///< of the intellectual entity
  std::vector<Link> publishers; ///< agents with the role "publisher"
  Timestamp now;                ///< from when on a restriction is known to hold
  std::string scope = {};       ///< "representations/original/", in the ids of the statements
};

/// The statements of a record, PREMIS 4.1:
/// - copyright with the status the term gives, or license where a licence is given;
/// - the publisher's policy (basis other), where the page states it and no licence replaces it;
/// - the access rule (basis other, "access"), also when it is "open";
/// - the personal data flag (basis other, "personal data"), a ground that grants and forbids
/// nothing. Empty when the record says nothing of all this. The secrecy mark of the original is no
/// part of it.
std::vector<RightsStatement> rights_statements(const DocumentRecord& record,
                                               const RightsSubject& subject);

} // namespace delo
