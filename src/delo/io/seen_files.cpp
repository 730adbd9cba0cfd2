#include "delo/io/seen_files.hpp"

#include "delo/base/compact_list.hpp"

namespace delo {

struct SeenFiles::Store {
  PathTable paths;
  CompactList<SeenFile> files;
};

void SeenFile::write(FieldWriter& fields) const {
  fields.number(readable ? 1 : 0);
  fields.number(bytes);
  digests.write(fields);
}

namespace {

SeenFile read_without_digests(FieldReader& fields) {
  SeenFile file;
  file.readable = fields.number() == 1;
  file.bytes = fields.number();
  return file;
}

} // namespace

SeenFile SeenFile::read(FieldReader& fields) {
  SeenFile file = read_without_digests(fields);
  file.digests = DigestSet::read(fields);
  return file;
}

SeenFiles::SeenFiles() : store_(std::make_shared<Store>()) {}

std::uint32_t SeenFiles::add(const RelPath& path, const SeenFile& file) {
  const auto [number, is_new] = store_->paths.add(path);
  if (is_new)
    store_->files.push_back(file);
  return number;
}

void SeenFiles::add_digests(const RelPath& path, const DigestSet& digests) {
  const auto number = number_of(path);
  if (!number)
    return;
  SeenFile file = store_->files[*number];
  for (const Digest& digest : digests)
    file.digests.insert(digest);
  store_->files.replace(*number, file);
}

RelPath SeenFiles::path_of(std::uint32_t number) const {
  return store_->paths.path(number);
}

SeenFile SeenFiles::file(std::uint32_t number) const {
  return store_->files[number];
}

SeenFile SeenFiles::glance(std::uint32_t number) const {
  FieldReader fields = store_->files.fields(number);
  return read_without_digests(fields);
}

std::string_view SeenFiles::digest_bytes(std::uint32_t number, Algorithm algorithm) const {
  FieldReader fields = store_->files.fields(number);
  static_cast<void>(read_without_digests(fields));
  return DigestSet::bytes_in(fields, algorithm);
}

bool SeenFiles::is_path(std::uint32_t number, const SplitText& path) const {
  return number < size() && store_->paths.text(number) == path;
}

bool SeenFiles::is_below(std::uint32_t number, std::string_view top) const {
  return store_->paths.is_below(number, top);
}

SeenFiles::value_type SeenFiles::entry(std::uint32_t number) const {
  return {store_->paths.path(number), store_->files[number]};
}

std::optional<std::uint32_t> SeenFiles::number_of(const RelPath& path) const {
  const std::uint32_t* const number = store_->paths.find(path);
  return number ? std::optional(*number) : std::nullopt;
}

bool SeenFiles::contains(const RelPath& path) const {
  return store_->paths.find(path) != nullptr;
}

SeenFiles::Iterator SeenFiles::find(const RelPath& path) const {
  const std::uint32_t* const number = store_->paths.find(path);
  return number ? Iterator(this, number, number + 1) : end();
}

SeenFile SeenFiles::at(const RelPath& path) const {
  return entry(*store_->paths.find(path)).second;
}

std::size_t SeenFiles::size() const {
  return store_->paths.size();
}

SeenFiles::Iterator SeenFiles::begin() const {
  const auto sorted = store_->paths.sorted();
  return sorted.empty() ? end() : Iterator(this, sorted.data(), sorted.data() + sorted.size());
}

SeenFiles::Iterator SeenFiles::end() const {
  return {this, nullptr, nullptr};
}

} // namespace delo
