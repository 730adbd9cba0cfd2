// Two packages, or any two trees of files, compared by name and content.
#pragma once

#include "delo/model/diff_data.hpp"
#include "delo/model/expansion_limit.hpp"

#include <filesystem>
#include <stop_token>

namespace delo {

/// Reads both whole, each in whatever holds it, and compares their files by SHA-512. A file of the
/// same content under another name is renamed; empty files are not, since all of them are alike.
/// Folders are not compared. What lies behind the place where an archive goes over its limit is not
/// seen: it is unreadable. Throws Error(io) when one cannot be opened, Error(nothing_to_check)
/// when one is neither folder nor archive.
DiffResult diff_packages(const std::filesystem::path& before, const std::filesystem::path& after,
                         const std::stop_token& stop = {}, ExpansionLimit expansion = {});

} // namespace delo
