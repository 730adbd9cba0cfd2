#include "schemas/comparison.hpp"

#include "schemas/mutator.hpp"

#include <gtest/gtest.h>
#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <iostream>

namespace schema_test {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kReported = 10;

std::string saved(xmlDoc* doc, std::string name) {
  std::replace(name.begin(), name.end(), ' ', '-');
  const fs::path file = fs::path(::testing::TempDir()) / ("delo-schemas-" + name + ".xml");
  xmlSaveFile(file.c_str(), doc);
  return file.string();
}

struct Verdicts {
  Verdict official;
  Verdict ours;
  Verdict older; ///< as ours where it need not be asked

  bool agree() const { return sameVerdict(official, ours) && ours.valid() == older.valid(); }
  std::string text() const {
    return listed("  official", official) + listed("  older", older) + listed("  ours", ours);
  }
};

/// An element whose text was free has a type of its own since: xsi:type can no longer make it one
/// of any other type of text, as no document but a damaged one would.
bool is_only_of_types(const Verdict& refused) {
  return std::all_of(refused.errors.begin(), refused.errors.end(), [](const std::string& error) {
    return error.find("specified by xsi:type") != std::string::npos;
  });
}

/// The version before is asked only about what we refuse: it may refuse more.
Verdicts verdictsOn(const Pair& pair, xmlDoc* doc) {
  Verdicts verdicts{validate(pair.official, doc), validate(pair.ours, doc), {}};
  const bool ask = pair.older.schema && !verdicts.ours.valid() && !is_only_of_types(verdicts.ours);
  verdicts.older = ask ? validate(pair.older, doc) : verdicts.ours;
  return verdicts;
}

} // namespace

bool Comparison::goOn() const {
  return disagreements_ < kReported;
}

void Comparison::ask(const Sample& sample, xmlDoc* damaged, const std::string& how) {
  if (!withinScope(*sample.pair, damaged))
    return;
  const Verdicts verdicts = verdictsOn(*sample.pair, damaged);
  ++(verdicts.official.valid() ? valid_ : invalid_);
  ++asked_[sample.family];
  if (verdicts.agree())
    return;
  ++disagreements_;
  ADD_FAILURE() << how << ", from " << sample.file << ", saved as " << saved(damaged, how) << '\n'
                << verdicts.text();
}

void Comparison::print(std::size_t sources) const {
  std::cout << "damaged documents: " << valid_ << " valid, " << invalid_ << " invalid, from "
            << sources << " documents; " << disagreements_ << " disagreements\n";
  for (const auto& [family, count] : asked_)
    std::cout << "  " << family << ": " << count << '\n';
}

std::string disagreement(const Pair& pair, xmlDoc* doc) {
  const Verdicts verdicts = verdictsOn(pair, doc);
  return verdicts.agree() ? "" : verdicts.text();
}

void askAtRandom(const std::vector<Sample>& samples, std::uint64_t seed, std::uint64_t rounds,
                 Comparison& comparison) {
  const Vocabulary words = gatherWords(samples);
  std::map<std::string_view, std::vector<const Sample*>> byFamily;
  for (const Sample& sample : samples)
    byFamily[sample.family].push_back(&sample);
  std::vector<std::vector<const Sample*>> families;
  for (auto& [family, members] : byFamily)
    families.push_back(std::move(members));
  std::mt19937_64 random(seed);
  for (std::uint64_t round = 0; round < rounds && comparison.goOn(); ++round) {
    const auto& family = families[round % families.size()];
    const Sample& sample = *family[random() % family.size()];
    const Doc doc(xmlCopyDoc(sample.doc.get(), 1));
    mutate(doc.get(), words, random);
    comparison.ask(sample, doc.get(),
                   "seed " + std::to_string(seed) + " round " + std::to_string(round));
  }
}

namespace {

// Chance seldom empties one rare element or finds the one value that tells two
// types apart; going through the documents step by step always does.

void dropNode(xmlNode* node) {
  xmlUnlinkNode(node);
  xmlFreeNode(node);
}

void emptyNode(xmlNode* node) {
  xmlNodeSetContent(node, nullptr);
}

void doubleNode(xmlNode* node) {
  xmlNode* copy = xmlDocCopyNode(node, node->doc, 1);
  int count = 0;
  renewIds(copy, count);
  xmlAddNextSibling(node, copy);
}

void fillNode(xmlNode* node) {
  xmlNodeAddContent(node, toXml("text"));
}

// The next two tell wildcards apart: what they take, and whether they check it.
void markNode(xmlNode* node) {
  xmlSetNsProp(node, nullptr, toXml("odd"), toXml("1"));
}

void linkNode(xmlNode* node) {
  xmlNs* ns = xmlNewNs(node, toXml(kXlink), toXml("odd"));
  xmlSetNsProp(node, ns, toXml("show"), toXml("odd"));
}

} // namespace

void askEachElement(const Sample& sample, Met& met, Comparison& comparison) {
  using Step = std::pair<const char*, void (*)(xmlNode*)>;
  static constexpr std::array<Step, 6> steps = {Step{"dropped", dropNode}, {"emptied", emptyNode},
                                                {"doubled", doubleNode},   {"filled", fillNode},
                                                {"marked", markNode},      {"linked", linkNode}};
  constexpr int enough = 3;
  const auto nodes = elementsOf(sample.doc.get());
  for (std::size_t i = 1; i < nodes.size() && comparison.goOn(); ++i) {
    if (++met[{nameOf(nodes[i]->parent), nameOf(nodes[i])}] > enough)
      continue;
    for (const auto& [name, step] : steps) {
      const Doc doc(xmlCopyDoc(sample.doc.get(), 1));
      step(elementsOf(doc.get())[i]);
      comparison.ask(sample, doc.get(), std::string(name) + " element " + std::to_string(i));
    }
  }
}

void askEachAttribute(const Sample& sample, Met& met, Comparison& comparison) {
  constexpr int enough = 6;
  const auto attrs = attributesOf(sample.doc.get());
  for (std::size_t i = 0; i < attrs.size() && comparison.goOn(); ++i) {
    const Name owner = nameOf(attrs[i]->parent);
    if (++met[{owner, nameOf(attrs[i])}] > 1)
      continue;
    const std::string which = " attribute " + std::to_string(i);
    const Doc without(xmlCopyDoc(sample.doc.get(), 1));
    xmlRemoveProp(attributesOf(without.get())[i]);
    comparison.ask(sample, without.get(), "dropped" + which);
    if (++met[{Name{owner.first, ""}, nameOf(attrs[i])}] > enough)
      continue;
    for (std::size_t odd = 0; odd < kTelling; ++odd) {
      const Doc doc(xmlCopyDoc(sample.doc.get(), 1));
      const xmlAttr* attr = attributesOf(doc.get())[i];
      xmlSetNsProp(attr->parent, attr->ns, attr->name, toXml(kOddValues[odd]));
      comparison.ask(sample, doc.get(), "value " + std::to_string(odd) + which);
    }
  }
}

} // namespace schema_test
