// What an audit reads: inventories, exports, the event log, checkpoints, time-stamps, reports.
#include "delo/base/byte_sink.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/ocfl/ocfl_inventory.hpp"
#include "delo/formats/ocfl/ocfl_judge.hpp"
#include "delo/formats/tlog/checkpoint.hpp"
#include "delo/io/hasher.hpp"
#include "delo/io/timestamp_token.hpp"
#include "delo/ops/audit/event_log.hpp"
#include "delo/ops/audit/exchange.hpp"
#include "delo/ops/audit/record_json.hpp"
#include "delo/ops/baseline.hpp"
#include "fuzz/scratch.hpp"
#include "fuzz/targets.hpp"

#include <algorithm>
#include <array>

namespace delo::fuzz {
namespace {

void must_be_sorted(const std::vector<OcflFile>& files) {
  for (std::size_t i = 1; i < files.size(); ++i)
    must(ocfl_path_less(files[i - 1].path, files[i].path), "a list of an inventory is not sorted");
}

void ocfl_inventory(std::string_view bytes) {
  const OcflReading read = read_inventory(bytes);
  if (read.inventory) {
    must(Json::accept(bytes), "an inventory came of what is no JSON");
    must_be_sorted(read.inventory->manifest);
    for (const OcflVersion& version : read.inventory->versions)
      must_be_sorted(version.state);
  }
  read_inventory_sidecar(bytes);
  OcflJudge judge;
  judge.take("inventory.json", bytes);
  judge.take("v1/inventory.json", bytes);
  judge.problems();
}

/// An export of the rows that stand in another.
std::string export_of(const std::filesystem::path& file) {
  StringSink text;
  ExchangeWriter writer(text);
  writer.header(Timestamp{1'000'000'000}, LogState{});
  read_exchange(file, writer);
  writer.end();
  return text.take();
}

/// The digest at the end would give every change away, so it is made to fit.
void catalogue_export(std::string_view bytes) {
  constexpr std::string_view kMark = R"("sha256":")";
  std::string text(bytes);
  const std::size_t last = text.rfind('\n', text.size() < 2 ? 0 : text.size() - 2);
  const std::size_t mark = text.rfind(kMark);
  if (last != std::string::npos && mark != std::string::npos && mark > last) {
    Hasher hasher;
    hasher.start({Algorithm::sha256});
    hasher.update(std::string_view(text).substr(0, last + 1));
    text.replace(mark + kMark.size(), 64, hasher.finish().find(Algorithm::sha256)->hex());
  }
  const std::string first = export_of(scratch_file("export.jsonl", text));
  const std::string second =
      own([&] { return export_of(scratch_file("again.jsonl", first)); }, "an export");
  must(first == second, "an export comes back as another");
}

/// Digests are made to fit here, too.
std::string chained(std::string_view bytes) {
  constexpr std::string_view kMark = R"("prev":")";
  std::string text;
  std::string before;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string line(bytes.substr(0, end));
    if (const std::size_t mark = line.find(kMark); mark != std::string::npos && !before.empty())
      line.replace(mark + kMark.size(), 64, digest_of_line(before));
    text += line + (end < bytes.size() ? "\n" : "");
    before = std::move(line);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return text;
}

void event_log(std::string_view bytes) {
  const std::string text = chained(bytes);
  LogState state;
  const LogVerdict verdict =
      read_log(scratch_file("events.jsonl", text), [&](const Json& line, std::string_view said) {
        state = after_line(state, said);
        check_from(line, CatalogueEntry{});
      });
  must(state.lines == verdict.state.lines && state.head == verdict.state.head &&
           state.tree == (verdict.state.lines > 0 ? verdict.state.tree : state.tree),
       "the log of single lines is another than that of all");
  must(verdict.bytes <= text.size(), "more bytes of a log are good than there are");
}

void checkpoint(std::string_view bytes) {
  const auto read = parse_checkpoint(bytes);
  static const SigningKey key = SigningKey::generate("log.example");
  must(read.has_value() == (verify_checkpoint(bytes, key.verifier()) != NoteVerdict::malformed),
       "a checkpoint is read, and yet malformed");
  VerifierKey::parse(bytes);
  if (!read)
    return;
  must(bytes.starts_with(read->body), "a checkpoint signs other bytes than it has");
  const std::string body = own([&] { return checkpoint_body(read->checkpoint); }, "a checkpoint");
  must(read->body.starts_with(body), "a checkpoint reads back as another");
}

/// The digest that seeds are about, and who signed them: see make_corpus.py.
void timestamp_reply(std::string_view bytes) {
  static const Digest digest = Digest::from_hex(Algorithm::sha256, std::string(64, 'a')).value();
  static const std::string authority = DELO_FUZZ_DIR "/authority.pem";
  const TimestampVerdict verdict = verify_timestamp_for(bytes, digest, authority);
  must(verdict.good == verdict.reason.empty(), "a time-stamp is bad without a reason");
  for (const std::string& text :
       {verdict.reason, verdict.serial, verdict.policy, verdict.authority})
    must(is_utf8(text), "what a time-stamp says is not told in UTF-8");
  requested_digest(bytes);
}

void baseline(std::string_view bytes) {
  read_baseline(scratch_file("report.json", bytes));
}

constexpr std::array kTargets{
    Target{"ocfl_inventory", ocfl_inventory, "lists are sorted; what is no JSON is no inventory"},
    Target{"catalogue_export", catalogue_export, "rows come back from an export the same"},
    Target{"event_log", event_log, "line by line the same state as all at once"},
    Target{"checkpoint", checkpoint, "what is printed is what was read"},
    Target{"timestamp_reply", timestamp_reply, "bad ones have a reason, texts are UTF-8"},
    Target{"baseline", baseline, "nothing more"},
};

} // namespace

std::span<const Target> audit_targets() {
  return kTargets;
}

} // namespace delo::fuzz
