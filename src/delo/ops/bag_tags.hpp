// bag-info.txt of bags that are made: once to judge the plan, once to write it.
#pragma once

#include "delo/formats/bagit/bag_profile_tags.hpp"
#include "delo/ops/folder_bag_plan.hpp"
#include "delo/ops/pack_input.hpp"

namespace delo {

/// What a bag says of its making.
struct BagMaking {
  Timestamp now;
  std::string software;            ///< "delo 0.1.0"
  std::uint64_t payload_bytes = 0; ///< of a document; not known before it is written
  std::uint64_t payload_files = 0;
};

/// The tags of a document's bag.
NewBagInfo bag_info_of(const PackPlan& plan, const PackInput& input, const BagMaking& making);
/// The tags of a plain bag, which knows its own payload.
NewBagInfo bag_info_of(const FolderBag& bag, const BagMaking& making);

} // namespace delo
