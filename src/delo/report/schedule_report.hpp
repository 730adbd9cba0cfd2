// Units for systemd and a line for cron that run an audit every night.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/schedule.hpp"

#include <string>

namespace delo {

/// "delo-audit@.service": reads the holdings and writes its own state and nothing else.
std::string service_unit(const Schedule& schedule);
/// "delo-audit@.timer": every night, at a moment that differs from machine to machine, and at the
/// next start when the machine was off.
std::string timer_unit(const Schedule& schedule);
/// The same for cron, which mails what a run prints.
std::string cron_line(const Schedule& schedule);

/// Whether the cycle can be kept, the units, and where they go.
std::string schedule_text(const Schedule& schedule);
Json schedule_json(const Schedule& schedule);

} // namespace delo
