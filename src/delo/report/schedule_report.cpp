#include "delo/report/schedule_report.hpp"

#include "delo/base/quantity.hpp"
#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {
namespace {

constexpr std::string_view kOutputFolder = "/var/log/delo";
constexpr std::string_view kOutputFile = "/var/log/delo/audit.log";

/// A word in quotation marks, with what stands for something else doubled.
std::string quoted(std::string_view word, std::string_view doubled) {
  std::string text = "\"";
  for (const char c : word) {
    if (doubled.find(c) != std::string_view::npos)
      text += c;
    if (c == '"' || c == '\\')
      text += '\\';
    text += c;
  }
  return text + "\"";
}

/// A word in a unit of systemd.
std::string unit_word(std::string_view word) {
  return quoted(word, "%$");
}

/// A path as systemd-tmpfiles reads it.
std::string tmpfiles_path(std::string_view path) {
  return quoted(path, "%");
}

std::string arguments(const Schedule& schedule, bool for_unit) {
  const auto word = [for_unit](std::string_view text) {
    return for_unit ? unit_word(text) : shell_word(std::string(text));
  };
  std::string line = fmt::format("{} audit run", word(schedule.program));
  if (!schedule.collection.empty())
    line += " " + (for_unit ? std::string("%I") : word(schedule.collection));
  return line + fmt::format(" --catalogue {} --cycle {} --max-time {}", word(schedule.catalogue),
                            duration_words(schedule.cycle), duration_words(schedule.nightly));
}

/// The folder of the catalogue, its log and its lock.
std::string folder_of(const std::string& file) {
  return file.substr(0, std::max<std::size_t>(file.rfind('/'), 1));
}

std::string at_words(const Schedule& schedule) {
  return fmt::format("{:02}:{:02}", schedule.at / 60, schedule.at % 60);
}

std::string verdict(const Schedule& schedule) {
  const std::string needed =
      fmt::format("{} in {}, once in {}: {} each night", size_words(schedule.bytes),
                  count_of(schedule.packages, "package"), duration_words(schedule.cycle),
                  size_words(schedule.bytes_per_night()));
  const auto in_time = schedule.bytes_in_time();
  if (!in_time)
    return needed + "\nno run has shown yet how fast this disk is: run `delo audit run` once, and "
                    "ask again";
  return fmt::format("{}\n{} are enough for {} at the pace of the last run: the cycle is {}",
                     needed, duration_words(schedule.nightly), size_words(*in_time),
                     *schedule.is_reachable() ? "reachable" : "OUT OF REACH");
}

} // namespace

std::string service_unit(const Schedule& schedule) {
  std::string unit = R"([Unit]
Description=Fixity audit of %I
Documentation=file:///usr/share/doc/delo/commands.md
)";
  if (!schedule.root.empty())
    unit += fmt::format("RequiresMountsFor={}\n", unit_word(schedule.root));
  unit += fmt::format(R"(
[Service]
Type=oneshot
ExecStart={}
User=delo
StateDirectory=delo
# Reads what it audits, and writes its own state and nothing else.
ProtectSystem=strict
ReadWritePaths={}
)",
                      arguments(schedule, true), unit_word(folder_of(schedule.catalogue)));
  if (!schedule.root.empty())
    unit += fmt::format("ReadOnlyPaths={}\n", unit_word(schedule.root));
  return unit + R"(ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
NoNewPrivileges=yes
# Files that only others may read: nothing else of root is needed for them.
CapabilityBoundingSet=CAP_DAC_READ_SEARCH
AmbientCapabilities=CAP_DAC_READ_SEARCH
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProcSubset=pid
LockPersonality=yes
MemoryDenyWriteExecute=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
UMask=0077
# Everybody else comes first.
Nice=19
IOSchedulingClass=idle
CPUSchedulingPolicy=batch
TimeoutStartSec=infinity
)";
}

std::string timer_unit(const Schedule& schedule) {
  return fmt::format(R"([Unit]
Description=Fixity audit of %I, every night

[Timer]
OnCalendar=*-*-* {}:00
RandomizedDelaySec=20min
Persistent=true

[Install]
WantedBy=timers.target
)",
                     at_words(schedule));
}

std::string tmpfiles_lines(const Schedule& schedule) {
  return fmt::format(
      R"(# A ":" leaves what is there as it is. There is no age ("-"): nothing in these folders may be
# cleaned away. The lock of a run lies beside the catalogue; nothing is needed below /run.
d {} :0750 :delo :delo -
d {} :0750 :delo :delo -
# Who can read the key can sign another log.
z {} 0600 - -
)",
      tmpfiles_path(folder_of(schedule.catalogue)), kOutputFolder,
      tmpfiles_path(schedule.catalogue + ".key"));
}

std::string logrotate_stanza(const Schedule& schedule) {
  return fmt::format(R"(# Only for what runs print, where the line for cron ends in ">> {0} 2>&1".
# Do NOT add the event log, {1}: it is the evidence,
# each line carries the digest of the one before, and a rotated log proves nothing. delo itself
# refuses to go on with a log that is shorter than it was.
{0} {{
    su delo delo
    create 0640 delo delo
    monthly
    rotate 24
    compress
    delaycompress
    missingok
    notifempty
}}
)",
                     kOutputFile, display_name(schedule.catalogue + ".events.jsonl"));
}

std::vector<ScheduleFile> schedule_files(const Schedule& schedule) {
  return {{"service", "/etc/systemd/system/delo-audit@.service", service_unit(schedule)},
          {"timer", "/etc/systemd/system/delo-audit@.timer", timer_unit(schedule)},
          {"tmpfiles", "/etc/tmpfiles.d/delo-audit.conf", tmpfiles_lines(schedule)},
          {"logrotate", "/etc/logrotate.d/delo-audit", logrotate_stanza(schedule)}};
}

std::string cron_line(const Schedule& schedule) {
  std::string command;
  for (const char c : arguments(schedule, false)) {
    if (c == '%') // ends the line for cron, which takes the backslash off
      command += '\\';
    command += c;
  }
  return fmt::format("{} {} * * *  {}", schedule.at % 60, schedule.at / 60, command);
}

std::string schedule_text(const Schedule& schedule) {
  const std::string name = schedule.collection.empty() ? "all" : schedule.collection;
  std::string text = verdict(schedule) + "\n\n";
  for (const ScheduleFile& file : schedule_files(schedule))
    text += fmt::format("# {}\n{}\n", file.place, file.text);
  return text + fmt::format("# then: useradd --system delo; systemd-tmpfiles --create "
                            "delo-audit.conf; systemctl enable --now \"delo-audit@$("
                            "systemd-escape {}).timer\"\n"
                            "# or, for cron, which mails what is printed:\n# {}\n",
                            shell_word(name), display_name(cron_line(schedule)));
}

Json schedule_json(const Schedule& schedule) {
  Json json;
  json["schema_version"] = 1;
  json["report"] = "audit schedule";
  json["collection"] = display_name(schedule.collection);
  json["packages"] = schedule.packages;
  json["bytes"] = schedule.bytes;
  json["cycle_seconds"] = schedule.cycle;
  json["nightly_seconds"] = schedule.nightly;
  json["bytes_per_night"] = schedule.bytes_per_night();
  const auto in_time = schedule.bytes_in_time();
  json["bytes_in_time"] = in_time ? Json(*in_time) : Json(nullptr);
  json["reachable"] = in_time ? Json(*schedule.is_reachable()) : Json(nullptr);
  for (const ScheduleFile& file : schedule_files(schedule))
    json[std::string(file.key)] = file.text;
  json["cron"] = cron_line(schedule);
  return json;
}

} // namespace delo
