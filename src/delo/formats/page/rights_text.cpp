// All words of a row must occur. "welcome" alone would also fit a greeting, "copyright" alone a
// notice at the foot of any page.
#include "delo/formats/page/rights_text.hpp"

#include "delo/base/utf8.hpp"
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

/// Words that may turn the meaning of a licence round.
constexpr std::array<std::string_view, 9> kDoubt{" not ",     "n't ",         " except",
                                                 " unless",   " other than ", " without ",
                                                 " neither ", " no longer ",  " formerly "};

constexpr std::size_t kLongestPublisher = 80;

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

using Replacement = std::pair<std::string_view, std::string_view>;

template <std::size_t N>
std::string replaced(std::string_view text, const std::array<Replacement, N>& table) {
  std::string result;
  while (!text.empty()) {
    const auto row = std::find_if(table.begin(), table.end(), [text](const Replacement& r) {
      return text.starts_with(r.first);
    });
    result += row == table.end() ? text.substr(0, 1) : row->second;
    text.remove_prefix(row == table.end() ? 1 : row->first.size());
  }
  return result;
}

/// Lower case, one blank for every run of white space, plain apostrophes and hyphens, and Latin
/// letters for the Cyrillic ones that look alike.
std::string plain(std::string_view text) {
  static constexpr std::array<Replacement, 29> kLookAlikes{{
      {"а", "a"},      {"в", "b"},      {"е", "e"},      {"і", "i"},          {"ј", "j"},
      {"к", "k"},      {"м", "m"},      {"н", "h"},      {"о", "o"},          {"р", "p"},
      {"с", "c"},      {"ѕ", "s"},      {"т", "t"},      {"у", "y"},          {"х", "x"},
      {"\u00A0", " "}, {"\u2009", " "}, {"\u202F", " "}, {"\t", " "},         {"\n", " "},
      {"\r", " "},     {"\u00AD", ""},  {"\u200B", ""},  {"\u2019", "'"},     {"\u02BC", "'"},
      {"\u2010", "-"}, {"\u2011", "-"}, {"\u2013", "-"}, {"re-use", "reuse"},
  }};
  const std::string letters = replaced(fold_name(text), kLookAlikes);
  std::string result;
  for (const char c : letters)
    if (c != ' ' || (!result.empty() && result.back() != ' '))
      result += c;
  return result;
}

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// Gathers the terms of a text; each is named once, however often it is mentioned.
class TermFinder {
public:
  explicit TermFinder(std::string_view text) : text_(short_forms(plain(text))) {}

  NamedTerms find() {
    take_addresses();
    for (std::size_t at = text_.find("cc"); at != std::string::npos; at = text_.find("cc", at + 2))
      if (at == 0 || !is_word_character(text_[at - 1]))
        take_code(at + 2);
    found_.has_others = found_.has_others || text_.find("creative commons") != std::string::npos ||
                        text_.find("public domain") != std::string::npos ||
                        (!found_.terms.empty() && holds_any(" " + text_ + " ", kDoubt));
    return std::move(found_);
  }

private:
  /// Long names as codes: "creative commons attribution-noncommercial 4.0" as "cc by-nc 4.0".
  static std::string short_forms(const std::string& text) {
    static constexpr std::array<Replacement, 16> kForms{{
        {"creative commons attribution", "cc by"},
        {"creative commons zero", "cc0"},
        {"cc zero", "cc0"},
        {"cc-by", "cc by"},
        {"non-commercial-", "nc-"},
        {"noncommercial", "nc"},
        {"noderivatives", "nd"},
        {"no derivatives", "nd"},
        {"no-derivatives", "nd"},
        {"noderivs", "nd"},
        {"sharealike", "sa"},
        {"share-alike", "sa"},
        {"share alike", "sa"},
        {" international", ""},
        {" unported", ""},
        {" version ", " "},
    }};
    return replaced(text, kForms);
  }

  void add(const RightsTerm* term) {
    if (std::find(found_.terms.begin(), found_.terms.end(), term) == found_.terms.end())
      found_.terms.push_back(term);
  }

  /// Takes addresses out of the text, so that nothing in them is read as a word.
  void take_addresses() {
    static constexpr std::array<std::string_view, 4> kBegin{
        "https://", "http://", "creativecommons.org/", "rightsstatements.org/"};
    for (const std::string_view begin : kBegin)
      for (std::size_t at = text_.find(begin); at != std::string::npos; at = text_.find(begin)) {
        const std::size_t end = std::min(text_.find_first_of(" \"<>()[],;'", at), text_.size());
        std::string address = text_.substr(at, end - at);
        while (!address.empty() && (address.back() == '.' || address.back() == ':'))
          address.pop_back();
        text_.replace(at, end - at, " ");
        if (const RightsTerm* term = find_rights_term(address)) {
          add(term);
          found_.by_address = true;
        } else if (address.find("creativecommons.org/licenses") != std::string::npos ||
                   address.find("creativecommons.org/publicdomain") != std::string::npos ||
                   address.find("rightsstatements.org/") != std::string::npos) {
          found_.has_others = true;
        }
      }
  }

  /// Behind "cc": "0", or " by" with its elements and its version.
  void take_code(std::size_t at) {
    std::string_view rest = std::string_view(text_).substr(at);
    if (rest.starts_with("0") && (rest.size() == 1 || !is_word_character(rest[1])))
      return add(find_rights_term("CC0"));
    if (!rest.starts_with(" by"))
      return;
    rest.remove_prefix(3);
    std::string code = "cc by";
    for (bool more = true; more;) {
      more = false;
      for (const std::string_view element : {"nc", "nd", "sa"})
        if (rest.size() > 2 && (rest[0] == '-' || rest[0] == ' ') &&
            rest.substr(1).starts_with(element) &&
            (rest.size() == 3 || !is_word_character(rest[3]))) {
          (code += '-') += element;
          rest.remove_prefix(3);
          more = true;
        }
    }
    const bool has_version = rest.size() >= 4 && rest[0] == ' ' && rest[2] == '.' &&
                             (rest.size() == 4 || !is_word_character(rest[4]));
    const RightsTerm* term =
        has_version ? find_rights_term(code + std::string(rest.substr(0, 4))) : nullptr;
    if (term)
      add(term);
    else if (rest.empty() || !is_word_character(rest[0]))
      found_.has_others = true;
  }

  std::string text_;
  NamedTerms found_;
};

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
  const std::string words = plain(text);
  if (holds_any(words, kOtherTerms))
    return RightsParagraph::none;
  if (holds_all(words, kReuse))
    return RightsParagraph::reuse;
  return holds_all(words, kEnquiry) ? RightsParagraph::enquiry : RightsParagraph::none;
}

std::string publisher_named_in(std::string_view paragraph) {
  constexpr std::string_view kThe = "The ";
  paragraph = trim(paragraph);
  const std::size_t end = paragraph.find(" welcomes ");
  if (!paragraph.starts_with(kThe) || end == std::string_view::npos || end <= kThe.size())
    return {};
  const std::string_view name = paragraph.substr(kThe.size(), end - kThe.size());
  // "The Program gladly welcomes": a name does not end in a word like that.
  const char last_word = name[name.rfind(' ') + 1];
  const bool whole = name.find_first_of(".,;") == name.npos && last_word >= 'A' && last_word <= 'Z';
  return whole && name.size() <= kLongestPublisher ? std::string(name) : std::string();
}

NamedTerms terms_named_in(std::string_view text) {
  if (const RightsTerm* term = find_rights_term(text))
    return {{term}, false, is_web_address(trim(text))};
  return TermFinder(text).find();
}

void apply_rights_text(const Field& text, DocumentRecord& record) {
  if (text.empty()) {
    record.warnings.emplace_back(kRightsNotStated);
    return;
  }
  record.rights_text = text;
  take_publisher(text, record);
  const std::string all = joined_paragraphs(text);
  const std::string words = plain(all);
  const bool reuse = holds_all(words, kReuse);
  const bool enquiry = holds_all(words, kEnquiry);
  const NamedTerms named = terms_named_in(all);
  const bool others = holds_any(words, kOtherTerms) || !named.terms.empty() || named.has_others;
  if (reuse && enquiry && !others && record.publisher.joined() == kStandardPublisher) {
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
  record.warnings.emplace_back(named.terms.empty() && !named.has_others
                                   ? "the rights text is not the usual one: no rights statement "
                                     "was derived from it"
                                   : "the rights text names terms that are not clear enough: no "
                                     "rights statement was derived from it");
}

} // namespace delo
