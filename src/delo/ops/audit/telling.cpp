#include "delo/ops/audit/telling.hpp"

#include "delo/base/atomic_file.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/http_client.hpp"
#include "delo/io/mail.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/catalogue_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace delo {
namespace {

/// Long enough for a server that is there, and too short to hold up the night.
constexpr long kSecondsToTell = 10;
constexpr std::uint64_t kLongestAnswer = std::uint64_t{1024} * 1024;

/// What a server answers is not looked at.
class Nowhere final : public ByteSink {
public:
  void write(std::string_view) override {}
};

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (!value.empty() && std::find(list.begin(), list.end(), value) == list.end())
    list.push_back(value);
}

/// One after the other, with what each has to say when it fails.
class Telling {
public:
  explicit Telling(std::stop_token stop)
      : http_({.allow_private = true, // the user names the server, and it may be his own
               .stop = std::move(stop),
               .seconds_in_all = kSecondsToTell}) {}

  template <typename Work>
  void attempt(std::string_view what, const Work& work) {
    try {
      if (const std::optional<std::string> trouble = work())
        failures_.push_back(fmt::format("{}: {}", what, *trouble));
    } catch (const Error& error) {
      failures_.push_back(fmt::format("{}: {}", what, error.message()));
    }
  }

  void post(std::string_view what, const std::string& url, const std::string& type,
            const std::string& body) {
    attempt(fmt::format("{} {}", what, display_name(url)), [&]() -> std::optional<std::string> {
      Nowhere nowhere;
      const HttpResult result = http_.post(url, type, body, kLongestAnswer, nowhere);
      return result.end == HttpEnd::whole ? std::nullopt : std::optional(result.reason);
    });
  }

  std::vector<std::string> failures() { return std::move(failures_); }

private:
  HttpClient http_;
  std::vector<std::string> failures_;
};

constexpr const char* kPlainText = "text/plain; charset=utf-8";

std::optional<std::string> write_metrics(const std::string& file, const std::string& metrics) {
  AtomicFile out(file);
  out.write(metrics);
  out.commit(Overwrite::yes);
  return std::nullopt;
}

std::optional<std::string> send_mail(const AuditNews& news, const Listeners& listeners,
                                     const Clock& clock, const std::string& host) {
  MailMessage message;
  const std::string from = "delo@" + (host.empty() ? std::string("localhost") : host);
  message.from = listeners.mail_from.empty() ? from : listeners.mail_from;
  message.to = listeners.mail;
  message.subject = news.subject;
  message.body = news.text;
  message.date = clock.now();
  message.message_id = fmt::format("{}.{}", random_name(), from);
  if (listeners.smtp.empty())
    return send_by_program(message);
  SmtpServer server;
  server.url = listeners.smtp;
  if (!listeners.smtp_credentials.empty())
    server.credentials = listeners.smtp_credentials;
  if (!listeners.smtp_ca.empty())
    server.authorities = listeners.smtp_ca;
  return send_by_smtp(message, server);
}

} // namespace

Listeners listeners_of(const std::vector<Collection>& collections, const Settings& typed) {
  Listeners listeners;
  const auto gather = [&](const Settings& settings) {
    add_once(listeners.mail, settings.text("mail"));
    add_once(listeners.ping, settings.text("ping"));
    add_once(listeners.webhook, settings.text("webhook"));
    add_once(listeners.metrics, settings.text("metrics"));
    for (const auto& [name, value] :
         {std::pair{"mail-from", &listeners.mail_from}, std::pair{"smtp", &listeners.smtp},
          std::pair{"smtp-credentials", &listeners.smtp_credentials},
          std::pair{"smtp-ca", &listeners.smtp_ca}})
      if (value->empty())
        *value = settings.text(name);
  };
  for (const Collection& collection : collections) {
    Settings settings = collection.settings;
    settings.lay_over(typed);
    gather(settings);
  }
  gather(typed);
  return listeners;
}

std::vector<std::string> tell_start(const Listeners& listeners, std::stop_token stop) {
  if (listeners.ping.empty())
    return {};
  Telling telling(std::move(stop));
  for (const std::string& url : listeners.ping)
    telling.post("ping", url + "/start", kPlainText, "");
  return telling.failures();
}

std::vector<std::string> tell(const AuditNews& news, const Listeners& listeners, const Clock& clock,
                              const std::string& host, std::stop_token stop) {
  if (listeners.empty())
    return {};
  Telling telling(std::move(stop));
  if (!news.metrics.empty())
    for (const std::string& file : listeners.metrics)
      telling.attempt("metrics", [&] { return write_metrics(file, news.metrics); });
  for (const std::string& url : listeners.ping)
    telling.post("ping", news.is_good ? url : url + "/fail", kPlainText, news.text);
  if (news.text.empty())
    return telling.failures();
  for (const std::string& url : listeners.webhook)
    telling.post("webhook", url, "application/json", news.json);
  if (!listeners.mail.empty())
    telling.attempt("mail", [&] { return send_mail(news, listeners, clock, host); });
  return telling.failures();
}

void log_untold(const std::filesystem::path& catalogue, const std::vector<std::string>& failures,
                const Clock& clock) {
  const CatalogueLock lock(catalogue, clock);
  Catalogue open(catalogue, Catalogue::Missing::refuse);
  for (const std::string& failure : failures) {
    Json body;
    body["reason"] = to_catalogue_text(failure);
    open.log("not told", clock.now(), body);
  }
  open.flush_log();
}

} // namespace delo
