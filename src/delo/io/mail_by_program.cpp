#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/mail.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <ctime>

namespace delo {
namespace {

using Clocks = std::chrono::steady_clock;

constexpr std::chrono::seconds kLongest = std::chrono::hours(24); ///< what a poll() can wait for
constexpr std::size_t kShown = 300;                               ///< of what the program says

/// While it lives, a reader that has gone away is an error of write() and not the end of this
/// program.
class WithoutSigpipe {
public:
  WithoutSigpipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~WithoutSigpipe() {
    constexpr timespec kNow{0, 0};
    if (!was_pending_)
      while (sigtimedwait(&pipe_, nullptr, &kNow) < 0 && errno == EINTR)
        continue;
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;

  const sigset_t& before() const { return before_; }

private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

/// What a program is started with; freed at the end.
struct SpawnSettings {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};

  explicit SpawnSettings(const sigset_t& mask) {
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    posix_spawnattr_setsigmask(&attributes, &mask);
    posix_spawnattr_setsigdefault(&attributes, &pipe);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
};

/// One run of a program. What it says goes to memory, so that neither waits for the other.
class Run {
public:
  Run(const std::filesystem::path& program, std::chrono::seconds time)
      : name_(display_name(program.native())), end_(Clocks::now() + std::min(time, kLongest)),
        time_(time), said_(::memfd_create("mail", MFD_CLOEXEC)) {
    std::array<int, 2> ends{};
    if (!said_ || ::pipe2(ends.data(), O_CLOEXEC) != 0)
      throw io_error("start", program.native(), errno);
    const Fd input(ends[0]);
    input_ = Fd(ends[1]);
    start(program, input.get());
    ::fcntl(input_.get(), F_SETFL, O_NONBLOCK);
  }

  ~Run() {
    if (child_ <= 0)
      return;
    ::kill(child_, SIGKILL);
    wait();
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  std::optional<std::string> send(std::string_view text) {
    const bool is_taken = write(text);
    input_.reset();
    if (!has_ended())
      return fmt::format("{} needed longer than {} seconds", name_, time_.count());
    const int status = wait();
    if (WIFSIGNALED(status))
      return fmt::format("{} was ended by signal {}{}", name_, WTERMSIG(status), said());
    if (WEXITSTATUS(status) != 0)
      return fmt::format("{} ended with code {}{}", name_, WEXITSTATUS(status), said());
    if (!is_taken)
      return fmt::format("{} did not read the whole mail{}", name_, said());
    return std::nullopt;
  }

private:
  void start(const std::filesystem::path& program, int input) {
    SpawnSettings settings(sigpipe_.before());
    posix_spawn_file_actions_adddup2(&settings.files, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&settings.files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&settings.files, said_.get(), STDERR_FILENO);
    std::array<std::string, 4> words{program.native(), "-t", "-i", "-oi"};
    std::array<char*, 5> arguments{words[0].data(), words[1].data(), words[2].data(),
                                   words[3].data(), nullptr};
    // The environment is handed on as it is: the program finds its own settings by it.
    const int trouble = ::posix_spawn(&child_, program.c_str(), &settings.files,
                                      &settings.attributes, arguments.data(), environ);
    if (trouble != 0) {
      child_ = 0;
      throw io_error("start", program.native(), trouble);
    }
  }

  /// Milliseconds that are left.
  int left() const {
    const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - Clocks::now());
    return static_cast<int>(std::max<std::int64_t>(0, rest.count()));
  }

  /// Whether the descriptor is ready in time.
  bool is_ready(int fd, short events) const {
    for (;;) {
      pollfd item{fd, events, 0};
      const int count = ::poll(&item, 1, left());
      if (count >= 0 || errno != EINTR)
        return count > 0;
    }
  }

  /// False when the program closed its input before the end, or took too long.
  bool write(std::string_view text) const {
    while (!text.empty()) {
      if (!is_ready(input_.get(), POLLOUT))
        return false;
      const ssize_t n = ::write(input_.get(), text.data(), text.size());
      if (n >= 0)
        text.remove_prefix(static_cast<std::size_t>(n));
      else if (errno != EINTR && errno != EAGAIN)
        return false;
    }
    return true;
  }

  /// Whether the program ends in time. Where the system gives no handle that can be waited for
  /// (Linux before 5.3), it is looked at now and then.
  bool has_ended() const {
    const Fd handle(static_cast<int>(::syscall(SYS_pidfd_open, child_, 0)));
    if (handle)
      return is_ready(handle.get(), POLLIN);
    constexpr int kMilliseconds = 20;
    for (;;) {
      siginfo_t info{};
      if (::waitid(P_PID, static_cast<id_t>(child_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
          info.si_pid == child_)
        return true;
      if (left() == 0)
        return false;
      ::poll(nullptr, 0, std::min(left(), kMilliseconds));
    }
  }

  int wait() {
    int status = 0;
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR)
      continue;
    child_ = 0;
    return status;
  }

  /// The first line of what the program said, behind a colon.
  std::string said() const {
    std::string text(kShown, '\0');
    const ssize_t n = ::pread(said_.get(), text.data(), text.size(), 0);
    text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    const std::string_view line = trim(std::string_view(text).substr(0, text.find('\n')));
    return line.empty() ? "" : ": " + display_name(line);
  }

  WithoutSigpipe sigpipe_;
  std::string name_;
  Clocks::time_point end_;
  std::chrono::seconds time_;
  Fd said_;
  Fd input_;
  pid_t child_ = 0;
};

/// Programs want the line ends of their system.
std::string with_line_feeds(std::string text) {
  std::erase(text, '\r');
  return text;
}

} // namespace

std::optional<std::string> send_by_program(const MailMessage& message,
                                           const std::filesystem::path& program,
                                           std::chrono::seconds time) {
  try {
    return Run(program, time).send(with_line_feeds(to_rfc5322(message)));
  } catch (const Error& error) {
    return error.message();
  }
}

} // namespace delo
