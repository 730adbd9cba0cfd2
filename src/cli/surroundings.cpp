#include "cli/surroundings.hpp"

#include "delo/base/error.hpp"
#include "delo/model/report_data.hpp"

#include <fmt/format.h>

#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <string_view>

namespace delo::cli {
namespace {

/// Lists of paths, parted by colons.
constexpr std::array kLibraryVariables{"MAGIC",         "OPENSSL_CONF", "OPENSSL_MODULES",
                                       "SSL_CERT_FILE", "SSL_CERT_DIR", "GCONV_PATH"};

/// SIGUSR1 is how the destructor wakes its own thread.
sigset_t waited_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGUSR1);
  return set;
}

Timestamp parse_epoch(std::string_view text) {
  Timestamp time;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, time.seconds);
  // 253402300799 is the last second of the year 9999.
  if (parsed.ec != std::errc() || parsed.ptr != end || time.seconds < 0 ||
      time.seconds > 253402300799)
    throw Error(ErrorKind::usage,
                fmt::format("SOURCE_DATE_EPOCH is \"{}\", which is no number of seconds", text),
                "unset it, or set it to whole seconds since 1970");
  return time;
}

/// A folder of the XDG Base Directory Specification; "" when the environment names no place.
std::string xdg_folder(const char* variable, std::string_view below_home) {
  if (const char* folder = std::getenv(variable); folder && *folder == '/')
    return folder;
  if (const char* home = std::getenv("HOME"); home && *home == '/')
    return fmt::format("{}{}", home, below_home);
  return {};
}

} // namespace

Surroundings::Surroundings() {
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch && *epoch) {
    clock_ = std::make_unique<FixedClock>(parse_epoch(epoch));
    clock_is_fixed_ = true;
  } else {
    clock_ = std::make_unique<SystemClock>();
  }
  const sigset_t set = waited_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  ::signal(SIGXFSZ, SIG_IGN); // a file over the limit is an error of its write, and told as one
  start_waiting();
}

Surroundings::~Surroundings() {
  end_waiting();
}

void Surroundings::alone(const std::function<void()>& work) {
  end_waiting();
  try {
    work();
  } catch (...) {
    start_waiting();
    throw;
  }
  start_waiting();
}

void Surroundings::start_waiting() {
  signals_ = std::thread([this] { wait_for_signals(); });
}

void Surroundings::end_waiting() {
  pthread_kill(signals_.native_handle(), SIGUSR1);
  signals_.join();
}

void Surroundings::wait_for_signals() {
  const sigset_t set = waited_signals();
  for (;;) {
    int signal = 0;
    if (sigwait(&set, &signal) != 0 || signal == SIGUSR1)
      return;
    if (stop_.stop_requested())
      ::_exit(static_cast<int>(ExitCode::interrupted));
    stop_.request_stop();
  }
}

bool Surroundings::err_is_terminal() const {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && (!terminal || std::string_view(terminal) != "dumb");
}

std::size_t Surroundings::columns() const {
  winsize size{};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

bool Surroundings::out_is_terminal() const {
  return ::isatty(STDOUT_FILENO) == 1;
}

bool Surroundings::in_is_terminal() const {
  return ::isatty(STDIN_FILENO) == 1;
}

std::string Surroundings::step_summary() const {
  const char* file = std::getenv("GITHUB_STEP_SUMMARY");
  return file ? file : "";
}

std::string Surroundings::host() const {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::vector<std::string> Surroundings::library_files() const {
  std::vector<std::string> files;
  for (const char* variable : kLibraryVariables) {
    const char* value = std::getenv(variable);
    for (std::string_view list = value ? value : ""; !list.empty();) {
      const std::size_t colon = std::min(list.find(':'), list.size());
      if (colon > 0)
        files.emplace_back(list.substr(0, colon));
      list.remove_prefix(std::min(colon + 1, list.size()));
    }
  }
  return files;
}

std::string Surroundings::scratch() const {
  const char* folder = std::getenv("TMPDIR");
  return folder && *folder ? folder : "/tmp";
}

std::string Surroundings::default_catalogue() const {
  const std::string folder = xdg_folder("XDG_DATA_HOME", "/.local/share");
  return folder.empty() ? folder : folder + "/delo/catalogue.sqlite";
}

std::string Surroundings::own_archives() const {
  const std::string folder = xdg_folder("XDG_CONFIG_HOME", "/.config");
  const std::string path = folder + "/delo/archives.toml";
  return !folder.empty() && ::access(path.c_str(), F_OK) == 0 ? path : std::string();
}

std::string Surroundings::profile_copies() const {
  const std::string folder = xdg_folder("XDG_CACHE_HOME", "/.cache");
  return folder.empty() ? folder : folder + "/delo/profiles";
}

} // namespace delo::cli
