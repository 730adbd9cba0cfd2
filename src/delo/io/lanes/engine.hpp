// Which code computes the digests: the crypto library one message after the other, or the wide
// registers of this processor, several messages side by side. All of them compute the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace delo {

enum class DigestEngine : std::uint8_t {
  openssl, ///< what the crypto library has, of every algorithm
  avx2,    ///< SHA-2 in registers of 256 bits, the others as above
  avx512,  ///< SHA-2 in registers of 512 bits, the others as above
};

struct DigestEngineInfo {
  DigestEngine engine;
  std::string_view word; ///< for people to type
  std::size_t lanes;     ///< how many messages side by side it is good for, at most
};

/// All engines, each better than those before it where the processor has it.
std::span<const DigestEngineInfo> digest_engines();
const DigestEngineInfo& info(DigestEngine engine);

/// Whether this processor and its system can run it.
bool is_available(DigestEngine engine);

/// The one that works now. Unless one was chosen, it is the best that is available; or the crypto
/// library where it is told to compute with approved modules only (FIPS 140).
DigestEngine digest_engine();

/// Chooses for all messages that are started from now on, on every thread. Throws Error(usage) when
/// the engine is not available.
void choose_digest_engine(DigestEngine engine);
/// Leaves it to the processor again.
void choose_best_digest_engine();

} // namespace delo
