#include "delo/base/as_error.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <new>
#include <system_error>

namespace delo {
namespace {

TEST(AsError, an_error_stays_what_it_is) {
  const Error error(ErrorKind::busy, "held", "wait", 11);
  const Error same = as_error(error);
  EXPECT_EQ(same.kind(), ErrorKind::busy);
  EXPECT_EQ(same.message(), "held");
  EXPECT_EQ(same.hint(), "wait");
  EXPECT_EQ(same.error_number(), 11);
}

TEST(AsError, a_world_that_gives_no_more_is_no_bug) {
  const auto code = std::make_error_code(std::errc::io_error);
  const Error disk = as_error(std::filesystem::filesystem_error("status", "/disk/file", code));
  EXPECT_EQ(disk.kind(), ErrorKind::io);
  EXPECT_EQ(disk.message(), "cannot use /disk/file: Input/output error");
  EXPECT_EQ(as_error(std::system_error(code)).kind(), ErrorKind::io);
  EXPECT_EQ(as_error(std::bad_alloc()).kind(), ErrorKind::io);
}

TEST(AsError, everything_else_is_a_bug) {
  EXPECT_EQ(as_error(std::logic_error("no")).kind(), ErrorKind::internal);
}

} // namespace
} // namespace delo
