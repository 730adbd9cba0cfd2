// Reading and hashing, and nothing else: what validation is measured against.
//   bare_loop [--threads N] [--algorithm NAME]... FOLDER
// reads every file below the folder once, as many side by side as the engine has lanes, and prints
// how many there were. No manifest, no comparison, no report.
#include "delo/base/fd.hpp"
#include "delo/io/hasher.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = std::size_t{256} * 1024;

struct Work {
  std::vector<std::string> files;
  AlgorithmSet algorithms;
  std::atomic<std::size_t> next = 0;
  std::atomic<std::uint64_t> bytes = 0;
};

/// One of the files that a thread has open.
struct Stream {
  Fd file;
  Hasher hasher;
  std::vector<char> block = std::vector<char>(kBlock);
  std::size_t filled = 0;
  bool ends = false;
};

bool open_next(Work& work, Stream& stream) {
  const std::size_t number = work.next++;
  if (number >= work.files.size())
    return false;
  stream.file = Fd(::open(work.files[number].c_str(), O_RDONLY | O_CLOEXEC));
  stream.hasher.start(work.algorithms);
  stream.ends = false;
  return true;
}

/// Fills the block; a short read is the end of the file.
void read_some(Stream& stream) {
  const ssize_t size = ::read(stream.file.get(), stream.block.data(), kBlock);
  if (size < 0)
    std::abort();
  stream.filled = static_cast<std::size_t>(size);
  stream.ends = stream.filled < kBlock;
}

void hash_files(Work& work) {
  std::vector<Stream> streams(info(digest_engine()).lanes);
  std::erase_if(streams, [&](Stream& stream) { return !open_next(work, stream); });
  std::vector<Piece> pieces;
  while (!streams.empty()) {
    pieces.clear();
    for (Stream& stream : streams) {
      read_some(stream);
      pieces.push_back({&stream.hasher, {stream.block.data(), stream.filled}, stream.ends});
      work.bytes += stream.filled;
    }
    update_side_by_side(pieces);
    std::erase_if(streams, [&](Stream& stream) {
      if (!stream.ends)
        return false;
      static_cast<void>(stream.hasher.finish()); // nobody asks which it is
      return !open_next(work, stream);
    });
  }
}

int run(int count, char** words) {
  unsigned threads = 2;
  Work work;
  std::string folder;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--threads" && i + 1 < count)
      threads = static_cast<unsigned>(std::atoi(words[++i]));
    else if (word == "--algorithm" && i + 1 < count)
      work.algorithms.insert(*algorithm_from_bagit(words[++i]));
    else
      folder = word;
  }
  if (work.algorithms.empty())
    work.algorithms.insert(Algorithm::sha512);
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      work.files.push_back(entry.path().native());
  {
    std::vector<std::jthread> pool;
    for (unsigned i = 0; i < threads; ++i)
      pool.emplace_back([&work] { hash_files(work); });
  }
  fmt::print("{} files, {} bytes\n", work.files.size(), work.bytes.load());
  return 0;
}

} // namespace
} // namespace delo

int main(int count, char** words) {
  return delo::run(count, words);
}
