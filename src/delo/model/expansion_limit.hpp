// Archives that were made to fill whatever reads them.
#pragma once

#include <cstdint>

namespace delo {

/// How much may come out of an archive: reading stops when it is over both.
struct ExpansionLimit {
  /// Times as many bytes as went in so far. Texts reach 50, scans 2, zeros by deflate 1,030. 0:
  /// any.
  std::uint64_t times = 500;
  std::uint64_t free_bytes = 100'000'000; ///< that much is harmless, whatever it came from
};
/// For what delo itself has written: a scan of a white page is packed ten thousandfold by zstd.
inline constexpr ExpansionLimit kNoExpansionLimit{.times = 0};

} // namespace delo
