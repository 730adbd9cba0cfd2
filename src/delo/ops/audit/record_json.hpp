// What the audit writes for itself to read again: results as JSON, in the event log, in the
// catalogue while they wait, in an export and from a shard. Names are written as in the catalogue
// (catalogue_text.hpp), so that every byte comes back.
#pragma once

#include "delo/base/json.hpp"
#include "delo/ops/audit/catalogue.hpp"

#include <optional>
#include <string>

namespace delo {

/// "package_missing": words as keys and codes in JSON are.
std::string code_of(AuditOutcome outcome);
std::optional<AuditOutcome> outcome_from_code(std::string_view code);

/// "sha512:" and hexadecimal digits.
std::optional<Digest> digest_from_label(std::string_view text);

Json second_look_json(const SecondLook& look);
std::optional<SecondLook> second_look_from(const Json& json);

/// What was found out about one package; without the package itself.
Json check_json(const PackageCheck& check);
/// Nothing when it is not what check_json() writes.
std::optional<PackageCheck> check_from(const Json& json, const CatalogueEntry& package);

} // namespace delo
