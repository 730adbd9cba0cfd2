#include "delo/io/hash_computing.hpp"

#include <string_view>

namespace delo {
namespace {

std::string_view bytes_of(const HashSlice& slice) {
  if (!slice.buffer)
    return {};
  return {slice.buffer->bytes.get() + slice.at, slice.size};
}

} // namespace

void HashComputing::run() {
  while (flow_.exchange(load_))
    hash();
}

void HashComputing::do_wholes(HashBuffer& buffer) {
  load_.buffers.push_back(&buffer);
  hash();
  flow_.give_back(load_);
}

void HashComputing::hash() {
  pieces_.clear();
  begin_wholes();
  for (const HashLoad::Turn& turn : load_.turns)
    pieces_.push_back({&turn.strand->hasher, bytes_of(turn.slice), turn.slice.is_last});
  update_side_by_side(pieces_);
  finish_wholes();
  for (const HashLoad::Turn& turn : load_.turns)
    if (turn.slice.is_last)
      turn.strand->digests = turn.strand->hasher.finish();
}

void HashComputing::begin_wholes() {
  std::size_t count = 0;
  for (const HashBuffer* buffer : load_.buffers)
    count += buffer->wholes.size();
  if (hashers_.size() < count)
    hashers_.resize(count);
  auto hasher = hashers_.begin();
  for (const HashBuffer* buffer : load_.buffers)
    for (const WholeFile& whole : buffer->wholes) {
      hasher->start(whole.file->is_readable() ? whole.file->job.algorithms : AlgorithmSet());
      pieces_.push_back({&*hasher++, {buffer->bytes.get() + whole.at, whole.size}, true});
    }
}

void HashComputing::finish_wholes() {
  auto hasher = hashers_.begin();
  for (const HashBuffer* buffer : load_.buffers)
    for (const WholeFile& whole : buffer->wholes)
      whole.file->result.digests = (hasher++)->finish();
}

} // namespace delo
