// The choices of --format are the table of report formats.
#include "cli/report_output.hpp"

#include <gtest/gtest.h>

namespace delo::cli {
namespace {

TEST(ReportOutput, offers_every_format_there_is) {
  std::string names;
  for (const ReportFormat& format : report_formats())
    names += (names.empty() ? "" : "|") + std::string(format.name);
  EXPECT_EQ(kReportChoices, names);
}

} // namespace
} // namespace delo::cli
