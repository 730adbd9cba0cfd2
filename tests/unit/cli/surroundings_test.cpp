// What the program takes from its environment, and the thread that waits for signals.
#include "cli/surroundings.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>
#include <thread>

namespace delo::cli {
namespace {

namespace fs = std::filesystem;

/// Signals and variables belong to the whole process: each test has one of its own, which ends with
/// what the work gives.
int in_process(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0)
    ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + status;
}

/// A thread that was joined may still be listed for a moment.
bool is_alone() {
  for (int tries = 0; tries < 100000; ++tries) {
    const fs::directory_iterator threads("/proc/self/task");
    if (std::distance(begin(threads), end(threads)) == 1)
      return true;
    std::this_thread::yield();
  }
  return false;
}

TEST(SurroundingsTest, does_things_while_no_other_thread_runs) {
  EXPECT_EQ(in_process([] {
              Surroundings surroundings;
              int found = 2;
              surroundings.alone([&found] { found = is_alone() ? 0 : 1; });
              return found;
            }),
            0);
}

TEST(SurroundingsTest, hears_a_signal_that_came_while_it_was_alone) {
  EXPECT_EQ(in_process([] {
              Surroundings surroundings;
              surroundings.alone([] { ::kill(::getpid(), SIGTERM); });
              while (!surroundings.stop().stop_requested())
                std::this_thread::yield();
              return 0;
            }),
            0);
}

TEST(SurroundingsTest, lists_the_files_that_libraries_are_told_to_read) {
  EXPECT_EQ(
      in_process([] {
        ::setenv("MAGIC", "/a/one::/a/two", 1);
        ::setenv("OPENSSL_CONF", "/b", 1);
        for (const char* other : {"OPENSSL_MODULES", "SSL_CERT_FILE", "SSL_CERT_DIR", "GCONV_PATH"})
          ::unsetenv(other);
        const Surroundings surroundings;
        const std::vector<std::string> wanted{"/a/one", "/a/two", "/b"};
        return surroundings.library_files() == wanted ? 0 : 1;
      }),
      0);
}

} // namespace
} // namespace delo::cli
