#include "delo/io/hasher.hpp"

#include "delo/base/error.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// Looked up once for the life of the program: fetching costs more than hashing a small file.
const EVP_MD* fetch(Algorithm algorithm) {
  static const auto kFetched = [] {
    std::array<EVP_MD*, kAlgorithmCount> list{};
    for (const AlgorithmInfo& row : algorithms())
      list[static_cast<std::size_t>(row.algorithm)] =
          EVP_MD_fetch(nullptr, std::string(row.engine).c_str(), nullptr);
    return list;
  }();
  const EVP_MD* found = kFetched[static_cast<std::size_t>(algorithm)];
  if (!found)
    throw Error(ErrorKind::internal,
                fmt::format("the crypto library has no {}", info(algorithm).bagit),
                "a system-wide policy such as FIPS may have switched it off");
  return found;
}

void check(int ok) {
  if (ok != 1)
    throw Error(ErrorKind::internal, "the crypto library could not compute a digest");
}

} // namespace

struct Hasher::Context {
  Algorithm algorithm;
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> evp{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

Hasher::Hasher() = default;
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

void Hasher::start(AlgorithmSet algorithms) {
  active_.clear();
  for (const Algorithm algorithm : algorithms.list()) {
    auto found = std::find_if(contexts_.begin(), contexts_.end(),
                              [algorithm](const auto& c) { return c->algorithm == algorithm; });
    if (found == contexts_.end())
      found = contexts_.insert(contexts_.end(), std::make_unique<Context>(Context{algorithm}));
    check(EVP_DigestInit_ex2((*found)->evp.get(), fetch(algorithm), nullptr));
    active_.push_back(found->get());
  }
}

void Hasher::update(std::string_view bytes) {
  for (Context* context : active_)
    check(EVP_DigestUpdate(context->evp.get(), bytes.data(), bytes.size()));
}

DigestSet Hasher::finish() {
  DigestSet digests;
  for (Context* context : active_) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    check(EVP_DigestFinal_ex(context->evp.get(), bytes.data(), &size));
    digests.insert(Digest(context->algorithm, std::as_bytes(std::span(bytes).first(size))));
  }
  active_.clear();
  return digests;
}

} // namespace delo
