#include "delo/io/hash_flow.hpp"

#include "delo/io/lanes/engine.hpp"

#include <algorithm>
#include <utility>

namespace delo {

HashFlow::HashFlow(const HashPipeline::Options& options) : options_(options) {}

void HashFlow::close() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  for (auto* changed : {&buffer_free_, &file_to_read_, &work_ready_, &file_finished_})
    changed->notify_all();
}

void HashFlow::to_read(FileInFlight& file) {
  bool wakes = false;
  {
    const std::lock_guard lock(mutex_);
    to_read_.push_back(&file);
    wakes = idle_readers_ > 0 && to_read_.size() >= kSetAside;
  }
  if (wakes)
    file_to_read_.notify_one();
}

void HashFlow::wake_readers() {
  std::size_t wakes = 0;
  {
    const std::lock_guard lock(mutex_);
    wakes = std::min(idle_readers_, to_read_.size());
  }
  for (; wakes > 0; --wakes)
    file_to_read_.notify_one();
}

void HashFlow::wait_until_finished(const FileInFlight& file) {
  std::unique_lock lock(mutex_);
  awaited_ = &file;
  file_finished_.wait(lock, [&file] { return file.is_finished.load(); });
  awaited_ = nullptr;
}

void HashFlow::wait_until_finished(const FileInFlight& file, std::chrono::milliseconds longest) {
  std::unique_lock lock(mutex_);
  awaited_ = &file;
  file_finished_.wait_for(lock, longest, [&file] { return file.is_finished.load(); });
  awaited_ = nullptr;
}

FileInFlight* HashFlow::take_first(std::deque<FileInFlight*>& line) {
  FileInFlight* const file = line.front();
  line.pop_front();
  return file;
}

FileInFlight* HashFlow::choose_file(std::deque<FileInFlight*>& mine) {
  if (left_.empty() || (streams_ < kMostStreams && !to_read_.empty())) {
    // Enough for each reader.
    const std::size_t share = to_read_.size() / std::max(1U, options_.readers) + 1;
    for (std::size_t left = std::min(share, kSetAside); left > 0 && !to_read_.empty(); --left) {
      mine.push_back(to_read_.front());
      to_read_.pop_front();
    }
  }
  return take_first(mine.empty() ? left_ : mine);
}

HashBuffer* HashFlow::take_buffer() {
  std::unique_lock lock(mutex_);
  buffer_free_.wait(
      lock, [this] { return !free_.empty() || buffers_.size() < options_.buffers || closing_; });
  if (closing_)
    return nullptr;
  if (free_.empty())
    make_buffer();
  HashBuffer* const buffer = free_.back();
  free_.pop_back();
  buffer->used = 0;
  buffer->users = 1;
  return buffer;
}

void HashFlow::make_buffer() {
  buffers_.push_back(std::make_unique<HashBuffer>());
  buffers_.back()->bytes = std::make_unique_for_overwrite<char[]>(options_.buffer_bytes);
  free_.push_back(buffers_.back().get());
}

void HashFlow::hand_over(HashBuffer& buffer) {
  {
    const std::lock_guard lock(mutex_);
    if (buffer.wholes.empty())
      return release(buffer);
    ready_buffers_.push_back(&buffer); // the reader's use becomes the hasher's
  }
  work_ready_.notify_one();
}

bool HashFlow::queue(FileInFlight& file, const HashSlice& slice) {
  bool was_busy = false;
  std::size_t wakes = 0;
  {
    const std::lock_guard lock(mutex_);
    if (file.strands.empty())
      make_strands(file);
    if (slice.is_last)
      --streams_;
    for (const auto& strand : file.strands) {
      strand->slices.push_back(slice);
      if (slice.buffer)
        ++slice.buffer->users;
      if (std::exchange(strand->is_busy, true)) {
        was_busy = true; // its hasher finds the slice
        continue;
      }
      ready_strands_.push_back(strand.get());
      ++wakes;
    }
  }
  for (; wakes > 0; --wakes)
    work_ready_.notify_one();
  return was_busy;
}

void HashFlow::make_strands(FileInFlight& file) {
  std::vector<AlgorithmSet> sets;
  for (const Algorithm algorithm : file.job.algorithms.list())
    sets.push_back({algorithm});
  if (sets.empty())
    sets.emplace_back(); // somebody has to see its end
  for (const AlgorithmSet& set : sets) {
    if (spare_strands_.empty())
      spare_strands_.push_back(std::make_unique<HashStrand>());
    file.strands.push_back(std::move(spare_strands_.back()));
    spare_strands_.pop_back();
    file.strands.back()->file = &file;
    file.strands.back()->hasher.start(set);
  }
  file.running = sets.size();
  ++streams_;
}

bool HashFlow::leave(FileInFlight& file) {
  const std::lock_guard lock(mutex_);
  if (!has_file_to_read())
    return false;
  left_.push_back(&file);
  return true;
}

void HashFlow::return_files(std::deque<FileInFlight*>& mine) {
  {
    const std::lock_guard lock(mutex_);
    to_read_.insert(to_read_.begin(), mine.begin(), mine.end());
  }
  mine.clear();
  wake_readers();
}

void HashFlow::release(HashBuffer& buffer) {
  if (--buffer.users > 0)
    return;
  buffer.wholes.clear();
  free_.push_back(&buffer);
  buffer_free_.notify_one();
}

void HashFlow::finish(FileInFlight& file) {
  file.is_finished.store(true);
  if (&file == awaited_)
    file_finished_.notify_one();
}

void HashFlow::end_strand(HashStrand& strand) {
  FileInFlight& file = *strand.file;
  if (--file.running > 0)
    return;
  for (auto& each : file.strands) {
    if (file.is_readable())
      for (const Digest& digest : each->digests)
        file.result.digests.insert(digest);
    each->is_busy = false;
    spare_strands_.push_back(std::move(each));
  }
  file.strands.clear();
  finish(file);
}

void HashFlow::settle(HashLoad& load) {
  for (HashBuffer* buffer : load.buffers) {
    for (const WholeFile& whole : buffer->wholes)
      finish(*whole.file);
    buffer->wholes.clear();
    release(*buffer);
  }
  load.buffers.clear();
  for (const HashLoad::Turn& turn : load.turns) {
    if (turn.slice.buffer)
      release(*turn.slice.buffer);
    if (turn.slice.is_last)
      end_strand(*turn.strand);
    else if (turn.strand->slices.empty())
      turn.strand->is_busy = false;
    else
      ready_strands_.push_back(turn.strand);
  }
  load.turns.clear();
}

bool HashFlow::exchange(HashLoad& load) {
  std::unique_lock lock(mutex_);
  settle(load);
  work_ready_.wait(
      lock, [this] { return closing_ || !ready_buffers_.empty() || !ready_strands_.empty(); });
  if (closing_)
    return false;
  fill(load);
  return true;
}

void HashFlow::give_back(HashLoad& load) {
  const std::lock_guard lock(mutex_);
  settle(load);
}

/// As much as can be done side by side; but when there is little of it, the other hashers get a
/// share.
void HashFlow::fill(HashLoad& load) {
  const std::size_t lanes = info(digest_engine()).lanes;
  std::size_t messages = 0;
  while (!ready_buffers_.empty() && (messages == 0 || messages < lanes)) {
    load.buffers.push_back(ready_buffers_.front());
    messages += ready_buffers_.front()->wholes.size();
    ready_buffers_.pop_front();
  }
  std::size_t turns = std::min(lanes, ready_strands_.size());
  if (turns < lanes / 4)
    turns = load.buffers.empty() ? 1 : 0;
  for (; turns > 0; --turns) {
    HashStrand& strand = *ready_strands_.front();
    ready_strands_.pop_front();
    load.turns.push_back({&strand, strand.slices.front()});
    strand.slices.pop_front();
  }
}

} // namespace delo
