// libxml2's parser of HTML reports events; no tree is built, so that depth and size of a page cost
// nothing but a stack of names.
#include "delo/formats/page/html_text.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kDeepest = 400;         ///< elements inside each other
constexpr std::size_t kDeclaredWithin = 4096; ///< bytes; browsers look at 1,024

/// What an element does to the lines around it.
enum class Effect { none, line, paragraph, skip, keep_spaces };

struct Element {
  std::string_view name;
  Effect effect;
};

constexpr std::array<Element, 60> kElements{{
    {"br", Effect::line},
    {"div", Effect::line},
    {"li", Effect::line},
    {"dt", Effect::line},
    {"dd", Effect::line},
    {"tr", Effect::line},
    {"td", Effect::line},
    {"th", Effect::line},
    {"caption", Effect::line},
    {"thead", Effect::line},
    {"tbody", Effect::line},
    {"tfoot", Effect::line},
    {"option", Effect::skip},
    {"legend", Effect::line},
    {"summary", Effect::line},
    {"figcaption", Effect::line},
    {"address", Effect::line},
    {"time", Effect::none},
    {"p", Effect::paragraph},
    {"h1", Effect::paragraph},
    {"h2", Effect::paragraph},
    {"h3", Effect::paragraph},
    {"h4", Effect::paragraph},
    {"h5", Effect::paragraph},
    {"h6", Effect::paragraph},
    {"ul", Effect::paragraph},
    {"ol", Effect::paragraph},
    {"dl", Effect::paragraph},
    {"table", Effect::paragraph},
    {"hr", Effect::paragraph},
    {"section", Effect::paragraph},
    {"article", Effect::paragraph},
    {"main", Effect::paragraph},
    {"header", Effect::paragraph},
    {"footer", Effect::paragraph},
    {"aside", Effect::paragraph},
    {"blockquote", Effect::paragraph},
    {"figure", Effect::paragraph},
    {"details", Effect::paragraph},
    {"fieldset", Effect::paragraph},
    {"form", Effect::paragraph},
    {"body", Effect::paragraph},
    {"pre", Effect::keep_spaces},
    {"textarea", Effect::skip},
    {"head", Effect::skip},
    {"title", Effect::skip},
    {"script", Effect::skip},
    {"style", Effect::skip},
    {"template", Effect::skip},
    {"noscript", Effect::skip},
    {"nav", Effect::skip},
    {"svg", Effect::skip},
    {"iframe", Effect::skip},
    {"object", Effect::skip},
    {"button", Effect::skip},
    {"select", Effect::skip},
    {"datalist", Effect::skip},
    {"canvas", Effect::skip},
    {"audio", Effect::skip},
    {"video", Effect::skip},
}};

Effect effect_of(std::string_view name) {
  const auto* found = std::find_if(kElements.begin(), kElements.end(),
                                   [name](const Element& e) { return e.name == name; });
  return found == kElements.end() ? Effect::none : found->effect;
}

std::string_view view(const xmlChar* text) {
  const char* chars = reinterpret_cast<const char*>(text);
  return chars ? std::string_view(chars) : std::string_view();
}

bool is_hidden(const xmlChar** attributes) {
  for (std::size_t i = 0; attributes && attributes[i]; i += 2) {
    const std::string_view name = view(attributes[i]);
    const std::string value = ascii_lower(view(attributes[i + 1]));
    if (name == "hidden" || (name == "aria-hidden" && value == "true"))
      return true;
    if (name != "style")
      continue;
    std::string style;
    std::remove_copy(value.begin(), value.end(), std::back_inserter(style), ' ');
    if (style.find("display:none") != std::string::npos ||
        style.find("visibility:hidden") != std::string::npos)
      return true;
  }
  return false;
}

/// Builds the lines from what the parser reports.
class TextBuilder {
public:
  explicit TextBuilder(htmlParserCtxtPtr parser) : parser_(parser) {}

  void open(const xmlChar* name, const xmlChar** attributes) {
    if (++depth_ > kDeepest) {
      too_deep_ = true;
      xmlStopParser(parser_);
      return;
    }
    const Effect effect = effect_of(view(name));
    if (skipped_from_ == 0 && (effect == Effect::skip || is_hidden(attributes)))
      skipped_from_ = depth_;
    if (skipped_from_ > 0)
      return;
    preformatted_ += effect == Effect::keep_spaces ? 1 : 0;
    if (view(name) == "br" && line_.empty())
      blank_ = true; // a second <br> in a row
    around(effect);
  }

  void close(const xmlChar* name) {
    const Effect effect = effect_of(view(name));
    if (skipped_from_ == 0) {
      preformatted_ -= effect == Effect::keep_spaces ? 1 : 0;
      if (view(name) != "br")
        around(effect);
    } else if (depth_ == skipped_from_) {
      skipped_from_ = 0;
    }
    if (depth_ > 0)
      --depth_;
  }

  void text(std::string_view piece) {
    if (skipped_from_ > 0)
      return;
    const auto end_line = static_cast<std::uint64_t>(std::max(xmlSAX2GetLineNumber(parser_), 0));
    const auto breaks = static_cast<std::uint64_t>(std::count(piece.begin(), piece.end(), '\n'));
    std::uint64_t line = end_line > breaks ? end_line - breaks : 1;
    for (const char c : piece) {
      take(c, line);
      line += c == '\n' ? 1 : 0;
    }
  }

  HtmlText finish() {
    end_line();
    return {std::move(out_), std::move(numbers_)};
  }

  bool too_deep() const { return too_deep_; }

private:
  static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
  }

  void take(char c, std::uint64_t line) {
    if (preformatted_ > 0 && c == '\n') {
      if (line_.empty())
        blank_ = true;
      end_line();
      return;
    }
    if (is_space(c) && preformatted_ == 0) {
      space_ = !line_.empty();
      return;
    }
    if (c == '\r')
      return;
    if (line_.empty()) {
      first_ = line;
      if (blank_ && !out_.empty()) {
        out_ += '\n';
        numbers_.push_back(0);
      }
      blank_ = false;
    }
    if (space_)
      line_ += ' ';
    space_ = false;
    line_ += c;
  }

  void end_line() {
    space_ = false;
    if (line_.empty())
      return;
    out_ += line_;
    out_ += '\n';
    numbers_.push_back(first_);
    line_.clear();
  }

  void around(Effect effect) {
    if (effect == Effect::none)
      return;
    end_line();
    blank_ = blank_ || effect == Effect::paragraph || effect == Effect::keep_spaces;
  }

  htmlParserCtxtPtr parser_;
  std::string out_;
  std::vector<std::uint64_t> numbers_;
  std::string line_;
  std::uint64_t first_ = 0;
  std::size_t depth_ = 0;
  std::size_t skipped_from_ = 0; ///< depth of the element that is left out; 0: none
  int preformatted_ = 0;
  bool blank_ = false; ///< a blank line comes before the next text
  bool space_ = false;
  bool too_deep_ = false;
};

TextBuilder& builder_of(void* context) {
  return *static_cast<TextBuilder*>(static_cast<htmlParserCtxtPtr>(context)->_private);
}

void on_start(void* context, const xmlChar* name, const xmlChar** attributes) {
  builder_of(context).open(name, attributes);
}

void on_end(void* context, const xmlChar* name) {
  builder_of(context).close(name);
}

void on_text(void* context, const xmlChar* text, int size) {
  builder_of(context).text(
      {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)}); // not ended by zero
}

struct FreeParser {
  void operator()(htmlParserCtxtPtr parser) const { htmlFreeParserCtxt(parser); }
};

} // namespace

bool is_html(std::string_view text) {
  std::string_view head = text.substr(0, kDeclaredWithin);
  const std::string lower = ascii_lower(head);
  std::string_view rest = trim(lower);
  while (rest.starts_with("<!--") || rest.starts_with("<?xml")) {
    const std::string_view end = rest.starts_with("<?") ? "?>" : "-->";
    const std::size_t at = rest.find(end);
    if (at == std::string_view::npos)
      return false;
    rest = trim(rest.substr(at + end.size()));
  }
  constexpr std::array<std::string_view, 12> kBeginnings{
      "<!doctype html", "<html", "<head",    "<body", "<meta", "<div",
      "<article",       "<main", "<section", "<h1",   "<p>",   "<table"};
  return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [rest](std::string_view begin) { return rest.starts_with(begin); });
}

std::string declared_encoding(std::string_view bytes) {
  const std::string lower = ascii_lower(bytes.substr(0, kDeclaredWithin));
  if (!is_html(lower))
    return {};
  constexpr std::string_view kCharset = "charset";
  for (std::size_t meta = lower.find("<meta"); meta != std::string::npos;
       meta = lower.find("<meta", meta + 1)) {
    const std::string_view tag = std::string_view(lower).substr(meta, lower.find('>', meta) - meta);
    std::size_t at = tag.find(kCharset);
    if (at == std::string_view::npos)
      continue;
    at = tag.find_first_not_of(" =\"'\t", at + kCharset.size());
    if (at == std::string_view::npos)
      continue;
    const std::size_t end = tag.find_first_of(" \"';/>\t", at);
    const std::string_view name = tag.substr(at, end - at);
    return std::string(name == "iso-8859-1" || name == "latin1" ? "windows-1252" : name);
  }
  return {};
}

HtmlText html_text(std::string_view utf8, std::string_view name) {
  const std::unique_ptr<htmlParserCtxt, FreeParser> parser(htmlNewParserCtxt());
  if (!parser)
    throw Error(ErrorKind::io, "out of memory");
  TextBuilder builder(parser.get());
  htmlSAXHandler handlers{};
  handlers.startElement = on_start;
  handlers.endElement = on_end;
  handlers.characters = on_text;
  handlers.ignorableWhitespace = on_text;
  std::memcpy(parser->sax, &handlers, sizeof(handlers));
  parser->_private = &builder;
  const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                      HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
  const xmlDocPtr document = htmlCtxtReadMemory(
      parser.get(), utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8", options);
  if (document)
    xmlFreeDoc(document);
  if (builder.too_deep())
    throw Error(ErrorKind::io,
                fmt::format("cannot read {} as a document page: its HTML has more than {} elements "
                            "inside each other",
                            display_name(name), kDeepest),
                "save the page again as plain text");
  return builder.finish();
}

} // namespace delo
