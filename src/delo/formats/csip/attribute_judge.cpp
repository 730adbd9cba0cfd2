#include "delo/formats/csip/attribute_judge.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/csip/eark_rule_table.hpp"
#include "delo/formats/csip/media_registry.hpp"
#include "delo/formats/mets/mets_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace delo {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kPrefixes{{
    {"csip:", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"},
    {"sip:", "https://DILCIS.eu/XML/METS/SIPExtensionMETS"},
    {"xlink:", kXlinkNamespace},
}};

struct QualifiedName {
  std::string_view uri;
  std::string_view name;
};

QualifiedName qualified(std::string_view name) {
  for (const auto& [prefix, uri] : kPrefixes)
    if (name.starts_with(prefix))
      return {uri, name.substr(prefix.size())};
  return {"", name};
}

const std::string* find(XmlAttributes attributes, const QualifiedName& wanted) {
  const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) {
    return a.name == wanted.name && a.uri == wanted.uri;
  });
  return found == attributes.end() ? nullptr : &found->value;
}

/// A row with what need not be found out for each element.
struct Row {
  const AttributeCheck* check;
  RuleNumber rule;
  QualifiedName attribute;
  QualifiedName condition;
};

using RowsByPlace = std::array<std::vector<Row>, kMetsPlaces>;

RowsByPlace sort_rows() {
  RowsByPlace rows;
  for (const AttributeCheck& check : attribute_checks())
    rows.at(static_cast<std::size_t>(check.place))
        .push_back({&check, eark_rule_number(check.rule), qualified(check.attribute),
                    qualified(check.when.attribute)});
  return rows;
}

bool holds(const When& when, const std::string* value) {
  switch (when.like) {
  case When::Like::always:
    return true;
  case When::Like::equals:
    return value && *value == when.value;
  case When::Like::differs:
    return !value || *value != when.value;
  case When::Like::starts_with:
    return value && value->starts_with(when.value);
  case When::Like::equals_in_any_case:
    return value && ascii_lower(*value) == ascii_lower(when.value);
  }
  return false;
}

bool digits(std::string_view text, std::size_t at, std::size_t count) {
  return at + count <= text.size() && std::all_of(text.begin() + at, text.begin() + at + count,
                                                  [](char c) { return c >= '0' && c <= '9'; });
}

/// xs:dateTime, years of four digits: "2024-05-17T12:30:00", a fraction, "Z" or "+01:00".
bool is_date_time(std::string_view text) {
  text = trim(text);
  constexpr std::string_view kForm = "0000-00-00T00:00:00";
  if (text.size() < kForm.size())
    return false;
  for (std::size_t i = 0; i < kForm.size(); ++i)
    if (kForm[i] == '0' ? !digits(text, i, 1) : text[i] != kForm[i])
      return false;
  std::string_view rest = text.substr(kForm.size());
  if (rest.starts_with('.')) {
    const std::size_t end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
    if (end == 1)
      return false;
    rest.remove_prefix(end);
  }
  return rest.empty() || rest == "Z" ||
         (rest.size() == 6 && (rest[0] == '+' || rest[0] == '-') && digits(rest, 1, 2) &&
          rest[3] == ':' && digits(rest, 4, 2));
}

bool is_number(std::string_view text) {
  text = trim(text);
  return !text.empty() && digits(text, 0, text.size());
}

std::string terms_of(const Vocabulary& terms) {
  if (terms.terms.size() <= 7)
    return fmt::format("{}", fmt::join(terms.terms, " or "));
  return fmt::format("one of {}", terms.name);
}

/// What is wrong with the value of a row; nothing when it is good.
struct Complaint {
  std::string what; ///< behind the name of the attribute
  std::optional<Severity> at_most = {};
};
using Opinion = std::optional<Complaint>;

Opinion unless(bool good, std::string_view value, std::string_view wanted) {
  if (good)
    return std::nullopt;
  return Complaint{fmt::format("is \"{}\", not {}", display_name(value), wanted)};
}

Opinion about_media_type(std::string_view value) {
  switch (media_type_standing(value)) {
  case MediaTypeStanding::registered:
    return std::nullopt;
  case MediaTypeStanding::unknown: // the registry grows, so this may be newer than delo
    return Complaint{fmt::format("is \"{}\", which delo does not find among the types that IANA "
                                 "has registered",
                                 display_name(value)),
                     Severity::warning};
  case MediaTypeStanding::no_media_type:
    break;
  }
  return Complaint{fmt::format("is \"{}\", no media type", display_name(value))};
}

Opinion about_references(std::string_view value, const DocumentIds& ids, DocumentIds::Kind kind) {
  const auto stray = ids.stray_id(value, kind);
  if (!stray)
    return std::nullopt;
  return Complaint{
      fmt::format("names \"{}\", which is no {} metadata of this document", display_name(*stray),
                  kind == DocumentIds::Kind::admin ? "administrative" : "descriptive")};
}

/// Digits of a digest in hexadecimal; 0 for algorithms that have no one length.
std::size_t digits_of(std::string_view checksum_type) {
  struct Length {
    std::string_view type;
    std::size_t digits;
  };
  constexpr std::array<Length, 9> kLengths{{{"MD5", 32},
                                            {"SHA-1", 40},
                                            {"SHA-256", 64},
                                            {"SHA-384", 96},
                                            {"SHA-512", 128},
                                            {"CRC32", 8},
                                            {"Adler-32", 8},
                                            {"TIGER", 48},
                                            {"WHIRLPOOL", 128}}};
  for (const Length& length : kLengths)
    if (length.type == checksum_type)
      return length.digits;
  return 0;
}

/// An algorithm that cannot have made the digest beside it is the wrong one.
Opinion about_checksum_type(const std::string& type, XmlAttributes attributes) {
  const std::string* checksum = find_attribute(attributes, "CHECKSUM");
  const std::size_t digits = digits_of(type);
  if (!checksum || is_blank(*checksum) || digits == 0 || trim(*checksum).size() == digits)
    return std::nullopt;
  return Complaint{fmt::format("is \"{}\", whose digests have {} digits, while CHECKSUM has {}",
                               type, digits, trim(*checksum).size())};
}

/// What a value is judged by.
struct ValueCase {
  const AttributeCheck& check;
  const std::string& value;
  const DocumentIds& ids;
  XmlAttributes attributes;
};

Opinion about_id(const ValueCase& c) {
  if (!c.ids.repeats_id())
    return std::nullopt;
  return Complaint{fmt::format("\"{}\" is used twice in the document", display_name(c.value))};
}
Opinion about_term(const ValueCase& c) {
  return unless(c.check.terms->has(c.value), c.value, terms_of(*c.check.terms));
}
Opinion about_algorithm(const ValueCase& c) {
  if (kChecksumTypes.has(c.value))
    return about_checksum_type(c.value, c.attributes);
  return unless(false, c.value, terms_of(kChecksumTypes));
}
Opinion about_presence(const ValueCase& c) {
  return Complaint{fmt::format("is \"{}\", where {} is not \"{}\"", display_name(c.value),
                               c.check.when.attribute, c.check.when.value)};
}
Opinion about_needless_term(const ValueCase& c) {
  if (!c.check.terms->has(c.value))
    return std::nullopt;
  return Complaint{
      fmt::format("is \"{}\", a term of {}", display_name(c.value), c.check.terms->name)};
}

/// Opinions of values that are there and not blank; where there is none, that is enough.
struct OpinionRow {
  Must must;
  Opinion (*opinion)(const ValueCase&);
};
constexpr std::array<OpinionRow, 11> kOpinions{{
    {Must::be_unique_id, about_id},
    {Must::be_a_term, about_term},
    {Must::be_a_checksum_type, about_algorithm},
    {Must::be_a_date_time,
     [](const ValueCase& c) { return unless(is_date_time(c.value), c.value, "a date and time"); }},
    {Must::be_a_number,
     [](const ValueCase& c) { return unless(is_number(c.value), c.value, "a number of bytes"); }},
    {Must::be_a_media_type, [](const ValueCase& c) { return about_media_type(c.value); }},
    {Must::be_a_url,
     [](const ValueCase& c) {
       return unless(c.value.find("://") != std::string::npos, c.value, "a URL");
     }},
    {Must::not_be_there, about_presence},
    {Must::not_be_a_term_if_given, about_needless_term},
    {Must::name_admin_if_given,
     [](const ValueCase& c) { return about_references(c.value, c.ids, DocumentIds::Kind::admin); }},
    {Must::name_description_if_given,
     [](const ValueCase& c) {
       return about_references(c.value, c.ids, DocumentIds::Kind::description);
     }},
}};
Opinion about_value(const ValueCase& c) {
  for (const OpinionRow& row : kOpinions)
    if (row.must == c.check.must)
      return row.opinion(c);
  return std::nullopt;
}

bool may_be_absent(const AttributeCheck& check, bool hints) {
  switch (check.must) {
  case Must::not_be_there:
  case Must::not_be_a_term_if_given:
  case Must::not_be_blank_if_given:
  case Must::name_admin_if_given:
  case Must::name_description_if_given:
    return true;
  default:
    return check.optional && !hints;
  }
}

void judge_row(const Row& row, const JudgedElement& element, const DocumentIds& ids,
               RuleTally& tally) {
  const AttributeCheck& check = *row.check;
  if ((check.in == In::package && element.level != MetsLevel::package) ||
      !holds(check.when, find(element.attributes, row.condition)))
    return;
  const std::string* value = find(element.attributes, row.attribute);
  if (!value && may_be_absent(check, element.hints))
    return;
  tally.judge(row.rule);
  const std::string_view path = path_of(element.place);
  if (!value) {
    tally.fail({row.rule, element.line, fmt::format("{} has no {}", path, check.attribute)});
  } else if (is_blank(*value)) {
    tally.fail({row.rule, element.line, fmt::format("{}/@{} is empty", path, check.attribute)});
  } else if (auto complaint = about_value({check, *value, ids, element.attributes})) {
    tally.fail({row.rule,
                element.line,
                fmt::format("{}/@{} {}", path, check.attribute, complaint->what),
                {},
                {},
                complaint->at_most});
  }
}

} // namespace

const std::string* find_attribute(XmlAttributes attributes, std::string_view name) {
  return find(attributes, qualified(name));
}

std::string value_of(XmlAttributes attributes, std::string_view name) {
  const std::string* value = find_attribute(attributes, name);
  return value ? *value : std::string();
}

void judge_attributes(const JudgedElement& element, const DocumentIds& ids, RuleTally& tally) {
  static const RowsByPlace kRows = sort_rows();
  for (const Row& row : kRows.at(static_cast<std::size_t>(element.place)))
    judge_row(row, element, ids, tally);
}

} // namespace delo
