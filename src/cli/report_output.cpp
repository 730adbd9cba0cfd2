#include "cli/report_output.hpp"

#include "cli/parse.hpp"
#include "delo/base/atomic_file.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>

namespace delo::cli {
namespace {

/// Hands many small pieces on as few large ones.
class Gathered final : public ByteSink {
public:
  explicit Gathered(ByteSink& sink) : sink_(sink) {}
  void write(std::string_view bytes) override {
    pending_ += bytes;
    if (pending_.size() >= kEnough)
      flush();
  }
  void flush() {
    sink_.write(pending_);
    pending_.clear();
  }

private:
  static constexpr std::size_t kEnough = 64 * 1024;
  ByteSink& sink_;
  std::string pending_;
};

const ReportFormat& format_named(const std::string& name) {
  if (const ReportFormat* format = find_report_format(name))
    return *format;
  std::vector<std::string> names;
  for (const ReportFormat& format : report_formats())
    names.emplace_back(format.name);
  const auto close = nearest(name, names);
  throw Error(ErrorKind::usage, fmt::format("there is no report format \"{}\"", display_name(name)),
              close ? fmt::format("did you mean {}?", *close)
                    : fmt::format("use one of {}", kReportChoices));
}

} // namespace

ReportOutput::ReportOutput(const Arguments& arguments, const Context& context)
    : context_(context),
      printed_(&format_named(arguments.value("format", arguments.has("json") ? "json" : "text"))) {
  if (arguments.has("json") && printed_->name != "json")
    throw Error(ErrorKind::usage,
                fmt::format("--json and --format {} do not go together", printed_->name),
                "--json is short for --format json; a second report goes into a file: --report");
  for (const std::string& typed : arguments.values("report"))
    add_file(typed);
}

void ReportOutput::add_file(const std::string& typed) {
  const std::size_t sign = typed.find('=');
  if (sign == std::string::npos || sign + 1 == typed.size())
    throw Error(ErrorKind::usage,
                fmt::format("--report needs FORMAT=FILE, not \"{}\"", display_name(typed)),
                "for example: --report sarif=delo.sarif");
  const Target target{&format_named(typed.substr(0, sign)), typed.substr(sign + 1)};
  for (const Target& other : files_)
    if (std::filesystem::path(other.path).lexically_normal() ==
        std::filesystem::path(target.path).lexically_normal())
      throw Error(ErrorKind::usage,
                  fmt::format("two reports cannot go into {}", display_name(target.path)),
                  "give each a file of its own");
  std::error_code ignored;
  const auto status = std::filesystem::status(target.path, ignored);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
    throw Error(
        ErrorKind::usage,
        fmt::format("{} is no file, and cannot be replaced by a report", display_name(target.path)),
        "for standard output use --format");
  files_.push_back(target);
}

ExitCode ReportOutput::write(const RunReport& report, const ReportOptions& options) const {
  ReportSink out(context_.out);
  printed_->write(report, options, out);
  bool failed = false;
  const auto attempt = [this, &failed](auto&& work) {
    try {
      work();
    } catch (const Error& error) {
      tell(context_.err, error);
      failed = true;
    }
  };
  for (const Target& target : files_)
    attempt([&] {
      AtomicFile file(target.path);
      Gathered gathered(file);
      target.format->write(report, options, gathered);
      gathered.flush();
      file.commit(Overwrite::yes);
    });
  if (printed_->name == "github" && !context_.step_summary.empty())
    attempt([&] { append_summary(report, options); });
  return failed ? ExitCode::could_not_finish : ExitCode::good;
}

/// Other steps may have written to it before.
void ReportOutput::append_summary(const RunReport& report, const ReportOptions& options) const {
  std::ofstream file(context_.step_summary, std::ios::app | std::ios::binary);
  ReportSink sink(file);
  find_report_format("github-summary")->write(report, options, sink);
  file.close();
  if (!file)
    throw io_error("write to", context_.step_summary, errno,
                   "it is what GITHUB_STEP_SUMMARY names");
}

} // namespace delo::cli
