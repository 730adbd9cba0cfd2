// delo cite
#include "cli/command.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/cite.hpp"
#include "delo/report/cite_report.hpp"

#include <fmt/format.h>

#include <iostream>
#include <ostream>

namespace delo::cli {
namespace {

CiteOptions options_of(const Arguments& arguments, const Context& context) {
  CiteOptions options;
  options.archives = archives_of(arguments, context);
  const std::string alphabet = arguments.value("normalise");
  if (!alphabet.empty())
    options.normalise = alphabet == "latin" ? Normalise::latin : Normalise::cyrillic;
  return options;
}

/// The beginning of a text, cut between characters, safe to print.
std::string shortened(const std::string& text) {
  constexpr std::size_t kLongest = 200;
  if (text.size() <= kLongest)
    return display_name(text);
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  return display_name(text.substr(0, end)) + "…";
}

/// Prints one line; whether anything of it was understood.
bool cite(const CitationReader& reader, const std::string& text, const Arguments& arguments,
          const Context& context) {
  const CitedLine line = reader.read(text);
  if (arguments.has("json"))
    context.out << cite_json(line).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  else if (arguments.has("normalise"))
    context.out << line.normalised << '\n';
  else
    context.out << cite_text(line);
  if (!line.is_understood())
    context.err << fmt::format("nothing was understood of \"{}\"\n", shortened(text));
  return line.is_understood();
}

/// A line of standard input, however long, without the CR of other systems.
bool next_line(std::string& line) {
  if (!std::getline(std::cin, line))
    return false;
  if (line.ends_with('\r'))
    line.pop_back();
  return true;
}

} // namespace

int cmd_cite(const Arguments& arguments, const Context& context) {
  const CitationReader reader(options_of(arguments, context));
  bool all = true;
  const bool from_input =
      arguments.operands.empty() || arguments.operands == std::vector<std::string>{"-"};
  if (from_input) {
    for (std::string line; !context.stop.stop_requested() && next_line(line);)
      if (!is_blank(line))
        all = cite(reader, line, arguments, context) && all;
  } else {
    for (const std::string& text : arguments.operands)
      all = cite(reader, text, arguments, context) && all;
  }
  return to_int(all ? ExitCode::good : ExitCode::bad);
}

} // namespace delo::cli
