// delo validate
#include "cli/command.hpp"
#include "cli/validate_flags.hpp"
#include "delo/ops/profiles.hpp"
#include "delo/ops/validate.hpp"
#include "delo/report/validate_report.hpp"

namespace delo::cli {

int cmd_validate(const Arguments& arguments, const Context& context) {
  std::shared_ptr<const SchemaSet> schemas;
  if (arguments.has("schemas"))
    schemas = read_schemas(arguments.value("schemas"));
  Profile profile;
  if (arguments.has("profile"))
    profile = read_profile(arguments.value("profile"));
  ValidateOptions options{.stop = context.stop, .schemas = schemas.get(), .profile = profile.get()};
  read_rule_families(arguments, options);
  read_spec_versions(arguments, options);
  RunReport report;
  report.started = context.clock.now();
  for (const std::string& path : arguments.operands)
    report.packages.push_back(validate_package(path, options));
  print(arguments, context,
        validate_text(report, arguments.has("quiet") ? Show::only_troubled : Show::all),
        validate_json(report, version()));
  return to_int(exit_code(report));
}

} // namespace delo::cli
