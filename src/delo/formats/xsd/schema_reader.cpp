#include "delo/formats/xsd/schema_reader.hpp"

namespace delo {

SchemaReader::SchemaReader(XmlHandler& handler, const SchemaSet& schemas)
    : handler_(handler), schemas_(schemas), looking_(std::make_unique<XmlReader>(use_, nullptr)) {}

void SchemaReader::feed(std::string_view bytes) {
  if (reader_) {
    reader_->feed(bytes);
    return;
  }
  const bool is_long = beginning_.size() + bytes.size() > kLookThrough;
  if (!is_long || !use_.root())
    looking_->feed(bytes);
  beginning_ += bytes;
  const auto& root = use_.root();
  if (use_.is_closed())
    begin(true); // what the document says is asked for before the next file is read
  else if (root && (is_long || !SchemaSet::is_known(root->uri, root->name)))
    begin(false);
  else if (!root && beginning_.size() > XmlLimits::token)
    begin(false); // no XML begins with so much of something else
}

std::vector<XmlProblem> SchemaReader::finish() {
  if (!reader_)
    begin(true);
  auto problems = reader_->finish();
  reader_.reset(); // a document may be kept for what it said
  return problems;
}

/// Chooses the grammar and reads what was kept.
void SchemaReader::begin(bool is_whole) {
  const XmlSchema* schema = nullptr;
  if (const auto& root = use_.root()) {
    known_ = SchemaSet::is_known(root->uri, root->name);
    if (known_ && !schemas_.has(root->uri, root->name))
      no_schema_ = schemas_.missing(root->uri, root->name);
    else
      schema = is_whole ? schemas_.find(root->uri, root->name, use_)
                        : schemas_.find(root->uri, root->name);
  }
  reader_ = std::make_unique<XmlReader>(handler_, schema);
  reader_->feed(beginning_);
  std::string().swap(beginning_);
  looking_.reset();
}

} // namespace delo
