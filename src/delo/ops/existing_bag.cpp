#include "delo/ops/existing_bag.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_writer.hpp"
#include "delo/io/inspector.hpp"
#include "delo/io/no_sink.hpp"
#include "delo/ops/folder_bag_writer.hpp"
#include "delo/ops/pass.hpp"

#include <fmt/format.h>

#include <array>

namespace delo {
namespace {

constexpr std::size_t kLargestInfo = std::size_t{16} * 1024 * 1024;

/// Digests of everything, and the text of bag-info.txt.
class WholeBag final : public Inspector {
public:
  explicit WholeBag(AlgorithmSet algorithms) : algorithms_(algorithms) {}

  void on_entry(const Entry& entry, const RelPath* path, PathFault) override {
    if (!path || (entry.kind != EntryKind::file && entry.kind != EntryKind::folder))
      is_strange = true; // no bag of ours
  }
  Interest interest_in(const RelPath& path) override {
    return {algorithms_, path.str() == "bag-info.txt"};
  }
  void on_bytes(const RelPath&, std::string_view bytes) override {
    if (info.size() < kLargestInfo)
      info += bytes;
  }

  std::string info;
  bool is_strange = false;

private:
  AlgorithmSet algorithms_;
};

std::optional<Timestamp> packed_at(const std::string& info) {
  const ParsedBagInfo parsed = parse_bag_info(info);
  const auto tags = parsed.info.find(kPackedAtLabel);
  return tags.size() == 1 ? parse_rfc3339(tags.front()->value) : std::nullopt;
}

std::string difference_of(const FolderBag& bag, const FolderBagWriter& planned, bool is_remote,
                          const PassOutcome& seen) {
  std::size_t met = 0;
  const auto differs = [&](const RelPath& path, const DigestSet& digests) {
    const auto found = seen.seen.find(path);
    met += found == seen.seen.end() ? 0 : 1;
    return found == seen.seen.end() ? fmt::format("it has no {}", display_name(path.str()))
           : found->second.digests != digests ? fmt::format("{} differs", display_name(path.str()))
                                              : std::string();
  };
  const RelPath payload("data");
  for (std::size_t i = 0; !is_remote && i < bag.files.size(); ++i)
    if (auto text = differs(payload / bag.files[i].name, planned.payload()[i]); !text.empty())
      return text;
  for (const auto& [path, digests] : planned.tag_files())
    if (auto text = differs(path, digests); !text.empty())
      return text;
  return met == seen.seen.size() ? "" : fmt::format("it has {} more files", seen.seen.size() - met);
}

} // namespace

ExistingPackage compare_with_existing_bag(const FolderBag& bag, const PackOptions& options) {
  WholeBag whole(options.algorithms);
  PackageReport report;
  PassOutcome seen;
  try {
    seen = run_pass([&] { return open_source(bag.target, Details::no, kNoExpansionLimit); },
                    std::array<Inspector*, 1>{&whole}, report, PassOptions{.stop = options.stop});
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::nothing_to_check)
      throw;
    return {Existing::different, "it is no package", 0, 0};
  }
  const auto time = packed_at(whole.info);
  if (!seen.complete || !report.unreadable.empty() || whole.is_strange || !time)
    return {Existing::different, "it was not made by delo, or is damaged", 0, 0};
  NoSink nowhere;
  FolderBagWriter writer(bag, options, *time, nowhere);
  writer.write();
  const std::string difference = difference_of(bag, writer, !options.remote.empty(), seen);
  if (!difference.empty())
    return {Existing::different, difference, 0, 0};
  return {Existing::identical, "", seen.seen.size(), seen.bytes};
}

} // namespace delo
