// A package written as one tar or zip file.
#pragma once

#include "delo/base/fd.hpp"
#include "delo/io/archive_writer.hpp"
#include "delo/io/staging.hpp"

namespace delo {

class ArchiveSink final : public PackageSink {
public:
  ArchiveSink(std::filesystem::path folder, const std::string& package_id, Container container,
              std::string file_name);

  void add(const RelPath& path, std::uint64_t size, Timestamp modified,
           const std::function<void(ByteSink&)>& fill) override {
    note(path);
    writer_.add(path, size, modified, fill);
  }
  void add_generated(const RelPath& path, Timestamp modified,
                     const std::function<void(ByteSink&)>& fill) override {
    note(path);
    writer_.add_generated(path, modified, fill);
  }
  void add_folder(const RelPath& path, Timestamp modified) override {
    writer_.add_folder(path, modified);
  }
  void seal() override;
  std::filesystem::path staged() const override { return staging_.path() / file_name_; }
  std::optional<std::vector<std::string>> top_names() const override { return top_names_; }
  void commit(Overwrite overwrite) override { staging_.publish(file_name_, overwrite); }

private:
  class File final : public ByteSink {
  public:
    explicit File(const std::filesystem::path& path);
    void write(std::string_view bytes) override { write_all(fd_.get(), bytes, path_); }
    void sync() const { sync_fd(fd_.get(), path_); }

  private:
    std::string path_;
    Fd fd_;
  };

  void note(const RelPath& path) {
    if (path.is_at_top())
      top_names_.push_back(path.str());
  }

  std::vector<std::string> top_names_;
  Staging staging_;
  std::string file_name_;
  File file_;
  ArchiveWriter writer_;
};

} // namespace delo
