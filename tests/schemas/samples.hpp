// Documents to compare verdicts on, and the two grammars that give them.
#pragma once

#include "schemas/grammar.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace schema_test {

/// One schema of ours, and what its makers published for the same documents.
struct Pair {
  std::string name;
  Grammar ours;
  Grammar official;
  Grammar older; ///< versions before the official ones; none where nothing is older

  bool compiled() const;
  /// A namespace only the official side knows makes it stricter by design.
  bool agreedScope(const std::string& ns) const { return ours.states(ns) || !official.states(ns); }
};
using Pairs = std::vector<std::unique_ptr<Pair>>;

/// @param ours      the folder of our schemas
/// @param official  the folder of the official ones, with its catalogue
Pairs compilePairs(const std::filesystem::path& ours, const std::filesystem::path& official);

bool withinScope(const Pair& pair, const xmlDoc* doc);

struct Sample {
  std::string file; // of an entry: "package.tar.gz!METS.xml"
  Doc doc;
  const Pair* pair = nullptr;
  std::uintmax_t size = 0;
  std::string_view family = {}; ///< the standards it follows, by the namespace of its root
};

/// How many documents were left out, by reason.
using LeftOut = std::map<std::string, int>;

/// The documents below a folder that both sides can be asked about.
std::vector<Sample> readSamples(const Pairs& pairs, const std::filesystem::path& folder,
                                LeftOut& leftOut);
/// Adds the XML entries of every package below a folder that lies in an archive.
void readPackedSamples(const Pairs& pairs, const std::filesystem::path& folder,
                       std::vector<Sample>& samples, LeftOut& leftOut);
void printCounts(const char* what, std::size_t compared, const LeftOut& leftOut);

} // namespace schema_test
