// What sets up a nightly audit. docs/examples/audit is made of the same words; nobody edits it by
// hand.
#include "delo/base/atomic_file.hpp"
#include "delo/base/fd.hpp"
#include "delo/report/schedule_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace delo {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

Schedule example() {
  Schedule schedule;
  schedule.collection = "holdings";
  schedule.root = "/srv/holdings";
  schedule.catalogue = "/var/lib/delo/catalogue.sqlite";
  schedule.cycle = std::uint64_t{90} * 24 * 60 * 60;
  schedule.nightly = 2 * 60 * 60;
  return schedule;
}

TEST(ScheduleExamples, are_what_the_command_prints) {
  const fs::path folder = fs::path(DELO_DOCS_DIR) / "examples" / "audit";
  for (const ScheduleFile& each : schedule_files(example())) {
    const fs::path file = folder / each.place.substr(1);
    if (std::getenv("DELO_UPDATE_DOCS")) {
      fs::create_directories(file.parent_path());
      AtomicFile out(file);
      out.write(each.text);
      out.commit(Overwrite::yes);
    }
    EXPECT_EQ(read_file(file, 1 << 16), each.text)
        << "write it anew: DELO_UPDATE_DOCS=1 ctest --preset dev -R ScheduleExamples";
  }
}

TEST(ScheduleReport, text_and_json_hold_every_file) {
  const std::string text = schedule_text(example());
  const Json json = schedule_json(example());
  for (const ScheduleFile& each : schedule_files(example())) {
    EXPECT_THAT(text, HasSubstr("# " + std::string(each.place) + "\n" + each.text));
    EXPECT_EQ(json[std::string(each.key)], each.text);
  }
}

TEST(ScheduleReport, no_line_rotates_the_event_log) {
  const std::string stanza = logrotate_stanza(example());
  std::string rules; // without the comments
  for (std::size_t begin = 0; begin < stanza.size();) {
    const std::size_t end = stanza.find('\n', begin);
    if (stanza[begin] != '#')
      rules += stanza.substr(begin, end + 1 - begin);
    begin = end + 1;
  }
  EXPECT_THAT(rules, HasSubstr("/var/log/delo/audit.log {"));
  EXPECT_THAT(rules, Not(HasSubstr("catalogue")));
  EXPECT_THAT(rules, Not(HasSubstr("*")));
  EXPECT_THAT(stanza, HasSubstr("Do NOT add the event log, "
                                "/var/lib/delo/catalogue.sqlite.events.jsonl"));
}

TEST(ScheduleReport, odd_paths_are_quoted_as_each_program_reads_them) {
  Schedule schedule = example();
  schedule.catalogue = "/srv/50% $дело \"a\"/catalogue";
  EXPECT_THAT(tmpfiles_lines(schedule), HasSubstr("d \"/srv/50%% $дело \\\"a\\\"\" :0750"));
  EXPECT_THAT(service_unit(schedule), HasSubstr("\"/srv/50%% $$дело \\\"a\\\"/catalogue\""));
  EXPECT_THAT(cron_line(schedule), HasSubstr("50\\% $дело"));
}

} // namespace
} // namespace delo
