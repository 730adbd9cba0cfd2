// delo audit add, run, list, status
#include "cli/command.hpp"
#include "cli/number_flags.hpp"
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/validate.hpp"
#include "delo/report/audit_report.hpp"

namespace delo::cli {
namespace {

std::filesystem::path catalogue_of(const Arguments& arguments, const Context& context) {
  const std::string path = arguments.value("catalogue", context.default_catalogue);
  if (path.empty())
    throw Error(ErrorKind::usage, "there is no place for the catalogue: HOME is not set",
                "give one with --catalogue FILE");
  return path;
}

AuditAddResult only_troubled(AuditAddResult result) {
  result.added.clear();
  result.moved.clear();
  result.already.clear();
  result.passed_over.clear();
  return result;
}

} // namespace

int cmd_audit_add(const Arguments& arguments, const Context& context) {
  AuditAddOptions options{catalogue_of(arguments, context), {}, context.clock, context.stop};
  options.paths.assign(arguments.operands.begin(), arguments.operands.end());
  options.expansion.times = expansion_from(arguments, options.expansion.times);
  options.validate = [&context, &options](const std::filesystem::path& path) {
    return validate_package(path, {.stop = context.stop,
                                   .families = integrity_families(),
                                   .max_expansion = options.expansion.times});
  };
  const AuditAddResult result = audit_add(options);
  print(arguments, context, audit_text(arguments.has("quiet") ? only_troubled(result) : result),
        audit_json(result));
  return to_int(exit_code(result));
}

int cmd_audit_run(const Arguments& arguments, const Context& context) {
  AuditRunOptions options{catalogue_of(arguments, context), context.clock, context.stop};
  options.expansion.times = expansion_from(arguments, options.expansion.times);
  const AuditReport report = audit_run(options);
  print(arguments, context, audit_text(report), audit_json(report));
  return to_int(exit_code(report));
}

int cmd_audit_list(const Arguments& arguments, const Context& context) {
  const auto entries = audit_list(catalogue_of(arguments, context));
  print(arguments, context, audit_text(entries), audit_json(entries));
  return to_int(ExitCode::good);
}

int cmd_audit_status(const Arguments& arguments, const Context& context) {
  const AuditStatus status = audit_status(catalogue_of(arguments, context));
  print(arguments, context, audit_text(status), audit_json(status));
  return to_int(ExitCode::good);
}

} // namespace delo::cli
