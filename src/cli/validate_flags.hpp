// What the flags of delo validate say about the rules.
#pragma once

#include "cli/command.hpp"
#include "delo/model/validate_options.hpp"

namespace delo::cli {

/// --complete, --fast and --lenient. Throws Error(usage) when the first two are both typed.
void read_depth(const Arguments& arguments, ValidateOptions& options);

/// --rules: the families. Throws Error(usage) that names those there are.
void read_rule_families(const Arguments& arguments, ValidateOptions& options);

/// --spec: the versions of specifications. Throws Error(usage) that names those that delo knows.
void read_spec_versions(const Arguments& arguments, ValidateOptions& options);

} // namespace delo::cli
