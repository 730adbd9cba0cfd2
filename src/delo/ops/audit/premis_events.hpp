// Lines of the event log as events of PREMIS 3. Types are those of the Library of Congress
// (eventType), and so are "success" and "fail"; what proves neither keeps its own word, because a
// file that could not be read did not fail.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/event.hpp"
#include "delo/ops/audit/catalogue.hpp"

#include <optional>
#include <string>

namespace delo {

/// The identifier of the file of a package.
std::string premis_file_id(const std::string& package, std::string_view file);

/// The event that a line about a package tells of, linked to the object and to those of `files`
/// that it names, without agents; nothing when it is of no kind that has one. Throws Error(io) for
/// a line that delo does not write.
std::optional<Event> premis_event(const Json& line, const std::string& object_id,
                                  const CataloguedFiles& files);

} // namespace delo
