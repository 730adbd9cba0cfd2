// Packages for tests: made from the fixtures, damaged on purpose, sealed again, put into archives.
#pragma once

#include "delo/model/digest.hpp"
#include "delo/model/report_data.hpp"
#include "delo/ops/pack.hpp"
#include "unit/support/files.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace delo::test {

/// The clock of all packages made here: 2001-09-09T01:46:40Z.
const Clock& fixed_clock();

/// The invented telegram, into `output`, under the id "telegram", with the fixed clock.
PackOptions telegram_options(const fs::path& output);

/// Packs the telegram as a folder; `change` may alter the options first.
fs::path pack_telegram(const fs::path& output, Layout layout = Layout::bag_with_sip,
                       const std::function<void(PackOptions&)>& change = {});

void append(const fs::path& file, std::string_view bytes);
/// Replaces the first occurrence; the text must be there.
void replace_in(const fs::path& file, std::string_view from, std::string_view to);
/// Flips one bit in the middle of a file; its size stays.
void flip_bit(const fs::path& file);
/// Paths of all files below a folder, by their bytes.
std::vector<std::string> files_below(const fs::path& folder);

std::string digest_of(Algorithm algorithm, std::string_view bytes);

/// Writes the payload manifests that a bag has anew, from what lies in data.
void seal_payload(const fs::path& bag);
/// Writes Payload-Oxum anew.
void seal_oxum(const fs::path& bag);
/// Writes the tag manifests that a bag has anew.
void seal_tags(const fs::path& bag);
/// All of these: whatever was changed before is now vouched for.
void seal(const fs::path& bag);

enum class ArchiveKind { tar, tar_gz, zip };

/// One entry of an archive to be.
struct ArchiveItem {
  enum class Kind { file, folder, symlink, pipe } kind = Kind::file;
  std::string name;
  std::string bytes; ///< of a file; the target of a link
};

/// A folder and what it holds, as entries with the folder's own name on top.
std::vector<ArchiveItem> items_of(const fs::path& folder);
void write_archive(const fs::path& target, ArchiveKind kind, const std::vector<ArchiveItem>& items);
void archive_folder(const fs::path& folder, const fs::path& target, ArchiveKind kind);

/// "<rule> <path>" of each finding, in the order of the report.
std::vector<std::string> found(const PackageReport& report);
/// The ids of the rules that were broken, each once, sorted.
std::vector<std::string> rules_of(const PackageReport& report);
/// The first finding of a rule; an empty one when there is none.
Finding first(const PackageReport& report, std::string_view rule);
/// Everything that a finding says, in one line each.
std::vector<std::string> in_full(const PackageReport& report);

} // namespace delo::test
