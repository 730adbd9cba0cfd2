#include "delo/ops/audit/record_json.hpp"

#include "delo/ops/audit/catalogue_text.hpp"

#include <climits>

#include <algorithm>
#include <optional>
#include <utility>

namespace delo {
namespace {

/// Thrown and caught in this file: something is not there, or not of its kind.
struct NotOurs {};

template <typename T>
T need(std::optional<T> value) {
  if (!value)
    throw NotOurs{};
  return *std::move(value);
}

std::string text_in(const Json& json, const char* key) {
  return json.contains(key) ? need(from_catalogue_text(json.at(key).get<std::string>())) : "";
}

void put_text(Json& json, const char* key, std::string_view text) {
  if (!text.empty())
    json[key] = to_catalogue_text(text);
}

void put_bytes(Json& json, const char* key, const std::optional<Digest>& digest,
               const std::optional<std::uint64_t>& size) {
  if (digest)
    json[key]["digest"] = labelled(digest);
  if (size)
    json[key]["size"] = *size;
}

std::uint64_t count_in(const Json& json, const char* key) {
  return need(count_from(json.at(key)));
}

/// 0 where none is told.
int errno_in(const Json& json) {
  const std::uint64_t number = json.contains("errno") ? count_in(json, "errno") : 0;
  if (number > INT_MAX)
    throw NotOurs{};
  return static_cast<int>(number);
}

void take_bytes(const Json& json, const char* key, std::optional<Digest>& digest,
                std::optional<std::uint64_t>& size) {
  if (!json.contains(key))
    return;
  const Json& bytes = json.at(key);
  if (bytes.contains("digest"))
    digest = need(digest_from_label(bytes.at("digest").get<std::string>()));
  if (bytes.contains("size"))
    size = count_in(bytes, "size");
}

AuditOutcome outcome_in(const Json& json) {
  return need(outcome_from_code(json.at("outcome").get<std::string>()));
}

void put_errno(Json& json, int error_number) {
  if (error_number != 0)
    json["errno"] = error_number;
}

Json event_json(const AuditEvent& event) {
  Json json;
  json["outcome"] = code_of(event.outcome);
  put_text(json, "path", event.path);
  put_bytes(json, "expected", event.expected, event.expected_size);
  put_bytes(json, "actual", event.actual, event.actual_size);
  json["bytes_read"] = event.bytes_read;
  put_errno(json, event.error_number);
  put_text(json, "reason", event.reason);
  put_text(json, "moved_to", event.moved_to);
  if (event.again)
    json["again"] = second_look_json(*event.again);
  return json;
}

AuditEvent event_from(const Json& json, const CatalogueEntry& package, Timestamp time) {
  AuditEvent event;
  event.package = package.path;
  event.name = package.name;
  event.citation = package.citation;
  event.time = time;
  event.outcome = outcome_in(json);
  event.path = text_in(json, "path");
  take_bytes(json, "expected", event.expected, event.expected_size);
  take_bytes(json, "actual", event.actual, event.actual_size);
  event.bytes_read = count_in(json, "bytes_read");
  event.error_number = errno_in(json);
  event.reason = text_in(json, "reason");
  event.moved_to = text_in(json, "moved_to");
  if (json.contains("again"))
    event.again = need(second_look_from(json.at("again")));
  return event;
}

/// Runs `read`; nothing for JSON of another form.
template <typename Read>
auto guarded(const Read& read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const NotOurs&) {
    return std::nullopt;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

} // namespace

std::string code_of(AuditOutcome outcome) {
  std::string word(to_word(outcome));
  std::replace(word.begin(), word.end(), ' ', '_');
  return word;
}

std::optional<AuditOutcome> outcome_from_code(std::string_view code) {
  std::string word(code);
  std::replace(word.begin(), word.end(), '_', ' ');
  return audit_outcome_from_word(word);
}

std::optional<Digest> digest_from_label(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos)
    return std::nullopt;
  const auto algorithm = algorithm_from_bagit(text.substr(0, colon));
  return algorithm ? Digest::from_hex(*algorithm, text.substr(colon + 1)) : std::nullopt;
}

Json second_look_json(const SecondLook& look) {
  Json json;
  json["outcome"] = code_of(look.outcome);
  put_bytes(json, "actual", look.actual, look.actual_size);
  put_errno(json, look.error_number);
  put_text(json, "reason", look.reason);
  return json;
}

std::optional<SecondLook> second_look_from(const Json& json) {
  return guarded([&] {
    SecondLook look;
    look.outcome = outcome_in(json);
    take_bytes(json, "actual", look.actual, look.actual_size);
    look.error_number = errno_in(json);
    look.reason = text_in(json, "reason");
    return look;
  });
}

Json check_json(const PackageCheck& check) {
  Json json;
  json["outcome"] = code_of(check.outcome);
  json["complete"] = check.complete;
  json["started"] = to_rfc3339(check.started);
  json["ended"] = to_rfc3339(check.time);
  json["milliseconds"] = check.milliseconds;
  json["files"] = check.counts.files;
  json["bytes"] = check.counts.bytes;
  json["passed"] = check.counts.of(AuditOutcome::passed);
  json["device"] = check.device;
  for (const AuditEvent& event : check.events)
    json["events"].push_back(event_json(event));
  return json;
}

std::optional<PackageCheck> check_from(const Json& json, const CatalogueEntry& package) {
  return guarded([&] {
    PackageCheck check;
    check.outcome = outcome_in(json);
    check.complete = json.at("complete").get<bool>();
    check.started = need(parse_rfc3339(json.at("started").get<std::string>()));
    check.time = need(parse_rfc3339(json.at("ended").get<std::string>()));
    check.milliseconds = count_in(json, "milliseconds");
    check.counts.packages = 1;
    check.counts.files = count_in(json, "files");
    check.counts.bytes = count_in(json, "bytes");
    check.counts.add(AuditOutcome::passed, count_in(json, "passed"));
    check.device = count_in(json, "device");
    if (json.contains("events"))
      for (const Json& event : json.at("events")) {
        check.events.push_back(event_from(event, package, check.time));
        check.counts.add(check.events.back().outcome);
      }
    check.counts.packages_passed = check.events.empty() ? 1 : 0;
    return check;
  });
}

} // namespace delo
