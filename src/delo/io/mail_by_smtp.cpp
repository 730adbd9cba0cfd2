#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/mail.hpp"

#include <fmt/format.h>

#include <curl/curl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <new>

namespace delo {
namespace {

constexpr std::uint64_t kLargestCredentials = 4096;
constexpr std::int64_t kDay = 86400; ///< in seconds

struct CleanUp {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Credentials {
  std::string user;
  std::string password;
};

Credentials read_credentials(const std::filesystem::path& path) {
  const std::string shown = display_name(path.native());
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0 && (status.st_mode & S_IRWXO) != 0)
    throw Error(ErrorKind::usage, "anybody may read or write the password in " + shown);
  const std::string text = read_file(path, kLargestCredentials);
  const std::size_t first = std::min(text.find('\n'), text.size());
  const std::string_view rest = std::string_view(text).substr(std::min(first + 1, text.size()));
  Credentials found{std::string(trim(std::string_view(text).substr(0, first))),
                    std::string(rest.substr(0, rest.find_first_of("\r\n")))};
  if (found.user.empty() || found.password.empty())
    throw Error(ErrorKind::usage, fmt::format("{} has not a name in its first line and a password "
                                              "in its second",
                                              shown));
  return found;
}

/// What to do about it; empty where the server itself has said enough.
std::string_view advice(CURLcode code) {
  switch (code) {
  case CURLE_PEER_FAILED_VERIFICATION:
    return "; nothing was told it: name who vouches for it with smtp-ca";
  case CURLE_USE_SSL_FAILED:
    return "; it does not encrypt, and was told nothing: take smtps://, or leave out "
           "smtp-credentials and smtp-ca";
  default:
    return "";
  }
}

/// One mail, and how much of it has been sent.
class Delivery {
public:
  explicit Delivery(const SmtpServer& server) : server_(server) {
    static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (kReady == CURLE_OK)
      handle_.reset(curl_easy_init());
    if (!handle_)
      throw Error(ErrorKind::internal, "the library for mails could not be started");
    check_url();
    set_limits();
    set_encryption();
  }

  std::optional<std::string> send(const MailMessage& message) {
    text_ = to_rfc5322(message);
    set(CURLOPT_MAIL_FROM, bracketed(message.from).c_str());
    for (const std::string& to : message.to)
      add_recipient(bracketed(to));
    set(CURLOPT_MAIL_RCPT, recipients_.get());
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &Delivery::on_read);
    set(CURLOPT_READDATA, this);
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(text_.size()));
    const CURLcode code = curl_easy_perform(handle_.get());
    if (code == CURLE_OK)
      return std::nullopt;
    const std::string_view detail = error_.data();
    return fmt::format("{}: {}{}", server_.url,
                       display_name(detail.empty() ? curl_easy_strerror(code) : detail),
                       advice(code));
  }

private:
  template <typename Value>
  void set(CURLoption option, Value value) {
    if (curl_easy_setopt(handle_.get(), option, value) != CURLE_OK)
      throw Error(ErrorKind::internal, "the library for mails does not know an option");
  }

  void check_url() const {
    const std::string& url = server_.url;
    const bool is_smtp = url.starts_with("smtp://") || url.starts_with("smtps://");
    if (!is_smtp || display_name(url) != url || url.find('@') != std::string::npos)
      throw Error(ErrorKind::usage,
                  is_smtp ? "the address of a mail server holds a name, a password or control "
                            "characters"
                          : fmt::format("\"{}\" is no address of a mail server: smtp://host:port",
                                        display_name(url)));
  }

  void set_limits() {
    set(CURLOPT_URL, server_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    const long seconds = static_cast<long>(std::clamp<std::int64_t>(server_.time.count(), 1, kDay));
    set(CURLOPT_TIMEOUT, seconds);
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, seconds); // for the good-bye, which is outside of it
    set(CURLOPT_ERRORBUFFER, error_.data());
    set(CURLOPT_WRITEFUNCTION, &Delivery::on_answer);
  }

  /// A password is told to nobody but the server that was named, and never without encryption, not
  /// even to this machine. Who names authorities wants them asked. Without either, an encryption
  /// that proves nothing is better than none, and relays often have certificates of their own
  /// making (RFC 7435).
  void set_encryption() {
    if (server_.credentials) {
      const Credentials known = read_credentials(*server_.credentials);
      set(CURLOPT_USERNAME, known.user.c_str());
      set(CURLOPT_PASSWORD, known.password.c_str());
    }
    if (server_.authorities) {
      set(CURLOPT_CAINFO, server_.authorities->c_str());
      set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    if (server_.credentials || server_.authorities) {
      set(CURLOPT_USE_SSL, long{CURLUSESSL_ALL});
    } else if (server_.url.starts_with("smtp://")) {
      set(CURLOPT_USE_SSL, long{CURLUSESSL_TRY});
      set(CURLOPT_SSL_VERIFYPEER, 0L);
      set(CURLOPT_SSL_VERIFYHOST, 0L);
    }
  }

  static std::string bracketed(const std::string& text) {
    return "<" + parse_mail_address(text).address + ">";
  }

  void add_recipient(const std::string& address) {
    std::unique_ptr<curl_slist, FreeList> longer(
        curl_slist_append(recipients_.get(), address.c_str()));
    if (!longer)
      throw std::bad_alloc();
    static_cast<void>(recipients_.release()); // it is the beginning of the longer one
    recipients_ = std::move(longer);
  }

  static std::size_t on_read(char* buffer, std::size_t size, std::size_t count, void* self) {
    Delivery& delivery = *static_cast<Delivery*>(self);
    const std::size_t n = std::min(size * count, delivery.text_.size() - delivery.sent_);
    delivery.text_.copy(buffer, n, delivery.sent_);
    delivery.sent_ += n;
    return n;
  }

  /// What the server says is not for our output.
  static std::size_t on_answer(const char*, std::size_t size, std::size_t count, void*) {
    return size * count;
  }

  const SmtpServer& server_;
  std::array<char, CURL_ERROR_SIZE> error_{};
  std::unique_ptr<curl_slist, FreeList> recipients_;
  std::string text_;
  std::size_t sent_ = 0;
  std::unique_ptr<CURL, CleanUp> handle_; ///< goes first: it says good-bye to the server
};

} // namespace

std::optional<std::string> send_by_smtp(const MailMessage& message, const SmtpServer& server) {
  try {
    return Delivery(server).send(message);
  } catch (const Error& error) {
    return error.message();
  }
}

} // namespace delo
