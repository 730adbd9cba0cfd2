#include "delo/io/hasher.hpp"

#include "delo/base/error.hpp"
#include "delo/io/lanes/sha2_message.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <variant>

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

/// A message of the crypto library, which keeps its state to itself.
class EvpMessage {
public:
  void start(Algorithm algorithm) {
    check(EVP_DigestInit_ex2(context_.get(), fetch(algorithm), nullptr));
    algorithm_ = algorithm;
  }
  void update(std::string_view bytes) {
    check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
  }
  Digest digest() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    check(EVP_DigestFinal_ex(context_.get(), bytes.data(), &size));
    return Digest(algorithm_, std::as_bytes(std::span(bytes).first(size)));
  }

private:
  Algorithm algorithm_{};
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

using Message32 = lanes::Sha2Message<std::uint32_t>;
using Message64 = lanes::Sha2Message<std::uint64_t>;

} // namespace

struct Hasher::Context {
  Algorithm algorithm;
  std::variant<std::monostate, EvpMessage, Message32, Message64> message;

  template <class Message>
  void start_as() {
    if (!std::holds_alternative<Message>(message))
      message.template emplace<Message>();
    std::get<Message>(message).start(algorithm);
  }

  void start(DigestEngine engine) {
    const bool has_lanes = engine != DigestEngine::openssl;
    if (has_lanes && Message32::start_of(algorithm))
      start_as<Message32>();
    else if (has_lanes && Message64::start_of(algorithm))
      start_as<Message64>();
    else
      start_as<EvpMessage>();
  }

  Digest digest() {
    if (auto* evp = std::get_if<EvpMessage>(&message))
      return evp->digest();
    if (auto* narrow = std::get_if<Message32>(&message))
      return narrow->digest();
    return std::get<Message64>(message).digest();
  }
};

/// What is to be compressed of all messages of a call, by the size of their words.
struct Hasher::Works {
  std::vector<lanes::Work<std::uint32_t>> narrow;
  std::vector<lanes::Work<std::uint64_t>> wide;

  void take(Context& context, std::string_view bytes, bool ends) {
    if (auto* evp = std::get_if<EvpMessage>(&context.message))
      return evp->update(bytes);
    if (auto* message = std::get_if<Message32>(&context.message))
      return keep(narrow, message->take(bytes, ends));
    keep(wide, std::get<Message64>(context.message).take(bytes, ends));
  }

  void compress(DigestEngine engine) {
    lanes::compress(std::span(narrow), engine);
    lanes::compress(std::span(wide), engine);
  }

  void clear() {
    narrow.clear();
    wide.clear();
  }

private:
  template <class Work>
  static void keep(std::vector<Work>& list, const Work& work) {
    if (work.count > 0)
      list.push_back(work);
  }
};

Hasher::Hasher() = default;
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

void Hasher::expect(AlgorithmSet algorithms) {
  for (const AlgorithmInfo& row : delo::algorithms())
    if (algorithms.contains(row.algorithm))
      (void)fetch(row.algorithm);
}

void Hasher::start(AlgorithmSet algorithms) {
  active_.clear();
  has_ended_ = false;
  engine_ = digest_engine();
  for (const AlgorithmInfo& row : delo::algorithms()) {
    if (!algorithms.contains(row.algorithm))
      continue;
    auto found = std::find_if(contexts_.begin(), contexts_.end(),
                              [&row](const auto& c) { return c->algorithm == row.algorithm; });
    if (found == contexts_.end())
      found =
          contexts_.insert(contexts_.end(), std::make_unique<Context>(Context{row.algorithm, {}}));
    (*found)->start(engine_);
    active_.push_back(found->get());
  }
}

void Hasher::update(std::string_view bytes) {
  const Piece piece{this, bytes};
  update_side_by_side({&piece, 1});
}

DigestSet Hasher::finish() {
  if (!has_ended_) {
    const Piece piece{this, {}, true};
    update_side_by_side({&piece, 1});
  }
  DigestSet digests;
  for (Context* context : active_)
    digests.insert(context->digest());
  active_.clear();
  return digests;
}

void update_side_by_side(std::span<const Piece> pieces) {
  thread_local Hasher::Works works; // its memory is used again and again
  works.clear();
  DigestEngine engine = DigestEngine::openssl;
  for (const Piece& piece : pieces) {
    engine = std::max(engine, piece.message->engine_);
    piece.message->has_ended_ = piece.ends;
    for (Hasher::Context* context : piece.message->active_)
      works.take(*context, piece.bytes, piece.ends);
  }
  works.compress(engine);
}

Digest digest_of(std::string_view text, Algorithm algorithm) {
  thread_local Hasher hasher; // contexts are costly to make, and METS asks for an ID of every file
  hasher.start({algorithm});
  hasher.update(text);
  return *hasher.finish().find(algorithm);
}

} // namespace delo
