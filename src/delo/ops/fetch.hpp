// Completing a bag: the files that fetch.txt lists are got, checked, and put into the payload.
#pragma once

#include "delo/model/fetch_data.hpp"

#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace delo {

struct FetchOptions {
  std::uint64_t max_size = 100ULL << 30U; ///< bytes of one file
  bool allow_private = false;             ///< see HttpOptions
  bool dry_run = false;
  std::stop_token stop = {};
};

/// Fetches what the bag in this folder lacks (RFC 8493 2.2.3). A file gets its name only when its
/// length and the digests of every manifest that lists it are right; nothing that is there is
/// replaced. What came of a file before a run ended stays in ".delo-fetch-<name>" beside the bag,
/// and the next run goes on there. Throws Error(usage) for what is no folder,
/// Error(nothing_to_check) for what is no bag, Error(busy) while another run fetches for it,
/// Error(io) when the disk fails.
FetchResult fetch_bag(const std::filesystem::path& bag, const FetchOptions& options);

} // namespace delo
