// What a machine needs to run an audit every night: units for systemd or a line for cron, the
// folders of its state, and what becomes of what it prints.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/schedule.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// "delo-audit@.service": reads the holdings and writes its own state and nothing else.
std::string service_unit(const Schedule& schedule);
/// "delo-audit@.timer": every night, at a moment that differs from machine to machine, and at the
/// next start when the machine was off.
std::string timer_unit(const Schedule& schedule);
/// The folders of the state and of what is printed, as systemd-tmpfiles makes them. What is there
/// keeps its modes and its owner, but for the key of the log.
std::string tmpfiles_lines(const Schedule& schedule);
/// For logrotate: what runs print, where cron appends it to a file. Never the event log.
std::string logrotate_stanza(const Schedule& schedule);
/// The same as the timer for cron, which mails what a run prints.
std::string cron_line(const Schedule& schedule);

/// One of the four files above.
struct ScheduleFile {
  std::string_view key;   ///< in JSON: "service"
  std::string_view place; ///< where the machine looks for it
  std::string text;
};
std::vector<ScheduleFile> schedule_files(const Schedule& schedule);

/// Whether the cycle can be kept, the files, and where they go.
std::string schedule_text(const Schedule& schedule);
Json schedule_json(const Schedule& schedule);

} // namespace delo
