#include "delo/io/lanes/engine.hpp"

#include "delo/base/error.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <atomic>

namespace delo {
namespace {

constexpr std::array<DigestEngineInfo, 3> kEngines{{
    {DigestEngine::openssl, "openssl", 1},
    {DigestEngine::avx2, "avx2", 8},
    {DigestEngine::avx512, "avx512", 16},
}};

DigestEngine best() {
  if (EVP_default_properties_is_fips_enabled(nullptr) != 0)
    return DigestEngine::openssl;
  const auto* found = std::find_if(kEngines.rbegin(), kEngines.rend(), [](const auto& row) {
                        return is_available(row.engine);
                      }).base();
  return std::prev(found)->engine;
}

std::atomic<DigestEngine>& chosen() {
  static std::atomic<DigestEngine> engine = best();
  return engine;
}

} // namespace

std::span<const DigestEngineInfo> digest_engines() {
  return kEngines;
}

const DigestEngineInfo& info(DigestEngine engine) {
  return kEngines[static_cast<std::size_t>(engine)];
}

bool is_available(DigestEngine engine) {
  switch (engine) {
  case DigestEngine::openssl:
    return true;
#if defined(__x86_64__)
  case DigestEngine::avx2:
    return __builtin_cpu_supports("avx2") != 0;
  case DigestEngine::avx512:
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0;
#endif
  default:
    return false;
  }
}

DigestEngine digest_engine() {
  return chosen().load(std::memory_order_relaxed);
}

void choose_digest_engine(DigestEngine engine) {
  if (!is_available(engine))
    throw Error(ErrorKind::usage,
                fmt::format("this processor cannot compute digests with {}", info(engine).word),
                "leave the choice to the program, or choose openssl, which runs everywhere");
  chosen().store(engine, std::memory_order_relaxed);
}

void choose_best_digest_engine() {
  chosen().store(best(), std::memory_order_relaxed);
}

} // namespace delo
