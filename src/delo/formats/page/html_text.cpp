// libxml2's parser of HTML reports events; no tree is built, so that depth and size of a page cost
// nothing but a stack of names.
#include "delo/formats/page/html_text.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/page/html_elements.hpp"
#include "delo/formats/page/html_places.hpp"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kDeepest = 400; ///< elements inside each other

std::string_view view(const xmlChar* text) {
  const char* chars = reinterpret_cast<const char*>(text);
  return chars ? std::string_view(chars) : std::string_view();
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
    const std::string_view element = view(name);
    const HtmlEffect effect = effect_of(element);
    const auto given = attributes_of(attributes);
    in_head_title_ = in_head_title_ || (element == "title" && head_title_.empty());
    if (skipped_from_ == 0 && (effect == HtmlEffect::skip || is_hidden(given)))
      skipped_from_ = depth_;
    if (skipped_from_ > 0)
      return;
    preformatted_ += effect == HtmlEffect::keep_spaces ? 1 : 0;
    if (element == "br" && line_.empty())
      blank_ = true; // a second <br> in a row
    around(effect);
    open_.resize(depth_, open_.back());
    Inside inside = open_.back();
    inside.place = place_of(element, given, inside.place);
    if (is_container(element)) {
      parents_.push_back(inside.block);
      inside.block = static_cast<std::uint32_t>(parents_.size() - 1);
    }
    open_.push_back(inside);
  }

  void close(const xmlChar* name) {
    const HtmlEffect effect = effect_of(view(name));
    in_head_title_ = in_head_title_ && view(name) != "title";
    if (skipped_from_ == 0) {
      preformatted_ -= effect == HtmlEffect::keep_spaces ? 1 : 0;
      if (view(name) != "br")
        around(effect);
      open_.resize(std::clamp<std::size_t>(depth_, 1, open_.size()));
    } else if (depth_ == skipped_from_) {
      skipped_from_ = 0;
    }
    if (depth_ > 0)
      --depth_;
  }

  void text(std::string_view piece) {
    if (in_head_title_)
      head_title_ += piece;
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
    return {std::move(out_), std::move(lines_), std::move(parents_), std::move(head_title_)};
  }

  bool too_deep() const { return too_deep_; }

private:
  /// What holds the text at some depth.
  struct Inside {
    LinePlace place = LinePlace::text;
    std::uint32_t block = 0;
  };

  static std::vector<std::pair<std::string_view, std::string_view>>
  attributes_of(const xmlChar** attributes) {
    std::vector<std::pair<std::string_view, std::string_view>> all;
    for (std::size_t i = 0; attributes && attributes[i]; i += 2)
      all.emplace_back(view(attributes[i]), view(attributes[i + 1]));
    return all;
  }

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
      first_ = {line, open_.back().place, open_.back().block};
      if (blank_ && !out_.empty()) {
        out_ += '\n';
        lines_.emplace_back();
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
    lines_.push_back(first_);
    line_.clear();
  }

  void around(HtmlEffect effect) {
    if (effect == HtmlEffect::none)
      return;
    end_line();
    blank_ = blank_ || effect == HtmlEffect::paragraph || effect == HtmlEffect::keep_spaces;
  }

  htmlParserCtxtPtr parser_;
  std::string out_;
  std::vector<HtmlLine> lines_;
  std::vector<std::uint32_t> parents_{0};
  std::vector<Inside> open_{Inside{}}; ///< by depth; the page itself is the first
  std::string line_;
  HtmlLine first_; ///< of the line that grows
  std::string head_title_;
  std::size_t depth_ = 0;
  std::size_t skipped_from_ = 0; ///< depth of the element that is left out; 0: none
  int preformatted_ = 0;
  bool blank_ = false; ///< a blank line comes before the next text
  bool space_ = false;
  bool too_deep_ = false;
  bool in_head_title_ = false;
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
  xmlDoc* const document = htmlCtxtReadMemory(
      parser.get(), utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8", options);
  if (document)
    xmlFreeDoc(document);
  if (builder.too_deep())
    throw Error(ErrorKind::io,
                fmt::format("cannot read {} as a document page: its HTML has more than {} elements "
                            "inside each other",
                            display_name(name), kDeepest),
                "save the page again as plain text");
  HtmlText page = builder.finish();
  settle_places(page);
  return page;
}

} // namespace delo
