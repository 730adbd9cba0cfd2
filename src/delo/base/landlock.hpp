// Landlock, the part of a sandbox that knows files: what a thread may open, make and remove.
#pragma once

#include "delo/base/sandbox.hpp"

namespace delo {

/// Restricts this thread, which must have said that it wants no new privileges, and notes in
/// `state` what came of it. The state must say already whether system calls are refused.
void restrict_files(const SandboxPlan& plan, SandboxState& state);

} // namespace delo
