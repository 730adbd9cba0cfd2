#include "delo/io/lanes/kernels.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace delo::lanes {
namespace {

#if defined(__x86_64__)
/// Whether the processor has instructions for SHA-256 itself, which the crypto library then uses.
bool has_sha256_instructions() {
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  constexpr unsigned kShaBit = 1U << 29; // leaf 7, EBX
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & kShaBit) != 0;
}

constexpr std::size_t kNever = kMostLanes + 1;

// From how many messages on a kernel is worth its while was measured: tests/bench/digest_bench.cpp.
constexpr Kernel<std::uint64_t> kWide512{8, 3, compress_avx512};
constexpr Kernel<std::uint64_t> kWide256{4, 4, compress_avx2};

const Kernel<std::uint32_t>& narrow_avx512() {
  static const Kernel<std::uint32_t> kKernel{16, has_sha256_instructions() ? 8U : 2U,
                                             compress_avx512};
  return kKernel;
}
const Kernel<std::uint32_t>& narrow_avx2() {
  static const Kernel<std::uint32_t> kKernel{8, has_sha256_instructions() ? kNever : 3U,
                                             compress_avx2};
  return kKernel;
}
#endif

} // namespace

template <>
const Kernel<std::uint64_t>* kernel_of<std::uint64_t>(DigestEngine engine) {
#if defined(__x86_64__)
  if (engine == DigestEngine::avx512)
    return &kWide512;
  if (engine == DigestEngine::avx2)
    return &kWide256;
#else
  (void)engine;
#endif
  return nullptr;
}

template <>
const Kernel<std::uint32_t>* kernel_of<std::uint32_t>(DigestEngine engine) {
#if defined(__x86_64__)
  if (engine == DigestEngine::avx512)
    return &narrow_avx512();
  if (engine == DigestEngine::avx2)
    return &narrow_avx2();
#else
  (void)engine;
#endif
  return nullptr;
}

} // namespace delo::lanes
