// A document page, and the files that belong to it, become a package.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/io/package_sink.hpp"
#include "delo/model/pack_data.hpp"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace delo {

/// Files that are given for one representation: files, or folders taken with all they hold.
struct RepresentationInput {
  std::string name; ///< "original", "transcription", "translation"
  std::vector<std::filesystem::path> paths;
};

struct PackOptions {
  std::filesystem::path page;   ///< a page, or a folder with a page and representation folders
  std::filesystem::path output; ///< the folder in which the package appears
  std::vector<RepresentationInput> representations;
  std::optional<std::string> id; ///< typed by the user; otherwise made from the record
  /// A corrected record, applied over what the page says.
  std::optional<std::filesystem::path> record;
  /// A rights term or address for a document whose page and record state none.
  std::optional<std::string> rights;
  std::string submitter; ///< who sends the package; otherwise the page's publisher
  Layout layout = Layout::bag_with_sip;
  Container container = Container::dir;
  AlgorithmSet algorithms{Algorithm::sha512};
  Overwrite overwrite = Overwrite::no;
  bool dry_run = false;
  const Clock* clock = nullptr;
  /// With a fixed clock: no time in the package is later than the clock's.
  bool clamp_times = false;
  std::string software = "delo";
  std::string software_version;
  std::stop_token stop;
};

/// Packs one document. The source is only read; the package appears under its name complete,
/// on the disk and verified, or not at all. Throws Error(usage) when the target is taken or the
/// inputs cannot be used, Error(io) when something cannot be read or written.
PackResult pack(const PackOptions& options);

} // namespace delo
