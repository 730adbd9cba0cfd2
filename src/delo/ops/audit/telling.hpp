// Telling people and machines what a run found out. Nothing in here can change how a run ends:
// what could not be told is told to whoever called.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/model/collection.hpp"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace delo {

/// The forms in which a run is told.
struct AuditNews {
  std::string subject;
  std::string text; ///< empty: all is well, and nobody gets a mail
  std::string json;
  std::string metrics; ///< empty: the run did not come so far
  bool is_good = true; ///< its exit code was 0
};

/// Who is to be told: the settings mail, mail-from, smtp, smtp-credentials, smtp-ca, ping,
/// webhook and metrics of each chosen collection, every address once.
struct Listeners {
  std::vector<std::string> mail;
  std::string mail_from;
  std::string smtp;
  std::string smtp_credentials;
  std::string smtp_ca;
  std::vector<std::string> ping;
  std::vector<std::string> webhook;
  std::vector<std::string> metrics;
  bool empty() const { return mail.empty() && ping.empty() && webhook.empty() && metrics.empty(); }
};

/// `typed` comes in the place of what the collections say.
Listeners listeners_of(const std::vector<Collection>& collections, const Settings& typed);

/// Says that a run begins, to those that wait for it. Gives what failed, a line each.
std::vector<std::string> tell_start(const Listeners& listeners, std::stop_token stop);

/// Tells of a run: metrics to a file that appears whole, the success or failure to "ping", and
/// where something is wrong the report to webhooks and by mail. Gives what failed, a line each.
std::vector<std::string> tell(const AuditNews& news, const Listeners& listeners, const Clock& clock,
                              const std::string& host, std::stop_token stop);

/// Keeps in the event log of a catalogue what could not be told.
void log_untold(const std::filesystem::path& catalogue, const std::vector<std::string>& failures,
                const Clock& clock);

} // namespace delo
