// What validation found, as text for people and as JSON for programs; other forms of report stand
// in report_formats.hpp.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/report_data.hpp"

#include <string>
#include <string_view>

namespace delo {

/// What the text tells of.
enum class Show {
  all,           ///< packages, errors and warnings
  only_troubled, ///< what makes the run fail, and what could not be done
  everything,    ///< infos, and what became of each rule, as well
};

/// How a run is to be told. What does not concern a format is not looked at.
struct ReportOptions {
  std::string_view version = {};        ///< of delo
  Severity fail_on = Severity::error;   ///< what makes a package fail
  Show show = Show::all;                ///< in texts
  std::string_view working_folder = {}; ///< that locations are told from; empty: as they were given
};

/// One block for each package: its findings, what could not be read or checked, and a verdict.
std::string validate_text(const RunReport& report, Show show = Show::all);

/// Everything, in a stable order. schema_version grows only by additions.
Json validate_json(const RunReport& report, std::string_view version);

} // namespace delo
