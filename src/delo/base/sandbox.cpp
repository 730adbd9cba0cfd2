#include "delo/base/sandbox.hpp"

#include "delo/base/error.hpp"
#include "delo/base/landlock.hpp"
#include "delo/base/syscall_filter.hpp"

#include <sys/prctl.h>

#include <cerrno>

namespace delo {

// The filter first: Landlock leaves to it what it does as well and at less cost. It refuses nothing
// that Landlock is set up with.
SandboxState drop_rights(const SandboxPlan& plan) {
  SandboxState state;
  // Without this, only root may do the rest: a program of another user's would lose its rights as
  // well, and keep that user's powers.
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    state.landlock_trouble = errno_text(errno);
    state.filter_trouble = state.landlock_trouble;
    return state;
  }
  refuse_system_calls(plan, state);
  restrict_files(plan, state);
  return state;
}

} // namespace delo
