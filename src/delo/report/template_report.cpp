#include "delo/report/template_report.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

namespace delo {

std::string template_text(const TemplateResult& result) {
  return fmt::format("wrote {0} ({1} row{2})\n"
                     "next: fill it in, then: delo pack {3} --metadata {0} -o out\n",
                     display_name(result.output), result.rows, result.rows == 1 ? "" : "s",
                     display_name(result.source));
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
