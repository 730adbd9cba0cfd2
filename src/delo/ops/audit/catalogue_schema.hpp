// The tables of the catalogue, version by version, and the one way from an older version to a
// newer.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace soci {
class session;
}

namespace delo {

/// One statement that belongs to the step to `version`. Steps that were published never change;
/// a new version is new rows at the end.
struct SchemaStep {
  int version;
  std::string_view sql;
};

/// All steps, oldest first.
std::span<const SchemaStep> schema_steps();

/// Brings the database to the version of the last step, in one transaction: all of it or nothing.
/// An empty database gets its first tables this way. Throws Error(usage) for a database of a newer
/// delo or of another program, and leaves it as it is. `path` is for messages, and a database that
/// has tables already is copied to "<path>.version-N" first; an empty one makes no copy. Foreign
/// keys must not be enforced while it works.
void migrate(soci::session& sql, std::span<const SchemaStep> steps, const std::string& path);

} // namespace delo
