#include "delo/base/utf8.hpp"
#include "delo/report/audit_evidence.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <iterator>
#include <set>

namespace delo {
namespace {

template <typename... Args>
void put(std::string& text, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(text), format, std::forward<Args>(args)...);
  text += '\n';
}

std::string upper(std::string_view word) {
  std::string text(word);
  for (char& c : text)
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

void put_differences(std::string& text, const LogCheck& check) {
  std::set<std::string_view> advices;
  for (const LogDifference& each : check.differences) {
    put(text, "{}  {}{}{}", upper(to_word(each.fault)), display_name(each.where),
        each.where.empty() ? "" : ": ", display_name(each.text));
    advices.insert(advice(each.fault));
  }
  for (const std::string_view each : advices)
    put(text, "hint: {}", each);
}

} // namespace

std::string evidence_text(const AuditProof& proof) {
  std::string text;
  put(text, "NOT PROVEN  {}: {}", display_name(proof.package), display_name(proof.problem));
  put(text, "hint: `delo audit verify-log` tells what is wrong with the log");
  return text;
}

std::string evidence_text(const std::vector<AuditPremis>& documents) {
  std::string text;
  for (const AuditPremis& each : documents)
    if (each.problem.empty())
      put(text, "{}: {} of {}", display_name(each.file), count_of(each.events, "event"),
          display_name(each.package));
    else
      put(text, "NOT WRITTEN  {}: {}", display_name(each.package), each.problem);
  if (exit_code(documents) != ExitCode::good)
    put(text, "hint: `delo audit verify-log` tells what is wrong; while somebody accepts packages, "
              "wait and try again");
  return text;
}

std::string evidence_text(const AnchorReport& report) {
  std::string text;
  for (const Anchor& each : report.anchors) {
    if (each.is_asked)
      put(text,
          "run {}: send {} to an authority, as application/timestamp-query; then type `delo "
          "audit anchor --reply FILE --ca FILE`",
          each.run, display_name(each.file));
    else if (!each.reason.empty())
      put(text, "NOT GOOD  run {}: {}: {}", each.run, display_name(each.file),
          display_name(each.reason));
    else
      put(text, "run {}: seen on {} by {} (policy {}, serial {})", each.run, to_rfc3339(each.time),
          display_name(each.authority), display_name(each.policy), display_name(each.serial));
  }
  return text;
}

std::string evidence_text(const DoctorReport& report) {
  std::string text;
  for (const DoctorFinding& finding : report.findings) {
    put(text, "{}", display_name(finding.what));
    put(text, "hint: {}\n", display_name(finding.advice));
  }
  if (report.adopted > 0)
    put(text, "taken over: {} of the log that the catalogue did not know",
        count_of(report.adopted, "line"));
  for (const LostChange& each : report.lost)
    put(text, "to be done again: {}  {}{}{}", each.what, display_name(each.name),
        each.details.empty() ? "" : "  ", display_name(each.details));
  if (report.is_adopting && report.adopted == 0 && report.findings.empty())
    put(text, "the catalogue knows every line of the log: nothing to take over");
  put(text, "{}: {}", display_name(report.catalogue),
      report.findings.empty() ? "sound" : "NOT SOUND");
  return text;
}

std::string evidence_text(const LogCheck& check) {
  std::string text;
  if (check.bad_line)
    put(text, "BAD LINE  {}: line {}: {}", display_name(check.log), *check.bad_line,
        display_name(check.problem));
  put_differences(text, check);
  for (const std::string& notice : check.notices)
    put(text, "{}", notice);
  if (check.is_torn)
    put(text, "the file ends in the middle of a line: a run was killed while it wrote");
  if (check.waiting > 0)
    put(text, "{} not in the file yet: the next run writes what waits in the catalogue",
        count_of(check.waiting, "line"));
  put(text, "{}: {}, {}", display_name(check.log), count_of(check.lines, "line"),
      exit_code(check) == ExitCode::good ? "good" : "NOT GOOD");
  put(text, "  last line  {}", check.head);
  put(text, "  tree       {}", check.root);
  put(text, "compared with {} and {}", count_of(check.checkpoints, "checkpoint"),
      check.catalogue.empty() ? "no catalogue"
                              : count_of(check.packages, "package") + " of the catalogue");
  return text;
}

} // namespace delo
