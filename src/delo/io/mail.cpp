#include "delo/io/mail.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace delo {
namespace {

constexpr std::size_t kLongestAddress = 254; ///< RFC 5321 4.5.3.1.3, without the angle brackets
constexpr std::size_t kLongestPlain = 60;    ///< of a text in a header that is left as it is
constexpr std::size_t kLongestLine = 76;     ///< RFC 2045 6.7 (5)
/// Of one encoded word: with its frame and the name of a header it stays within 76 characters.
constexpr std::size_t kEncodedBytes = 39;
constexpr std::string_view kFold = "\r\n ";

[[noreturn]] void refuse(std::string_view what, std::string_view text, std::string hint) {
  throw Error(ErrorKind::usage, fmt::format("\"{}\" cannot be {}", display_name(text), what),
              std::move(hint));
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// Letters, digits and what RFC 5322 3.2.3 lets stand in an atom, with dots between them.
bool is_dot_atom(std::string_view text) {
  static constexpr std::string_view kOthers = "!#$%&'*+-/=?^_`{|}~.";
  const bool has_good_dots = !text.empty() && text.front() != '.' && text.back() != '.' &&
                             text.find("..") == std::string_view::npos;
  return has_good_dots && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  kOthers.find(c) != std::string_view::npos;
         });
}

/// "local@domain", or only the local part where `may_be_local`. Nothing may look like an option of
/// a program.
bool is_address(std::string_view text, bool may_be_local) {
  const std::size_t at = text.find('@');
  if (text.size() > kLongestAddress || text.starts_with('-'))
    return false;
  if (at == std::string_view::npos)
    return may_be_local && is_dot_atom(text);
  return is_dot_atom(text.substr(0, at)) && is_dot_atom(text.substr(at + 1));
}

/// RFC 2047: words in base64, cut between characters.
std::string encoded(std::string_view text) {
  std::string words;
  while (!text.empty()) {
    std::size_t end = 0;
    for (std::size_t next = 0; next < text.size() && next <= kEncodedBytes;) {
      end = next;
      next_code_point(text, next);
      if (next <= kEncodedBytes)
        end = next;
    }
    words +=
        fmt::format("{}=?UTF-8?B?{}?=", words.empty() ? "" : kFold, base64(text.substr(0, end)));
    text.remove_prefix(end);
  }
  return words;
}

/// The text of a header whose value is free.
std::string unstructured(std::string_view text) {
  if (text.size() <= kLongestPlain && is_printable_ascii(text) &&
      text.find("=?") == std::string_view::npos)
    return std::string(text);
  return encoded(display_name(text));
}

std::string mailbox(const MailAddress& who) {
  if (who.name.empty())
    return who.address;
  const bool is_plain = is_printable_ascii(who.name) && who.name.size() <= kLongestPlain &&
                        who.name.find_first_of("\"\\") == std::string::npos &&
                        who.name.find("=?") == std::string::npos;
  return fmt::format("{}{}<{}>", is_plain ? "\"" + who.name + "\"" : encoded(who.name), kFold,
                     who.address);
}

/// RFC 5322 3.3, whatever the locale: "Fri, 17 May 2024 12:00:00 +0000".
std::string mail_date(Timestamp time) {
  static constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed",
                                                         "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> kMonths{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::sys_seconds when{std::chrono::seconds(time.seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(when);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(when - day);
  return fmt::format(
      "{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", kDays[std::chrono::weekday(day).c_encoding()],
      static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
      static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
      clock.seconds().count());
}

/// One line of text as quoted-printable. A "." in front would end a mail, "From " in front would
/// begin one in a mailbox: both are written as codes, so that nobody on the way changes them.
void add_quoted_line(std::string_view line, std::string& out) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool is_last = i + 1 == line.size();
    const bool is_blank_inside = (c == ' ' || c == '\t') && !is_last;
    const bool is_plain = (c > ' ' && c <= '~' && c != '=') || is_blank_inside;
    const bool is_marker = length == 0 && (c == '.' || line.substr(i).starts_with("From "));
    const std::string piece = is_plain && !is_marker
                                  ? std::string(1, c)
                                  : fmt::format("={:02X}", static_cast<unsigned char>(c));
    if (length + piece.size() > kLongestLine - (is_last ? 0 : 1)) {
      out += "=\r\n";
      length = 0;
      --i; // once more, at the beginning of a line
      continue;
    }
    out += piece;
    length += piece.size();
  }
}

std::string quoted_printable(std::string_view body) {
  std::string out;
  while (!body.empty()) {
    const std::size_t end = body.find('\n');
    std::string_view line = body.substr(0, end);
    line.remove_suffix(line.ends_with('\r') ? 1 : 0);
    add_quoted_line(is_utf8(line) ? std::string(line) : display_name(line), out);
    out += "\r\n";
    if (end == std::string_view::npos)
      break;
    body.remove_prefix(end + 1);
  }
  return out;
}

std::string recipients(const std::vector<std::string>& to) {
  std::string list;
  for (const std::string& text : to)
    list += (list.empty() ? "" : "," + std::string(kFold)) + mailbox(parse_mail_address(text));
  return list;
}

} // namespace

MailAddress parse_mail_address(std::string_view text) {
  constexpr std::string_view kHint =
      "write anna@example.org or \"Anna <anna@example.org>\", one for each person";
  if (has_control(text) || !is_utf8(text))
    refuse("the address of a mail", text, std::string(kHint));
  MailAddress who;
  std::string_view address = trim(text);
  if (const std::size_t open = address.find('<'); open != std::string_view::npos) {
    if (!address.ends_with('>'))
      refuse("the address of a mail", text, std::string(kHint));
    std::string_view name = trim(address.substr(0, open));
    if (name.size() > 1 && name.starts_with('"') && name.ends_with('"'))
      name = name.substr(1, name.size() - 2);
    else if (name.find_first_of(",;@\"") != std::string_view::npos) // more than one, maybe
      refuse("the address of a mail", text, std::string(kHint));
    who.name = name;
    address = address.substr(open + 1, address.size() - open - 2);
  }
  if (!is_address(address, true))
    refuse("the address of a mail", text, std::string(kHint));
  who.address = address;
  return who;
}

std::string to_rfc5322(const MailMessage& message) {
  if (message.to.empty())
    throw Error(ErrorKind::usage, "a mail has no address to go to", "give an address");
  if (has_control(message.subject))
    refuse("the subject of a mail", message.subject, "leave out line breaks and tabs");
  if (!is_address(message.message_id, false))
    refuse("the Message-ID of a mail", message.message_id, "it has the form unique@host");
  return fmt::format("From: {}\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <{}>\r\n"
                     "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                     "Content-Transfer-Encoding: quoted-printable\r\n"
                     "Auto-Submitted: auto-generated\r\n\r\n{}",
                     mailbox(parse_mail_address(message.from)), recipients(message.to),
                     unstructured(message.subject), mail_date(message.date), message.message_id,
                     quoted_printable(message.body));
}

} // namespace delo
