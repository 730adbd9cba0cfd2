// File descriptors that close themselves, and whole reads and writes over them.
#pragma once

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace delo {

/// Owns one open file descriptor.
class Fd {
public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept;
  ~Fd() { reset(); }

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  void reset();

private:
  int fd_ = -1;
};

/// Makes a system call again for as long as a signal interrupts it; gives its answer.
template <typename Call>
int uninterrupted(Call call) {
  int answer = call();
  while (answer < 0 && errno == EINTR)
    answer = call();
  return answer;
}

/// Whether there is something at a path, links followed. Throws Error(io) when nobody can tell:
/// what cannot be looked at is not absent.
bool is_there(const std::filesystem::path& path);

/// Opens a file or folder for reading, never following a symbolic link in the last part of the
/// name when `follow` is false. Throws Error(io).
enum class FollowLinks { no, yes };
Fd open_for_reading(const std::string& path, FollowLinks follow = FollowLinks::yes);
Fd open_folder(const std::filesystem::path& path);

/// Reads up to `size` bytes, going on after interruptions; returns the count, 0 at the end, or a
/// negative errno value: -ENODATA when reading ends although the file is longer, as it does on
/// failing disks and shares.
std::int64_t read_some(int fd, char* buffer, std::size_t size);

/// Whether a regular file is as long as it was read. What nobody can tell is no.
bool ends_at(int fd, std::uint64_t bytes);

/// Writes everything; throws Error(io) naming `path`.
void write_all(int fd, std::string_view bytes, const std::string& path);

/// Flushes a file or folder to the disk; throws Error(io) naming `path`.
void sync_fd(int fd, const std::string& path);

/// Flushes a folder's list of names to the disk.
void sync_folder(const std::filesystem::path& folder);

/// The whole of a small file. Throws Error(io) when it cannot be read, or is larger than `limit`.
std::string read_file(const std::filesystem::path& path, std::uint64_t limit);

} // namespace delo
