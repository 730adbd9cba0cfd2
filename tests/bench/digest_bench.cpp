// What a digest costs by engine, by length of the messages and by how many of them are at hand.
// With one message the lanes give way to the crypto library. Names:
// algorithm/engine/messages/bytes.
#include "delo/io/hasher.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace delo {
namespace {

/// The library as its manual shows it: a context for each message.
void evp(benchmark::State& state, Algorithm algorithm, std::size_t bytes) {
  const std::string message(bytes, 'x');
  EVP_MD* const kind = EVP_MD_fetch(nullptr, std::string(info(algorithm).engine).c_str(), nullptr);
  for (auto _ : state) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    EVP_Digest(message.data(), message.size(), digest, nullptr, kind, nullptr);
    benchmark::DoNotOptimize(digest);
  }
  EVP_MD_free(kind);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void side_by_side(benchmark::State& state, Algorithm algorithm, DigestEngine engine,
                  std::size_t count, std::size_t bytes) {
  choose_digest_engine(engine);
  const std::vector<std::string> messages(count, std::string(bytes, 'x'));
  std::vector<Hasher> hashers(count);
  std::vector<Piece> pieces(count);
  for (auto _ : state) {
    for (std::size_t i = 0; i < count; ++i) {
      hashers[i].start({algorithm});
      pieces[i] = {&hashers[i], messages[i], true};
    }
    update_side_by_side(pieces);
    for (Hasher& hasher : hashers)
      benchmark::DoNotOptimize(hasher.finish());
  }
  choose_best_digest_engine();
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(count * bytes));
}

void add_of(Algorithm algorithm, std::size_t bytes) {
  const std::string name(info(algorithm).bagit);
  benchmark::RegisterBenchmark(fmt::format("{}/evp/1/{}", name, bytes).c_str(),
                               [=](benchmark::State& state) { evp(state, algorithm, bytes); });
  for (const DigestEngineInfo& row : digest_engines())
    for (const std::size_t count : {1U, 2U, 3U, 4U, 6U, 8U, 12U, 16U, 32U})
      if (is_available(row.engine) && (row.engine != DigestEngine::openssl || count == 1))
        benchmark::RegisterBenchmark(
            fmt::format("{}/{}/{}/{}", name, row.word, count, bytes).c_str(),
            [=, engine = row.engine](benchmark::State& state) {
              side_by_side(state, algorithm, engine, count, bytes);
            });
}

const bool kAdded = [] {
  for (const Algorithm algorithm : {Algorithm::sha512, Algorithm::sha256})
    for (const std::size_t bytes : {512U, 4096U, 1024U * 1024U})
      add_of(algorithm, bytes);
  return true;
}();

} // namespace
} // namespace delo
