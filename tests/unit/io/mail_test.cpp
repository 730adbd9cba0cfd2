// Mails: their text, the program and the server that take them.
#include "delo/io/mail.hpp"
#include "unit/support/files.hpp"
#include "unit/support/loopback_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <sstream>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::Connection;
using test::LoopbackServer;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

MailMessage message() {
  MailMessage mail;
  mail.from = "Архив <delo@example.org>";
  mail.to = {"anna@example.org", "Boris B. <boris@example.org>"};
  mail.subject = "Проверка: 2 файла изменены";
  mail.body = "Опись № 5\n.\n..x\nFrom here = there \n";
  mail.date = {1715947200};
  mail.message_id = "run-1@example.org";
  return mail;
}

TEST(Mail, is_written_by_rfc_5322) {
  EXPECT_EQ(to_rfc5322(message()),
            "From: =?UTF-8?B?0JDRgNGF0LjQsg==?=\r\n <delo@example.org>\r\n"
            "To: anna@example.org,\r\n \"Boris B.\"\r\n <boris@example.org>\r\n"
            "Subject: =?UTF-8?B?0J/RgNC+0LLQtdGA0LrQsDogMiDRhNCw0LnQu9CwINC40LfQvNC1?=\r\n"
            " =?UTF-8?B?0L3QtdC90Ys=?=\r\n"
            "Date: Fri, 17 May 2024 12:00:00 +0000\r\n"
            "Message-ID: <run-1@example.org>\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "\r\n"
            "=D0=9E=D0=BF=D0=B8=D1=81=D1=8C =E2=84=96 5\r\n"
            "=2E\r\n"
            "=2E.x\r\n"
            "=46rom here =3D there=20\r\n");
}

TEST(Mail, leaves_plain_subjects_as_they_are) {
  MailMessage mail = message();
  mail.subject = "2 files altered";
  EXPECT_THAT(to_rfc5322(mail), HasSubstr("\r\nSubject: 2 files altered\r\n"));
  mail.subject = "=?UTF-8?B?eA==?=";
  EXPECT_THAT(to_rfc5322(mail), Not(HasSubstr("Subject: =?UTF-8?B?eA==?=")))
      << "it must not be decoded to something else";
}

TEST(Mail, keeps_lines_short_whatever_is_in_them) {
  test::Random random;
  for (int i = 0; i < 100; ++i) {
    MailMessage mail = message();
    mail.body = random.bytes(random.below(2000)) + std::string(random.below(300), 'x') + "\n" +
                std::string(random.below(300), '.');
    mail.subject = std::string(random.below(300), 'y');
    std::istringstream lines(to_rfc5322(mail));
    for (std::string line; std::getline(lines, line);) {
      ASSERT_TRUE(line.ends_with('\r'));
      ASSERT_LE(line.size(), 77U) << line;
      ASSERT_FALSE(line.starts_with('.'));
      for (const char c : line.substr(0, line.size() - 1))
        ASSERT_TRUE(c == '\t' || (c >= ' ' && c <= '~')) << line;
    }
  }
}

TEST(Mail, shows_bytes_that_are_no_text) {
  MailMessage mail = message();
  mail.body = "a\xFF\n";
  mail.subject = "b\xFF";
  EXPECT_THAT(to_rfc5322(mail),
              AllOf(HasSubstr("\r\na\\xff\r\n"), HasSubstr("=?UTF-8?B?Ylx4ZmY=?=")));
}

TEST(Mail, refuses_what_would_add_headers) {
  for (const std::string& bad : {std::string("a\r\nBcc: x@example.org"), std::string("a\nb"),
                                 std::string("a\rb"), std::string("a\0b", 3)}) {
    MailMessage subject = message();
    subject.subject = bad;
    MailMessage from = message();
    from.from = bad + " <a@example.org>";
    MailMessage to = message();
    to.to.push_back(bad);
    MailMessage id = message();
    id.message_id = bad + "@example.org";
    for (const MailMessage& mail : {subject, from, to, id})
      EXPECT_EQ(test::kind_of([&mail] { to_rfc5322(mail); }), ErrorKind::usage) << bad;
  }
  MailMessage nobody = message();
  nobody.to.clear();
  EXPECT_EQ(test::kind_of([&nobody] { to_rfc5322(nobody); }), ErrorKind::usage);
}

TEST(MailAddress, reads_one_address) {
  for (const auto& [text, name, address] :
       {std::tuple("anna@example.org", "", "anna@example.org"),
        std::tuple(" <a+b@x.org> ", "", "a+b@x.org"),
        std::tuple("\"Smith, A.\" <a@x.org>", "Smith, A.", "a@x.org"),
        std::tuple("Анна <a@x.org>", "Анна", "a@x.org"), std::tuple("root", "", "root")}) {
    const MailAddress who = parse_mail_address(text);
    EXPECT_EQ(who.name, name);
    EXPECT_EQ(who.address, address);
  }
}

TEST(MailAddress, refuses_what_is_none) {
  for (const std::string bad :
       {"", "@", "a@", "@x.org", "a b@x.org", "a@x.org, b@x.org", "a@x.org, B <b@x.org>",
        "-f@x.org", "-oQ/tmp", "a@x@y", "a..b@x.org", "анна@x.org", "a@почта", "Anna <a@x.org",
        "Anna <>", "<<a@x.org>>", "a@x.org>"})
    EXPECT_EQ(test::kind_of([&bad] { parse_mail_address(bad); }), ErrorKind::usage) << bad;
  EXPECT_EQ(test::kind_of([] { parse_mail_address(std::string(255, 'a')); }), ErrorKind::usage);
}

constexpr std::string_view kReader = R"py(
import email, email.policy, sys
with open(sys.argv[1], "rb") as file:
    mail = email.message_from_binary_file(file, policy=email.policy.default)
assert not mail.defects, mail.defects
out = open(sys.argv[2], "w", encoding="utf-8", newline="")
out.write(mail["subject"] + "|")
for field in ("from", "to"):
    for who in mail[field].addresses:
        out.write(who.display_name + "<" + who.addr_spec + ">|")
out.write(str(mail["date"].datetime) + "|" + mail["auto-submitted"] + "|" + mail.get_content())
)py";

TEST(Mail, is_read_back_by_python) {
  if (std::system("python3 -c 'import email.policy' >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "python3 is not installed";
  const test::TempDir temp;
  MailMessage mail = message();
  for (int i = 0; i < 20; ++i)
    mail.subject += " — очень длинная строка";
  mail.body += std::string(500, 'x') + " длинная " + std::string(80, ' ') + "\n";
  test::write_file(temp / "mail", to_rfc5322(mail));
  test::write_file(temp / "read.py", kReader);
  const std::string folder = temp.path().native();
  ASSERT_EQ(
      std::system(
          ("python3 '" + folder + "/read.py' '" + folder + "/mail' '" + folder + "/out'").c_str()),
      0);
  EXPECT_EQ(test::bytes_of(temp / "out"),
            mail.subject +
                "|Архив<delo@example.org>|<anna@example.org>|Boris "
                "B.<boris@example.org>|2024-05-17 12:00:00+00:00|auto-generated|" +
                mail.body);
}

// By a program.

/// A program that is a shell script.
fs::path script(const test::TempDir& temp, const std::string& text) {
  const fs::path path = temp / "sendmail";
  test::write_file(path, "#!/bin/sh\ncd '" + temp.path().native() + "'\n" + text + "\n");
  fs::permissions(path, fs::perms::owner_all);
  return path;
}

TEST(MailByProgram, gives_the_mail_to_the_program) {
  const test::TempDir temp;
  EXPECT_EQ(send_by_program(message(), script(temp, "echo \"$@\" >words; cat >mail")),
            std::nullopt);
  EXPECT_EQ(test::bytes_of(temp / "words"), "-t -i -oi\n");
  std::string expected = to_rfc5322(message());
  std::erase(expected, '\r');
  EXPECT_EQ(test::bytes_of(temp / "mail"), expected);
}

TEST(MailByProgram, says_how_the_program_failed) {
  const test::TempDir temp;
  EXPECT_THAT(send_by_program(message(), script(temp, "echo 'no such\tuser' >&2; echo more >&2; "
                                                      "cat >/dev/null; exit 67")),
              Optional(AllOf(HasSubstr("sendmail ended with code 67: no such"), HasSubstr("user"),
                             Not(HasSubstr("more")), Not(HasSubstr("\t")))));
  EXPECT_THAT(send_by_program(message(), script(temp, "cat >/dev/null; kill -KILL $$")),
              Optional(HasSubstr("was ended by signal 9")));
  EXPECT_THAT(send_by_program(message(), temp / "not there"), Optional(HasSubstr("cannot start")));
  EXPECT_THAT(send_by_program(message(), temp.path()), Optional(HasSubstr("cannot start")));
}

TEST(MailByProgram, survives_a_program_that_does_not_read) {
  const test::TempDir temp;
  MailMessage mail = message();
  mail.body = std::string(1000000, 'x');
  EXPECT_THAT(send_by_program(mail, script(temp, "exit 0")),
              Optional(HasSubstr("did not read the whole mail")));
  sigset_t pending;
  sigpending(&pending);
  EXPECT_EQ(sigismember(&pending, SIGPIPE), 0) << "nothing is left behind";
}

TEST(MailByProgram, does_not_wait_for_one_that_talks_before_it_reads) {
  const test::TempDir temp;
  MailMessage mail = message();
  mail.body = std::string(1000000, 'x');
  EXPECT_THAT(send_by_program(mail, script(temp, "yes trouble | head -c 300000 >&2\n"
                                                 "cat >/dev/null; exit 1")),
              Optional(testing::EndsWith("ended with code 1: trouble")));
}

TEST(MailByProgram, ends_a_program_that_takes_too_long) {
  const test::TempDir temp;
  EXPECT_THAT(
      send_by_program(message(), script(temp, "exec tail -f /dev/null"), std::chrono::seconds(0)),
      Optional(HasSubstr("needed longer than 0 seconds")));
}

TEST(MailByProgram, tells_of_a_bad_address_and_throws_nothing) {
  const test::TempDir temp;
  MailMessage mail = message();
  mail.to = {"a\nb"};
  EXPECT_THAT(send_by_program(mail, script(temp, "touch started")),
              Optional(HasSubstr("cannot be the address of a mail")));
}

// By a server.

/// A server that speaks just enough SMTP.
class Smtp {
public:
  explicit Smtp(std::string refused = "")
      : refused_(std::move(refused)), server_([this](Connection& client) { serve(client); }) {}

  SmtpServer server() const {
    SmtpServer server;
    server.url = "smtp://" + server_.address();
    return server;
  }
  std::vector<std::string> commands() {
    server_.stop();
    return commands_;
  }
  std::string mail() {
    server_.stop();
    return mail_;
  }

private:
  void serve(Connection& client) {
    client.write("220 test\r\n");
    while (const auto line = client.read_line()) {
      if (!line->starts_with("EHLO"))
        commands_.push_back(*line);
      if (!refused_.empty() && line->find(refused_) != std::string::npos)
        client.write("550 no such user here\r\n");
      else if (*line == "DATA")
        take_mail(client);
      else
        client.write("250 fine\r\n");
      if (*line == "QUIT")
        return;
    }
  }

  void take_mail(Connection& client) {
    client.write("354 go on\r\n");
    for (auto line = client.read_line(); line && *line != "."; line = client.read_line())
      mail_ += line->substr(line->starts_with("..") ? 1 : 0) + "\r\n";
    client.write("250 taken\r\n");
  }

  std::string refused_;
  std::vector<std::string> commands_;
  std::string mail_;
  LoopbackServer server_;
};

TEST(MailBySmtp, gives_the_mail_to_the_server) {
  Smtp smtp;
  EXPECT_EQ(send_by_smtp(message(), smtp.server()), std::nullopt);
  EXPECT_THAT(smtp.commands(), ElementsAre(testing::StartsWith("MAIL FROM:<delo@example.org>"),
                                           "RCPT TO:<anna@example.org>",
                                           "RCPT TO:<boris@example.org>", "DATA", "QUIT"));
  EXPECT_EQ(smtp.mail(), to_rfc5322(message()));
}

TEST(MailBySmtp, says_what_the_server_refuses) {
  Smtp smtp("boris");
  const auto trouble = send_by_smtp(message(), smtp.server());
  EXPECT_THAT(trouble, Optional(AllOf(HasSubstr("smtp://127.0.0.1"), HasSubstr("550"))));
  EXPECT_EQ(smtp.mail(), "");
}

TEST(MailBySmtp, says_when_nobody_answers) {
  Smtp smtp;
  const SmtpServer server = smtp.server();
  smtp.commands(); // stops it
  EXPECT_THAT(send_by_smtp(message(), server), Optional(HasSubstr("smtp://127.0.0.1")));
}

TEST(MailBySmtp, gives_up_when_its_time_is_over) {
  LoopbackServer silent([](Connection& client) { client.read_line(); });
  SmtpServer server;
  server.url = "smtp://" + silent.address();
  server.time = std::chrono::seconds(1);
  EXPECT_THAT(send_by_smtp(message(), server), Optional(HasSubstr("timed out")));
}

TEST(MailBySmtp, tells_no_password_to_a_server_that_does_not_encrypt) {
  const test::TempDir temp;
  test::write_file(temp / "login", "anna\ngeheim\n");
  fs::permissions(temp / "login", fs::perms::owner_read);
  Smtp smtp;
  SmtpServer server = smtp.server();
  server.credentials = temp / "login";
  EXPECT_NE(send_by_smtp(message(), server), std::nullopt);
  for (const std::string& command : smtp.commands())
    EXPECT_EQ(command.find("AUTH"), std::string::npos) << command;
  EXPECT_EQ(smtp.mail(), "");
}

TEST(MailBySmtp, refuses_credentials_that_cannot_be_used) {
  const test::TempDir temp;
  Smtp smtp;
  SmtpServer server = smtp.server();
  server.credentials = temp / "login";
  EXPECT_THAT(send_by_smtp(message(), server), Optional(HasSubstr("cannot open")));
  test::write_file(temp / "login", "anna\ngeheim\n");
  fs::permissions(temp / "login", fs::perms::owner_read | fs::perms::others_read);
  EXPECT_THAT(send_by_smtp(message(), server), Optional(HasSubstr("anybody may read")));
  for (const std::string_view text : {"", "anna", "anna\n", "\ngeheim\n"}) {
    fs::permissions(temp / "login", fs::perms::owner_read | fs::perms::owner_write);
    test::write_file(temp / "login", text);
    EXPECT_THAT(send_by_smtp(message(), server), Optional(HasSubstr("a name in its first line")));
  }
  EXPECT_TRUE(smtp.commands().empty());
}

TEST(MailBySmtp, speaks_nothing_but_smtp) {
  for (const std::string url : {"http://127.0.0.1/", "file:///etc/passwd", "127.0.0.1", "",
                                "smtp://anna:geheim@127.0.0.1", "smtp://127.0.0.1/\r\nx"}) {
    SmtpServer server;
    server.url = url;
    const auto trouble = send_by_smtp(message(), server);
    EXPECT_THAT(trouble, Optional(HasSubstr("mail server"))) << url;
    EXPECT_THAT(trouble, Optional(Not(HasSubstr("geheim"))));
  }
}

} // namespace
} // namespace delo
