// delo doctor
#include "cli/command.hpp"
#include "delo/ops/machine.hpp"
#include "delo/report/machine_report.hpp"

namespace delo::cli {

int cmd_doctor(const Arguments& arguments, const Context& context) {
  const MachineReport report = look_at_machine(context.scratch);
  print(arguments, context, machine_text(report), machine_json(report));
  return to_int(exit_code(report));
}

} // namespace delo::cli
