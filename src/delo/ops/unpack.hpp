// A package becomes a folder again, checked while it is written.
#pragma once

#include "delo/base/atomic_file.hpp"
#include "delo/model/expansion_limit.hpp"
#include "delo/model/unpack_data.hpp"

#include <filesystem>
#include <stop_token>

namespace delo {

struct UnpackOptions {
  std::filesystem::path package; ///< folder, tar or zip
  std::filesystem::path output;  ///< the folder in which the package's folder appears
  bool payload_only = false;     ///< of a bag: what was packed, without data/ and tag files
  Overwrite overwrite = Overwrite::no;
  ExpansionLimit expansion = {}; ///< an archive over it is refused, and nothing of it stays
  std::stop_token stop;
};

/// Reads the package once, writes its files with their times, and holds it to the rules of
/// validate_package() by the same bytes. Only a valid package appears under its name; of any other
/// nothing stays, and the report says why. Nothing is written outside `output`, no link of the
/// package is made or followed. Throws Error(usage) when the name is taken or there is no payload,
/// Error(io) when the target cannot be written, Error(interrupted). With payload_only the links
/// that the package lists are made again, as far as they are relative and stay inside, and names
/// that were escaped get their bytes back.
UnpackResult unpack_package(const UnpackOptions& options);

} // namespace delo
