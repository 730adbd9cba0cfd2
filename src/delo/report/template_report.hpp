// What `delo template` did, for people and programs.
#pragma once

#include "delo/base/json.hpp"
#include "delo/model/template_data.hpp"

#include <string>

namespace delo {

/// Two lines: what was written, and what to type next.
std::string template_text(const TemplateResult& result);

Json template_json(const TemplateResult& result);

} // namespace delo
