// Rights that a program gives up before it reads what strangers made: of files it keeps some, of
// system calls those that a reader needs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace delo {

/// What stays allowed. A file or folder stands for what it is now, links followed, with everything
/// below it; of a path that is not there nothing is allowed.
struct SandboxPlan {
  std::vector<std::filesystem::path> read;
  std::vector<std::filesystem::path> write; ///< and read, make, rename and remove
  std::vector<std::filesystem::path> tidy;  ///< below it empty folders may be removed, no more
  bool network = false;                     ///< connections to elsewhere
};

/// What came into force.
struct SandboxState {
  int landlock = 0; ///< the version of Landlock's interface; 0 when files are open to it
  std::string landlock_trouble; ///< why they are
  bool filter = false;          ///< whether system calls are refused
  std::string filter_trouble;   ///< why they are not

  bool is_whole() const { return landlock > 0 && filter; }
};

/// Gives up every right that is not in the plan, for good. It holds for this thread, and for
/// threads that it starts later: call it while there is no other. What was open stays open. What is
/// refused from then on fails with EACCES (files) or EPERM (calls); of files that are in nobody's
/// plan it can still be told that they are there, and how long they are. Never throws for a system
/// that cannot do this: the state says what it lacks.
SandboxState drop_rights(const SandboxPlan& plan);

} // namespace delo
