#include "schemas/mutator.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>

namespace schema_test {

const std::vector<std::string> kOddValues = {"2100",
                                             "2100-01",
                                             "2100-01-01",
                                             "2100-01-01T00:00:00",
                                             "",
                                             " x ",
                                             "a b",
                                             "1abc",
                                             "%zz",
                                             "7",
                                             "-1",
                                             "+1",
                                             "1.0",
                                             "9223372036854775808",
                                             "2020-02-29T12:00:00",
                                             "2020-02-30",
                                             "2020",
                                             "AAEC",
                                             " ",
                                             "0",
                                             "007",
                                             "x",
                                             "garbage!",
                                             "ID",
                                             "2020-02-29",
                                             "true",
                                             "TRUE",
                                             "P1D",
                                             "fr",
                                             "f_r",
                                             "urn:x:y",
                                             "http://[",
                                             "a\tb\nc",
                                             "OTHER",
                                             "2020-02-29T12:00:00Z",
                                             "2020-13-01T00:00:00",
                                             "12:00:00",
                                             "2020-06",
                                             "A",
                                             ":",
                                             "#a#b"};

namespace {

template <typename T>
void keepDistinct(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

void noteWords(const xmlDoc* doc, Vocabulary& words) {
  for (const xmlNode* node : elementsOf(doc))
    words.elementNames.push_back(nameOf(node));
  for (const xmlAttr* attr : attributesOf(doc)) {
    words.attributeNames.push_back(nameOf(attr));
    words.valuesOf[nameOf(attr)].push_back(valueOf(attr));
  }
}

} // namespace

Vocabulary gatherWords(const std::vector<Sample>& samples) {
  Vocabulary words;
  std::set<Name> types = {
      {kXsd, "string"}, {kXsd, "anyType"}, {kXsd, "date"}, {kXsd, "anySimpleType"}, {"", "none"}};
  std::set<const Pair*> pairs;
  for (const Sample& sample : samples) {
    noteWords(sample.doc.get(), words);
    pairs.insert(sample.pair);
  }
  for (const Pair* pair : pairs)
    for (const Grammar* grammar : {&pair->ours, &pair->official})
      for (const Name& type : grammar->types)
        if (pair->agreedScope(type.first))
          types.insert(type);
  words.types.assign(types.begin(), types.end());
  keepDistinct(words.elementNames);
  keepDistinct(words.attributeNames);
  for (const Name& name : words.elementNames)
    words.elements[name.first].push_back(name.second);
  for (auto& [name, values] : words.valuesOf) {
    keepDistinct(values);
    words.values.insert(words.values.end(), values.begin(), values.end());
  }
  keepDistinct(words.values);
  return words;
}

void renewIds(xmlNode* node, int& count) {
  eachElement(node, [&](xmlNode* inner) {
    for (xmlAttr* attr = inner->properties; attr != nullptr; attr = attr->next)
      if (const std::string name = fromXml(attr->name);
          name == "ID" || name == "xmlID" || name == "id") {
        const std::string fresh = "c" + std::to_string(++count);
        xmlSetNsProp(inner, attr->ns, attr->name, toXml(fresh));
      }
  });
}

namespace {

/// Damages one document. Every mutation may find nothing to do.
class Mutator {
public:
  Mutator(xmlDoc* doc, const Vocabulary& words, std::mt19937_64& random)
      : doc_(doc), words_(words), random_(random) {}

  void mutate() {
    using Step = void (Mutator::*)();
    // The gentle ones are repeated: they leave more documents valid.
    static constexpr std::array<Step, 19> steps = {&Mutator::dropAttribute,
                                                   &Mutator::dropAttribute,
                                                   &Mutator::changeToKnownValue,
                                                   &Mutator::changeToKnownValue,
                                                   &Mutator::changeToAnyValue,
                                                   &Mutator::changeCase,
                                                   &Mutator::addAttribute,
                                                   &Mutator::addAttribute,
                                                   &Mutator::renameElement,
                                                   &Mutator::dropElement,
                                                   &Mutator::dropElement,
                                                   &Mutator::duplicateElement,
                                                   &Mutator::swapSiblings,
                                                   &Mutator::moveElement,
                                                   &Mutator::copyBesideNamesake,
                                                   &Mutator::replaceText,
                                                   &Mutator::replaceText,
                                                   &Mutator::insertElement,
                                                   &Mutator::setType};
    const std::size_t count = 1 + below(3);
    for (std::size_t i = 0; i < count; ++i)
      (this->*steps[below(steps.size())])();
  }

private:
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }

  template <typename T>
  const T& anyOf(const std::vector<T>& list) {
    return list[below(list.size())];
  }

  xmlNode* anyElement() { return anyOf(elementsOf(doc_)); }

  /// Any element but the root, which nothing could replace.
  xmlNode* anyInnerElement() {
    auto nodes = elementsOf(doc_);
    nodes.erase(nodes.begin());
    return nodes.empty() ? nullptr : anyOf(nodes);
  }

  xmlAttr* anyAttribute() {
    const auto attrs = attributesOf(doc_);
    return attrs.empty() ? nullptr : anyOf(attrs);
  }

  /// A declaration of the namespace in scope, made here if there is none.
  xmlNs* declared(xmlNode* node, const std::string& ns, bool needsPrefix) {
    if (ns.empty())
      return nullptr;
    if (xmlNs* known = xmlSearchNsByHref(doc_, node, toXml(ns)); known != nullptr)
      if (!needsPrefix || known->prefix != nullptr)
        return known;
    for (int i = 0;; ++i)
      if (xmlNs* made = xmlNewNs(node, toXml(ns), toXml("n" + std::to_string(i))); made != nullptr)
        return made;
  }

  void setAttribute(xmlNode* node, const Name& name, const std::string& value) {
    xmlNs* ns = declared(node, name.first, true);
    xmlSetNsProp(node, ns, toXml(name.second), toXml(value));
  }

  void change(xmlAttr* attr, const std::string& value) {
    xmlSetNsProp(attr->parent, attr->ns, attr->name, toXml(value));
  }

  void dropAttribute() {
    if (xmlAttr* attr = anyAttribute(); attr != nullptr)
      xmlRemoveProp(attr);
  }

  const std::string& anyValue() { return anyOf(below(2) == 0 ? kOddValues : words_.values); }

  // Another value some document gives to the same attribute.
  void changeToKnownValue() {
    if (xmlAttr* attr = anyAttribute(); attr != nullptr)
      if (const auto known = words_.valuesOf.find(nameOf(attr)); known != words_.valuesOf.end())
        change(attr, anyOf(known->second));
  }

  void changeToAnyValue() {
    if (xmlAttr* attr = anyAttribute(); attr != nullptr)
      change(attr, anyValue());
  }

  void changeCase() {
    xmlAttr* attr = anyAttribute();
    if (attr == nullptr)
      return;
    std::string value = valueOf(attr);
    const bool lower = below(2) == 0;
    for (char& letter : value) {
      const auto byte = static_cast<unsigned char>(letter);
      if (byte < 128)
        letter = static_cast<char>(lower ? std::tolower(byte) : std::toupper(byte));
    }
    change(attr, value);
  }

  void addAttribute() {
    const Name& name = anyOf(words_.attributeNames);
    const auto known = words_.valuesOf.find(name);
    const bool fitting = known != words_.valuesOf.end() && below(4) != 0;
    setAttribute(anyElement(), name, fitting ? anyOf(known->second) : anyValue());
  }

  void renameElement() {
    xmlNode* node = anyElement();
    if (const auto names = words_.elements.find(namespaceOf(node->ns));
        names != words_.elements.end())
      xmlNodeSetName(node, toXml(anyOf(names->second)));
  }

  void dropElement() {
    xmlNode* node = anyInnerElement();
    if (node == nullptr)
      return;
    xmlUnlinkNode(node);
    xmlFreeNode(node);
  }

  xmlNode* freshCopy(xmlNode* node) {
    xmlNode* copy = xmlDocCopyNode(node, doc_, 1);
    if (below(4) != 0)
      renewIds(copy, copies_);
    return copy;
  }

  void duplicateElement() {
    if (xmlNode* node = anyInnerElement(); node != nullptr)
      xmlAddNextSibling(node, freshCopy(node));
  }

  // Puts a copy of one element next to another of the same name: a place where
  // it has a good chance of being allowed.
  void copyBesideNamesake() {
    xmlNode* node = anyInnerElement();
    if (node == nullptr)
      return;
    auto places = elementsOf(doc_);
    places.erase(places.begin());
    std::erase_if(places, [&](const xmlNode* place) { return nameOf(place) != nameOf(node); });
    xmlNode* copy = freshCopy(node);
    xmlAddNextSibling(anyOf(places), copy);
    xmlReconciliateNs(doc_, copy);
  }

  void swapSiblings() {
    xmlNode* node = anyInnerElement();
    xmlNode* next = node == nullptr ? nullptr : xmlNextElementSibling(node);
    if (next == nullptr)
      return;
    xmlUnlinkNode(next);
    xmlAddPrevSibling(node, next);
  }

  void moveElement() {
    xmlNode* node = anyInnerElement();
    if (node == nullptr)
      return;
    xmlNode* target = anyElement();
    for (const xmlNode* above = target; above != nullptr; above = above->parent)
      if (above == node)
        return;
    xmlUnlinkNode(node);
    place(target, node);
  }

  void insertElement() {
    const Name& name = anyOf(words_.elementNames);
    xmlNode* target = anyElement();
    xmlNode* node = xmlNewDocNode(doc_, nullptr, toXml(name.second), nullptr);
    place(target, node);
    xmlSetNs(node, declared(node, name.first, false));
  }

  // Before the first child, after the last, or somewhere between.
  void place(xmlNode* target, xmlNode* node) {
    std::vector<xmlNode*> children;
    for (xmlNode* child = target->children; child != nullptr; child = child->next)
      children.push_back(child);
    const std::size_t position = below(children.size() + 1);
    if (position == children.size())
      xmlAddChild(target, node);
    else
      xmlAddPrevSibling(children[position], node);
    xmlReconciliateNs(doc_, node);
  }

  // Mostly where text belongs, now and then between elements.
  void replaceText() {
    auto nodes = elementsOf(doc_);
    std::erase_if(nodes, [&](xmlNode* node) { return xmlFirstElementChild(node) != nullptr; });
    xmlNode* node = nodes.empty() || below(8) == 0 ? anyElement() : anyOf(nodes);
    const std::string& text = anyValue();
    if (xmlFirstElementChild(node) != nullptr) {
      xmlAddChild(node, xmlNewDocText(doc_, toXml(text)));
      return;
    }
    xmlNodeSetContent(node, nullptr);
    xmlNodeAddContent(node, toXml(text));
  }

  void setType() {
    const Name& type = anyOf(words_.types);
    xmlNode* node = anyElement();
    const xmlNs* ns = declared(node, type.first, false);
    const std::string prefix =
        ns == nullptr || ns->prefix == nullptr ? "" : fromXml(ns->prefix) + ":";
    setAttribute(node, {kXsi, "type"}, prefix + type.second);
  }

  xmlDoc* doc_;
  const Vocabulary& words_;
  std::mt19937_64& random_;
  int copies_ = 0;
};

} // namespace

void mutate(xmlDoc* doc, const Vocabulary& words, std::mt19937_64& random) {
  Mutator(doc, words, random).mutate();
}

} // namespace schema_test
