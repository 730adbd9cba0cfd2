// What a command gets to work with, and what commands have in common.
#pragma once

#include "cli/flags.hpp"
#include "delo/base/byte_sink.hpp"
#include "delo/base/error.hpp"
#include "delo/base/json.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/model/report_data.hpp"
#include "delo/ops/archives.hpp"
#include "delo/ops/profile_shelf.hpp"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace delo::cli {

/// What the user typed, checked against the table.
class Arguments {
public:
  std::map<std::string, std::vector<std::string>, std::less<>> flags;
  std::vector<std::string> operands;

  bool has(std::string_view flag) const;
  /// The last value, or `otherwise`.
  std::string value(std::string_view flag, std::string_view otherwise = {}) const;
  std::vector<std::string> values(std::string_view flag) const;
};

/// The world as a command sees it.
struct Context {
  std::ostream& out;
  std::ostream& err;
  const Clock& clock;
  bool clock_is_fixed = false; ///< SOURCE_DATE_EPOCH is set
  std::string default_catalogue;
  std::stop_token stop;
  bool err_is_terminal = false;
  std::size_t columns = 80; ///< of that terminal
  bool out_is_terminal = false;
  std::string scratch = "/tmp";    ///< a folder for temporary files
  std::string own_archives = {};   ///< the user's table of archives; empty when there is none
  bool in_is_terminal = false;     ///< standard input
  std::string step_summary = {};   ///< the file for the summary of a GitHub step; empty elsewhere
  std::string profile_copies = {}; ///< the folder of copies of profiles; empty for none
  std::string host = {};           ///< the name of this machine
  std::int64_t utc_offset = 0;     ///< of local time, in seconds
  /// Files that the environment tells libraries to read.
  std::vector<std::string> library_files = {};
  /// Does something while no other thread of the program runs.
  std::function<void(const std::function<void()>&)> alone = [](const auto& work) { work(); };
};

int cmd_pack(const Arguments& arguments, const Context& context);
int cmd_cite(const Arguments& arguments, const Context& context);
int cmd_compare(const Arguments& arguments, const Context& context);
int cmd_diff(const Arguments& arguments, const Context& context);
int cmd_doctor(const Arguments& arguments, const Context& context);
int cmd_explain(const Arguments& arguments, const Context& context);
int cmd_fetch(const Arguments& arguments, const Context& context);
int cmd_inspect(const Arguments& arguments, const Context& context);
int cmd_rules(const Arguments& arguments, const Context& context);
int cmd_profile_check(const Arguments& arguments, const Context& context);
int cmd_profile_convert(const Arguments& arguments, const Context& context);
int cmd_template(const Arguments& arguments, const Context& context);
int cmd_unpack(const Arguments& arguments, const Context& context);
int cmd_update(const Arguments& arguments, const Context& context);
int cmd_validate(const Arguments& arguments, const Context& context);
int cmd_audit_accept(const Arguments& arguments, const Context& context);
int cmd_audit_add(const Arguments& arguments, const Context& context);
int cmd_audit_anchor(const Arguments& arguments, const Context& context);
int cmd_audit_doctor(const Arguments& arguments, const Context& context);
int cmd_audit_export(const Arguments& arguments, const Context& context);
int cmd_audit_forget(const Arguments& arguments, const Context& context);
int cmd_audit_import(const Arguments& arguments, const Context& context);
int cmd_audit_list(const Arguments& arguments, const Context& context);
int cmd_audit_merge(const Arguments& arguments, const Context& context);
int cmd_audit_premis(const Arguments& arguments, const Context& context);
int cmd_audit_prove(const Arguments& arguments, const Context& context);
int cmd_audit_run(const Arguments& arguments, const Context& context);
int cmd_audit_repair(const Arguments& arguments, const Context& context);
int cmd_audit_report(const Arguments& arguments, const Context& context);
int cmd_audit_schedule(const Arguments& arguments, const Context& context);
int cmd_audit_status(const Arguments& arguments, const Context& context);
int cmd_audit_verify_log(const Arguments& arguments, const Context& context);

inline int to_int(ExitCode code) {
  return static_cast<int>(code);
}

/// The archives of --archives, or else of the user's own table, beside those of the program.
Archives archives_of(const Arguments& arguments, const Context& context);

/// Where profiles are looked for that are named by an address.
ProfileShelfOptions profile_shelf_of(const Arguments& arguments, const Context& context);

/// The exit code for each kind of error.
ExitCode exit_code_for(ErrorKind kind);

/// Throws Error(usage) unless -o DIR was typed; `what` says what the folder is for.
void require_output(const Arguments& arguments, std::string_view command, std::string_view what);

/// "error: ..." and, where there is one, "hint: ...".
void tell(std::ostream& err, const Error& error);

/// Text, or JSON when --json was typed.
void print(const Arguments& arguments, const Context& context, const std::string& text,
           const Json& json);

/// Standard output as a sink: for reports that are too long to be held.
class ReportSink final : public ByteSink {
public:
  explicit ReportSink(std::ostream& out) : out_(out) {}
  void write(std::string_view bytes) override { out_ << bytes; }

private:
  std::ostream& out_;
};

/// A name and version, as packages and reports carry it.
std::string_view version();

} // namespace delo::cli
