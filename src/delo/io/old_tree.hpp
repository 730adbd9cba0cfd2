// A folder whose files have become those of a bag in its place, and what must not be lost of it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace delo {

/// Which folder on the disk this is, whatever its name; nothing when there is none.
std::optional<std::string> identity_of(const std::filesystem::path& folder);

/// Files and links of `old` that are not the same file under the same name in `payload`: they came,
/// or were replaced, after the bag was made. Names below `old`.
std::vector<std::filesystem::path> strangers_in(const std::filesystem::path& old,
                                                const std::filesystem::path& payload);

/// Removes from `old` what is the same file in `payload`, then the folders that are empty: whatever
/// else lies there stays.
void remove_known(const std::filesystem::path& old, const std::filesystem::path& payload);

/// Removes a folder of ours whole, also where folders in it forbid that.
void remove_whole(const std::filesystem::path& folder);

/// Gives a folder the owner, mode, extended attributes and time of another. Throws Error(io) when
/// one of them cannot be kept.
void keep_folder_facts(const std::filesystem::path& original, const std::filesystem::path& copy);

/// The same for all folders below that both of them have.
void keep_facts_of_tree(const std::filesystem::path& original, const std::filesystem::path& copy);

} // namespace delo
