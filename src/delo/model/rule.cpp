#include "delo/model/rule.hpp"

namespace delo {

std::string_view to_word(Severity severity) {
  switch (severity) {
  case Severity::info:
    return "info";
  case Severity::warning:
    return "warning";
  case Severity::error:
    return "error";
  }
  return "";
}

} // namespace delo
