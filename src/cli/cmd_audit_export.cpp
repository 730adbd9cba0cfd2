// delo audit export, import
#include "cli/audit_flags.hpp"
#include "cli/command.hpp"
#include "delo/base/atomic_file.hpp"
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/report/audit_report.hpp"

#include <ostream>

namespace delo::cli {
namespace {

void export_to_output(const Arguments& arguments, const Context& context) {
  if (arguments.has("json"))
    throw Error(ErrorKind::usage, "--json wants standard output, and so does the export",
                "write the export to a file with -o FILE, or leave out --json");
  ReportSink out(context.out);
  audit_export(audit_catalogue(arguments, context), context.clock, out);
  if (!context.out.flush())
    throw Error(ErrorKind::io, "cannot write to standard output",
                "what reads it has ended, or its disk is full; what arrived is no export");
}

} // namespace

int cmd_audit_export(const Arguments& arguments, const Context& context) {
  if (!arguments.has("output")) {
    export_to_output(arguments, context);
    return to_int(ExitCode::good);
  }
  AtomicFile file(arguments.value("output"));
  const AuditExchange result =
      audit_export(audit_catalogue(arguments, context), context.clock, file);
  file.commit(arguments.has("force") ? Overwrite::yes : Overwrite::no);
  print(arguments, context, audit_text(result, "exported"), audit_json(result, "audit export"));
  return to_int(ExitCode::good);
}

int cmd_audit_import(const Arguments& arguments, const Context& context) {
  const AuditExchange result =
      audit_import(audit_catalogue(arguments, context), arguments.operands.front(), context.clock);
  print(arguments, context, audit_text(result, "imported"), audit_json(result, "audit import"));
  return to_int(ExitCode::good);
}

} // namespace delo::cli
