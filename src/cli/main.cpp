// The program: locale, clock, signals, one command, one catch, one exit code.
#include "cli/command.hpp"
#include "cli/parse.hpp"
#include "cli/surroundings.hpp"
#include "delo/base/as_error.hpp"
#include "delo/base/error.hpp"
#include "delo/ops/machine.hpp"

#include <clocale>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <iostream>

namespace {

using namespace delo;
using namespace delo::cli;

int run(const std::vector<std::string>& words, std::int64_t utc_offset) {
  const Parsed parsed = parse(words);
  if (parsed.text) {
    std::cout << *parsed.text;
    return to_int(ExitCode::good);
  }
  Surroundings surroundings;
  const Context context{std::cout,
                        std::cerr,
                        surroundings.clock(),
                        surroundings.clock_is_fixed(),
                        surroundings.default_catalogue(),
                        surroundings.stop(),
                        surroundings.err_is_terminal(),
                        surroundings.columns(),
                        surroundings.out_is_terminal(),
                        surroundings.scratch(),
                        surroundings.own_archives(),
                        surroundings.in_is_terminal(),
                        surroundings.step_summary(),
                        surroundings.profile_copies(),
                        surroundings.host(),
                        utc_offset,
                        surroundings.library_files(),
                        [&surroundings](const auto& work) { surroundings.alone(work); }};
  choose_engine(parsed.arguments.value("engine", "auto"));
  return parsed.command->run(parsed.arguments, context);
}

/// How far local time is from UTC: quiet hours are those of the people here.
std::int64_t local_offset() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  return ::localtime_r(&now, &local) ? local.tm_gmtoff : 0;
}

int fail(const Error& error) {
  std::cout.flush();
  tell(std::cerr, error);
  return to_int(exit_code_for(error.kind()));
}

/// What was printed must have arrived: a report on a full disk is no report.
int finish(int code) {
  std::cout.flush();
  if (std::cout)
    return code;
  std::cerr << "error: cannot write to standard output\n";
  return to_int(ExitCode::could_not_finish);
}

} // namespace

int main(int argc, char** argv) {
  // Before anything else: names are UTF-8 whatever LANG says, and libarchive asks the locale.
  if (!std::setlocale(LC_CTYPE, "C.UTF-8")) {
    std::cerr << "error: the locale C.UTF-8 is missing, and names cannot be read safely without "
                 "it\n\nhint: install the package libc-bin\n";
    return to_int(ExitCode::could_not_finish);
  }
  const std::int64_t utc_offset = local_offset();
  // Zip headers hold local time: everywhere the same, or one package would have many forms.
  ::setenv("TZ", "UTC0", 1);
  ::tzset(); // local time was asked for above, and what was learnt then is remembered
  try {
    return finish(run({argv + 1, argv + argc}, utc_offset));
  } catch (const std::exception& trouble) {
    return fail(as_error(trouble));
  }
}
