// seccomp, the part of a sandbox that knows system calls: those that no reader of packages makes.
#pragma once

#include "delo/base/sandbox.hpp"

namespace delo {

/// Refuses them with EPERM, and notes in `state` what came of it.
void refuse_system_calls(const SandboxPlan& plan, SandboxState& state);

} // namespace delo
