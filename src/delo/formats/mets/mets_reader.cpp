#include "delo/formats/mets/mets_reader.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/csip/eark_claim.hpp"

#include <utility>

namespace delo {
namespace {

MetsReference read_reference(std::span<const XmlAttribute> attributes, std::uint64_t line) {
  return {std::string(attribute_value(attributes, kXlinkNamespace, "href")),
          line,
          std::string(attribute_value(attributes, "", "SIZE")),
          std::string(attribute_value(attributes, "", "CHECKSUM")),
          std::string(attribute_value(attributes, "", "CHECKSUMTYPE")),
          MetsReference::Kind::file,
          std::string(attribute_value(attributes, "", "MIMETYPE")),
          false};
}

bool points_to_xml(const MetsReference& reference) {
  return ascii_lower(reference.href).ends_with(".xml") ||
         ascii_lower(reference.media_type).ends_with("xml");
}

} // namespace

void MetsReference::write(FieldWriter& fields) const {
  fields.path(href);
  fields.number(line);
  fields.text(size);
  fields.hex(checksum);
  fields.word(checksum_type);
  fields.number(static_cast<std::uint64_t>(kind));
  fields.word(media_type);
  fields.number(is_xml_metadata ? 1 : 0);
}

MetsReference MetsReference::read(FieldReader& fields) {
  MetsReference reference;
  reference.href = fields.path();
  reference.line = fields.number();
  reference.size = fields.text();
  reference.checksum = fields.hex();
  reference.checksum_type = fields.word();
  reference.kind = static_cast<Kind>(fields.number());
  reference.media_type = fields.word();
  reference.is_xml_metadata = fields.number() == 1;
  return reference;
}

void MetsReader::begin(std::string_view uri, std::string_view name,
                       std::span<const XmlAttribute> attributes) {
  is_mets_ = uri == kMetsNamespace && name == "mets";
  claims_eark_ =
      is_eark_profile(attribute_value(attributes, "", "PROFILE")) || has_eark_attribute(attributes);
}

void MetsReader::start_element(std::string_view uri, std::string_view name,
                               std::span<const XmlAttribute> attributes, std::uint64_t line) {
  if (std::exchange(first_, false))
    begin(uri, name, attributes);
  if (foreign_depth_ > 0 || (uri == kMetsNamespace && name == "xmlData")) {
    ++foreign_depth_;
    return;
  }
  if (uri != kMetsNamespace)
    return;
  MetsReference reference = read_reference(attributes, line);
  if (name == "file") {
    open_files_.push_back(std::move(reference));
  } else if (name == "FLocat" && !open_files_.empty()) {
    // Size and digest stand at the file, the location at its FLocat.
    MetsReference located = open_files_.back();
    located.href = reference.href;
    located.line = line;
    references_.push_back(located);
  } else if (name == "mdRef" || name == "mptr") {
    reference.kind = name == "mptr" ? MetsReference::Kind::mets : MetsReference::Kind::metadata;
    reference.is_xml_metadata = name == "mdRef" && points_to_xml(reference);
    references_.push_back(reference);
  }
}

void MetsReader::end_element(std::string_view uri, std::string_view name) {
  if (foreign_depth_ > 0)
    --foreign_depth_;
  else if (uri == kMetsNamespace && name == "file" && !open_files_.empty())
    open_files_.pop_back();
}

} // namespace delo
