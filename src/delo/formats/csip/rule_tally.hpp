// What was found out about the rules of E-ARK in one document, or in a part of one.
#pragma once

#include "delo/model/finding_cap.hpp"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace delo {

/// The place of a rule in eark_rules().
using RuleNumber = std::size_t;

/// One rule broken at one line of the document.
struct Fault {
  RuleNumber rule;
  std::uint64_t line;
  std::string message;
  std::string expected = {};
  std::string actual = {};
  std::optional<Severity> at_most = {}; ///< where the text itself asks for less than the row
  bool others_tell = false; ///< a rule of METS, XML or the container is broken by the same thing
  std::string path = {};    ///< inside the package, where it is not the document itself
};

/// Counts which rules had something to judge, and keeps their faults, as many of each as may be. A
/// rule that judged nothing does not apply; one that judged and has no fault is met.
class RuleTally {
public:
  /// What decides with which weight a fault is told, and whether it is.
  struct Kind {
    RuleNumber rule;
    std::optional<Severity> at_most;
    bool others_tell;
    friend bool operator<(const Kind& a, const Kind& b) {
      return std::tie(a.rule, a.at_most, a.others_tell) <
             std::tie(b.rule, b.at_most, b.others_tell);
    }
  };
  struct Counted {
    std::uint64_t kept = 0;
    std::uint64_t more = 0;
  };

  RuleTally() = default;
  explicit RuleTally(std::uint64_t most_faults) : most_(most_faults) {}

  void judge(RuleNumber rule) { judged_.set(rule); }
  void judge(std::string_view rule);
  /// Also counts as judged.
  void fail(Fault fault);
  void fail(std::string_view rule, std::uint64_t line, std::string message,
            std::string expected = {}, std::string actual = {});
  /// Judges, and fails unless `good`.
  void check(std::string_view rule, bool good, std::uint64_t line, const std::string& message);
  /// The same where it is asked of every file: the message is made only when it is needed.
  template <typename MakeMessage>
  void check(RuleNumber rule, bool good, std::uint64_t line, MakeMessage make_message) {
    if (good)
      judge(rule);
    else
      fail({rule, line, make_message()});
  }
  /// Takes over what another has found.
  void add(const RuleTally& other);

  bool judged(RuleNumber rule) const { return judged_.test(rule); }
  const std::vector<Fault>& faults() const { return faults_; }
  /// How many of each kind are kept, and how many more there are.
  const std::map<Kind, Counted>& counted() const { return counted_; }
  bool has_fault(std::string_view rule) const;

private:
  std::bitset<256> judged_;
  std::uint64_t most_ = kMostFindings; ///< of a kind
  std::vector<Fault> faults_;
  std::map<Kind, Counted> counted_;
};

} // namespace delo
