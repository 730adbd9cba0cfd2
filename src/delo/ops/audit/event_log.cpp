#include "delo/ops/audit/event_log.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/hasher.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace delo {
namespace {

constexpr std::string_view kHint = "`delo audit verify-log` tells what is wrong with it, and "
                                   "docs/runbook.md what to do then";

std::uint64_t size_of(int fd, const std::string& path) {
  struct stat status {};
  if (::fstat(fd, &status) != 0)
    throw io_error("open", path, errno);
  return static_cast<std::uint64_t>(status.st_size);
}

/// What lies in the file from `begin` on, at most `most` bytes.
std::string read_from(int fd, std::uint64_t begin, std::uint64_t most, const std::string& path) {
  std::string text(most, '\0');
  std::uint64_t have = 0;
  while (have < most) {
    const ssize_t n =
        ::pread(fd, text.data() + have, most - have, static_cast<off_t>(begin + have));
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      throw io_error("read", path, errno);
    if (n == 0)
      break;
    have += static_cast<std::uint64_t>(n);
  }
  text.resize(have);
  return text;
}

/// Takes off what a killed run wrote of these very lines.
bool take_off_rest(int fd, std::uint64_t bytes, const std::string& lines, const std::string& path) {
  const std::uint64_t size = size_of(fd, path);
  if (size == bytes)
    return false;
  if (size < bytes)
    throw Error(ErrorKind::io,
                fmt::format("the event log {} is shorter than the catalogue knows it: {} bytes of "
                            "{} are there",
                            display_name(path), size, bytes),
                std::string(kHint));
  const std::string rest =
      read_from(fd, bytes, std::min<std::uint64_t>(size - bytes, lines.size() + 1), path);
  if (!std::string_view(lines).starts_with(rest))
    throw Error(ErrorKind::io,
                fmt::format("the event log {} goes on where the catalogue knows nothing of it: the "
                            "catalogue was brought back from an older copy, or the log was changed",
                            display_name(path)),
                std::string(kHint));
  if (uninterrupted([&] { return ::ftruncate(fd, static_cast<off_t>(bytes)); }) != 0)
    throw io_error("write", path, errno);
  return true;
}

/// What is wrong with a line that should follow `state`; empty when it does.
std::string problem_of(const Json& line, const LogState& state) {
  if (!line.is_object() || !line.contains("line") || !line.contains("prev") ||
      !line.contains("what") || !line.contains("time"))
    return "it is no line of an event log";
  if (line["line"] != state.lines + 1)
    return fmt::format("it says that it is line {}", line["line"].dump());
  if (line["prev"] != state.head)
    return "the digest in it is not that of the line before: one of the two was changed";
  return {};
}

} // namespace

std::optional<MerkleRange> tree_of(const LogState& state) {
  auto tree = state.tree.empty() ? MerkleRange() : MerkleRange::from_state(state.tree);
  return tree && tree->size() == state.lines ? std::move(tree) : std::nullopt;
}

std::string digest_of_line(std::string_view line) {
  return digest_of(line).hex();
}

std::string next_line(const LogState& state, Timestamp time, std::string_view what,
                      const Json& body) {
  Json line;
  line["line"] = state.lines + 1;
  line["prev"] = state.head;
  line["time"] = to_rfc3339(time);
  line["what"] = what;
  line.update(body);
  return printable(line, -1);
}

LogState after_line(const LogState& state, std::string_view line) {
  auto tree = tree_of(state);
  if (!tree)
    throw Error(ErrorKind::internal, "the tree of the event log is not that of its lines");
  tree->add(leaf_hash(line));
  return {state.lines + 1, digest_of_line(line), tree->state()};
}

std::filesystem::path event_log_of(const std::filesystem::path& catalogue) {
  return catalogue.native() + ".events.jsonl";
}

std::uint64_t append_lines(const std::filesystem::path& file, std::uint64_t bytes,
                           const std::vector<std::string>& lines, bool& torn) {
  const std::string& path = file.native();
  const Fd fd(uninterrupted(
      [&] { return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666); }));
  if (!fd)
    throw io_error("open", path, errno);
  std::string text;
  for (const std::string& line : lines)
    text += line + "\n";
  torn = take_off_rest(fd.get(), bytes, text, path);
  if (::lseek(fd.get(), static_cast<off_t>(bytes), SEEK_SET) < 0)
    throw io_error("write", path, errno);
  write_all(fd.get(), text, path);
  sync_fd(fd.get(), path);
  if (bytes == 0) // it may be new: its name is to survive, too
    sync_folder(file.has_parent_path() ? file.parent_path() : ".");
  return bytes + text.size();
}

/// Cuts a file into lines, whatever their length.
class LogLines::Impl {
public:
  explicit Impl(const std::filesystem::path& path)
      : path_(path.native()), fd_(open_for_reading(path)) {}

  bool next(std::string& line, bool& ended) {
    line.clear();
    while (true) {
      const auto from = buffer_.begin() + static_cast<std::ptrdiff_t>(at_);
      const auto to = buffer_.begin() + static_cast<std::ptrdiff_t>(size_);
      const auto feed = std::find(from, to, '\n');
      line.append(from, feed);
      at_ = static_cast<std::size_t>(feed - buffer_.begin());
      if (feed != to) {
        ++at_;
        ended = true;
        return true;
      }
      const std::int64_t n = read_some(fd_.get(), buffer_.data(), buffer_.size());
      if (n < 0)
        throw io_error("read", path_, static_cast<int>(-n));
      at_ = 0;
      size_ = static_cast<std::size_t>(n);
      if (n == 0) {
        ended = false;
        return !line.empty();
      }
    }
  }

private:
  std::string path_;
  Fd fd_;
  std::array<char, 65536> buffer_{};
  std::size_t at_ = 0;
  std::size_t size_ = 0;
};

LogLines::LogLines(const std::filesystem::path& path) : impl_(std::make_unique<Impl>(path)) {}
LogLines::~LogLines() = default;

bool LogLines::next(std::string& line, bool& ended) {
  return impl_->next(line, ended);
}

LogPlaces::LogPlaces(const std::filesystem::path& path)
    : path_(path.native()), fd_(open_for_reading(path)) {}

std::string LogPlaces::at(std::uint64_t begin, std::uint64_t size) const {
  return read_from(fd_.get(), begin, size, path_);
}

LogVerdict read_log(const std::filesystem::path& file,
                    const std::function<void(const Json& line, std::string_view text)>& each) {
  LogVerdict verdict;
  LogLines reader(file);
  MerkleRange tree; // beside the state, so that its text is not made for every line
  std::string text;
  bool ended = true;
  while (reader.next(text, ended)) {
    if (!ended) {
      verdict.torn = true;
      break;
    }
    const Json line = Json::parse(text, nullptr, false);
    verdict.problem = problem_of(line, verdict.state);
    if (!verdict.problem.empty()) {
      verdict.bad_line = verdict.state.lines + 1;
      break;
    }
    each(line, text);
    tree.add(leaf_hash(text));
    ++verdict.state.lines;
    verdict.state.head = digest_of_line(text);
    verdict.bytes += text.size() + 1;
  }
  verdict.state.tree = tree.state();
  return verdict;
}

void read_good_log(const std::filesystem::path& file,
                   const std::function<void(const Json& line, std::string_view text)>& each) {
  if (!is_there(file))
    throw Error(ErrorKind::nothing_to_check,
                fmt::format("there is no event log at {}", display_name(file.native())),
                "it is written by `delo audit add` and `delo audit run`");
  const LogVerdict verdict = read_log(file, each);
  if (verdict.bad_line)
    throw Error(ErrorKind::io,
                fmt::format("line {} of the event log {} is not what was written: {}",
                            *verdict.bad_line, display_name(file.native()), verdict.problem),
                "`delo audit verify-log` tells more; what is made of such a log proves nothing");
}

std::uint64_t
read_waiting(LogVerdict& log, std::uint64_t lines, const std::vector<std::string>& waiting,
             const std::function<void(const Json& line, std::string_view text)>& each) {
  std::uint64_t number = lines - std::min<std::uint64_t>(lines, waiting.size());
  if (log.bad_line || log.state.lines < number)
    return 0;
  std::uint64_t count = 0;
  for (const std::string& text : waiting) {
    if (++number <= log.state.lines)
      continue;
    each(Json::parse(text, nullptr, false), text);
    log.state = after_line(log.state, text);
    ++count;
  }
  return count;
}

} // namespace delo
