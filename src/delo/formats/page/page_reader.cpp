// Puts the parts of the reader together. Only the source line decides where the original is kept:
// citations, stamps and handwritten marks in the body are left where they are.
#include "delo/formats/page/page_reader.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_shapes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace delo {
namespace {

[[noreturn]] void refuse_page(std::string_view name, const std::vector<std::string>& missing) {
  std::string what;
  for (const std::string& part : missing)
    what += (what.empty() ? "" : ", ") + part;
  throw Error(ErrorKind::io,
              fmt::format("cannot read {} as a document page: {}", display_name(name), what),
              "a page must have a heading date, a title, and a 'Document Information' block with "
              "the source line, or a quoted citation of itself");
}

/// The strongest shape of which nothing is missing.
const PageShape& shape_of(const PageView& view, std::string_view name) {
  const PageShape* best = nullptr;
  int strength = 0;
  int most_missed = 0;
  std::vector<std::string> missing{"it has none of the layouts that are known"};
  for (const PageShape& shape : page_shapes()) {
    ShapeEvidence evidence = shape.recognise(view);
    if (evidence.missing.empty() && evidence.strength > strength) {
      best = &shape;
      strength = evidence.strength;
    }
    if (!evidence.missing.empty() && evidence.strength > most_missed) {
      most_missed = evidence.strength;
      missing = std::move(evidence.missing);
    }
  }
  if (!best || most_missed > strength)
    refuse_page(name, missing);
  return *best;
}

/// A file that was cut ends in the middle of a value, as some whole files end without a line end.
void doubt_the_last_line(const PageText& page, DocumentRecord& record) {
  if (page.whole || page.lines.empty())
    return;
  const std::string_view last = page.lines.back().text;
  for (const RecordField& known : record_fields()) {
    Field& field = record.*known.member;
    if (!field.empty() && !is_blank(last) && field.raw.ends_with(last))
      lower_confidence(field, Confidence::likely);
  }
}

/// On a page without a long line, a value may go on in another line than the reader thinks. Dates,
/// numbers and names of a kind prove themselves.
void doubt_wrapped_lines(DocumentRecord& record) {
  using R = DocumentRecord;
  for (Field R::*const member :
       {&R::title, &R::support, &R::citation_raw, &R::contributor, &R::translator, &R::transcriber,
        &R::editor, &R::compiler, &R::programme, &R::rights_text, &R::publisher})
    lower_confidence(record.*member, Confidence::likely);
}

} // namespace

ReadPage read_page(std::string_view bytes, std::string_view name, const PageOptions& options) {
  const PageText text = read_page_text(bytes, name, options.encoding);
  const PageView view = view_page(text, options.archives);
  ShapeReading reading = shape_of(view, name).read(view);
  doubt_the_last_line(text, reading.record);
  if (view.may_be_wrapped)
    doubt_wrapped_lines(reading.record);
  ReadPage page;
  page.record = std::move(reading.record);
  page.shape = std::move(reading.shape);
  page.encoding = text.encoding;
  page.encoding_confidence = text.confidence;
  page.encoding_origin = text.origin;
  page.html = text.html;
  return page;
}

} // namespace delo
