// CLI11 is included here and nowhere else: it is slow to compile.
#include "cli/parse.hpp"

#include "cli/flag_docs.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <numeric>

namespace delo::cli {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string>& candidates,
                         std::string_view otherwise) {
  const auto close = nearest(typed, candidates);
  return close ? fmt::format("did you mean {}? {}", *close, otherwise) : std::string(otherwise);
}

/// The words that name a command: one, or two for a command of a group.
const Command* take_command(std::vector<std::string>& words) {
  for (const std::size_t count : {std::size_t{2}, std::size_t{1}}) {
    if (words.size() < count)
      continue;
    const std::string name = count == 2 ? words[0] + " " + words[1] : words[0];
    if (const Command* command = find_command(name)) {
      words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count));
      return command;
    }
  }
  return nullptr;
}

[[noreturn]] void refuse_command(const std::vector<std::string>& words) {
  std::vector<std::string> names;
  for (const Command& command : commands())
    names.emplace_back(command.name);
  const bool group = !group_help(words[0]).empty();
  const std::string typed = group && words.size() > 1 ? words[0] + " " + words[1] : words[0];
  throw Error(
      ErrorKind::usage,
      group && words.size() == 1 ? fmt::format("delo {} needs a command after it", words[0])
                                 : fmt::format("delo has no command \"{}\"", display_name(typed)),
      did_you_mean(typed, names,
                   group ? fmt::format("see: delo {} --help", words[0]) : "see: delo --help"));
}

/// Where CLI11 puts what it parsed; addresses must not move.
struct Slot {
  const Flag* flag;
  bool present = false;
  std::vector<std::string> values;
};

void add_option(CLI::App& app, Slot& slot) {
  const Flag& flag = *slot.flag;
  std::string spelled = fmt::format("--{}", flag.name);
  if (flag.letter)
    spelled = fmt::format("-{},", flag.letter) + spelled;
  if (flag.value.empty()) {
    app.add_flag(spelled, slot.present);
    return;
  }
  CLI::Option* option = app.add_option(spelled, slot.values);
  option->expected(1);
  option->multi_option_policy(flag.repeats ? CLI::MultiOptionPolicy::TakeAll
                                           : CLI::MultiOptionPolicy::Throw);
  option->allow_extra_args(false);
}

} // namespace

void check_choice(const Flag& flag, const std::string& value) {
  std::vector<std::string> choices;
  for (const std::string& choice : CLI::detail::split(std::string(flag.choices), '|'))
    choices.push_back(choice);
  if (flag.choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end())
    return;
  throw Error(ErrorKind::usage,
              fmt::format("--{} cannot be \"{}\"", flag.name, display_name(value)),
              did_you_mean(value, choices, fmt::format("use one of {}", flag.choices)));
}

namespace {

/// CLI11 says "--count: At Most 1 required but received 2" and "--layout: 1 required TEXT missing".
std::string what_is_wrong(const Command& command, const CLI::ParseError& error) {
  const std::string text = error.what();
  const std::string flag = text.substr(0, text.find(": "));
  if (text.find("At Most 1 required") != std::string::npos)
    return fmt::format("delo {} takes {} once", command.name, flag);
  if (text.find(" missing") != std::string::npos)
    return fmt::format("delo {}: {} has no value", command.name, flag);
  return fmt::format("delo {}: {}", command.name, text);
}

[[noreturn]] void refuse_flags(const Command& command, const CLI::ParseError& error,
                               const std::vector<std::string>& words) {
  const std::string help = fmt::format("see: delo {} --help", command.name);
  std::vector<std::string> names;
  for (const Flag& flag : command.flags)
    names.push_back(fmt::format("--{}", flag.name));
  for (const std::string& word : words) {
    const std::string name = word.substr(0, word.find('='));
    const bool known = std::find(names.begin(), names.end(), name) != names.end();
    if (word.starts_with("--") && word.size() > 2 && !known)
      throw Error(ErrorKind::usage,
                  fmt::format("delo {} has no flag {}", command.name, display_name(name)),
                  did_you_mean(name, names, help));
  }
  throw Error(ErrorKind::usage, what_is_wrong(command, error), help);
}

void check_operands(const Command& command, const Arguments& arguments) {
  const std::string help = fmt::format("see: delo {} --help", command.name);
  if (command.operand_required && arguments.operands.empty())
    throw Error(ErrorKind::usage, fmt::format("delo {} needs a {}", command.name, command.operand),
                help);
  if (arguments.operands.size() > 1 && !command.operand_repeats)
    throw Error(ErrorKind::usage,
                fmt::format("delo {} takes one {}, not {}", command.name, command.operand,
                            arguments.operands.size()),
                "run the command once for each");
}

Arguments parse_flags(const Command& command, const std::vector<std::string>& words) {
  CLI::App app;
  app.set_help_flag();
  Arguments arguments;
  std::deque<Slot> slots;
  for (const Flag& flag : command.flags)
    add_option(app, slots.emplace_back(Slot{&flag, false, {}}));
  if (!command.operand.empty())
    app.add_option("operands", arguments.operands);
  std::vector<std::string> reversed(words.rbegin(), words.rend()); // as CLI11 wants them
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    refuse_flags(command, error, words);
  }
  for (const Slot& slot : slots) {
    for (const std::string& value : slot.values)
      check_choice(*slot.flag, value);
    if (slot.present || !slot.values.empty())
      arguments.flags.emplace(slot.flag->name, slot.values);
  }
  return arguments;
}

bool asks_for_help(const std::string& word) {
  return word == "--help" || word == "-h";
}

} // namespace

std::optional<std::string> nearest(std::string_view typed,
                                   const std::vector<std::string>& candidates) {
  const auto best = std::min_element(candidates.begin(), candidates.end(),
                                     [typed](const std::string& a, const std::string& b) {
                                       return edit_distance(typed, a) < edit_distance(typed, b);
                                     });
  if (best == candidates.end() || edit_distance(typed, *best) > 1 + typed.size() / 4)
    return std::nullopt;
  return *best;
}

Parsed parse(const std::vector<std::string>& typed) {
  std::vector<std::string> words = typed;
  if (words.empty())
    throw Error(ErrorKind::usage, "delo needs a command", "see: delo --help");
  if (asks_for_help(words[0]) || words == std::vector<std::string>{"help"})
    return {nullptr, {}, program_help()};
  if (words[0] == "--version")
    return {nullptr, {}, fmt::format("delo {}\n", version())};
  if (words[0] == "help")
    words = [&] {
      std::vector<std::string> moved(words.begin() + 1, words.end());
      moved.emplace_back("--help");
      return moved;
    }();
  const Command* command = take_command(words);
  if (!command) {
    const std::string group = group_help(words[0]);
    if (!group.empty() && words.size() == 2 && asks_for_help(words[1]))
      return {nullptr, {}, group};
    refuse_command(words);
  }
  Parsed parsed{command, parse_flags(*command, words), std::nullopt};
  if (parsed.arguments.has("help"))
    parsed.text = command_help(*command);
  else
    check_operands(*command, parsed.arguments);
  return parsed;
}

} // namespace delo::cli
