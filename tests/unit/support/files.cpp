#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <stdlib.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace delo::test {

TempDir::TempDir() {
  std::string name = (fs::temp_directory_path() / "delo-test-XXXXXX").native();
  if (!::mkdtemp(name.data()))
    throw std::runtime_error("no temporary folder");
  path_ = fs::canonical(name);
  fs::permissions(path_, fs::perms::all);
}

TempDir::~TempDir() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void write_file(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush())
    throw std::runtime_error("cannot write " + path.native());
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw std::runtime_error("cannot read " + path.native());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

fs::path fixture(std::string_view name) {
  return fs::path(DELO_FIXTURES_DIR) / "documents" / name;
}

std::optional<Error> error_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

ErrorKind kind_of(const std::function<void()>& work) {
  const auto error = error_of(work);
  EXPECT_TRUE(error) << "nothing was thrown";
  return error ? error->kind() : ErrorKind::internal;
}

Random::Random() {
  const char* given = std::getenv("DELO_SEED");
  const std::uint64_t seed = given ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  std::cout << "DELO_SEED=" << seed << '\n';
  engine_.seed(seed);
}

std::string Random::bytes(std::size_t size) {
  std::string text(size, '\0');
  for (char& c : text)
    c = static_cast<char>(engine_() & 0xFFU);
  return text;
}

WithoutPrivileges::WithoutPrivileges() : before_(::geteuid()) {
  if (before_ == 0 && ::seteuid(65534) != 0)
    throw std::runtime_error("cannot give up privileges");
}

WithoutPrivileges::~WithoutPrivileges() {
  if (before_ == 0 && ::seteuid(0) != 0)
    std::abort();
}

} // namespace delo::test
