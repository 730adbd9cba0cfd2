// Holding the event log against its checkpoints and against the catalogue, in one pass over it.
#pragma once

#include "delo/io/signing_key.hpp"
#include "delo/model/audit_evidence.hpp"
#include "delo/ops/audit/catalogue.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

struct LogCheckOptions {
  std::filesystem::path log;        ///< empty: that of the catalogue
  std::filesystem::path checkpoint; ///< one more than those that are kept; may be empty
  std::optional<VerifierKey> key;   ///< nothing: that of the catalogue
  /// The catalogue may be a copy of another: then it has a key of its own, and the files of earlier
  /// checkpoints did not come with it. Only what checkpoints say of the lines is compared.
  bool is_copy = false;
  /// Sees every line of the log, before it is known whether all of it is good. May be empty.
  std::function<void(const Json& line, std::string_view text)> each{};
};

/// Lists every difference between the log, its checkpoints and the catalogue, if there is one.
/// Whose path is `path` holds its lock. Throws Error(io) when the log, the checkpoint or the
/// database cannot be read.
LogCheck check_log(Catalogue* catalogue, const std::filesystem::path& path,
                   const LogCheckOptions& options);

} // namespace delo
