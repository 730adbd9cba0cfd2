#include "cli/command.hpp"

#include <ostream>

namespace delo::cli {

bool Arguments::has(std::string_view flag) const {
  return flags.contains(flag);
}

std::string Arguments::value(std::string_view flag, std::string_view otherwise) const {
  const auto found = flags.find(flag);
  return found == flags.end() ? std::string(otherwise) : found->second.back();
}

std::vector<std::string> Arguments::values(std::string_view flag) const {
  const auto found = flags.find(flag);
  return found == flags.end() ? std::vector<std::string>() : found->second;
}

void print(const Arguments& arguments, const Context& context, const std::string& text,
           const Json& json) {
  context.out << (arguments.has("json") ? to_text(json) : text);
}

std::string_view version() {
  return DELO_VERSION;
}

} // namespace delo::cli
