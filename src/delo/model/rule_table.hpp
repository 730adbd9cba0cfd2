// Looking up a row by its id.
#pragma once

#include "delo/base/error.hpp"
#include "delo/model/rule.hpp"

#include <span>

namespace delo {

/// The row with this id. A check that names a row which does not exist is a bug.
inline const Rule& find_rule(std::span<const Rule> table, std::string_view id) {
  for (const Rule& rule : table)
    if (rule.id == id)
      return rule;
  throw Error(ErrorKind::internal, "no rule has the id " + std::string(id));
}

} // namespace delo
