#include "delo/ops/audit/premis_events.hpp"

#include "delo/base/error.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/audit/logged_packages.hpp"
#include "delo/ops/audit/record_json.hpp"

#include <fmt/format.h>

#include <array>
#include <system_error>
#include <utility>

namespace delo {
namespace {

constexpr std::string_view kSuccess = "success";

std::string bytes_words(const std::optional<Digest>& digest,
                        const std::optional<std::uint64_t>& size) {
  std::string words = digest ? labelled(digest) : "no digest";
  if (size)
    words += fmt::format(", {} bytes", *size);
  return words;
}

std::string errno_words(int error_number) {
  return error_number == 0 ? ""
                           : fmt::format("\nerrno: {} ({})", error_number,
                                         std::generic_category().message(error_number));
}

std::string reason_words(const std::string& reason) {
  return reason.empty() ? "" : "\nreason: " + to_catalogue_text(reason);
}

/// The reading that came after a bad one.
std::string again_words(const SecondLook& look) {
  std::string words = fmt::format("\nread again: {}", to_word(look.outcome));
  if (look.actual || look.actual_size)
    words += ", " + bytes_words(look.actual, look.actual_size);
  return words + errno_words(look.error_number) + reason_words(look.reason);
}

/// All that is known of one bad result, a line each.
std::string note_of(const AuditEvent& event) {
  std::string note =
      fmt::format("{}: {}", to_word(event.outcome),
                  event.path.empty() ? "the package as a whole" : to_catalogue_text(event.path));
  if (event.expected || event.expected_size)
    note += "\nexpected: " + bytes_words(event.expected, event.expected_size);
  if (event.actual || event.actual_size)
    note += "\nactual: " + bytes_words(event.actual, event.actual_size);
  note += errno_words(event.error_number) + reason_words(event.reason);
  if (!event.moved_to.empty())
    note += "\nmoved to: " + to_catalogue_text(event.moved_to);
  return event.again ? note + again_words(*event.again) : note;
}

/// One line on its way to an event.
struct Draft {
  const Json& line;
  const std::string& object_id;
  const CataloguedFiles& files;
  Event event;

  std::string text(std::string_view key) const { return text_in_line(line, key); }
  std::uint64_t number(std::string_view key) const { return number_in_line(line, key); }

  /// `file` as it is called in the package.
  void link(const std::string& file) {
    if (!files.contains(file))
      return;
    std::string id = premis_file_id(object_id, file);
    if (event.objects.back().id != id) // results of one file follow each other
      event.objects.push_back({std::move(id), ""});
  }

  void link_logged(const std::string& name) {
    if (const auto file = from_catalogue_text(name))
      link(*file);
  }

  void succeed(std::string detail) {
    event.detail = std::move(detail);
    event.outcome = kSuccess;
  }
};

std::string outcome_words(AuditOutcome outcome) {
  switch (standing(outcome)) {
  case Standing::good:
    return std::string(kSuccess);
  case Standing::bad:
    return "fail";
  case Standing::unproven:
    break;
  }
  return std::string(to_word(outcome));
}

void check(Draft& draft) {
  const auto check = check_from(draft.line, {});
  if (!check)
    throw Error(ErrorKind::io,
                fmt::format("line {} of the event log tells of a check in no form that is known",
                            draft.number("line")),
                "it may be of a newer delo: use that one");
  Event& event = draft.event;
  event.outcome = outcome_words(check->outcome);
  event.detail = fmt::format(
      "run {}, begun {}: {}; files read: {}, bytes read: {}, files as catalogued: {}",
      draft.number("run"), to_rfc3339(check->started),
      check->complete ? "every byte was compared with the digests of the catalogue"
                      : "not every byte could be compared with the digests of the catalogue",
      check->counts.files, check->counts.bytes, check->counts.of(AuditOutcome::passed));
  for (const AuditEvent& each : check->events) {
    event.more_notes.push_back(note_of(each));
    draft.link(each.path);
  }
}

void not_run(Draft& draft) {
  draft.event.detail = fmt::format("run {}: the package was not looked at", draft.number("run"));
  draft.event.outcome = to_word(AuditOutcome::not_run);
  draft.event.note = draft.text("reason");
}

void added(Draft& draft) {
  draft.succeed(fmt::format("taken into the catalogue with a digest of every file; files: {}, "
                            "bytes: {}",
                            draft.number("files"), draft.number("bytes")));
}

void adopted(Draft& draft) {
  draft.succeed("the digests of a package that was in the catalogue before this event log began");
}

/// A digest in a line, where null means that there was no such file.
std::string digest_words(const Json& change, const char* key) {
  const std::string digest = text_in_line(change, key);
  return digest.empty() ? "no such file" : digest;
}

void accepted(Draft& draft) {
  draft.succeed("what the package is now became the reference: " + draft.text("reason"));
  const auto changes = draft.line.find("changes");
  if (changes == draft.line.end() || !changes->is_array())
    return;
  for (const Json& change : *changes) {
    const std::string path = text_in_line(change, "path");
    draft.event.more_notes.push_back(fmt::format(
        "{}\nwas: {}\nis: {}", path, digest_words(change, "was"), digest_words(change, "is")));
    draft.link_logged(path);
  }
}

void moved(Draft& draft) {
  draft.succeed(fmt::format("known by its content at {}, while it was gone from {}",
                            draft.text("to"), draft.text("package")));
}

void repaired(Draft& draft) {
  const std::string aside = draft.text("aside");
  draft.succeed(fmt::format("files brought back from {}, checked against the catalogue{}",
                            draft.text("from"),
                            aside.empty() ? "" : "; what was bad is kept in " + aside));
  const auto names = draft.line.find("files");
  if (names == draft.line.end() || !names->is_array())
    return;
  for (const Json& name : *names)
    if (name.is_string()) {
      draft.event.more_notes.push_back("brought back: " + name.get<std::string>());
      draft.link_logged(name.get<std::string>());
    }
}

void forgotten(Draft& draft) {
  draft.succeed("the package is not watched any more: " + draft.text("reason"));
}

void restored(Draft& draft) {
  draft.event.detail = "the catalogue was brought back from an older copy; what is known of the "
                       "package is what that copy knew";
}

struct LineKind {
  std::string_view what;
  std::string_view type; ///< of the event
  void (*tell)(Draft& draft);
};

constexpr std::array<LineKind, 10> kKinds{{
    {"added", "ingestion", added},
    {"adopted", "message digest calculation", adopted},
    {"check", "fixity check", check},
    {"older check", "fixity check", check},
    {"not run", "fixity check", not_run},
    {"accepted", "message digest calculation", accepted},
    {"moved", "filename change", moved},
    {"repaired", "recovery", repaired},
    {"forgotten", "deaccession", forgotten},
    {"restored", "metadata modification", restored},
}};

} // namespace

std::string premis_file_id(const std::string& package, std::string_view file) {
  return package + "/" + to_catalogue_text(file);
}

std::optional<Event> premis_event(const Json& line, const std::string& object_id,
                                  const CataloguedFiles& files) {
  const std::string what = text_in_line(line, "what");
  for (const LineKind& kind : kKinds)
    if (kind.what == what) {
      Draft draft{line, object_id, files, {}};
      draft.event.id = fmt::format("event/{}", number_in_line(line, "line"));
      draft.event.type = kind.type;
      draft.event.time = text_in_line(line, "time");
      draft.event.objects = {{object_id, ""}};
      kind.tell(draft);
      return std::move(draft.event);
    }
  return std::nullopt;
}

} // namespace delo
