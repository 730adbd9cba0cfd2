// What the program finds where it runs.
#pragma once

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

struct MachineReport {
  std::string program; ///< the version of delo
  std::vector<EngineState> engines;
  unsigned processors = 0;
  std::vector<LibraryVersion> libraries;
  std::string locale;          ///< in which names are read
  std::string scratch;         ///< the folder of temporary files
  std::string scratch_trouble; ///< why no file can be written there; empty when one was
};

/// 3 when no temporary file can be written: then much cannot be done.
inline ExitCode exit_code(const MachineReport& report) {
  return report.scratch_trouble.empty() ? ExitCode::good : ExitCode::could_not_finish;
}

} // namespace delo
