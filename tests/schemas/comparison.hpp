// Verdicts of the official schemas and of ours, side by side.
#pragma once

#include "schemas/samples.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schema_test {

/// Compares damaged documents and counts what came out.
class Comparison {
public:
  /// False after so many disagreements that more would tell nothing new.
  bool goOn() const;
  std::size_t valid() const { return valid_; }
  std::size_t invalid() const { return invalid_; }
  const std::map<std::string_view, std::size_t>& asked() const { return asked_; }

  /// @param how  what was done to the sample, for the report and the file name
  void ask(const Sample& sample, xmlDoc* damaged, const std::string& how);
  void print(std::size_t sources) const;

private:
  std::size_t valid_ = 0;
  std::size_t invalid_ = 0;
  std::size_t disagreements_ = 0;
  std::map<std::string_view, std::size_t> asked_; // by family
};

/// What is wrong with the three verdicts on a document; empty when nothing is. What a version
/// before calls valid has to be valid, too.
std::string disagreement(const Pair& pair, xmlDoc* doc);

/// Asks about documents damaged by chance. Every family gets the same share, however many
/// documents it has.
void askAtRandom(const std::vector<Sample>& samples, std::uint64_t seed, std::uint64_t rounds,
                 Comparison& comparison);

/// How often a pair of names was met.
using Met = std::map<std::pair<Name, Name>, int>;

/// Every kind of child of every kind of parent, the first few times it is met.
void askEachElement(const Sample& sample, Met& met, Comparison& comparison);

/// Drops every attribute of every kind of element once; tries other values of
/// an attribute on the first few kinds of element that have it, since it seldom
/// changes its type from one to the next.
void askEachAttribute(const Sample& sample, Met& met, Comparison& comparison);

} // namespace schema_test
