// delo template
#include "cli/command.hpp"
#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/template.hpp"
#include "delo/report/template_report.hpp"

#include <fmt/format.h>

#include <array>
#include <ostream>

namespace delo::cli {

int cmd_template(const Arguments& arguments, const Context& context) {
  TemplateOptions options;
  options.source = arguments.operands.front();
  options.output = arguments.value("output");
  if (options.output.empty())
    throw Error(ErrorKind::usage, "delo template needs -o FILE, the sheet to be made",
                fmt::format("for example: delo template {} -o rows.xlsx",
                            shell_word(arguments.operands.front())));
  options.archives = archives_of(arguments, context);
  if (arguments.has("encoding"))
    options.encoding = arguments.value("encoding");
  for (const JunkPolicy policy : std::array{JunkPolicy::keep, JunkPolicy::fail})
    if (arguments.value("junk") == to_word(policy))
      options.junk = policy;
  options.overwrite = arguments.has("force") ? Overwrite::yes : Overwrite::no;
  options.clock = &context.clock;
  options.stop = context.stop;
  const TemplateResult result = write_template(options);
  const bool quiet = arguments.has("quiet");
  if (!arguments.has("json") && !quiet)
    for (const std::string& warning : result.warnings)
      context.err << "warning: " << display_name(warning) << "\n";
  if (arguments.has("json") || !quiet)
    print(arguments, context, template_text(result), template_json(result));
  return to_int(ExitCode::good);
}

} // namespace delo::cli
