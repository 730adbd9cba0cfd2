// The tag files of a bag that delo makes (RFC 8493, BagIt 1.0).
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/formats/bagit/bag_info.hpp"
#include "delo/model/record.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace delo {

/// The text of bagit.txt.
std::string_view bag_declaration();

/// What bag-info.txt says besides the document itself.
struct BagFacts {
  std::string package_id;
  Timestamp bagging_date;
  std::string software; ///< "delo 0.1.0"
  std::uint64_t payload_bytes = 0;
  std::uint64_t payload_files = 0;
  std::string group = {};    ///< Bag-Group-Identifier: the batch, "" for a bag on its own
  std::uint64_t number = 0;  ///< Bag-Count: the place of this bag in the batch, 1-based
  std::uint64_t of_bags = 0; ///< Bag-Count: how many bags the batch has, 0 when unknown
};

/// When a plain bag was made, to the second: with it, the same bag can be made again.
inline constexpr std::string_view kPackedAtLabel = "Delo-Packed-At";

/// bag-info.txt for a folder that nothing is known of.
BagInfo describe_plain_bag(const BagFacts& facts);

/// bag-info.txt for a document: the standard's labels, then our own with the prefix "Delo-".
/// Fields that the record does not have are left out.
BagInfo describe_bag(const DocumentRecord& record, const BagFacts& facts);

} // namespace delo
