// delo audit add, run, accept, forget, list, status
#include "cli/audit_flags.hpp"
#include "cli/command.hpp"
#include "cli/number_flags.hpp"
#include "delo/base/as_error.hpp"
#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/quantity.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/repair.hpp"
#include "delo/ops/audit/telling.hpp"
#include "delo/ops/validate.hpp"
#include "delo/report/audit_report.hpp"
#include "delo/report/period_report.hpp"
#include "delo/report/repair_report.hpp"
#include "delo/report/schedule_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace delo::cli {
namespace {

AuditAddResult only_troubled(AuditAddResult result) {
  result.added.clear();
  result.moved.clear();
  result.already.clear();
  result.notices.clear();
  result.passed_over.clear();
  return result;
}

/// Validation as far as it says whether a package is whole.
std::function<PackageReport(const std::filesystem::path&)> integrity(const Arguments& arguments,
                                                                     const Context& context) {
  const std::uint64_t expansion = expansion_from(arguments, ExpansionLimit{}.times);
  return [&context, expansion](const std::filesystem::path& path) {
    return validate_package(
        path, {.stop = context.stop, .families = integrity_families(), .max_expansion = expansion});
  };
}

AuditChangeOptions change_of(const Arguments& arguments, const Context& context) {
  AuditChangeOptions options{audit_catalogue(arguments, context), arguments.operands.front(),
                             arguments.value("reason"), context.clock, context.stop};
  options.expansion.times = expansion_from(arguments, options.expansion.times);
  return options;
}

/// Whoever else is to know of a run.
class Told {
public:
  Told(const AuditRunOptions& options, const Context& context)
      : options_(options), context_(context) {
    if (options.is_dry_run)
      return;
    listeners_ = listeners_of(collections_of(options), options.settings);
    warn(tell_start(listeners_, context.stop));
  }

  void tell(const AuditReport& report) {
    AuditNews news;
    news.subject = audit_subject(report);
    news.text = audit_mail(report);
    news.json = to_text(audit_json(report));
    news.metrics = audit_metrics(report);
    news.is_good = exit_code(report) == ExitCode::good;
    tell(news);
  }

  void tell(const Error& error) {
    AuditNews news;
    news.subject = "delo audit on " + context_.host + ": the run could not be finished";
    news.text = error.message() + "\n\n" + error.hint() + "\n";
    news.json = to_text(Json{{"report", "audit run"}, {"error", error.message()}});
    news.is_good = false;
    tell(news);
  }

private:
  static std::vector<Collection> collections_of(const AuditRunOptions& options) {
    std::vector<Collection> chosen = options.declared;
    if (is_there(options.catalogue))
      for (Collection& known : audit_collections(options.catalogue))
        chosen.push_back(std::move(known));
    if (!options.collections.empty())
      std::erase_if(chosen, [&](const Collection& each) {
        return std::find(options.collections.begin(), options.collections.end(), each.name) ==
               options.collections.end();
      });
    return chosen;
  }

  void tell(const AuditNews& news) {
    warn(delo::tell(news, listeners_, context_.clock, context_.host, {}));
  }

  void warn(const std::vector<std::string>& failures) {
    if (failures.empty())
      return;
    for (const std::string& failure : failures)
      context_.err << fmt::format("warning: could not be told: {}\n", failure);
    try {
      log_untold(options_.catalogue, failures, context_.clock);
    } catch (const Error& error) { // it never changes how the run ends
      context_.err << fmt::format("warning: {}\n", error.message());
    }
  }

  const AuditRunOptions& options_;
  const Context& context_;
  Listeners listeners_;
};

} // namespace

int cmd_audit_add(const Arguments& arguments, const Context& context) {
  AuditAddOptions options{audit_catalogue(arguments, context), {}, context.clock, context.stop};
  options.collection = collection_to_add(arguments, context);
  if (!options.collection)
    options.paths.assign(arguments.operands.begin(), arguments.operands.end());
  options.expansion.times = expansion_from(arguments, options.expansion.times);
  options.validate = integrity(arguments, context);
  const AuditAddResult result = audit_add(options);
  print(arguments, context, audit_text(arguments.has("quiet") ? only_troubled(result) : result),
        audit_json(result));
  return to_int(exit_code(result));
}

int cmd_audit_run(const Arguments& arguments, const Context& context) {
  AuditRunOptions options = audit_run_options(arguments, context);
  options.agrees_with_itself = agreement_by(integrity(arguments, context), context.stop);
  Told told(options, context);
  AuditReport report;
  try {
    report = audit_run(options);
  } catch (const std::exception& trouble) {
    told.tell(as_error(trouble));
    throw;
  }
  const AuditDetail detail = arguments.has("verbose") ? AuditDetail::summary : AuditDetail::silent;
  if (arguments.value("format") == "json")
    context.out << to_text(audit_json(report));
  else
    print(arguments, context, audit_text(report, detail), audit_json(report));
  context.out.flush(); // what goes wrong with telling others comes behind it
  told.tell(report);
  return to_int(exit_code(report));
}

int cmd_audit_accept(const Arguments& arguments, const Context& context) {
  AuditChangeOptions options = change_of(arguments, context);
  options.validate = integrity(arguments, context);
  const AuditAcceptResult result = audit_accept(options);
  print(arguments, context, audit_text(result), audit_json(result));
  return to_int(ExitCode::good);
}

int cmd_audit_forget(const Arguments& arguments, const Context& context) {
  const CatalogueEntry forgotten = audit_forget(change_of(arguments, context));
  print(arguments, context, audit_text(forgotten), audit_json(forgotten));
  return to_int(ExitCode::good);
}

int cmd_audit_list(const Arguments& arguments, const Context& context) {
  const std::string catalogue = audit_catalogue(arguments, context);
  if (arguments.has("collections")) {
    const auto collections = audit_collections(catalogue);
    print(arguments, context, audit_text(collections), audit_json(collections));
    return to_int(ExitCode::good);
  }
  const auto entries = audit_list(catalogue);
  print(arguments, context, audit_text(entries), audit_json(entries));
  return to_int(ExitCode::good);
}

int cmd_audit_repair(const Arguments& arguments, const Context& context) {
  AuditRepairOptions options{audit_catalogue(arguments, context), arguments.operands.front(),
                             arguments.value("from"), context.clock, context.stop};
  if (options.replica.empty())
    throw Error(ErrorKind::usage, "a package is repaired from another copy",
                "name it: delo audit repair PACKAGE --from REPLICA");
  options.expansion.times = expansion_from(arguments, options.expansion.times);
  const AuditRepair repair = audit_repair(options);
  print(arguments, context, repair_text(repair), repair_json(repair));
  return to_int(exit_code(repair));
}

int cmd_audit_report(const Arguments& arguments, const Context& context) {
  const std::string wanted =
      arguments.value("period", to_date(context.clock.now()).substr(0, 4)); // this year
  const auto period = parse_period(wanted);
  if (!period)
    throw Error(ErrorKind::usage, fmt::format("--period is no period: {}", display_name(wanted)),
                "write 2026, 2026-Q3, 2026-07 or 2026-07-01..2026-09-30");
  const AuditPeriod report = audit_period(audit_catalogue(arguments, context), *period);
  const std::string format = arguments.value("format", arguments.has("json") ? "json" : "text");
  if (format == "html") {
    ReportSink sink(context.out);
    write_period_html(report, sink);
  } else if (format == "json") {
    context.out << to_text(period_json(report));
  } else {
    context.out << (format == "csv" ? period_csv(report) : period_text(report));
  }
  return to_int(ExitCode::good);
}

int cmd_audit_schedule(const Arguments& arguments, const Context& context) {
  Schedule wish;
  if (!arguments.operands.empty())
    wish.collection = arguments.operands.front();
  const auto duration = [&arguments](std::string_view flag, std::string_view otherwise) {
    const std::string text = arguments.value(flag, otherwise);
    const auto seconds = parse_duration(text);
    if (!seconds || *seconds == 0)
      throw Error(ErrorKind::usage, fmt::format("--{} is no time: {}", flag, display_name(text)),
                  fmt::format("write it like this: --{} {}", flag, otherwise));
    return *seconds;
  };
  wish.cycle = duration("cycle", "90d");
  wish.nightly = duration("nightly", "2h");
  const Schedule schedule = audit_schedule(audit_catalogue(arguments, context), wish);
  print(arguments, context, schedule_text(schedule), schedule_json(schedule));
  return to_int(ExitCode::good);
}

int cmd_audit_status(const Arguments& arguments, const Context& context) {
  const AuditStatus status = audit_status(audit_catalogue(arguments, context));
  print(arguments, context, audit_text(status), audit_json(status));
  return to_int(ExitCode::good);
}

} // namespace delo::cli
