// What the program finds where it runs.
#pragma once

#include "delo/base/sandbox.hpp"
#include "delo/model/report_data.hpp"

#include <string>
#include <vector>

namespace delo {

/// Something that computes digests.
struct EngineState {
  std::string word; ///< as --engine takes it
  bool is_available = false;
  bool is_chosen = false;
};

struct LibraryVersion {
  std::string name;
  std::string version;
};

/// A program that delo starts.
struct ProgramState {
  std::string path;
  std::string use; ///< who needs it, and what for
  bool is_there = false;
};

/// A folder, and what came of making a file in it.
struct WriteTest {
  std::string folder;
  std::string trouble; ///< empty when the file was made, flushed, renamed and removed
};

struct MachineReport {
  std::string program; ///< the version of delo
  std::vector<EngineState> engines;
  unsigned processors = 0;
  std::vector<LibraryVersion> libraries;
  std::vector<std::string> schemas; ///< those in the program, by name
  std::vector<ProgramState> programs;
  std::string locale;        ///< in which names are read
  WriteTest scratch;         ///< for temporary files
  WriteTest folder;          ///< the one that was asked about, or the current one
  bool is_asked_for = false; ///< the folder was named
  SandboxState sandbox;      ///< of the run that made the report
  bool sandbox_is_required = false;
};

/// 3 when what much depends on, or what was asked for, is not there: a place for temporary files, a
/// folder to write in, a whole sandbox.
inline ExitCode exit_code(const MachineReport& report) {
  const bool is_good = report.scratch.trouble.empty() &&
                       (!report.is_asked_for || report.folder.trouble.empty()) &&
                       (!report.sandbox_is_required || report.sandbox.is_whole());
  return is_good ? ExitCode::good : ExitCode::could_not_finish;
}

} // namespace delo
