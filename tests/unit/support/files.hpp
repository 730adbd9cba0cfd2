// Folders that go away, files in them, and what a failing call threw.
#pragma once

#include "delo/base/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace delo::test {

namespace fs = std::filesystem;

/// A fresh folder, removed with all it holds.
class TempDir {
public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const fs::path& path() const { return path_; }
  fs::path operator/(const fs::path& name) const { return path_ / name; }

private:
  fs::path path_;
};

/// Writes a file, and the folders above it.
void write_file(const fs::path& path, std::string_view bytes);
std::string bytes_of(const fs::path& path);

/// A page of fixtures/documents.
fs::path fixture(std::string_view name);

/// What the work threw; nothing when it threw nothing. Anything but an Error flies on.
std::optional<Error> error_of(const std::function<void()>& work);
/// The kind of it; the test fails when nothing was thrown.
ErrorKind kind_of(const std::function<void()>& work);

/// Random numbers that can be had again: the seed is printed, and DELO_SEED sets it.
class Random {
public:
  Random();
  std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
  std::string bytes(std::size_t size);

private:
  std::mt19937_64 engine_;
};

/// While it lives, permissions count even when the tests are run by root.
class WithoutPrivileges {
public:
  WithoutPrivileges();
  ~WithoutPrivileges();
  WithoutPrivileges(const WithoutPrivileges&) = delete;
  WithoutPrivileges& operator=(const WithoutPrivileges&) = delete;

private:
  unsigned before_;
};

} // namespace delo::test
