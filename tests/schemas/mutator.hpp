// Damages documents with the words of others.
#pragma once

#include "schemas/samples.hpp"

#include <map>
#include <random>
#include <string>
#include <vector>

namespace schema_test {

/// What mutations are made of: the words the documents use, and the names of
/// the types they could use.
struct Vocabulary {
  std::map<std::string, std::vector<std::string>> elements; // by namespace
  std::vector<Name> elementNames;
  std::vector<Name> attributeNames;
  std::map<Name, std::vector<std::string>> valuesOf;
  std::vector<std::string> values;
  std::vector<Name> types;
};

Vocabulary gatherWords(const std::vector<Sample>& samples);

/// Values that tell the simple types apart; the first `kTelling` tell most.
extern const std::vector<std::string> kOddValues;
inline constexpr std::size_t kTelling = 18;

/// New identifiers for a copy, which otherwise would clash with the original and
/// never get as far as the content model.
void renewIds(xmlNode* node, int& count);

/// Damages a document in one to three places. Every mutation may find nothing to do.
void mutate(xmlDoc* doc, const Vocabulary& words, std::mt19937_64& random);

} // namespace schema_test
