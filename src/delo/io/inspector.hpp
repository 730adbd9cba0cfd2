// What a format contributes to a pass over a package: it says which files it cares for, sees them
// once, and judges when everything has been seen. Hash first, judge at the end, because in a
// stream the manifest may come last.
#pragma once

#include "delo/base/rel_path.hpp"
#include "delo/io/package_source.hpp"
#include "delo/io/seen_files.hpp"
#include "delo/model/digest.hpp"
#include "delo/model/finding.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// What is known of a package before its contents are read.
struct Listing {
  std::string root_name;
  std::optional<std::vector<std::string>> top_names; ///< of files; nothing in a compressed stream
};

/// What an inspector wants of one file.
struct Interest {
  AlgorithmSet algorithms;
  bool bytes = false;   ///< on_bytes() is called while the file passes
  std::size_t head = 0; ///< how many of its first bytes on_head() is to get, at least
};

/// How the pass went, with everything it saw: kept once, for all inspectors.
struct PassOutcome {
  /// False: the container broke off, or a folder could not be listed, so what is absent may not be
  /// missing. Then `shortfall` says which, for what could not be judged.
  bool complete = true;
  std::string_view shortfall = {};
  std::uint64_t bytes = 0;
  SeenFiles seen;
  std::string root_name; ///< PackageSource::root_name, which a compressed archive tells late
};

/// What turned out to be needed of files after they had passed.
using LateNeeds = std::map<RelPath, Interest>;

/// Adds a digest of the file that has this number to the needs, unless it is known or cannot be
/// known.
inline void need_digest(const SeenFiles& seen, std::uint32_t number, Algorithm algorithm,
                        LateNeeds& needs) {
  if (seen.glance(number).readable && seen.digest_bytes(number, algorithm).empty())
    needs[seen.path_of(number)].algorithms.insert(algorithm);
}
/// The same of the file of this path, if there is one.
inline void need_digest(const SeenFiles& seen, const RelPath& path, Algorithm algorithm,
                        LateNeeds& needs) {
  if (const auto number = seen.number_of(path))
    need_digest(seen, *number, algorithm, needs);
}

class Inspector {
public:
  virtual ~Inspector() = default;
  virtual void begin(const Listing&) {}
  /// Every entry of the package, whatever it is; `path` is null when the name cannot be used.
  virtual void on_entry(const Entry&, const RelPath* /*path*/, PathFault) {}
  virtual Interest interest_in(const RelPath&) { return {}; }
  /// The bytes of a file whose Interest asked for them, in order, before its on_file().
  virtual void on_bytes(const RelPath&, std::string_view) {}
  virtual void on_file(const RelPath&, const SeenFile&) {}
  /// The first bytes of a file, as many as somebody asked for, before its on_file(). `number` is
  /// that of the file in PassOutcome::seen.
  virtual void on_head(std::uint32_t /*number*/, std::string_view /*head*/) {}
  /// Adds what it needs to judge and did not get; asked once, before at_end(). The pass reads these
  /// files again: their bytes come by on_bytes(), to whom interest_in() names them now, and then by
  /// on_late_file().
  virtual void still_needed(const PassOutcome&, LateNeeds&) {}
  virtual void on_late_file(const RelPath&, const SeenFile&) {}
  /// The rules that it judges by, and, at the end, whether the package has what they speak of.
  virtual std::span<const Rule> rules() const { return {}; }
  virtual bool applies() const { return true; }
  /// Reports findings, and adds checks that could not run to `not_run`.
  virtual void at_end(const PassOutcome&, FindingSink&, std::vector<std::string>& /*not_run*/) {}
};

} // namespace delo
