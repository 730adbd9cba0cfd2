// Who dropped rights has lost them. Each test does so in a process of its own, that tells what it
// could do.
#include "delo/base/instrumented.hpp"
#include "delo/base/sandbox.hpp"
#include "unit/support/files.hpp"
#include "unit/support/loopback_server.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <thread>

namespace delo::test {
namespace {

/// What a confined process found: 0 for what worked, or an errno value, by its name.
using Found = std::map<std::string, int>;

int errno_of(long answer) {
  return answer < 0 ? errno : 0;
}

int reading(const fs::path& path) {
  char byte = 0;
  const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return fd ? errno_of(::read(fd.get(), &byte, 1)) : errno;
}

int listing(const fs::path& path) {
  const Fd fd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return fd ? 0 : errno;
}

int making(const fs::path& path) {
  const Fd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  return fd ? errno_of(::write(fd.get(), "x", 1)) : errno;
}

int writing(const fs::path& path) {
  const Fd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  return fd ? errno_of(::write(fd.get(), "x", 1)) : errno;
}

/// As little as may be asked for, and the file is emptied.
int emptying(const fs::path& path, int way) {
  const Fd fd(::open(path.c_str(), way | O_TRUNC | O_CLOEXEC));
  return fd ? 0 : errno;
}

int cutting(const fs::path& path) {
  const Fd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  return fd ? errno_of(::ftruncate(fd.get(), 1)) : errno;
}

/// How it is to be opened stands in memory.
int opening_with_a_structure(const fs::path& path) {
  std::array<std::uint64_t, 3> how{O_RDONLY | O_TRUNC | O_CLOEXEC, 0, 0};
  const Fd fd(
      static_cast<int>(::syscall(SYS_openat2, AT_FDCWD, path.c_str(), how.data(), sizeof how)));
  return fd ? 0 : errno;
}

int connecting(const std::string& address) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.find(':') + 1))));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const Fd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  return fd ? errno_of(::connect(fd.get(), reinterpret_cast<const sockaddr*>(&to), sizeof to))
            : errno;
}

int starting() {
  std::string program = "/bin/true";
  std::array<char*, 2> words{program.data(), nullptr};
  return errno_of(::execv(program.c_str(), words.data()));
}

int forking() {
  const pid_t child = ::fork();
  if (child == 0)
    ::_exit(0);
  if (child > 0)
    ::waitpid(child, nullptr, 0);
  return errno_of(child);
}

/// Writes down what the work finds, for a parent that waits for it.
class Confined : public ::testing::Test {
protected:
  void confine(const SandboxPlan& plan, const std::function<void(Found&)>& work) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    const Fd from(ends[0]);
    Fd to(ends[1]);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0)
      tell(to.get(), plan, work);
    to.reset();
    std::string text;
    std::array<char, 4096> buffer{};
    while (const std::int64_t n = read_some(from.get(), buffer.data(), buffer.size()))
      text.append(buffer.data(), static_cast<std::size_t>(n));
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status << ": " << text;
    read_back(text);
  }

  Found found;
  std::string lacks; ///< what this kernel cannot do

private:
  [[noreturn]] static void tell(int to, const SandboxPlan& plan,
                                const std::function<void(Found&)>& work) {
    const SandboxState state = drop_rights(plan);
    Found found;
    work(found);
    std::string text =
        state.is_whole() ? "\n" : state.landlock_trouble + state.filter_trouble + "\n";
    for (const auto& [name, trouble] : found)
      text += name + "=" + std::to_string(trouble) + "\n";
    write_all(to, text, "a pipe");
    ::_exit(0);
  }

  void read_back(std::string text) {
    lacks = text.substr(0, text.find('\n'));
    text.erase(0, text.find('\n') + 1);
    for (std::size_t end = 0; (end = text.find('\n')) != std::string::npos;
         text.erase(0, end + 1)) {
      const std::size_t sign = text.find('=');
      found[text.substr(0, sign)] = std::stoi(text.substr(sign + 1, end - sign - 1));
    }
  }
};

#define NEEDS_A_WHOLE_SANDBOX()                                                                    \
  if (!lacks.empty())                                                                              \
  GTEST_SKIP() << "this system confines nobody: " << lacks

TEST_F(Confined, reads_what_it_was_given_and_nothing_else) {
  const TempDir dir;
  write_file(dir / "given/below/file", "text");
  write_file(dir / "other/file", "text");
  write_file(dir / "single", "text");
  confine({{dir / "given", dir / "single", dir / "not there"}, {}, {}, false}, [&](Found& can) {
    can["read below"] = reading(dir / "given/below/file");
    can["list below"] = listing(dir / "given/below");
    can["read a single file"] = reading(dir / "single");
    can["read beside"] = reading(dir / "other/file");
    can["list beside"] = listing(dir / "other");
    can["read the passwords"] = reading("/etc/passwd");
    can["read through a folder"] = reading(dir / "given/../other/file");
    can["make below"] = making(dir / "given/new");
    can["make beside"] = making(dir / "new");
    can["write below"] = writing(dir / "given/below/file");
    can["write to a single file"] = writing(dir / "single");
    can["cut short"] = errno_of(::truncate((dir / "single").c_str(), 0));
    can["empty when opened to read"] = emptying(dir / "single", O_RDONLY);
    can["empty when opened for neither"] = emptying(dir / "single", O_ACCMODE);
    can["empty when opened to write"] = emptying(dir / "given/below/file", O_WRONLY);
    can["empty when opened for both"] = emptying(dir / "given/below/file", O_RDWR);
    can["open by a call that no filter understands"] = opening_with_a_structure(dir / "single");
    can["remove"] = errno_of(::unlink((dir / "given/below/file").c_str()));
    can["rename"] = errno_of(::rename((dir / "single").c_str(), (dir / "renamed").c_str()));
  });
  NEEDS_A_WHOLE_SANDBOX();
  EXPECT_EQ(found, (Found{{"read below", 0},
                          {"list below", 0},
                          {"read a single file", 0},
                          {"read beside", EACCES},
                          {"list beside", EACCES},
                          {"read the passwords", EACCES},
                          {"read through a folder", EACCES},
                          {"make below", EACCES},
                          {"make beside", EACCES},
                          {"write below", EACCES},
                          {"write to a single file", EACCES},
                          {"cut short", EPERM},
                          {"empty when opened to read", EPERM},
                          {"empty when opened for neither", EPERM},
                          {"empty when opened to write", EACCES},
                          {"empty when opened for both", EACCES},
                          {"open by a call that no filter understands", EPERM},
                          {"remove", EACCES},
                          {"rename", EACCES}}));
}

TEST_F(Confined, makes_renames_and_removes_where_it_may_write) {
  const TempDir dir;
  write_file(dir / "out/there", "text");
  fs::create_directory(dir / "beside");
  confine({{}, {dir / "out"}, {}, false}, [&](Found& can) {
    const fs::path out = dir / "out";
    can["read"] = reading(out / "there");
    can["write"] = writing(out / "there");
    can["cut short"] = cutting(out / "there");
    can["empty"] = emptying(out / "there", O_WRONLY);
    can["make a folder"] = errno_of(::mkdir((out / "folder").c_str(), 0700));
    can["make a file"] = making(out / "folder/file");
    can["rename across"] =
        errno_of(::rename((out / "folder/file").c_str(), (out / "moved").c_str()));
    can["link across"] = errno_of(::link((out / "moved").c_str(), (out / "folder/second").c_str()));
    can["link by name"] = errno_of(::symlink("moved", (out / "third").c_str()));
    can["change the mode"] = errno_of(::chmod((out / "moved").c_str(), 0400));
    can["remove a file"] = errno_of(::unlink((out / "folder/second").c_str()));
    can["remove a folder"] = errno_of(::rmdir((out / "folder").c_str()));
    can["make a device"] = errno_of(::mknod((out / "pipe").c_str(), S_IFIFO | 0600, 0));
    can["make beside"] = making(dir / "beside/new");
    can["move out"] = errno_of(::rename((out / "moved").c_str(), (dir / "beside/moved").c_str()));
  });
  NEEDS_A_WHOLE_SANDBOX();
  EXPECT_NE(found["move out"], 0);
  found.erase("move out"); // EXDEV or EACCES: versions of Landlock differ
  EXPECT_EQ(found, (Found{{"read", 0},
                          {"write", 0},
                          {"cut short", 0},
                          {"empty", 0},
                          {"make a folder", 0},
                          {"make a file", 0},
                          {"rename across", 0},
                          {"link across", 0},
                          {"link by name", 0},
                          {"change the mode", 0},
                          {"remove a file", 0},
                          {"remove a folder", 0},
                          {"make a device", EACCES},
                          {"make beside", EACCES}}));
}

TEST_F(Confined, only_removes_empty_folders_where_it_may_tidy_up) {
  const TempDir dir;
  write_file(dir / "full/file", "text");
  fs::create_directories(dir / "empty");
  confine({{}, {}, {dir.path()}, false}, [&](Found& can) {
    can["read"] = reading(dir / "full/file");
    can["list"] = listing(dir.path());
    can["make"] = making(dir / "new");
    can["remove a file"] = errno_of(::unlink((dir / "full/file").c_str()));
    can["remove a full folder"] = errno_of(::rmdir((dir / "full").c_str()));
    can["remove an empty folder"] = errno_of(::rmdir((dir / "empty").c_str()));
  });
  NEEDS_A_WHOLE_SANDBOX();
  EXPECT_EQ(found, (Found{{"read", EACCES},
                          {"list", EACCES},
                          {"make", EACCES},
                          {"remove a file", EACCES},
                          {"remove a full folder", ENOTEMPTY},
                          {"remove an empty folder", 0}}));
}

TEST_F(Confined, connects_to_nobody_unless_it_may) {
  LoopbackServer server([](Connection&) {});
  const auto work = [&server](Found& can) { can["connect"] = connecting(server.address()); };
  confine({{}, {}, {}, true}, work);
  EXPECT_EQ(found, (Found{{"connect", 0}}));
  confine({{}, {}, {}, false}, work);
  NEEDS_A_WHOLE_SANDBOX();
  EXPECT_EQ(found, (Found{{"connect", EPERM}}));
}

TEST_F(Confined, starts_no_program_even_when_it_may_read_it) {
  confine({{"/"}, {}, {}, false}, [](Found& can) {
    can["start"] = starting();
    can["fork"] = finds_leaks() ? EPERM : forking();
  });
  NEEDS_A_WHOLE_SANDBOX();
  EXPECT_EQ(found, (Found{{"start", EPERM}, {"fork", EPERM}}));
}

TEST_F(Confined, starts_threads_that_are_confined_as_well) {
  const TempDir dir;
  write_file(dir / "given", "text");
  confine({{dir / "given"}, {}, {}, false}, [&](Found& can) {
    std::thread([&] {
      can["read"] = reading(dir / "given");
      can["read the passwords"] = reading("/etc/passwd");
      can["start"] = starting();
    }).join();
  });
  NEEDS_A_WHOLE_SANDBOX();
  EXPECT_EQ(found, (Found{{"read", 0}, {"read the passwords", EACCES}, {"start", EPERM}}));
}

TEST_F(Confined, keeps_what_was_open) {
  const TempDir dir;
  write_file(dir / "file", "text");
  const Fd file(::open((dir / "file").c_str(), O_RDWR | O_CLOEXEC));
  confine({}, [&](Found& can) {
    can["open anew"] = reading(dir / "file");
    can["write"] = errno_of(::pwrite(file.get(), "next", 4, 0));
  });
  NEEDS_A_WHOLE_SANDBOX();
  EXPECT_EQ(found, (Found{{"open anew", EACCES}, {"write", 0}}));
  EXPECT_EQ(bytes_of(dir / "file"), "next");
}

TEST_F(Confined, makes_no_system_call_that_readers_do_not_make) {
  const TempDir dir;
  write_file(dir / "file", "text");
  const auto call = [](auto... arguments) { return errno_of(::syscall(arguments...)); };
  confine({{"/"}, {}, {}, false}, [&](Found& can) {
    can["mount"] = call(SYS_mount, "none", dir.path().c_str(), "tmpfs", 0L, nullptr);
    can["chroot"] = call(SYS_chroot, dir.path().c_str());
    can["unshare"] = call(SYS_unshare, 0L);
    can["process_vm_readv"] = call(SYS_process_vm_readv, ::getpid(), nullptr, 0L, nullptr, 0L, 0L);
    can["pidfd_open"] = call(SYS_pidfd_open, ::getpid(), 0L);
    can["delete_module"] = call(SYS_delete_module, "nothing", 0L);
    can["keyctl"] = call(SYS_keyctl, 0L, 0L, 0L, 0L, 0L);
    can["io_uring_setup"] = call(SYS_io_uring_setup, 1L, nullptr);
    can["bpf"] = call(SYS_bpf, 0L, nullptr, 0L);
    can["perf_event_open"] = call(SYS_perf_event_open, nullptr, 0L, -1L, -1L, 0L);
    can["chmod"] = errno_of(::chmod((dir / "file").c_str(), 0777));
    can["set times"] = errno_of(::utimensat(AT_FDCWD, (dir / "file").c_str(), nullptr, 0));
    can["type for the shell"] = errno_of(::ioctl(STDIN_FILENO, TIOCSTI, "x"));
  });
  NEEDS_A_WHOLE_SANDBOX();
  for (const auto& [name, trouble] : found)
    EXPECT_EQ(trouble, EPERM) << name;
}

} // namespace
} // namespace delo::test
