// What a package is called when the user does not say.
#pragma once

#include "delo/model/record.hpp"

#include <string>

namespace delo {

struct PackageId {
  std::string id;
  Origin origin = Origin::page; ///< where what it is made of, or the id itself, comes from
  std::string basis;            ///< "citation", "record id", "date and title"
  std::string warning;          ///< why the id is not made from a citation; empty when it is
};

/// The identifier of the first complete holding, else "wcda-" and the record id, else date and
/// title. Throws Error(usage) when the record has nothing to make an id from.
PackageId choose_package_id(const DocumentRecord& record);

} // namespace delo
