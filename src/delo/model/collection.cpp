#include "delo/model/collection.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

namespace delo {
namespace {

constexpr std::array<std::string_view, 4> kKinds{"packages", "ocfl", "files", "list"};

constexpr std::array<SettingInfo, 15> kSettings{{
    {"cycle", SettingForm::duration, "every package is to be read once in this time: 90d"},
    {"max-bytes", SettingForm::size, "begin no further package when a run has read so much: 2TB"},
    {"max-time", SettingForm::duration, "begin no further package after this time: 2h"},
    {"rate", SettingForm::size, "read at most so much in a second: 50MB"},
    {"quiet-hours", SettingForm::hours, "read nothing at these hours of local time: 08:00-18:00"},
    {"sentinel", SettingForm::text,
     "a file below the root that is always there: without it the store counts as away"},
    {"max-failing", SettingForm::percent,
     "when more packages than this share fail for the first time, stop and mark nothing: 20%"},
    {"mail", SettingForm::text, "who gets a mail when something is wrong"},
    {"mail-from", SettingForm::text, "the sender of that mail"},
    {"smtp", SettingForm::text, "the server that takes it, in the place of sendmail: smtps://host"},
    {"smtp-credentials", SettingForm::text,
     "a file with the user's name and the password for that server, a line each"},
    {"smtp-ca", SettingForm::text,
     "certificates of the authorities that vouch for that server, PEM, in the place of the "
     "system's"},
    {"ping", SettingForm::text, "an address that is told of start, success and failure"},
    {"webhook", SettingForm::text, "an address that gets the report as JSON"},
    {"metrics", SettingForm::text, "a file for the Prometheus node exporter, ending in .prom"},
}};

/// The number a value stands for; nothing when it is not written so.
std::optional<std::uint64_t> number_in(SettingForm form, std::string_view value) {
  switch (form) {
  case SettingForm::duration:
    return parse_duration(value);
  case SettingForm::size:
    return parse_size(value);
  case SettingForm::percent:
    return parse_percent(value);
  default:
    return std::nullopt;
  }
}

bool is_written_so(SettingForm form, std::string_view value) {
  if (form == SettingForm::text)
    return !is_blank(value);
  if (form == SettingForm::hours)
    return parse_daily_hours(value).has_value();
  const auto number = number_in(form, value);
  return number && *number > 0;
}

} // namespace

std::string_view to_word(CollectionKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<CollectionKind> collection_kind_from_word(std::string_view word) {
  for (std::size_t i = 0; i < kKinds.size(); ++i)
    if (kKinds[i] == word)
      return static_cast<CollectionKind>(i);
  return std::nullopt;
}

std::string_view collection_kind_choices() {
  return "packages|ocfl|files|list";
}

std::span<const SettingInfo> setting_infos() {
  return kSettings;
}

const SettingInfo* find_setting(std::string_view name) {
  for (const SettingInfo& known : kSettings)
    if (known.name == name)
      return &known;
  return nullptr;
}

void Settings::set(std::string_view name, std::string_view value) {
  const SettingInfo* known = find_setting(name);
  if (!known) {
    std::vector<std::string_view> names;
    for (const SettingInfo& each : kSettings)
      names.push_back(each.name);
    throw Error(ErrorKind::usage, fmt::format("there is no setting \"{}\"", display_name(name)),
                fmt::format("settings are {}", fmt::join(names, ", ")));
  }
  if (!is_written_so(known->form, value))
    throw Error(ErrorKind::usage,
                fmt::format("\"{}\" is no value for {}", display_name(value), name),
                fmt::format("{}: {}", name, known->help));
  values_.insert_or_assign(std::string(name), std::string(trim(value)));
}

std::string Settings::text(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string() : found->second;
}

std::optional<std::uint64_t> Settings::number(std::string_view name) const {
  const SettingInfo* known = find_setting(name);
  return known && has(name) ? number_in(known->form, text(name)) : std::nullopt;
}

std::optional<DailyHours> Settings::hours(std::string_view name) const {
  return parse_daily_hours(text(name));
}

void Settings::lay_over(const Settings& other) {
  for (const auto& [name, value] : other.values_)
    values_.insert_or_assign(name, value);
}

} // namespace delo
