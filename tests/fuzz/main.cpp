// The program of libFuzzer: DELO_FUZZ_TARGET says which target gets the bytes.
#include "fuzz/targets.hpp"

#include <clocale>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace {

std::optional<delo::fuzz::Target> chosen;

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  std::setlocale(LC_CTYPE, "C.UTF-8");
  const char* name = std::getenv("DELO_FUZZ_TARGET");
  for (const delo::fuzz::Target& target : delo::fuzz::targets())
    if (name && target.name == name)
      chosen = target;
  if (chosen)
    return 0;
  std::puts("DELO_FUZZ_TARGET names one of:");
  for (const delo::fuzz::Target& target : delo::fuzz::targets())
    std::printf("%-18s %s\n", target.name.data(), target.holds.data());
  std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    delo::fuzz::run(*chosen, {reinterpret_cast<const char*>(data), size});
  } catch (const delo::fuzz::Broken& broken) {
    std::fprintf(stderr, "BROKEN: %s\n", broken.what());
    __builtin_trap();
  }
  return 0;
}
