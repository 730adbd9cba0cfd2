// What a command may still do once it reads what others made.
#pragma once

#include "cli/command.hpp"
#include "delo/base/sandbox.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace delo::cli {

/// A folder to be made before rights are dropped, so that none above it must be written.
struct NewFolder {
  std::filesystem::path path;
  bool is_output = true;   ///< without it the command fails
  bool is_for_now = false; ///< when nothing comes into it, it goes again
};

/// What a command needs.
struct Needs {
  SandboxPlan rights;
  std::vector<NewFolder> folders;
};

/// What the command must be able to read, write and ask: that follows from what was typed, and
/// from what is there.
Needs needs_of(std::string_view command, const Arguments& arguments, const Context& context);

/// Drops all other rights, as --sandbox says: make one when the options are read, before the first
/// package is, and keep it until the command ends. Folders that were made for now go then.
class Sandbox {
public:
  /// What cannot be had is told as a note, once, or thrown as Error(io) where it was required.
  Sandbox(std::string_view command, const Arguments& arguments, const Context& context);
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

private:
  void tidy();

  std::vector<std::filesystem::path> made_; ///< what lies deeper comes first
};

/// The same for a command that makes no folders, and tells by itself what came of it.
SandboxState try_sandbox(std::string_view command, const Arguments& arguments,
                         const Context& context);

} // namespace delo::cli
