#include "delo/io/hash_reading.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace delo {
namespace {

/// A buffer with this many whole files is full, however small they are.
constexpr std::size_t kMostWholes = 64;
/// No file is begun in a buffer with less room than this part of it.
constexpr std::size_t kLeastRoom = 8;

/// The tee's own trouble on its way out of the reading.
struct TeeThrew {
  std::exception_ptr what;
};

void show(const std::function<void(std::string_view)>& tee, std::string_view bytes) {
  try {
    tee(bytes);
  } catch (...) {
    throw TeeThrew{std::current_exception()};
  }
}

} // namespace

void HashReading::run() {
  may_leave_ = true;
  while (FileInFlight* file = flow_.next_file(set_aside_, [this] { hand_over(); }))
    go_on_with(*file);
}

HashReading::Outcome HashReading::read(FileInFlight& file) {
  may_leave_ = false;
  return go_on_with(file);
}

HashReading::Outcome HashReading::go_on_with(FileInFlight& file) {
  Outcome outcome;
  if (buffer_)
    begin_ = buffer_->used;
  try {
    if (!file.reader)
      file.reader = file.job.open();
    if (read_some_of(file))
      return outcome;
  } catch (const TeeThrew& tee) {
    outcome.thrown = tee.what;
  } catch (const ContainerDamaged& damage) {
    file.result.damaged = damage;
  } catch (const Error& error) {
    file.result.unreadable = error;
    if (!may_leave_) // copies share their text: a reader thread keeps none of what it gives away
      outcome.trouble = error;
  } catch (...) { // out of memory, or a fault of ours
    outcome.thrown = std::current_exception();
  }
  if (outcome.thrown) // what followed was never read
    file.result.unreadable = Error(ErrorKind::internal, "reading was given up");
  end(file);
  return outcome;
}

bool HashReading::read_some_of(FileInFlight& file) {
  for (;;) {
    if (options_.stop.stop_requested()) // perhaps in the middle: nothing is known of the rest
      throw Error(ErrorKind::interrupted, "stopped on request");
    if (buffer_ && room() < least_room(file) && pass_on(file))
      return true;
    if (!buffer_ && !take_buffer())
      return true;
    const std::size_t most = may_leave_ ? room() : unit();
    const std::size_t size = file.reader->read(buffer_->bytes.get() + buffer_->used, most);
    if (size == 0) // a short read proves nothing: a disk may fail at the very next byte
      return false;
    take(file, size);
  }
}

std::size_t HashReading::room() const {
  return options_.buffer_bytes - buffer_->used;
}

/// How much of a container is lost where it breaks off depends on how much was asked for. So it is
/// always the same, and does not hang on how full a buffer happens to be.
std::size_t HashReading::unit() const {
  return std::max<std::size_t>(1, options_.buffer_bytes / 4);
}

std::size_t HashReading::least_room(const FileInFlight& file) const {
  if (!may_leave_)
    return unit();
  const bool is_begun = !file.strands.empty() || begin_ < buffer_->used;
  return is_begun ? 1 : options_.buffer_bytes / kLeastRoom;
}

bool HashReading::pass_on(FileInFlight& file) {
  bool lags = false;
  if (begin_ < buffer_->used) {
    if (!set_aside_.empty()) // this one will take its time
      flow_.return_files(set_aside_);
    lags = flow_.queue(file, {buffer_, begin_, buffer_->used - begin_, false});
  }
  hand_over(); // nobody waits for a buffer while keeping another
  return may_leave_ && lags && flow_.leave(file);
}

bool HashReading::take_buffer() {
  buffer_ = flow_.take_buffer();
  begin_ = 0;
  return buffer_ != nullptr;
}

void HashReading::take(FileInFlight& file, std::size_t size) {
  const std::string_view bytes(buffer_->bytes.get() + buffer_->used, size);
  HashResult& result = file.result;
  if (result.head.size() < file.job.head)
    result.head += bytes.substr(0, file.job.head - result.head.size());
  result.bytes += size;
  buffer_->used += size;
  if (file.job.tee)
    show(file.job.tee, bytes);
}

/// After this the file belongs to the hashers.
void HashReading::end(FileInFlight& file) {
  file.reader.reset();
  if (!file.strands.empty()) {
    const std::size_t size = buffer_ ? buffer_->used - begin_ : 0;
    flow_.queue(file, {buffer_, begin_, size, true});
  } else if (buffer_ || take_buffer()) { // without one the flow is closing, and nobody asks
    buffer_->wholes.push_back({&file, begin_, buffer_->used - begin_});
  }
  if (buffer_ && (buffer_->wholes.size() >= kMostWholes || buffer_->used == options_.buffer_bytes))
    hand_over();
}

void HashReading::hand_over() {
  HashBuffer* const buffer = std::exchange(buffer_, nullptr);
  if (buffer && computing_ && !buffer->wholes.empty())
    computing_->do_wholes(*buffer);
  else if (buffer)
    flow_.hand_over(*buffer);
}

} // namespace delo
