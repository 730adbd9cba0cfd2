#include "delo/ops/bag_tags.hpp"

#include "delo/formats/bagit/bag_writer.hpp"

namespace delo {

NewBagInfo bag_info_of(const PackPlan& plan, const PackInput& input, const BagMaking& making) {
  const BagFacts facts{plan.id.id,           making.now,  making.software, making.payload_bytes,
                       making.payload_files, input.group, input.number,    input.of_bags};
  return tags_of_new_bag(input.extras.tags, describe_bag(plan.record, facts),
                         input.extras.profile.get());
}

NewBagInfo bag_info_of(const FolderBag& bag, const BagMaking& making) {
  const BagFacts facts{bag.id.id,        making.now, making.software, bag.bytes,
                       bag.files.size(), bag.group,  bag.number,      bag.of_bags};
  return tags_of_new_bag(bag.extras.tags, describe_plain_bag(facts), bag.extras.profile.get());
}

} // namespace delo
