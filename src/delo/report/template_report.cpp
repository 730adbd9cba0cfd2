#include "delo/report/template_report.hpp"

#include "delo/base/shell_word.hpp"
#include "delo/base/utf8.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

namespace delo {

std::string template_text(const TemplateResult& result) {
  return fmt::format("wrote {} ({}): fill it in, and save it under the same name\n"
                     "next: delo pack {} --metadata {} -o {}\n",
                     display_name(result.output), count_of(result.rows, "row"),
                     shell_word(result.source), shell_word(result.output),
                     shell_word(result.packages));
}

Json template_json(const TemplateResult& result) {
  Json json;
  json["schema_version"] = 1;
  put_path(json, result.output);
  json["rows"] = result.rows;
  json["warnings"] = result.warnings;
  return json;
}

} // namespace delo
