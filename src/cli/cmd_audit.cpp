// delo audit add, run, accept, forget, list, status
#include "cli/audit_flags.hpp"
#include "cli/command.hpp"
#include "cli/number_flags.hpp"
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/validate.hpp"
#include "delo/report/audit_report.hpp"

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
  const AuditReport report = audit_run(options);
  const AuditDetail detail = arguments.has("verbose") ? AuditDetail::summary : AuditDetail::silent;
  if (arguments.value("format") == "json")
    context.out << to_text(audit_json(report));
  else
    print(arguments, context, audit_text(report, detail), audit_json(report));
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

int cmd_audit_status(const Arguments& arguments, const Context& context) {
  const AuditStatus status = audit_status(audit_catalogue(arguments, context));
  print(arguments, context, audit_text(status), audit_json(status));
  return to_int(ExitCode::good);
}

} // namespace delo::cli
