#include "delo/base/syscall_filter.hpp"

#include "delo/base/error.hpp"
#include "delo/base/instrumented.hpp"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>

#include <array>
#include <cerrno>
#include <memory>

namespace delo {
namespace {

/// Why a call is refused.
enum class Why {
  network,   ///< it speaks with others
  exec,      ///< it starts another program, or another process
  mount,     ///< it changes what the folders are
  others,    ///< it looks into other processes, or changes them
  leaks,     ///< the same, and the leak sanitizer stops the program's threads with it at the end
  kernel,    ///< it loads code into the kernel, or changes the machine
  keys,      ///< it reaches the user's keys
  around,    ///< calls made with it pass no filter
  attack,    ///< seldom used, and again and again a way into the kernel
  ownership, ///< whose a file is, its mode and times: Landlock has no right for it
  cutting,   ///< it cuts a file short that was never opened for writing
};

struct Call {
  Why why;
  int number;
};

constexpr std::array<Call, 97> kCalls{{
    {Why::network, SCMP_SYS(socket)},
    {Why::network, SCMP_SYS(socketcall)},
    {Why::network, SCMP_SYS(connect)},
    {Why::network, SCMP_SYS(bind)},
    {Why::network, SCMP_SYS(listen)},
    {Why::network, SCMP_SYS(accept)},
    {Why::network, SCMP_SYS(accept4)},
    {Why::network, SCMP_SYS(sendto)},
    {Why::network, SCMP_SYS(sendmsg)},
    {Why::network, SCMP_SYS(sendmmsg)},
    {Why::exec, SCMP_SYS(execve)},
    {Why::exec, SCMP_SYS(execveat)},
    {Why::exec, SCMP_SYS(fork)},
    {Why::exec, SCMP_SYS(vfork)},
    {Why::mount, SCMP_SYS(mount)},
    {Why::mount, SCMP_SYS(umount)},
    {Why::mount, SCMP_SYS(umount2)},
    {Why::mount, SCMP_SYS(move_mount)},
    {Why::mount, SCMP_SYS(mount_setattr)},
    {Why::mount, SCMP_SYS(open_tree)},
    {Why::mount, SCMP_SYS(fsopen)},
    {Why::mount, SCMP_SYS(fsconfig)},
    {Why::mount, SCMP_SYS(fsmount)},
    {Why::mount, SCMP_SYS(fspick)},
    {Why::mount, SCMP_SYS(pivot_root)},
    {Why::mount, SCMP_SYS(chroot)},
    {Why::mount, SCMP_SYS(unshare)},
    {Why::mount, SCMP_SYS(setns)},
    {Why::mount, SCMP_SYS(swapon)},
    {Why::mount, SCMP_SYS(swapoff)},
    {Why::mount, SCMP_SYS(quotactl)},
    {Why::leaks, SCMP_SYS(ptrace)},
    {Why::others, SCMP_SYS(process_vm_readv)},
    {Why::others, SCMP_SYS(process_vm_writev)},
    {Why::others, SCMP_SYS(process_madvise)},
    {Why::others, SCMP_SYS(process_mrelease)},
    {Why::others, SCMP_SYS(pidfd_open)},
    {Why::others, SCMP_SYS(pidfd_getfd)},
    {Why::others, SCMP_SYS(pidfd_send_signal)},
    {Why::others, SCMP_SYS(kcmp)},
    {Why::others, SCMP_SYS(migrate_pages)},
    {Why::others, SCMP_SYS(move_pages)},
    {Why::kernel, SCMP_SYS(init_module)},
    {Why::kernel, SCMP_SYS(finit_module)},
    {Why::kernel, SCMP_SYS(delete_module)},
    {Why::kernel, SCMP_SYS(kexec_load)},
    {Why::kernel, SCMP_SYS(kexec_file_load)},
    {Why::kernel, SCMP_SYS(reboot)},
    {Why::kernel, SCMP_SYS(acct)},
    {Why::kernel, SCMP_SYS(syslog)},
    {Why::kernel, SCMP_SYS(iopl)},
    {Why::kernel, SCMP_SYS(ioperm)},
    {Why::kernel, SCMP_SYS(settimeofday)},
    {Why::kernel, SCMP_SYS(stime)},
    {Why::kernel, SCMP_SYS(adjtimex)},
    {Why::kernel, SCMP_SYS(clock_settime)},
    {Why::kernel, SCMP_SYS(clock_adjtime)},
    {Why::kernel, SCMP_SYS(sethostname)},
    {Why::kernel, SCMP_SYS(setdomainname)},
    {Why::keys, SCMP_SYS(add_key)},
    {Why::keys, SCMP_SYS(request_key)},
    {Why::keys, SCMP_SYS(keyctl)},
    {Why::around, SCMP_SYS(io_uring_setup)},
    {Why::around, SCMP_SYS(io_uring_enter)},
    {Why::around, SCMP_SYS(io_uring_register)},
    {Why::around, SCMP_SYS(open_by_handle_at)},
    {Why::around, SCMP_SYS(openat2)},
    {Why::attack, SCMP_SYS(bpf)},
    {Why::attack, SCMP_SYS(perf_event_open)},
    {Why::attack, SCMP_SYS(userfaultfd)},
    {Why::attack, SCMP_SYS(fanotify_init)},
    {Why::attack, SCMP_SYS(lookup_dcookie)},
    {Why::attack, SCMP_SYS(nfsservctl)},
    {Why::attack, SCMP_SYS(vm86)},
    {Why::attack, SCMP_SYS(vm86old)},
    {Why::attack, SCMP_SYS(modify_ldt)},
    {Why::attack, SCMP_SYS(personality)},
    {Why::attack, SCMP_SYS(uselib)},
    {Why::attack, SCMP_SYS(vmsplice)},
    {Why::ownership, SCMP_SYS(chmod)},
    {Why::ownership, SCMP_SYS(fchmod)},
    {Why::ownership, SCMP_SYS(fchmodat)},
    {Why::ownership, SCMP_SYS(chown)},
    {Why::ownership, SCMP_SYS(fchown)},
    {Why::ownership, SCMP_SYS(fchownat)},
    {Why::ownership, SCMP_SYS(lchown)},
    {Why::ownership, SCMP_SYS(utime)},
    {Why::ownership, SCMP_SYS(utimes)},
    {Why::ownership, SCMP_SYS(futimesat)},
    {Why::ownership, SCMP_SYS(utimensat)},
    {Why::ownership, SCMP_SYS(setxattr)},
    {Why::ownership, SCMP_SYS(lsetxattr)},
    {Why::ownership, SCMP_SYS(fsetxattr)},
    {Why::ownership, SCMP_SYS(removexattr)},
    {Why::ownership, SCMP_SYS(lremovexattr)},
    {Why::ownership, SCMP_SYS(fremovexattr)},
    {Why::cutting, SCMP_SYS(truncate)},
}};

/// A call that opens a file, and which of its arguments says how.
struct Opening {
  int number;
  unsigned flags;
};

constexpr std::array<Opening, 2> kOpenings{{{SCMP_SYS(open), 1}, {SCMP_SYS(openat), 2}}};

/// Who opens a file in one of these ways and has it emptied needs no right of Landlock's to write:
/// the second is a way of Linux's own, which neither reads nor writes.
constexpr std::array<unsigned long, 2> kWaysWithoutWriting{O_RDONLY, O_ACCMODE};

/// What types into the terminal of the shell that started the program.
constexpr std::array<unsigned long, 2> kTerminalTricks{TIOCSTI, TIOCLINUX};

bool is_refused(Why why, const SandboxPlan& plan) {
  if (why == Why::network)
    return !plan.network;
  if (why == Why::leaks)
    return !finds_leaks();
  return why != Why::ownership || plan.write.empty();
}

/// Remembers the first trouble.
class Filter {
public:
  Filter() : filter_(seccomp_init(SCMP_ACT_ALLOW)) {
    // Calls of another kind (32 bits) are refused, too, and can be told.
    set(SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO(EPERM));
    set(SCMP_FLTATR_CTL_TSYNC, 1);    // for a thread that somebody started all the same
    set(SCMP_FLTATR_CTL_OPTIMIZE, 2); // a tree: the kernel reads it for each call that there is
    // An old kernel would slow the whole program down against attacks on itself from scripts.
    set(SCMP_FLTATR_CTL_SSB, 1);
  }

  void refuse(const SandboxPlan& plan) {
    for (const Call& call : kCalls)
      if (is_refused(call.why, plan))
        note(seccomp_rule_add(filter_.get(), SCMP_ACT_ERRNO(EPERM), call.number, 0));
    for (const unsigned long request : kTerminalTricks)
      refuse_when(SCMP_SYS(ioctl), {1, SCMP_CMP_MASKED_EQ, 0xFFFFFFFF, request});
    for (const Opening& opening : kOpenings)
      for (const unsigned long way : kWaysWithoutWriting)
        refuse_when(opening.number,
                    {opening.flags, SCMP_CMP_MASKED_EQ, O_TRUNC | O_ACCMODE, O_TRUNC | way});
    if (!finds_leaks()) // it looks for leaks in a process of its own
      refuse_processes();
  }

  /// 0, or the errno value of what went wrong.
  int load() {
    if (trouble_ == 0)
      note(seccomp_load(filter_.get()));
    return trouble_;
  }

private:
  void refuse_processes() {
    // What clone3() is to do stands in memory, where no filter sees it; libraries take its absence
    // for an old kernel, and use clone().
    note(seccomp_rule_add(filter_.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0));
    refuse_when(SCMP_SYS(clone), {0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0});
  }

  void refuse_when(int call, const scmp_arg_cmp& argument) {
    note(seccomp_rule_add_array(filter_.get(), SCMP_ACT_ERRNO(EPERM), call, 1, &argument));
  }

  void set(scmp_filter_attr attribute, std::uint32_t value) {
    if (filter_)
      note(seccomp_attr_set(filter_.get(), attribute, value));
    else
      trouble_ = ENOMEM;
  }

  void note(int answer) {
    if (trouble_ == 0 && answer < 0)
      trouble_ = -answer;
  }

  struct Release {
    void operator()(void* filter) const { seccomp_release(filter); }
  };
  std::unique_ptr<void, Release> filter_;
  int trouble_ = 0;
};

std::string why_none(int trouble) {
  if (trouble == EINVAL || trouble == ENOSYS || trouble == EOPNOTSUPP || trouble == ECANCELED)
    return "this kernel filters no system calls (CONFIG_SECCOMP_FILTER)";
  return errno_text(trouble);
}

} // namespace

void refuse_system_calls(const SandboxPlan& plan, SandboxState& state) {
  Filter filter;
  filter.refuse(plan);
  if (const int trouble = filter.load())
    state.filter_trouble = why_none(trouble);
  else
    state.filter = true;
}

} // namespace delo
