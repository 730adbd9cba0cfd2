// An error must tell what failed, where, why, and what to do; the same words in every locale.
#include "delo/base/error.hpp"

#include <gtest/gtest.h>

#include <cerrno>

namespace delo {
namespace {

TEST(Error, carries_its_kind_its_message_and_its_hint) {
  const Error error(ErrorKind::busy, "another run is at work", "wait for it");
  EXPECT_EQ(error.kind(), ErrorKind::busy);
  EXPECT_EQ(error.message(), "another run is at work");
  EXPECT_STREQ(error.what(), "another run is at work");
  EXPECT_EQ(error.hint(), "wait for it");
  EXPECT_EQ(Error(ErrorKind::io, "x").hint(), "");
}

TEST(IoError, says_what_failed_where_and_why) {
  const Error error = io_error("open", "/no/such", ENOENT);
  EXPECT_EQ(error.kind(), ErrorKind::io);
  EXPECT_EQ(error.message(), "cannot open /no/such: No such file or directory");
}

TEST(IoError, makes_the_path_safe_to_print) {
  EXPECT_EQ(io_error("read", "a\n\xFF", EIO).message(),
            "cannot read a\\x0a\\xff: Input/output error");
}

TEST(IoError, has_a_hint_for_the_troubles_people_meet) {
  for (const int number :
       {ENOENT, ENOTDIR, EEXIST, EACCES, EPERM, EROFS, ENOSPC, EDQUOT, EFBIG, EMFILE, EIO})
    EXPECT_FALSE(io_error("write", "x", number).hint().empty()) << errno_text(number);
  EXPECT_NE(io_error("write", "x", ENOSPC).hint().find("full"), std::string::npos);
  EXPECT_NE(io_error("write", "x", EACCES).hint().find("permission"), std::string::npos);
  EXPECT_NE(io_error("write", "x", EROFS).hint().find("read-only"), std::string::npos);
}

TEST(IoError, prefers_the_hint_of_the_caller) {
  EXPECT_EQ(io_error("write", "x", ENOSPC, "mine").hint(), "mine");
  EXPECT_EQ(io_error("write", "x", EXFULL).hint(), "");
}

TEST(ErrnoText, knows_numbers_and_admits_what_it_does_not_know) {
  EXPECT_EQ(errno_text(EACCES), "Permission denied");
  EXPECT_EQ(errno_text(123456), "error number 123456");
}

} // namespace
} // namespace delo
