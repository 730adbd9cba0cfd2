// delo doctor
#include "cli/command.hpp"
#include "cli/sandbox.hpp"
#include "delo/ops/machine.hpp"
#include "delo/report/machine_report.hpp"

namespace delo::cli {

int cmd_doctor(const Arguments& arguments, const Context& context) {
  Arguments asked = arguments;
  if (asked.operands.empty())
    asked.operands = {std::filesystem::current_path().native()};
  const SandboxState sandbox = try_sandbox("doctor", asked, context);
  MachineReport report = look_at_machine(context.scratch, asked.operands.front());
  report.is_asked_for = !arguments.operands.empty();
  report.sandbox = sandbox;
  report.sandbox_is_required = arguments.value("sandbox") == "require";
  print(arguments, context, machine_text(report), machine_json(report));
  return to_int(exit_code(report));
}

} // namespace delo::cli
