#include "delo/formats/bagit/bag_tag_files.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

constexpr std::string_view kDeclaration = "bagit.txt";
constexpr std::string_view kFetch = "fetch.txt";
constexpr std::array<std::string_view, 4> kNames{kDeclaration, "bag-info.txt", "package-info.txt",
                                                 kFetch};
/// Two lines; more is a fault anyway.
constexpr std::size_t kLargestDeclaration = std::size_t{64} * 1024;
/// For people to read: more than a book.
constexpr std::size_t kLargestInfo = std::size_t{16} * 1024 * 1024;
/// Half a million lines of a manifest, in an archive that has it before bagit.txt.
constexpr std::size_t kLargestWaiting = std::size_t{64} * 1024 * 1024;

std::optional<ManifestName> manifest_name(const RelPath& path) {
  return path.is_at_top() ? parse_manifest_name(path.str()) : std::nullopt;
}

} // namespace

/// What reads one tag file: by what it is, one of three.
class BagTagFiles::Reader {
public:
  Reader(const RelPath& path, const BagDeclaration& declaration, PathEncoding encoding,
         Addresses addresses, std::uint64_t most_faults) {
    if (const auto name = manifest_name(path)) {
      if (name->algorithm)
        manifest.emplace(*name->algorithm, encoding, declaration.encoding, most_faults);
    } else if (path.str() == kFetch) {
      fetch.emplace(encoding, declaration.encoding, addresses, most_faults);
    } else {
      info_lines.emplace(
          declaration.encoding,
          [this](std::string_view line, std::uint64_t number) { add_to_info(line, number); },
          most_faults);
    }
  }
  Reader(Reader&&) = delete;

  void feed(std::string_view bytes) {
    if (manifest)
      manifest->feed(bytes);
    else if (fetch)
      fetch->feed(bytes);
    else if (info_lines)
      info_lines->feed(bytes);
  }

  std::optional<ManifestParser> manifest; ///< not for an algorithm that is unknown
  std::optional<FetchParser> fetch;
  std::optional<TagLines> info_lines;
  InfoText info;
  std::optional<std::uint64_t> too_large; ///< the line of bag-info.txt where it became so

private:
  void add_to_info(std::string_view line, std::uint64_t number) {
    const bool was_full = info.text.size() > kLargestInfo;
    if (!was_full)
      (info.text += line) += '\n';
    if (!was_full && info.text.size() > kLargestInfo)
      too_large = number;
  }
};

BagTagFiles::BagTagFiles(Addresses addresses, std::uint64_t most_faults)
    : addresses_(addresses), most_faults_(most_faults) {}
BagTagFiles::~BagTagFiles() = default;

bool BagTagFiles::knows_without_manifests(const RelPath& path) {
  return std::find(kNames.begin(), kNames.end(), path.str()) != kNames.end();
}

bool BagTagFiles::knows(const RelPath& path) {
  return knows_without_manifests(path) || manifest_name(path);
}

PathEncoding BagTagFiles::encoding() const {
  return declaration_.is_1_0() ? PathEncoding::percent : PathEncoding::none;
}

BagTagFiles::Reader& BagTagFiles::reader_of(const RelPath& path) {
  auto& reader = readers_[path];
  if (!reader)
    reader = std::make_unique<Reader>(path, declaration_, encoding(), addresses_, most_faults_);
  return *reader;
}

void BagTagFiles::feed(const RelPath& path, std::string_view bytes) {
  if (path.str() == kDeclaration) {
    declaration_text_ += bytes.substr(0, kLargestDeclaration - declaration_text_.size());
    return;
  }
  if (settled_)
    return reader_of(path).feed(bytes);
  Waiting& waiting = waiting_[path];
  waiting.too_large = waiting.too_large || waiting.bytes.size() + bytes.size() > kLargestWaiting;
  if (!waiting.too_large)
    waiting.bytes += bytes;
}

void BagTagFiles::end_file(const RelPath& path, bool readable) {
  if (path.str() == kDeclaration) {
    looks_like_bag_ = has_declaration_ = true;
    if (readable)
      declaration_ = parse_declaration(declaration_text_);
    return replay();
  }
  looks_like_bag_ = looks_like_bag_ || manifest_name(path);
  if (!readable) {
    waiting_.erase(path);
    readers_.erase(path);
  } else if (settled_) {
    keep(path, reader_of(path), false);
  } else {
    waiting_[path].ended = true;
  }
}

void BagTagFiles::replay() {
  if (std::exchange(settled_, true))
    return;
  for (auto& [path, waiting] : std::exchange(waiting_, {})) {
    reader_of(path).feed(waiting.bytes);
    std::string().swap(waiting.bytes); // it may be large
    if (waiting.ended)
      keep(path, reader_of(path), waiting.too_large);
  }
}

void BagTagFiles::keep(const RelPath& path, Reader& reader, bool too_large) {
  TagLineFaults* faults = nullptr;
  if (reader.manifest) {
    const bool is_tag_manifest = manifest_name(path)->is_tag_manifest;
    manifests_.push_back({path, is_tag_manifest, reader.manifest->finish()});
    faults = &manifests_.back().parsed.text_faults;
  } else if (reader.fetch) {
    fetch_ = reader.fetch->finish();
    faults = &fetch_->text_faults;
  } else if (reader.info_lines) {
    reader.info.faults = reader.info_lines->finish();
    if (reader.too_large)
      reader.info.faults.add({TagLineFault::Kind::too_large, *reader.too_large});
    faults = &(infos_[path.str()] = std::move(reader.info)).faults;
  }
  if (faults && too_large)
    faults->add({TagLineFault::Kind::too_large, 0});
  readers_.erase(path);
}

void BagTagFiles::finish() {
  replay();
  std::sort(manifests_.begin(), manifests_.end(),
            [](const LoadedManifest& a, const LoadedManifest& b) { return a.path < b.path; });
}

const InfoText* BagTagFiles::info(std::string_view name) const {
  const auto found = infos_.find(name);
  return found == infos_.end() ? nullptr : &found->second;
}

} // namespace delo
