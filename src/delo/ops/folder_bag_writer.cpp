#include "delo/ops/folder_bag_writer.hpp"

#include "delo/formats/bagit/bag_writer.hpp"
#include "delo/formats/bagit/empty_folders.hpp"
#include "delo/formats/bagit/fetch_text.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/io/hashing_sink.hpp"
#include "delo/ops/bag_tags.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {
namespace {

const RelPath kPayload("data");

} // namespace

FolderBagWriter::FolderBagWriter(const FolderBag& bag, const PackOptions& options, Timestamp now,
                                 PackageSink& sink)
    : bag_(bag), options_(options), now_(now), sink_(sink),
      copier_(sink, options.stop, [this](std::uint64_t bytes) {
        if (copied)
          copied(bytes);
      }) {}

std::uint64_t FolderBagWriter::files() const {
  return tag_files_.size() + (is_remote() ? 0 : bag_.files.size());
}

void FolderBagWriter::write() {
  generate("bagit.txt", [](ByteSink& sink) { sink.write(bag_declaration()); });
  for (const TreeFile& file : bag_.files)
    write_payload(file);
  copier_.finish();
  if (options_.in_place)
    link_payload();
  write_folders();
  for (const ExtraTagFile& file : bag_.extras.files)
    copy({file.source, file.size, file.stamp}, file.path, file.modified,
         [this, &file](HashResult result) {
           bytes_ += result.bytes;
           tag_files_.emplace(file.path, std::move(result.digests));
         });
  copier_.finish();
  write_lists();
  write_bag_info();
  write_manifests();
}

void FolderBagWriter::write_payload(const TreeFile& file) {
  if (looking_at)
    looking_at(file.path);
  const auto done = [this](HashResult result) { // in the order of adding
    bytes_ += is_remote() ? 0 : result.bytes;
    payload_.push_back(result.digests);
  };
  const CopiedSource source{file.path, file.size, file.stamp};
  if (is_remote() || options_.in_place)
    copier_.read(source, options_.algorithms, done);
  else
    copy(source, kPayload / file.name, file.modified, done);
}

/// When all were read: a second name changes the state of a file, and so of its other names.
void FolderBagWriter::link_payload() {
  for (const TreeFile& file : bag_.files)
    sink_.link(kPayload / file.name, file.path);
}

void FolderBagWriter::copy(const CopiedSource& source, const RelPath& path, Timestamp modified,
                           SourceCopier::Done done) {
  if (options_.fixed_times)
    modified = now_;
  else if (options_.clamp_times)
    modified = std::min(modified, now_);
  copier_.copy(source, path, modified, options_.algorithms, std::move(done));
}

void FolderBagWriter::generate(std::string_view name, const std::function<void(ByteSink&)>& fill) {
  const RelPath path(name);
  sink_.add_generated(path, now_, [&](ByteSink& sink) {
    HashingSink hashing(sink, options_.algorithms);
    fill(hashing);
    bytes_ += hashing.size();
    tag_files_.emplace(path, hashing.finish());
  });
}

void FolderBagWriter::write_folders() {
  for (const RelPath& folder : bag_.empty_folders)
    sink_.add_folder(folder, now_);
  if (bag_.empty_folders.empty() && (bag_.files.empty() || is_remote()))
    sink_.add_folder(kPayload, now_); // RFC 8493 2.1.2: it is there even if nothing is in it
}

void FolderBagWriter::write_lists() {
  if (!bag_.empty_folders.empty())
    generate(kEmptyFoldersName,
             [this](ByteSink& sink) { write_empty_folders(sink, bag_.empty_folders); });
  if (!bag_.links.empty())
    generate(kLinksName, [this](ByteSink& sink) { write_links(sink, bag_.links, "data/"); });
  if (!bag_.escaped.empty())
    generate(kEscapedNamesName,
             [this](ByteSink& sink) { write_escaped_names(sink, bag_.escaped, "data/"); });
  if (is_remote())
    generate("fetch.txt", [this](ByteSink& sink) { write_fetch(sink); });
}

/// A file is fetched under the name that it has where it lies.
void FolderBagWriter::write_fetch(ByteSink& sink) const {
  std::map<std::string_view, std::string_view> originals;
  for (const EscapedName& name : bag_.escaped)
    originals.emplace(name.name, name.original);
  for (const TreeFile& file : bag_.files) {
    const auto original = originals.find(file.name);
    const std::string url =
        options_.remote +
        percent_encode(original == originals.end() ? file.name : original->second);
    write_fetch_line(sink, url, file.size, kPayload / file.name);
  }
}

void FolderBagWriter::write_bag_info() {
  const BagInfo info =
      bag_info_of(bag_, {now_, options_.software + " " + options_.software_version}).info;
  generate("bag-info.txt", [&info](ByteSink& sink) { sink.write(to_text(info)); });
}

void FolderBagWriter::write_manifests() {
  for (const Algorithm algorithm : options_.algorithms.list())
    generate(fmt::format("manifest-{}.txt", info(algorithm).bagit), [&](ByteSink& sink) {
      for (std::size_t i = 0; i < payload_.size(); ++i)
        sink.write(
            manifest_line(*payload_[i].find(algorithm), kPayload.str() + "/" + bag_.files[i].name));
    });
  const std::map<RelPath, DigestSet> listed = tag_files_; // none of the tag manifests
  for (const Algorithm algorithm : options_.algorithms.list())
    generate(fmt::format("tagmanifest-{}.txt", info(algorithm).bagit), [&](ByteSink& sink) {
      for (const auto& [path, digests] : listed)
        sink.write(manifest_line(*digests.find(algorithm), path.str()));
    });
}

} // namespace delo
