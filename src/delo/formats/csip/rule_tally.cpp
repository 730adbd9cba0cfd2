#include "delo/formats/csip/rule_tally.hpp"

#include "delo/formats/csip/eark_rule_table.hpp"

#include <algorithm>
#include <utility>

namespace delo {

void RuleTally::judge(std::string_view rule) {
  judge(eark_rule_number(rule));
}

void RuleTally::fail(Fault fault) {
  judge(fault.rule);
  Counted& counted = counted_[{fault.rule, fault.at_most, fault.others_tell}];
  if (counted.kept >= most_) {
    ++counted.more;
    return;
  }
  ++counted.kept;
  faults_.push_back(std::move(fault));
}

void RuleTally::fail(std::string_view rule, std::uint64_t line, std::string message,
                     std::string expected, std::string actual) {
  fail({eark_rule_number(rule), line, std::move(message), std::move(expected), std::move(actual)});
}

void RuleTally::check(std::string_view rule, bool good, std::uint64_t line,
                      const std::string& message) {
  if (good)
    judge(rule);
  else
    fail(rule, line, message);
}

void RuleTally::add(const RuleTally& other) {
  judged_ |= other.judged_;
  for (const Fault& fault : other.faults_)
    fail(fault);
  for (const auto& [kind, counted] : other.counted_)
    if (counted.more > 0)
      counted_[kind].more += counted.more;
}

bool RuleTally::has_fault(std::string_view rule) const {
  const RuleNumber number = eark_rule_number(rule);
  return std::any_of(faults_.begin(), faults_.end(),
                     [number](const Fault& fault) { return fault.rule == number; });
}

} // namespace delo
