#include "delo/ops/fetch.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_tag_files.hpp"
#include "delo/io/http_client.hpp"
#include "delo/ops/fetch_place.hpp"
#include "delo/ops/pass.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

const RelPath kPayload("data");

/// Reads the tag files of a bag, and nothing else.
class TagReader final : public Inspector {
public:
  Interest interest_in(const RelPath& path) override { return {{}, BagTagFiles::knows(path)}; }
  void on_bytes(const RelPath& path, std::string_view bytes) override {
    if (BagTagFiles::knows(path))
      tags.feed(path, bytes);
  }
  void on_file(const RelPath& path, const SeenFile& file) override {
    if (BagTagFiles::knows(path))
      tags.end_file(path, file.readable);
  }
  void at_end(const PassOutcome&, FindingSink&, std::vector<std::string>&) override {
    tags.finish();
  }

  BagTagFiles tags{BagTagFiles::Addresses::kept, kAllFindings}; // each line has a row in the report
};

/// One file that is to come.
struct Wanted {
  RelPath path;
  FetchList::Entry entry;
  DigestSet digests; ///< of every payload manifest that lists it
};

class Run {
public:
  Run(const fs::path& bag, const FetchOptions& options) : bag_(bag), options_(options) {
    result_.bag = bag.native();
    result_.is_dry_run = options.dry_run;
  }

  FetchResult go() {
    read_bag();
    const ParsedFetch* const fetch = reader_.tags.fetch();
    if (!fetch)
      return std::move(result_);
    tell_bad_lines(*fetch);
    fetch->list->for_each([this](const RelPath& path, const FetchList::Entry& entry) {
      if (outcome_.seen.contains(path))
        ++result_.were_there;
      else
        take({path, entry, digests_of(path)});
    });
    std::stable_sort(result_.files.begin(), result_.files.end(),
                     [](const FetchedFile& a, const FetchedFile& b) { return a.path < b.path; });
    return std::move(result_);
  }

private:
  void read_bag() {
    if (!fs::is_directory(bag_))
      throw Error(ErrorKind::usage,
                  fmt::format("{} is no folder, so no file can be put into it",
                              display_name(bag_.native())),
                  "unpack an archive first: delo unpack");
    PackageReport report;
    outcome_ = run_pass([this] { return open_source(bag_, Details::yes); },
                        std::array<Inspector*, 1>{&reader_}, report,
                        {.stop = options_.stop, .depth = Depth::structure});
    if (!reader_.tags.has_declaration())
      throw Error(ErrorKind::nothing_to_check,
                  fmt::format("{} is no bag: it has no bagit.txt", display_name(bag_.native())));
    if (!report.unreadable.empty())
      throw Error(ErrorKind::io,
                  fmt::format("cannot read {}: {}",
                              display_name((bag_ / report.unreadable.front().path).native()),
                              report.unreadable.front().reason),
                  report.unreadable.front().hint);
  }

  /// Lines that name no file which could be fetched; the list has the others.
  void tell_bad_lines(const ParsedFetch& fetch) {
    using Kind = FetchFault::Kind;
    for (const FetchFault& fault : fetch.faults)
      if (fault.kind == Kind::malformed || fault.kind == Kind::bad_path)
        result_.files.push_back(
            {fault.text, "", 0, FetchEnd::refused,
             fmt::format("fetch.txt line {}: {}", fault.line,
                         fault.refused.empty() ? "no address, length and path" : fault.refused)});
    for (const TagLineFault& fault : fetch.text_faults)
      if (fault.kind != TagLineFault::Kind::byte_order_mark)
        result_.files.push_back({"fetch.txt", "", 0, FetchEnd::refused,
                                 fmt::format("line {} cannot be read", fault.line)});
  }

  DigestSet digests_of(const RelPath& path) const {
    DigestSet digests;
    for (const LoadedManifest& manifest : reader_.tags.manifests())
      if (const auto entry = manifest.entries().find(path); entry && !manifest.is_tag_manifest)
        digests.insert(entry->digest);
    return digests;
  }

  void take(const Wanted& wanted) {
    FetchedFile file{wanted.path.str(), std::string(wanted.entry.url),
                     wanted.entry.length.value_or(0), FetchEnd::planned, ""};
    file.reason = reason_to_refuse(wanted);
    if (!file.reason.empty())
      file.end = FetchEnd::refused;
    else if (!options_.dry_run)
      fetch(wanted, file);
    result_.files.push_back(std::move(file));
  }

  std::string reason_to_refuse(const Wanted& wanted) const {
    const std::string scheme = scheme_of(wanted.entry.url);
    if (!wanted.path.is_below(kPayload))
      return "it is no payload file";
    if (wanted.digests.empty())
      return "no payload manifest lists it, so what comes could not be checked";
    if (scheme != "http" && scheme != "https")
      return "its address is neither http nor https";
    if (wanted.entry.length.value_or(0) > options_.max_size)
      return "it is larger than --max-size allows";
    return {};
  }

  void fetch(const Wanted& wanted, FetchedFile& file) {
    if (!place_) {
      place_.emplace(bag_);
      client_.emplace(HttpOptions{options_.allow_private, options_.stop});
    }
    FetchPlace::Part part(*place_, wanted.path);
    const bool was_begun = part.size() > 0;
    bring(wanted, part, file);
    if (file.end == FetchEnd::wrong && was_begun) { // the beginning may be that of another file
      part.clear();
      bring(wanted, part, file);
    }
    file.bytes = part.size();
    if (file.end == FetchEnd::fetched)
      if (file.reason = part.publish(wanted.path); !file.reason.empty())
        file.end = FetchEnd::refused;
    if (file.end == FetchEnd::wrong || part.size() == 0)
      part.remove();
  }

  /// Downloads what is missing of the file, and checks the whole.
  void bring(const Wanted& wanted, FetchPlace::Part& part, FetchedFile& file) {
    const std::uint64_t most = wanted.entry.length.value_or(options_.max_size);
    if (part.size() > most)
      part.clear();
    HttpResult got = {HttpEnd::whole, {}};
    if (!wanted.entry.length || part.size() < *wanted.entry.length || part.size() == 0)
      got = client_->get(file.url, part.size(), most - part.size(), part);
    if (got.end == HttpEnd::cannot_resume) {
      part.clear();
      got = client_->get(file.url, 0, most, part);
    }
    file.reason = got.reason;
    file.end = got.end == HttpEnd::too_long && wanted.entry.length ? FetchEnd::wrong
               : got.end == HttpEnd::too_long || got.end == HttpEnd::private_address
                   ? FetchEnd::refused
                   : FetchEnd::failed;
    if (got.end == HttpEnd::too_long)
      part.clear();
    if (got.end == HttpEnd::whole)
      check(wanted, part, file);
  }

  void check(const Wanted& wanted, const FetchPlace::Part& part, FetchedFile& file) const {
    file.end = FetchEnd::wrong;
    if (wanted.entry.length && part.size() != *wanted.entry.length) {
      file.reason =
          fmt::format("it has {} bytes, and fetch.txt says {}", part.size(), *wanted.entry.length);
      return;
    }
    AlgorithmSet algorithms;
    for (const Digest& digest : wanted.digests)
      algorithms.insert(digest.algorithm());
    const DigestSet actual = part.digests(algorithms, options_.stop);
    for (const Digest& digest : wanted.digests)
      if (*actual.find(digest.algorithm()) != digest) {
        file.reason = fmt::format("its {} digest is {}, and the manifest says {}",
                                  info(digest.algorithm()).bagit,
                                  actual.find(digest.algorithm())->hex(), digest.hex());
        return;
      }
    file.end = FetchEnd::fetched;
    file.reason.clear();
  }

  const fs::path& bag_;
  const FetchOptions& options_;
  TagReader reader_;
  PassOutcome outcome_;
  FetchResult result_;
  std::optional<FetchPlace> place_;
  std::optional<HttpClient> client_;
};

} // namespace

FetchResult fetch_bag(const fs::path& bag, const FetchOptions& options) {
  return Run(bag, options).go();
}

} // namespace delo
