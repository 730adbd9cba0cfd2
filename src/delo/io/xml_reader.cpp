#include "delo/io/xml_reader.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/xml_schema_impl.hpp"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemas.h>

#include <algorithm>

namespace delo {
namespace {

constexpr std::string_view kInstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

/// More problems than this in one document tell nothing new.
constexpr std::size_t kMostProblems = 1000;

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

/// Bytes for the parser at a time: no tag that it sees whole has many more attributes than allowed.
constexpr std::size_t kPiece = std::size_t{16} * 1024;

/// Counts the attributes of a tag that is not whole yet, going on where it was before.
struct TagScan {
  std::size_t done = 0;
  std::size_t attributes = 0;
  char quote = '\0';

  std::size_t count_in(std::string_view tag) {
    for (; done < tag.size(); ++done) {
      const char c = tag[done];
      if (quote != '\0')
        quote = c == quote ? '\0' : quote;
      else if (c == '"' || c == '\'')
        quote = c;
      else if (c == '=')
        ++attributes;
    }
    return attributes;
  }
};

struct FreeParser {
  void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};
struct FreeValidator {
  void operator()(xmlSchemaValidCtxt* context) const { xmlSchemaFreeValidCtxt(context); }
};
struct Unplug {
  void operator()(xmlSchemaSAXPlugStruct* plug) const { xmlSchemaSAXUnplug(plug); }
};

} // namespace

/// Bytes reach the parser, which calls the outer handlers; they pass everything on to the chained
/// ones: the schema's, which judge and pass on to the inner ones, or the inner ones directly.
class XmlReader::Impl {
public:
  Impl(XmlHandler& handler, const xmlSchema* schema) : handler_(handler) {
    prepare_libxml();
    inner_.initialized = XML_SAX2_MAGIC;
    inner_.startElementNs = &Impl::on_start;
    inner_.endElementNs = &Impl::on_end;
    inner_.characters = &Impl::on_text;
    inner_.cdataBlock = &Impl::on_text;
    inner_.ignorableWhitespace = &Impl::on_text;
    if (schema)
      plug_in(schema);
    xmlSAXHandler outer{};
    outer.initialized = XML_SAX2_MAGIC;
    outer.startElementNs = &Impl::pass_start;
    outer.endElementNs = &Impl::pass_end;
    outer.characters = &Impl::pass_text;
    outer.cdataBlock = &Impl::pass_text;
    outer.ignorableWhitespace = &Impl::pass_text;
    outer.internalSubset = &Impl::on_doctype;
    outer.serror = &Impl::on_error;
    parser_.reset(xmlCreatePushParserCtxt(&outer, this, nullptr, 0, nullptr));
    if (!parser_)
      throw Error(ErrorKind::internal, "cannot make an XML parser");
    // NOENT replaces the five predefined entities in attribute values; others cannot exist, since
    // a DOCTYPE ends the parsing.
    xmlCtxtUseOptions(parser_.get(), XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOCDATA);
  }

  void feed(std::string_view bytes) {
    while (!stopped_ && !bytes.empty()) {
      const auto n = std::min(bytes.size(), kPiece);
      parse(bytes.substr(0, n), 0);
      bytes.remove_prefix(n);
      if (!stopped_)
        judge_waiting();
    }
  }

  std::vector<XmlProblem> finish() {
    if (!stopped_)
      parse({}, 1);
    plug_.reset();
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const XmlProblem& a, const XmlProblem& b) { return a.line < b.line; });
    return std::move(problems_);
  }

private:
  static Impl& self(void* context) { return *static_cast<Impl*>(context); }

  void plug_in(const xmlSchema* schema) {
    validator_.reset(xmlSchemaNewValidCtxt(const_cast<xmlSchema*>(schema)));
    xmlSchemaSetValidStructuredErrors(validator_.get(), &Impl::on_invalid, this);
    xmlSchemaValidateSetLocator(validator_.get(), &Impl::locate, this);
    plug_.reset(xmlSchemaSAXPlug(validator_.get(), &chained_, &chained_data_));
    if (!plug_)
      throw Error(ErrorKind::internal, "cannot join the schema to the XML parser");
  }

  void parse(std::string_view bytes, int last) {
    const int result =
        xmlParseChunk(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), last);
    if (stopped_ || (result == 0 && parser_->wellFormed != 0 && parser_->nsWellFormed != 0))
      return;
    stopped_ = true;
    if (first_error_.empty())
      first_error_ = "the document is not XML";
    add(XmlProblem::Kind::not_well_formed, first_error_line_ > 0 ? first_error_line_ : line(),
        first_error_);
  }

  /// What the parser holds back until the rest has come. A tag is looked at before it is whole: to
  /// compare its attributes with each other takes the square of their number.
  void judge_waiting() {
    if (!parser_->input || !parser_->input->cur)
      return;
    const std::string_view waiting(
        reinterpret_cast<const char*>(parser_->input->cur),
        static_cast<std::size_t>(parser_->input->end - parser_->input->cur));
    if (waiting.size() < scan_.done)
      scan_ = {};
    if (waiting.size() > XmlLimits::token)
      return stop(XmlProblem::Kind::over_limit, "a tag or comment is longer than 8 MB");
    if (waiting.size() < kPiece || waiting[0] != '<' || waiting[1] == '!' || waiting[1] == '?')
      return;
    if (scan_.count_in(waiting) > XmlLimits::attributes)
      stop(XmlProblem::Kind::over_limit, "an element has more than 1,000 attributes");
  }

  void stop(XmlProblem::Kind kind, std::string_view message) {
    stopped_ = true;
    add(kind, line(), message);
    xmlStopParser(parser_.get());
  }

  std::uint64_t line() const {
    return parser_->input ? static_cast<std::uint64_t>(parser_->input->line) : 0;
  }

  void add(XmlProblem::Kind kind, std::uint64_t line, std::string_view message) {
    if (problems_.size() < kMostProblems)
      problems_.push_back({kind, line, display_name(trim(message))});
  }

  /// A document does not decide what it is checked against: its schemaLocation is left out.
  static bool is_schema_hint(const xmlChar** attribute) {
    return view(attribute[2]) == kInstanceNamespace &&
           (view(attribute[0]) == "schemaLocation" ||
            view(attribute[0]) == "noNamespaceSchemaLocation");
  }

  static void pass_start(void* context, const xmlChar* name, const xmlChar* prefix,
                         const xmlChar* uri, int namespace_count, const xmlChar** namespaces,
                         int count, int defaulted, const xmlChar** attributes) {
    Impl& me = self(context);
    if (me.stopped_)
      return;
    if (++me.depth_ > XmlLimits::levels)
      return me.stop(XmlProblem::Kind::over_limit, "elements are nested more than 1,000 deep");
    if (static_cast<std::size_t>(count + namespace_count) > XmlLimits::attributes)
      return me.stop(XmlProblem::Kind::over_limit, "an element has more than 1,000 attributes");
    me.kept_.clear();
    int kept = 0;
    for (int i = 0; i < count; ++i, attributes += 5)
      if (!is_schema_hint(attributes)) {
        me.kept_.insert(me.kept_.end(), attributes, attributes + 5);
        ++kept;
      }
    me.chained_->startElementNs(me.chained_data_, name, prefix, uri, namespace_count, namespaces,
                                kept, defaulted, me.kept_.data());
  }

  static void pass_end(void* context, const xmlChar* name, const xmlChar* prefix,
                       const xmlChar* uri) {
    Impl& me = self(context);
    if (me.stopped_)
      return;
    --me.depth_;
    me.chained_->endElementNs(me.chained_data_, name, prefix, uri);
  }

  static void pass_text(void* context, const xmlChar* text, int size) {
    Impl& me = self(context);
    me.chained_->characters(me.chained_data_, text, size);
  }

  static void on_start(void* context, const xmlChar* name, const xmlChar*, const xmlChar* uri, int,
                       const xmlChar**, int count, int, const xmlChar** attributes) {
    Impl& me = self(context);
    me.attributes_.clear();
    for (int i = 0; i < count; ++i, attributes += 5)
      me.attributes_.push_back(
          {view(attributes[2]), view(attributes[0]),
           std::string(reinterpret_cast<const char*>(attributes[3]),
                       static_cast<std::size_t>(attributes[4] - attributes[3]))});
    me.handler_.start_element(view(uri), view(name), me.attributes_, me.line());
  }

  static void on_end(void* context, const xmlChar* name, const xmlChar*, const xmlChar* uri) {
    self(context).handler_.end_element(view(uri), view(name));
  }

  static void on_text(void* context, const xmlChar* text, int size) {
    self(context).handler_.characters(
        {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
  }

  /// The first error is the cause; those after it are consequences.
  static void on_error(void* context, xmlErrorPtr error) {
    Impl& me = self(context);
    if (!me.first_error_.empty() || error->level < XML_ERR_ERROR)
      return;
    // What follows the first line of a message depends on how much has been read.
    const std::string_view message = error->message ? error->message : "the document is not XML";
    me.first_error_ = message.substr(0, message.find('\n'));
    me.first_error_line_ = error->line > 0 ? static_cast<std::uint64_t>(error->line) : 0;
  }

  static void on_doctype(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
    self(context).stop(XmlProblem::Kind::doctype,
                       "the document has a DOCTYPE, which could declare entities");
  }

  static void on_invalid(void* context, xmlErrorPtr error) {
    Impl& me = self(context);
    if (error->level < XML_ERR_ERROR)
      return;
    const auto line = error->line > 0 ? static_cast<std::uint64_t>(error->line) : me.line();
    me.add(XmlProblem::Kind::invalid, line, error->message ? error->message : "invalid");
  }

  static int locate(void* context, const char** file, unsigned long* line) {
    if (file)
      *file = nullptr;
    if (line)
      *line = self(context).line();
    return 0;
  }

  XmlHandler& handler_;
  xmlSAXHandler inner_{};
  xmlSAXHandlerPtr chained_ = &inner_;
  void* chained_data_ = this;
  std::unique_ptr<xmlParserCtxt, FreeParser> parser_;
  std::unique_ptr<xmlSchemaValidCtxt, FreeValidator> validator_;
  std::unique_ptr<xmlSchemaSAXPlugStruct, Unplug> plug_; // goes before the validator
  std::vector<const xmlChar*> kept_;
  std::vector<XmlAttribute> attributes_;
  std::vector<XmlProblem> problems_;
  std::string first_error_;
  std::uint64_t first_error_line_ = 0;
  bool stopped_ = false;
  std::size_t depth_ = 0;
  TagScan scan_;
};

XmlReader::XmlReader(XmlHandler& handler, const XmlSchema* schema)
    : impl_(std::make_unique<Impl>(handler, schema ? schema->impl_->compiled.get() : nullptr)) {}
XmlReader::~XmlReader() = default;
void XmlReader::feed(std::string_view bytes) {
  impl_->feed(bytes);
}
std::vector<XmlProblem> XmlReader::finish() {
  return impl_->finish();
}

} // namespace delo
