// delo profile check, delo profile convert
#include "cli/command.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/profiles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

namespace delo::cli {
namespace {

struct Checked {
  std::string text;
  Json json;
  ExitCode code = ExitCode::good;
};

/// A file that is no profile is what was asked about; one that cannot be read is not.
Checked check(const std::string& file) {
  Checked checked;
  put_path(checked.json, file);
  try {
    ProfileShelf shelf({}); // no address comes here
    const ProfileSummary profile = summary_of(*read_profile(file, shelf));
    checked.text = fmt::format("{}: a BagIt Profile {}, {}, with {} tags\n", display_name(file),
                               display_name(profile.specification),
                               display_name(profile.identifier), profile.tags);
    for (const std::string& doubt : profile.doubts)
      checked.text += fmt::format("    odd: {}\n", doubt);
    checked.json["usable"] = true;
    checked.json["identifier"] = display_name(profile.identifier);
    checked.json["doubts"] = profile.doubts;
  } catch (const Error& error) {
    checked.code = error.kind() == ErrorKind::usage ? ExitCode::bad : exit_code_for(error.kind());
    checked.text = fmt::format("{}: {}\n    hint: {}\n",
                               error.kind() == ErrorKind::usage ? "UNUSABLE" : "not checked",
                               error.message(), error.hint());
    checked.json["usable"] = false;
    checked.json["reason"] = display_name(error.message());
  }
  return checked;
}

} // namespace

int cmd_profile_check(const Arguments& arguments, const Context& context) {
  std::string text;
  Json json;
  json["schema_version"] = 1;
  json["profiles"] = Json::array();
  int code = to_int(ExitCode::good); // 3 beats 1
  for (const std::string& file : arguments.operands) {
    if (is_profile_address(file))
      throw Error(
          ErrorKind::usage,
          fmt::format("delo profile check reads files, and {} is an address", display_name(file)),
          "save what lies there as a file, and give the file");
    Checked checked = check(file);
    text += checked.text;
    json["profiles"].push_back(std::move(checked.json));
    code = std::max(code, to_int(checked.code));
  }
  print(arguments, context, text, json);
  return code;
}

int cmd_profile_convert(const Arguments& arguments, const Context& context) {
  const ProfileText made =
      convert_profile(arguments.operands.front(), arguments.value("identifier"));
  for (const std::string& note : made.notes)
    context.err << fmt::format("note: {}\n", display_name(note));
  context.out << made.json;
  return to_int(ExitCode::good);
}

} // namespace delo::cli
