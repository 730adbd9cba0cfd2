// One file by itself, read as if it were all that a package holds.
#pragma once

#include "delo/io/package_source.hpp"

namespace delo {

class FileSource final : public PackageSource {
public:
  explicit FileSource(std::filesystem::path file) : file_(std::move(file)) {}

  std::optional<Entry> next() override;
  std::unique_ptr<EntryReader> open() override;
  bool has_independent_readers() const override { return true; }
  std::optional<std::vector<std::string>> top_names() override;
  std::string root_name() const override { return {}; }

private:
  std::filesystem::path file_;
  bool met_ = false;
};

} // namespace delo
