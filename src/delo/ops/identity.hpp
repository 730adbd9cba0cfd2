// What the packages of a run are called, and which documents may be the same one twice.
#pragma once

#include "delo/model/batch_data.hpp"

#include <map>
#include <string>
#include <vector>

namespace delo {

/// What makes a document itself, kept in memory for all documents of a run.
struct Identity {
  std::string name; ///< of the document, for messages
  PackageId id;
  std::string record_id;
  std::vector<std::string> match_keys; ///< one for each holding that names a file
  std::string payload;                 ///< one digest over all of its files; empty when unique
};

/// What a typed id must be. Throws Error(usage).
PackageId typed_package_id(const std::string& id, Origin origin);

/// The id that is made from the citation, with the record id behind it; nothing when there is no
/// record id, when the id was typed, or when both together cannot name a package.
std::optional<PackageId> id_with_record_id(const Identity& identity);

/// Makes ids unique without regard to case. Documents that share one are told apart by their record
/// ids; where one of them has none, nobody gets a name, and each is told of the others: the result
/// has a problem for each document by its index. A number that says nothing is never added.
std::map<std::size_t, FoundProblem> settle_ids(std::vector<Identity>& identities);

/// Documents that share payload, record id or match key, in this order.
std::vector<Duplicates> find_duplicates(const std::vector<Identity>& identities);

} // namespace delo
