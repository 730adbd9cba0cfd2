// Writes the plain bag of a folder, file by file, hashing while it copies.
#pragma once

#include "delo/base/compact_list.hpp"
#include "delo/ops/folder_bag_plan.hpp"
#include "delo/ops/source_copier.hpp"

#include <functional>
#include <map>

namespace delo {

class FolderBagWriter {
public:
  /// `now` is the time that the bag states.
  FolderBagWriter(const FolderBag& bag, const PackOptions& options, Timestamp now,
                  PackageSink& sink);

  /// Told of each file that is to be read, and of bytes that were.
  std::function<void(const std::string& path)> looking_at;
  std::function<void(std::uint64_t bytes)> copied;

  /// Writes everything. Throws SourceChanged when a file is not as it was, Error(io).
  void write();

  /// Payload, in the order of the bag's list; tag files, by their paths.
  const CompactList<DigestSet>& payload() const { return payload_; }
  const std::map<RelPath, DigestSet>& tag_files() const { return tag_files_; }
  std::uint64_t files() const; ///< in the bag: not those that are to be fetched
  std::uint64_t bytes() const { return bytes_; }

private:
  void write_payload(const TreeFile& file);
  void link_payload();
  void copy(const CopiedSource& source, const RelPath& path, Timestamp modified,
            SourceCopier::Done done);
  void generate(std::string_view name, const std::function<void(ByteSink&)>& fill);
  void write_folders();
  void write_lists();
  void write_fetch(ByteSink& sink) const;
  void write_bag_info();
  void write_manifests();
  bool is_remote() const { return !options_.remote.empty(); }

  const FolderBag& bag_;
  const PackOptions& options_;
  Timestamp now_;
  PackageSink& sink_;
  CompactList<DigestSet> payload_;
  std::map<RelPath, DigestSet> tag_files_;
  std::uint64_t bytes_ = 0;
  SourceCopier copier_; // last: what it is still at ends first
};

} // namespace delo
