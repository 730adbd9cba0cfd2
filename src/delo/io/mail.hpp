// Mails to people: their text, and the two ways in which they leave.
#pragma once

#include "delo/base/timestamp.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Where a mail comes from or goes to.
struct MailAddress {
  std::string name;    ///< UTF-8; may be empty
  std::string address; ///< "anna@example.org", or the name of a user of this machine
};

/// Reads "anna@example.org" or "Anna <anna@example.org>". Throws Error(usage) for all else: line
/// breaks and other control characters, letters outside ASCII in the address itself, lists.
MailAddress parse_mail_address(std::string_view text);

struct MailMessage {
  std::string from; ///< as parse_mail_address() reads it
  std::vector<std::string> to;
  std::string subject; ///< one line of UTF-8
  std::string body;    ///< lines of UTF-8; other bytes are shown as display_name() does
  Timestamp date;
  std::string message_id; ///< "unique@host", without angle brackets
};

/// The mail by RFC 5322 and MIME, with CRLF: UTF-8 as quoted-printable, a subject that is not ASCII
/// by RFC 2047, marked as sent by a program (RFC 3834). Throws Error(usage) for what would break a
/// header: line breaks in it, or an address that is none.
std::string to_rfc5322(const MailMessage& message);

inline constexpr std::string_view kSendmail = "/usr/sbin/sendmail";
inline constexpr std::chrono::seconds kMailTime{60};

/// Hands a mail to a program as "PROGRAM -t -i -oi", which reads it from its input with LF. Gives
/// what went wrong, in one line; nothing when the program took it. A program that needs longer than
/// `time` is ended. Throws nothing but std::bad_alloc: a mail that fails ends no run.
std::optional<std::string> send_by_program(const MailMessage& message,
                                           const std::filesystem::path& program = kSendmail,
                                           std::chrono::seconds time = kMailTime);

/// A server that takes mails.
struct SmtpServer {
  /// "smtp://host:port" or "smtps://host:port", without name and password. smtp is encrypted
  /// (STARTTLS) where the server offers it, and must be where there are credentials or authorities.
  std::string url;
  /// A file with the user's name in its first line and the password in its second. Nobody but its
  /// owner and group may have rights on it.
  std::optional<std::filesystem::path> credentials;
  /// Certificates of those who vouch for the server, PEM; nothing: those of the system.
  std::optional<std::filesystem::path> authorities = {};
  std::chrono::seconds time = kMailTime; ///< for all of it
};

/// Sends a mail to a server; otherwise like send_by_program(). The server must take it for all
/// addresses. Any address is asked, also of this machine: the user names the server.
std::optional<std::string> send_by_smtp(const MailMessage& message, const SmtpServer& server);

} // namespace delo
