// Time-stamps on checkpoints, by an authority that the openssl program makes.
#include "delo/base/shell_word.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/checkpoints.hpp"
#include "delo/ops/audit/evidence.hpp"
#include "delo/report/audit_evidence.hpp"
#include "unit/support/evidence.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace delo {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class AnchorTest : public test::EvidenceTest {
protected:
  void SetUp() override {
    if (std::system("command -v openssl >/dev/null 2>&1") != 0)
      GTEST_SKIP() << "no openssl program to be the authority";
    fs::copy_file(DELO_SUPPORT_DIR "/time_stamp_authority.conf", folder_ / "config");
    test::write_file(folder_ / "stamp-serial", "0A\n");
    make_authority("ca");
    openssl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.csr "
            "-subj /CN=stamps "
            "-config config");
    openssl("x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 9 "
            "-extfile config -extensions leaf -out tsa.pem");
    make_bag("one");
    add();
    run();
  }
  void openssl(const std::string& words) const {
    const std::string command = fmt::format("cd {} && openssl {} >/dev/null 2>err",
                                            shell_word(folder_.path().native()), words);
    ASSERT_EQ(std::system(command.c_str()), 0) << words << test::bytes_of(folder_ / "err");
  }
  void make_authority(const std::string& name) const {
    openssl(fmt::format("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "
                        "{0}.key -out {0}.pem -days 9 "
                        "-subj /CN={0} -config config -extensions root",
                        name));
  }
  /// What the authority answers to a request.
  fs::path stamp(const std::string& request) const {
    openssl(fmt::format("ts -reply -config config -section stamping -queryfile {0} -signer tsa.pem "
                        "-inkey tsa.key -out {0}.tsr",
                        request));
    return folder_ / (request + ".tsr");
  }
  AnchorOptions options(const std::string& ca = "ca.pem") const {
    return {catalogue(), clock_, folder_ / ca};
  }
  AnchorReport request(const std::string& name) const {
    return anchor_request(options(), folder_ / name);
  }
  fs::path kept(std::int64_t run) const { return checkpoint_of(catalogue(), run, ".tsr"); }
};

TEST_F(AnchorTest, a_reply_is_kept_and_logged) {
  EXPECT_TRUE(request("ask").anchors.at(0).is_asked);
  const AnchorReport report = anchor_reply(options(), stamp("ask"));
  EXPECT_EQ(exit_code(report), ExitCode::good) << evidence_text(report);
  EXPECT_EQ(test::bytes_of(kept(1)), test::bytes_of(folder_ / "ask.tsr"));
  const Json line = Json::parse(log_lines().back());
  EXPECT_EQ(line["what"], "anchored");
  EXPECT_EQ(line["run"], 1);
  EXPECT_EQ(line["policy"], "1.2.3.4.1");
  EXPECT_EQ(line["stamped"], to_rfc3339(report.anchors.at(0).time));
  EXPECT_EQ(exit_code(anchor_verify(options())), ExitCode::good);
  EXPECT_EQ(exit_code(audit_verify_log({catalogue(), clock_})), ExitCode::good);
}

TEST_F(AnchorTest, a_reply_finds_its_request_when_runs_came_between) {
  request("ask");
  run();
  request("later");
  EXPECT_EQ(anchor_reply(options(), stamp("ask")).anchors.at(0).run, 1);
  EXPECT_EQ(anchor_reply(options(), stamp("later")).anchors.at(0).run, 2);
  EXPECT_EQ(anchor_verify(options()).anchors.size(), 2U);
}

TEST_F(AnchorTest, the_same_request_comes_when_asked_again) {
  request("ask");
  request("again");
  EXPECT_EQ(test::bytes_of(folder_ / "ask"), test::bytes_of(folder_ / "again"));
  EXPECT_EQ(test::kind_of([&] { request("ask"); }), ErrorKind::usage) << "it is there";
}

TEST_F(AnchorTest, a_bad_reply_is_told_and_not_kept) {
  request("ask");
  const fs::path good = stamp("ask");
  const std::size_t before = log_lines().size();
  make_authority("other");
  EXPECT_EQ(exit_code(anchor_reply(options("other.pem"), good)), ExitCode::bad);
  test::write_file(folder_ / "nonsense", "no reply");
  EXPECT_EQ(exit_code(anchor_reply(options(), folder_ / "nonsense")), ExitCode::bad);
  EXPECT_FALSE(fs::exists(kept(1)));
  EXPECT_EQ(log_lines().size(), before);
  EXPECT_EQ(exit_code(anchor_reply(options(), good)), ExitCode::good);
}

TEST_F(AnchorTest, what_was_changed_since_is_found) {
  request("ask");
  anchor_reply(options(), stamp("ask"));
  const auto reason = [&] { return anchor_verify(options()).anchors.at(0).reason; };
  const fs::path note = checkpoint_of(catalogue(), 1);
  const std::string was = test::bytes_of(note);
  test::write_file(note, was + "more");
  EXPECT_THAT(reason(), HasSubstr("not about this checkpoint"));
  test::write_file(note, was);
  EXPECT_EQ(reason(), "");
  fs::copy_file(kept(1), kept(7)); // of no request
  EXPECT_NE(anchor_verify(options()).anchors.at(1).reason, "");
  fs::remove(kept(7));
  fs::remove(kept(1));
  EXPECT_THAT(reason(), HasSubstr("not there any more"));
}

TEST_F(AnchorTest, a_reply_that_the_log_does_not_know_is_told) {
  request("ask");
  fs::copy_file(stamp("ask"), kept(1));
  EXPECT_THAT(anchor_verify(options()).anchors.at(0).reason, HasSubstr("does not know"));
}

TEST_F(AnchorTest, there_may_be_nothing_to_do) {
  EXPECT_EQ(test::kind_of([&] { anchor_verify(options()); }), ErrorKind::nothing_to_check);
  EXPECT_EQ(test::kind_of([&] { anchor_reply(options(), folder_ / "config"); }),
            ErrorKind::nothing_to_check);
}

} // namespace
} // namespace delo
