#include "delo/base/atomic_file.hpp"
#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/hasher.hpp"
#include "delo/io/timestamp_token.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/checkpoints.hpp"
#include "delo/ops/audit/evidence.hpp"
#include "delo/ops/audit/logged_packages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNote = ".checkpoint";
constexpr std::string_view kRequest = ".tsq";
constexpr std::string_view kReply = ".tsr";
/// More than verify_timestamp() takes, so that it says what is wrong.
constexpr std::uint64_t kLongestReply = std::uint64_t{1024} * 1024;

const fs::path& existing(const fs::path& catalogue) {
  require_catalogue(catalogue);
  return catalogue;
}

void write_new(const fs::path& path, std::string_view bytes) {
  AtomicFile file(path);
  file.write(bytes);
  file.commit(Overwrite::no);
}

/// Holds the lock while it lives.
class Anchors {
public:
  explicit Anchors(const AnchorOptions& options)
      : options_(options), lock_(existing(options.catalogue), options.clock),
        catalogue_(options.catalogue, Catalogue::Missing::refuse) {
    report_.catalogue = options.catalogue.native();
  }

  AnchorReport request(const fs::path& file) {
    Anchor anchor = asked();
    write_new(file, request_of(anchor.run));
    anchor.file = file.native();
    report_.anchors.push_back(std::move(anchor));
    return std::move(report_);
  }

  AnchorReport reply(const fs::path& file) { return take(file, read_file(file, kLongestReply)); }

  AnchorReport exchange(const std::string& url, const HttpOptions& http) {
    const Anchor anchor = asked();
    Text answer;
    const HttpResult result = HttpClient(http).post(url, "application/timestamp-query",
                                                    request_of(anchor.run), kLongestReply, answer);
    if (result.end != HttpEnd::whole)
      throw Error(
          ErrorKind::io, fmt::format("{} gave no time-stamp: {}", display_name(url), result.reason),
          "the request is kept: try again, or give it to the authority in another way, with "
          "`delo audit anchor --request FILE`");
    return take(url, answer.bytes);
  }

  AnchorReport verify() {
    std::set<std::int64_t> logged = logged_runs();
    for (const std::int64_t run : runs_with(options_.catalogue, kReply)) {
      const fs::path file = path_of(run, kReply);
      report_.anchors.push_back(judge(run, file, read_file(file, kLongestReply)));
      if (logged.erase(run) == 0 && report_.anchors.back().reason.empty())
        report_.anchors.back().reason = "the event log does not know it";
    }
    for (const std::int64_t run : logged) {
      Anchor gone = begin(run, path_of(run, kReply));
      gone.reason = "the event log knows it, but it is not there any more";
      report_.anchors.push_back(std::move(gone));
    }
    if (report_.anchors.empty())
      throw Error(ErrorKind::nothing_to_check, "no reply of an authority is kept",
                  "ask for one with `delo audit anchor --request FILE`");
    return std::move(report_);
  }

private:
  /// What a server answers.
  struct Text final : ByteSink {
    void write(std::string_view more) override { bytes += more; }
    std::string bytes;
  };

  /// The request for the latest checkpoint, made when there is none yet.
  Anchor asked() {
    const auto kept = catalogue_.checkpoints();
    if (kept.empty())
      throw Error(ErrorKind::nothing_to_check, "no run has signed the log yet",
                  "`delo audit run` does so at its end");
    const std::int64_t run = kept.back().run;
    const fs::path own = path_of(run, kRequest);
    const Digest digest = digest_of(note_of(run));
    if (!is_there(own))
      write_new(own, make_timestamp_request(digest));
    Anchor anchor = begin(run, own);
    anchor.digest = digest.hex();
    anchor.is_asked = true;
    return anchor;
  }

  std::string request_of(std::int64_t run) const {
    return read_file(path_of(run, kRequest), kLongestReply);
  }

  /// Judges a reply, which came from `file`, for the request that it answers.
  AnchorReport take(const fs::path& file, const std::string& reply) {
    std::optional<Anchor> best;
    for (const std::int64_t run : waiting()) { // the newest first
      Anchor anchor = judge(run, file, reply);
      if (!best || anchor.reason.empty())
        best = std::move(anchor);
      if (best->reason.empty())
        break;
    }
    if (!best)
      throw Error(ErrorKind::nothing_to_check, "no request waits for a reply",
                  "make one with `delo audit anchor --request FILE`");
    if (best->reason.empty())
      keep(*best, reply);
    report_.anchors.push_back(*std::move(best));
    return std::move(report_);
  }

  fs::path path_of(std::int64_t run, std::string_view ending) const {
    return checkpoint_of(options_.catalogue, run, ending);
  }
  std::string note_of(std::int64_t run) const {
    return read_file(path_of(run, kNote), kLongestNote);
  }

  static Anchor begin(std::int64_t run, const fs::path& file) {
    Anchor anchor;
    anchor.run = run;
    anchor.file = file.native();
    return anchor;
  }

  /// Runs with a request and without a reply, the newest first.
  std::vector<std::int64_t> waiting() const {
    std::vector<std::int64_t> asked = runs_with(options_.catalogue, kRequest);
    const std::vector<std::int64_t> answered = runs_with(options_.catalogue, kReply);
    std::vector<std::int64_t> waiting;
    std::set_difference(asked.begin(), asked.end(), answered.begin(), answered.end(),
                        std::back_inserter(waiting));
    std::reverse(waiting.begin(), waiting.end());
    return waiting;
  }

  Anchor judge(std::int64_t run, const fs::path& file, const std::string& reply) const {
    Anchor anchor = begin(run, file);
    std::string request;
    try {
      request = read_file(path_of(run, kRequest), kLongestReply);
      anchor.digest = digest_of(note_of(run)).hex();
    } catch (const Error& error) {
      anchor.reason = error.message();
      return anchor;
    }
    // The note itself is what was to be asked about, whatever the request says now.
    const auto asked = requested_digest(request);
    if (!asked || asked->hex() != anchor.digest) {
      anchor.reason = "the request beside it is not about this checkpoint";
      return anchor;
    }
    const TimestampVerdict verdict = verify_timestamp(reply, request, options_.ca, untrusted());
    anchor.reason = verdict.good ? "" : verdict.reason;
    anchor.time = verdict.time;
    anchor.serial = verdict.serial;
    anchor.policy = verdict.policy;
    anchor.authority = verdict.authority;
    return anchor;
  }

  std::optional<fs::path> untrusted() const {
    return options_.untrusted.empty() ? std::nullopt : std::optional(options_.untrusted);
  }

  void keep(Anchor& anchor, const std::string& reply) {
    anchor.file = path_of(anchor.run, kReply).native();
    write_new(anchor.file, reply);
    Json body;
    body["run"] = anchor.run;
    body["stamped"] = to_rfc3339(anchor.time);
    body["serial"] = anchor.serial;
    body["policy"] = anchor.policy;
    body["authority"] = anchor.authority;
    body["digest"] = "sha256:" + anchor.digest;
    catalogue_.log("anchored", options_.clock.now(), body);
    catalogue_.flush_log();
  }

  std::set<std::int64_t> logged_runs() const {
    std::set<std::int64_t> runs;
    read_log(event_log_of(options_.catalogue), [&runs](const Json& line, std::string_view) {
      if (text_in_line(line, "what") == "anchored")
        runs.insert(static_cast<std::int64_t>(number_in_line(line, "run")));
    });
    return runs;
  }

  const AnchorOptions& options_;
  CatalogueLock lock_;
  Catalogue catalogue_;
  AnchorReport report_;
};

} // namespace

AnchorReport anchor_request(const AnchorOptions& options, const fs::path& file) {
  return Anchors(options).request(file);
}

AnchorReport anchor_reply(const AnchorOptions& options, const fs::path& file) {
  return Anchors(options).reply(file);
}

AnchorReport anchor_online(const AnchorOptions& options, const std::string& url,
                           const HttpOptions& http) {
  return Anchors(options).exchange(url, http);
}

AnchorReport anchor_verify(const AnchorOptions& options) {
  return Anchors(options).verify();
}

} // namespace delo
