// An OCFL object judged while it is read for the catalogue.
#pragma once

#include "delo/formats/ocfl/ocfl_judge.hpp"
#include "delo/ops/audit/reading.hpp"

#include <string>
#include <vector>

namespace delo {

/// Tells an OcflJudge what passes.
class OcflWitness final : public ReadingWitness {
public:
  AlgorithmSet algorithms(std::string_view name) override;
  std::uint64_t most_bytes(std::string_view name) override { return OcflJudge::most_bytes(name); }
  void take(std::string_view name, std::string_view bytes) override { judge_.take(name, bytes); }
  void meet(const StoredItem& item, const DigestSet& digests) override;

  /// All that is wrong, once everything has passed; see OcflJudge. Call it once.
  std::vector<OcflProblem> problems() { return judge_.problems(); }
  /// The object's id; empty when its inventory makes no sense.
  std::string id() const;
  /// Whether something could not be read or listed: then no problem proves a fault, and none that
  /// there is none.
  bool has_unreadable() const { return has_unreadable_; }

private:
  OcflJudge judge_;
  bool has_unreadable_ = false;
};

/// Why such an object is refused: the first problems, and how many there are.
std::string words_of(const std::vector<OcflProblem>& problems);

} // namespace delo
