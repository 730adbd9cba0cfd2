// Where packages may lie: never inside of what they are made from.
#pragma once

#include <filesystem>

namespace delo {

/// Whether a path, which need not exist, is a folder or lies in it, links resolved.
bool is_within(const std::filesystem::path& path, const std::filesystem::path& folder);

/// A folder for the packages of a source, to be suggested: "out" here, or beside the source where
/// that would lie inside it.
std::filesystem::path place_for_packages(const std::filesystem::path& source);

} // namespace delo
