// Progress as a terminal, a log and a program see it; the time is the test's own.
#include "cli/progress.hpp"
#include "delo/base/json.hpp"
#include "delo/report/text_width.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace delo::cli {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class ProgressTest : public testing::Test {
protected:
  std::string shown(ProgressStyle style,
                    const std::vector<std::pair<std::chrono::milliseconds, Progress>>& events,
                    std::size_t columns = 80) {
    std::ostringstream err;
    {
      ProgressPrinter printer(err, style, columns, [this] { return now_; });
      for (const auto& [time, progress] : events) {
        now_ = time;
        printer.show(progress);
      }
    }
    return err.str();
  }
  static Progress at(std::uint64_t bytes, const std::string& current = "telegram.txt",
                     Phase phase = Phase::packing) {
    return {phase, 1, 4, 2, 9, bytes, 1000000, current};
  }
  std::chrono::milliseconds now_{};
};

TEST_F(ProgressTest, is_a_bar_on_a_terminal_and_a_line_in_a_log_unless_it_is_to_be_quiet) {
  EXPECT_EQ(progress_style("auto", true, false), ProgressStyle::bar);
  EXPECT_EQ(progress_style("auto", false, false), ProgressStyle::plain);
  EXPECT_EQ(progress_style("auto", true, true), ProgressStyle::none);
  EXPECT_EQ(progress_style("jsonl", false, true), ProgressStyle::jsonl);
}

TEST_F(ProgressTest, tells_phase_documents_files_bytes_and_time_left) {
  const std::string text = shown(ProgressStyle::bar, {{0ms, at(0)}, {10000ms, at(250000)}}, 200);
  EXPECT_THAT(text, HasSubstr("packing   [#####...............]  25%  1 of 4 documents  2 of 9 "
                              "files  250.0 KB of 1.0 MB  0:30 left  telegram.txt"));
}

TEST_F(ProgressTest, never_fills_the_line_in_any_alphabet) {
  for (std::size_t columns = 1; columns < 160; columns += 7)
    for (const char* name :
         {"telegram.txt", "дело 00123/оригинал/л. 5 об.tif", "電報 第五号.tif"}) {
      std::string line = shown(ProgressStyle::bar, {{0ms, at(500000, name)}}, columns);
      line = line.substr(0, line.rfind("\r\x1b[K")); // the bar is taken away at the end
      line.erase(0, std::string_view("\r\x1b[K").size());
      EXPECT_NE(line, "");
      EXPECT_LT(text_width(line), std::max<std::size_t>(columns, 2)) << columns << ": " << line;
    }
}

TEST_F(ProgressTest, renews_the_bar_a_few_times_a_second_and_takes_it_away) {
  const std::string text =
      shown(ProgressStyle::bar, {{0ms, at(1)}, {1ms, at(2)}, {50ms, at(3)}, {150ms, at(4)}});
  EXPECT_EQ(std::count(text.begin(), text.end(), '\r'), 3);
  EXPECT_TRUE(text.ends_with("\r\x1b[K"));
}

TEST_F(ProgressTest, says_nothing_in_a_log_for_some_seconds_and_then_once_a_minute) {
  std::vector<std::pair<std::chrono::milliseconds, Progress>> events;
  for (int second = 0; second <= 130; ++second)
    events.emplace_back(std::chrono::seconds(second),
                        at(static_cast<std::uint64_t>(second) * 1000));
  const std::string text = shown(ProgressStyle::plain, events);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3) << text; // at 10, 70 and 130 seconds
  EXPECT_THAT(text, HasSubstr("packing  1 of 4 documents  2 of 9 files  10.0 KB of 1.0 MB  16:30 "
                              "left  telegram.txt\n"));
  events.resize(10);
  EXPECT_EQ(shown(ProgressStyle::plain, events), "");
}

TEST_F(ProgressTest, is_one_json_object_a_line_for_programs) {
  Progress later = at(30);
  later.documents_done = 2;
  std::istringstream lines(shown(
      ProgressStyle::jsonl,
      {{0ms, at(1)}, {10ms, at(2)}, {20ms, later}, {30ms, at(40, "caf\xE9\n", Phase::done)}}));
  std::vector<Json> events;
  for (std::string line; std::getline(lines, line);)
    events.push_back(Json::parse(line));
  ASSERT_EQ(events.size(), 3U) << "news only: a phase, a document, or a second";
  EXPECT_EQ(events[0]["phase"], "packing");
  EXPECT_EQ(events[1]["documents_done"], 2);
  EXPECT_EQ(events[2]["elapsed_ms"], 30);
  EXPECT_EQ(events[2]["current"], "caf\\xe9\\x0a");
}

TEST(ReadableBytes, are_short) {
  EXPECT_EQ(readable_bytes(999), "999 B");
  EXPECT_EQ(readable_bytes(1500), "1.5 KB");
  EXPECT_EQ(readable_bytes(8100000000), "8.1 GB");
}

} // namespace
} // namespace delo::cli
