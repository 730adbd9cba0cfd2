// Terms named in prose. Licences are full of words that also mean something else, so that only
// their addresses and whole codes count.
#include "delo/base/utf8.hpp"
#include "delo/formats/page/plain_words.hpp"
#include "delo/formats/page/rights_text.hpp"
#include "delo/model/rights.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

/// Words that may turn the meaning of a licence round.
constexpr std::array<std::string_view, 16> kDoubt{
    " not ",      " no longer ", " except",    " unless", " other than ", " without ",
    " neither ",  "n't ",        " formerly ", " until ", " some ",       " parts ",
    " portions ", " metadata",   " where ",    " if "};

template <std::size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [text](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// Gathers the terms of a text; each is named once, however often it is mentioned.
class TermFinder {
public:
  explicit TermFinder(std::string_view text) : text_(short_forms(plain_words(text))) {}

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
    static constexpr std::array<Replacement, 18> kForms{{
        {" public domain dedication", ""},
        {" universal", ""},
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

  /// Before version 4.0, licences have ports to countries, with addresses of their own: "3.0 IGO".
  static bool ends_a_licence(std::string_view rest) {
    rest = trim(rest);
    for (const std::string_view word : {"license", "licence", "deed", "public license"})
      if (rest.starts_with(word))
        return true;
    return rest.empty() || std::string_view(".,;:)").find(rest.front()) != std::string_view::npos;
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
    const bool has_version = rest.size() >= 4 && (rest[0] == ' ' || rest[0] == '-') &&
                             rest[2] == '.' && (rest.size() == 4 || !is_word_character(rest[4]));
    const bool whole = has_version && (rest[1] >= '4' || ends_a_licence(rest.substr(4)));
    const RightsTerm* term =
        whole ? find_rights_term(code + " " + std::string(rest.substr(1, 3))) : nullptr;
    if (term)
      add(term);
    else if (rest.empty() || !is_word_character(rest[0]))
      found_.has_others = true;
  }

  std::string text_;
  NamedTerms found_;
};

} // namespace

NamedTerms terms_named_in(std::string_view text) {
  // A sheet may say "CC BY" for the licence of today; a page may mean an older one.
  const bool digits = text.find_first_of("0123456789") != std::string_view::npos;
  const RightsTerm* term = find_rights_term(text);
  if (term && (digits || !term->code.starts_with("CC BY")))
    return {{term}, false, is_web_address(trim(text))};
  return TermFinder(text).find();
}

} // namespace delo
