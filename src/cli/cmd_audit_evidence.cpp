// delo audit verify-log, prove, premis, anchor, doctor
#include "cli/audit_flags.hpp"
#include "cli/command.hpp"
#include "delo/base/atomic_file.hpp"
#include "delo/ops/audit/evidence.hpp"
#include "delo/ops/audit/premis.hpp"
#include "delo/report/audit_evidence.hpp"

#include <utility>

namespace delo::cli {
namespace {

/// What one of the flags asks for.
AnchorReport anchor(const Arguments& arguments, const Context& context,
                    const AnchorOptions& options) {
  int asked = 0;
  for (const char* way : {"request", "reply", "url", "verify"})
    asked += arguments.has(way) ? 1 : 0;
  if (asked != 1)
    throw Error(ErrorKind::usage,
                "audit anchor takes one of --request, --reply, --url and --verify",
                "for example: delo audit anchor --request ask.tsq");
  if (arguments.has("request"))
    return anchor_request(options, arguments.value("request"));
  if (options.ca.empty())
    throw Error(ErrorKind::usage, "a reply is judged by the certificates of an authority",
                "give them with --ca FILE");
  if (arguments.has("url"))
    return anchor_online(options, arguments.value("url"),
                         {.allow_private = arguments.has("allow-private"), .stop = context.stop});
  return arguments.has("reply") ? anchor_reply(options, arguments.value("reply"))
                                : anchor_verify(options);
}

/// The documents of one package, or of all.
std::vector<AuditPremis> premis(const Arguments& arguments, const Context& context) {
  const std::string catalogue = audit_catalogue(arguments, context);
  const Overwrite overwrite = arguments.has("force") ? Overwrite::yes : Overwrite::no;
  if (arguments.has("all"))
    return audit_premis_all(catalogue, arguments.value("output"), overwrite, context.stop);
  const std::string& package = arguments.operands.front();
  if (!arguments.has("output")) {
    ReportSink out(context.out);
    AuditPremis written = audit_premis(catalogue, package, out);
    if (!context.out.flush())
      throw Error(ErrorKind::io, "cannot write to standard output",
                  "what reads it has ended, or its disk is full; what arrived is not whole");
    return {std::move(written)};
  }
  AtomicFile file(arguments.value("output"));
  AuditPremis written = audit_premis(catalogue, package, file);
  written.file = arguments.value("output");
  if (written.problem.empty())
    file.commit(overwrite);
  return {std::move(written)};
}

} // namespace

int cmd_audit_verify_log(const Arguments& arguments, const Context& context) {
  VerifyLogOptions options{{}, context.clock};
  if (!arguments.has("log") || arguments.has("catalogue"))
    options.catalogue = audit_catalogue(arguments, context);
  options.log = arguments.value("log");
  options.checkpoint = arguments.value("checkpoint");
  options.key = arguments.value("key");
  const LogCheck check = audit_verify_log(options);
  print(arguments, context, evidence_text(check), evidence_json(check));
  return to_int(exit_code(check));
}

int cmd_audit_anchor(const Arguments& arguments, const Context& context) {
  const AnchorReport report = anchor(arguments, context,
                                     {audit_catalogue(arguments, context), context.clock,
                                      arguments.value("ca"), arguments.value("untrusted")});
  print(arguments, context, evidence_text(report), evidence_json(report));
  return to_int(exit_code(report));
}

int cmd_audit_doctor(const Arguments& arguments, const Context& context) {
  const DoctorReport report = audit_doctor(
      {audit_catalogue(arguments, context), context.clock, arguments.has("adopt-log")});
  print(arguments, context, evidence_text(report), evidence_json(report));
  return to_int(exit_code(report));
}

int cmd_audit_prove(const Arguments& arguments, const Context& context) {
  const AuditProof proof = audit_prove(
      {audit_catalogue(arguments, context), arguments.operands.front(), arguments.value("since")});
  if (!proof.problem.empty()) {
    print(arguments, context, evidence_text(proof), evidence_json(proof));
  } else if (arguments.has("output")) {
    AtomicFile file(arguments.value("output"));
    file.write(to_text(evidence_json(proof)));
    file.commit(Overwrite::no);
  } else {
    context.out << to_text(evidence_json(proof));
  }
  return to_int(exit_code(proof));
}

int cmd_audit_premis(const Arguments& arguments, const Context& context) {
  if (arguments.has("all") == !arguments.operands.empty() ||
      (arguments.has("all") && !arguments.has("output")))
    throw Error(ErrorKind::usage, "audit premis takes one package, or --all with a folder for them",
                "for example: delo audit premis --all -o premis");
  if (arguments.has("json") && !arguments.has("output"))
    throw Error(ErrorKind::usage, "--json wants standard output, and so does the document",
                "write the document to a file with -o FILE, or leave out --json");
  const std::vector<AuditPremis> written = premis(arguments, context);
  if (arguments.has("output") || exit_code(written) != ExitCode::good)
    print(arguments, context, evidence_text(written), evidence_json(written));
  return to_int(exit_code(written));
}

} // namespace delo::cli
