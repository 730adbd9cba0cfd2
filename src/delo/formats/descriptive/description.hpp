// What a description says besides the record it is made from.
#pragma once

#include "delo/base/timestamp.hpp"

#include <string>

namespace delo {

struct DescriptionFacts {
  std::string package_id;
  Timestamp created;
  std::string software;
  std::string group = {};          ///< the batch it was packed in, "" for none
  std::string agency = {};         ///< who answers for the description, "" when nobody is named
  std::string schemas_folder = {}; ///< see schema_location()
};

} // namespace delo
