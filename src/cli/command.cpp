#include "cli/command.hpp"

#include "delo/base/shell_word.hpp"
#include "delo/base/version.hpp"

#include <fmt/format.h>

#include <array>
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

Archives archives_of(const Arguments& arguments, const Context& context) {
  const std::string path = arguments.value("archives", context.own_archives);
  return path.empty() ? built_in_archives() : read_archives(path);
}

ProfileShelfOptions profile_shelf_of(const Arguments& arguments, const Context& context) {
  return {.copies = context.profile_copies,
          .online = arguments.has("online"),
          .allow_private = arguments.has("allow-private"),
          .stop = context.stop};
}

ExitCode exit_code_for(ErrorKind kind) {
  static constexpr std::array<ExitCode, 7> kCodes{ExitCode::usage,
                                                  ExitCode::could_not_finish,
                                                  ExitCode::nothing_to_check,
                                                  ExitCode::mass_change,
                                                  ExitCode::busy,
                                                  ExitCode::interrupted,
                                                  ExitCode::bug};
  return kCodes[static_cast<std::size_t>(kind)];
}

void require_output(const Arguments& arguments, std::string_view command, std::string_view what) {
  if (arguments.value("output").empty())
    throw Error(ErrorKind::usage, fmt::format("delo {} needs -o DIR, {}", command, what),
                fmt::format("for example: delo {} {} -o out", command,
                            shell_word(arguments.operands.front())));
}

void tell(std::ostream& err, const Error& error) {
  err << fmt::format("error: {}\n", error.message());
  if (!error.hint().empty())
    err << fmt::format("\nhint: {}\n", error.hint());
}

void print(const Arguments& arguments, const Context& context, const std::string& text,
           const Json& json) {
  context.out << (arguments.has("json") ? to_text(json) : text);
}

std::string_view version() {
  return library_version();
}

} // namespace delo::cli
