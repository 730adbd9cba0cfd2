// What the commands of delo audit are told by flags and by a configuration.
#pragma once

#include "cli/command.hpp"
#include "delo/ops/audit.hpp"

#include <optional>
#include <string>

namespace delo::cli {

/// --catalogue, or the user's own. Throws Error(usage) when there is neither.
std::string audit_catalogue(const Arguments& arguments, const Context& context);

/// The collection that `audit add NAME` means: with --root, or one that the configuration or the
/// catalogue knows; nothing when paths of packages were given. Throws Error(usage).
std::optional<Collection> collection_to_add(const Arguments& arguments, const Context& context);

/// What to read, and how. Throws Error(usage).
AuditRunOptions audit_run_options(const Arguments& arguments, const Context& context);

} // namespace delo::cli
