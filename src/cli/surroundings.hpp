// What the program takes from its environment, so that the library need not: the clock, the place
// of the catalogue, the user's wish to stop.
#pragma once

#include "delo/base/timestamp.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace delo::cli {

/// Reads SOURCE_DATE_EPOCH, GITHUB_STEP_SUMMARY, XDG_DATA_HOME, XDG_CONFIG_HOME,
/// XDG_CACHE_HOME and HOME, and turns SIGINT and SIGTERM into a stop request; a second signal ends
/// the program at once. Make one, before other threads start.
class Surroundings {
public:
  /// Throws Error(usage) when SOURCE_DATE_EPOCH is not a number of seconds.
  Surroundings();
  ~Surroundings();
  Surroundings(const Surroundings&) = delete;
  Surroundings& operator=(const Surroundings&) = delete;

  const Clock& clock() const { return *clock_; }
  bool clock_is_fixed() const { return clock_is_fixed_; }
  /// Empty when the environment names no place for data.
  std::string default_catalogue() const;
  /// The user's table of archives, delo/archives.toml in the XDG configuration folder; empty when
  /// there is none.
  std::string own_archives() const;
  /// The folder of copies of BagIt Profiles, delo/profiles in the XDG cache folder; empty when the
  /// environment names no place for it.
  std::string profile_copies() const;
  std::stop_token stop() const { return stop_.get_token(); }
  /// Whether standard error is a terminal that can renew a line, and how wide it is.
  bool err_is_terminal() const;
  std::size_t columns() const;
  bool out_is_terminal() const;
  bool in_is_terminal() const;
  /// GITHUB_STEP_SUMMARY: a file that GitHub Actions shows; empty elsewhere.
  std::string step_summary() const;
  /// The name of this machine; empty when it has none.
  std::string host() const;
  /// What MAGIC, OPENSSL_CONF, OPENSSL_MODULES, SSL_CERT_FILE, SSL_CERT_DIR and GCONV_PATH name:
  /// files and folders that libraries may read.
  std::vector<std::string> library_files() const;
  /// Does `work` while the thread that waits for signals is away; a signal
  /// waits for it to come back.
  void alone(const std::function<void()>& work);
  /// TMPDIR, or /tmp.
  std::string scratch() const;

private:
  void start_waiting();
  void end_waiting();
  void wait_for_signals();

  std::unique_ptr<const Clock> clock_;
  bool clock_is_fixed_ = false;
  std::stop_source stop_;
  std::thread signals_;
};

} // namespace delo::cli
