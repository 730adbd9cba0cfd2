// delo validate
#include "cli/command.hpp"
#include "cli/config.hpp"
#include "cli/number_flags.hpp"
#include "cli/progress.hpp"
#include "cli/report_output.hpp"
#include "cli/rule_words.hpp"
#include "cli/sandbox.hpp"
#include "cli/validate_flags.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/model/finding_filter.hpp"
#include "delo/ops/baseline.hpp"
#include "delo/ops/profiles.hpp"
#include "delo/ops/validate_many.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>

namespace delo::cli {
namespace {

constexpr std::string_view kStandardInput = "-";
constexpr std::uint64_t kMostJobs = 64;
constexpr std::string_view kAll = "all";

Show how_much(const Arguments& arguments) {
  if (arguments.has("quiet"))
    return Show::only_troubled;
  return arguments.has("verbose") ? Show::everything : Show::all;
}

/// How many findings of a rule are listed, where that was said.
std::optional<std::uint64_t> most_findings(const Arguments& arguments) {
  if (arguments.value("max-findings") == kAll)
    return kAllFindings;
  return number_of(arguments, "max-findings", 0, ", or all");
}

/// What is read from standard input is read once, by one, and never from a keyboard.
void check_stream(const Arguments& arguments, const Context& context) {
  const auto streams =
      std::count(arguments.operands.begin(), arguments.operands.end(), kStandardInput);
  if (streams == 0)
    return;
  if (streams > 1)
    throw Error(ErrorKind::usage, "standard input can be one package only");
  if (context.in_is_terminal)
    throw Error(ErrorKind::usage,
                "delo validate - reads a tar from standard input, which is a terminal",
                "for example: ssh host 'cat deposit.tar' | delo validate -");
}

/// Shows which package is being read; called from many threads.
class Teller {
public:
  Teller(const Arguments& arguments, const Context& context)
      : count_(arguments.operands.size()), style_(style(arguments, context)),
        printer_(context.err, style_, context.columns, [] {
          return std::chrono::duration_cast<std::chrono::milliseconds>(
              std::chrono::steady_clock::now().time_since_epoch());
        }) {}

  /// Nothing where nothing is shown, so that nobody puts together what would be.
  ProgressSink sink_of(const std::string& package) {
    if (style_ == ProgressStyle::none)
      return {};
    return [this, &package](const Progress& progress) { show(package, progress); };
  }
  void done() {
    const std::lock_guard lock(mutex_);
    ++done_;
  }
  void clear() { printer_.clear(); }

private:
  void show(const std::string& package, Progress progress) {
    const std::lock_guard lock(mutex_);
    progress.current =
        count_ == 1 ? progress.current : fmt::format("{} of {}: {}", done_ + 1, count_, package);
    printer_.show(progress);
  }

  /// A log says nothing of how far it came unless it is asked to: it would only be long.
  static ProgressStyle style(const Arguments& arguments, const Context& context) {
    const std::string word = arguments.value("progress", "auto");
    return word == "auto" && !context.err_is_terminal
               ? ProgressStyle::none
               : progress_style(word, context.err_is_terminal, arguments.has("quiet"));
  }

  std::size_t count_;
  std::size_t done_ = 0;
  ProgressStyle style_;
  ProgressPrinter printer_;
  std::mutex mutex_;
};

/// Everything that was asked for, checked before any package is read.
class Validation {
public:
  Validation(const Arguments& arguments, const Context& context)
      : arguments_(arguments), context_(context), tables_(all_rules()),
        shelf_(profile_shelf_of(arguments, context)) {
    check_stream(arguments, context);
    check_rule_words(arguments.values("only"), "--only");
    check_ignored_words(arguments.values("ignore"));
    policy_.only = arguments.values("only");
    policy_.ignore = arguments.values("ignore");
    policy_.max_findings = most_findings(arguments);
    jobs_ = std::min(number_of(arguments, "jobs", 1).value_or(1), kMostJobs);
    if (arguments.has("baseline")) {
      baseline_ = read_baseline(arguments.value("baseline"));
      policy_.baseline = &baseline_;
    }
    // To be compared with an earlier report, each of them must be there.
    options_.max_findings =
        policy_.baseline ? kAllFindings : std::max(kMostFindings, policy_.max_findings.value_or(0));
    options_.stop = context.stop;
    read_depth(arguments, options_);
    read_rule_families(arguments, options_);
    read_spec_versions(arguments, options_);
    options_.max_expansion = number_of(arguments, "max-expansion", 0);
    if (arguments.has("schemas"))
      schemas_ = read_schemas(arguments.value("schemas"));
    options_.schemas = schemas_.get();
    if (arguments.has("profile"))
      profile_ = read_profile(arguments.value("profile"), shelf_);
    options_.profile = profile_.get();
    options_.find_profile = [this](const std::string& identifier) {
      return shelf_.find(identifier);
    };
  }

  RunReport run() const {
    RunReport report;
    report.started = context_.clock.now();
    report.compared = policy_.baseline != nullptr;
    Teller teller(arguments_, context_);
    report.packages = judge_many(arguments_.operands.size(), jobs_, [this, &teller](std::size_t i) {
      PackageReport package = judge(arguments_.operands[i], teller);
      apply_policy(package, policy_, tables_);
      return package;
    });
    teller.clear();
    return report;
  }

private:
  PackageReport judge(const std::string& path, Teller& teller) const {
    ValidateOptions options = options_;
    options.stream = path == kStandardInput ? STDIN_FILENO : -1;
    options.progress = teller.sink_of(path);
    PackageReport report = validate_package(path, options);
    teller.done();
    return report;
  }

  const Arguments& arguments_;
  const Context& context_;
  std::vector<std::span<const Rule>> tables_;
  std::shared_ptr<const SchemaSet> schemas_;
  ProfileShelf shelf_;
  Profile profile_;
  Baseline baseline_;
  FindingPolicy policy_;
  ValidateOptions options_;
  std::uint64_t jobs_ = 1;
};

} // namespace

int cmd_validate(const Arguments& typed, const Context& context) {
  const Arguments arguments = with_config(typed, *find_command("validate"));
  const ReportOutput output(arguments, context);
  const Validation validation(arguments, context);
  const Sandbox sandbox("validate", arguments, context);
  const RunReport report = validation.run();
  const std::string here = std::filesystem::current_path().native();
  const ReportOptions telling{.version = version(),
                              .fail_on = arguments.value("fail-on") == "warning" ? Severity::warning
                                                                                 : Severity::error,
                              .show = how_much(arguments),
                              .working_folder = here};
  const ExitCode written = output.write(report, telling);
  return to_int(written == ExitCode::good ? exit_code(report, telling.fail_on) : written);
}

} // namespace delo::cli
