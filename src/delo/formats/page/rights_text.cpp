// All words of a row must occur. "welcome" alone would also fit a greeting, "copyright" alone a
// notice at the foot of any page.
#include "delo/formats/page/rights_text.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/page/plain_words.hpp"
#include "delo/model/rights.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

constexpr std::array<std::string_view, 6> kReuse{"welcome",  "reuse",  "digital archive",
                                                 "research", "educat", "copyright"};
constexpr std::array<std::string_view, 4> kEnquiry{"rights", "status", "commercial", "contact"};

/// Words of another statement: a licence or a refusal makes the standard reading wrong.
constexpr std::array<std::string_view, 12> kOtherTerms{
    "creativecommons", "creative commons",    "rightsstatements.org",
    "public domain",   "all rights reserved", "does not",
    "do not",          "no longer",           "must not",
    "may not be",      "prohibited",          "forbidden"};

constexpr std::size_t kLongestPublisher = 80;

constexpr std::string_view kUnusualText =
    "the rights text is not the usual one: no rights statement was derived from it";
constexpr std::string_view kUnclearTerms = "the rights text names terms that are not clear enough: "
                                           "no rights statement was derived from it";

template <std::size_t N>
bool holds_all(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::all_of(words.begin(), words.end(),
                     [text](std::string_view w) { return text.find(w) != text.npos; });
}

template <std::size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view w) { return text.find(w) != text.npos; });
}

Field derived_from(const Field& text, std::string_view value) {
  Field field = text;
  field.values = {std::string(value)};
  return field;
}

std::string joined_paragraphs(const Field& text) {
  std::string all;
  for (const std::string& paragraph : text.values)
    (all += all.empty() ? "" : "\n") += paragraph;
  return all;
}

void take_publisher(const Field& text, DocumentRecord& record) {
  for (const std::string& paragraph : text.values)
    if (const std::string name = publisher_named_in(paragraph); !name.empty()) {
      record.publisher = derived_from(text, name);
      if (text.values.size() > 1)
        record.publisher.raw = paragraph;
      return;
    }
}

} // namespace

RightsParagraph rights_paragraph(std::string_view text) {
  const std::string words = plain_words(text);
  if (holds_any(words, kOtherTerms))
    return RightsParagraph::none;
  if (holds_all(words, kReuse))
    return RightsParagraph::reuse;
  return holds_all(words, kEnquiry) ? RightsParagraph::enquiry : RightsParagraph::none;
}

std::string publisher_named_in(std::string_view paragraph) {
  constexpr std::string_view kThe = "The ";
  const std::string text = single_spaced(trim(paragraph));
  const std::size_t end = text.find(" welcomes ");
  if (!text.starts_with(kThe) || end == std::string::npos || end <= kThe.size())
    return {};
  std::string name = text.substr(kThe.size(), end - kThe.size());
  // "The Program gladly welcomes": a name does not end in a word like that.
  const char last_word = name[name.rfind(' ') + 1];
  const bool whole = name.find_first_of(".,;") == name.npos && last_word >= 'A' && last_word <= 'Z';
  return whole && name.size() <= kLongestPublisher ? name : std::string();
}

void apply_rights_text(const Field& text, DocumentRecord& record) {
  if (text.empty()) {
    record.warnings.emplace_back(kRightsNotStated);
    return;
  }
  record.rights_text = text;
  take_publisher(text, record);
  const std::string all = joined_paragraphs(text);
  const std::string words = plain_words(all);
  const bool reuse = holds_all(words, kReuse);
  const bool enquiry = holds_all(words, kEnquiry);
  const NamedTerms named = terms_named_in(all);
  const bool others = holds_any(words, kOtherTerms) || !named.terms.empty() || named.has_others;
  if (reuse && enquiry && !others &&
      plain_words(record.publisher.joined()) == plain_words(kStandardPublisher)) {
    record.rights_type = derived_from(text, kStandardRights);
    record.rights_uri = derived_from(text, kNotEvaluated);
    record.rights_uri.origin = Origin::defaulted;
    record.rights_uri.confidence = Confidence::likely;
    return;
  }
  // The usual paragraph beside a licence: which of the two holds is not for delo to say.
  if (const RightsTerm* term = named.only(); term && !reuse && !enquiry) {
    record.rights_uri = derived_from(text, term->uri);
    if (!named.by_address)
      record.rights_uri.confidence = Confidence::likely;
    return;
  }
  record.warnings.emplace_back(named.terms.empty() && !named.has_others ? kUnusualText
                                                                        : kUnclearTerms);
}

void replace_rights_text(const Field& text, DocumentRecord& record) {
  for (const std::string_view warning : {kRightsNotStated, kUnusualText, kUnclearTerms})
    std::erase(record.warnings, warning);
  const Origin origin = record.rights_uri.origin;
  const bool derived = origin == Origin::page || origin == Origin::defaulted;
  Field given = derived ? Field() : record.rights_uri;
  record.rights_text = {};
  record.rights_type = {};
  record.rights_uri = {};
  apply_rights_text(text, record);
  if (given.empty())
    return;
  record.rights_uri = std::move(given);
  for (const std::string_view warning : {kRightsNotStated, kUnusualText, kUnclearTerms})
    std::erase(record.warnings, warning);
}

} // namespace delo
