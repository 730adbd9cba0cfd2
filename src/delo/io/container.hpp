// The forms in which a package is kept.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace delo {

/// What holds a package.
enum class Container {
  dir,
  tar, ///< pax (POSIX.1-2001)
  tar_gz,
  tar_zst,
  zip,        ///< stored
  zip_deflate ///< compressed
};

inline constexpr std::array kContainers{Container::dir,     Container::tar, Container::tar_gz,
                                        Container::tar_zst, Container::zip, Container::zip_deflate};

/// The word on the command line: "dir", "tar", "tar.gz", "tar.zst", "zip", "zip-deflate".
std::string_view to_word(Container container);
/// The name of a file without what says which container it is: "deposit.tar.gz" is "deposit".
std::string bare_name(std::string_view file_name);
/// The name of a package in its container: "<id>", "<id>.tar", "<id>.tar.gz", "<id>.zip".
std::string file_name(std::string_view package_id, Container container);

} // namespace delo
