// Many digests over one read of the same bytes, of one message or of many side by side.
#pragma once

#include "delo/io/lanes/engine.hpp"
#include "delo/model/digest.hpp"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace delo {

struct Piece;

/// The digest of a short text.
Digest digest_of(std::string_view text, Algorithm algorithm = Algorithm::sha256);

/// Computes several digests of one message at once. Reusable after finish(); use from one thread.
class Hasher {
public:
  Hasher();
  ~Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;

  /// Throws Error(internal) when the crypto library has not all of them.
  static void expect(AlgorithmSet algorithms);

  /// Begins anew with these algorithms, and with the engine that is chosen now (digest_engine()).
  void start(AlgorithmSet algorithms);
  void update(std::string_view bytes);
  /// Weakest first.
  DigestSet finish();

private:
  struct Context;
  struct Works;
  friend void update_side_by_side(std::span<const Piece> pieces);

  DigestEngine engine_{};
  bool has_ended_ = false;
  std::vector<std::unique_ptr<Context>> contexts_; ///< one for each algorithm met so far
  std::vector<Context*> active_;
};

/// The next bytes of a message.
struct Piece {
  Hasher* message = nullptr;
  std::string_view bytes;
  bool ends =
      false; ///< with these bytes; what is left is finish(), which then costs next to nothing
};

/// Does what update() of each message does, all of them together: with lanes this takes a part of
/// the time. A message may be named once.
void update_side_by_side(std::span<const Piece> pieces);

} // namespace delo
