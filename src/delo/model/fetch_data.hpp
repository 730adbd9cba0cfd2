// What became of the files that a bag's fetch.txt lists.
#pragma once

#include "delo/model/report_data.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace delo {

enum class FetchEnd {
  planned, ///< a dry run: nothing was asked for
  fetched, ///< whole, with the digests of every manifest
  wrong,   ///< another length or digest than the bag says
  refused, ///< not asked for: no manifest vouches for it, or its path or address is not to be
           ///< trusted
  failed   ///< the network or the server
};

std::string_view to_word(FetchEnd end);

struct FetchedFile {
  std::string path; ///< in the bag; as it is written in fetch.txt where it is refused
  std::string url;
  std::uint64_t bytes = 0; ///< what was written, or what fetch.txt says in a dry run
  FetchEnd end = FetchEnd::fetched;
  std::string reason; ///< "" when it is here
};

struct FetchResult {
  std::string bag;                ///< as the user gave it
  std::vector<FetchedFile> files; ///< by path, without those that were there
  std::uint64_t were_there = 0;   ///< files of fetch.txt that needed no fetching
  bool is_dry_run = false;

  std::uint64_t count(FetchEnd end) const;
};

/// 0 all is here (or planned), 1 a file is not what the bag says, 3 a file could not be fetched.
ExitCode exit_code(const FetchResult& result);

} // namespace delo
