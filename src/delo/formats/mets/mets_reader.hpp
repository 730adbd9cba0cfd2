// What a METS document says about files, heard as the document passes.
#pragma once

#include "delo/base/compact_list.hpp"
#include "delo/io/xml_reader.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace delo {

inline constexpr std::string_view kMetsNamespace = "http://www.loc.gov/METS/";
inline constexpr std::string_view kMets2Namespace = "http://www.loc.gov/METS/v2";
inline constexpr std::string_view kXlinkNamespace = "http://www.w3.org/1999/xlink";

/// One mention of a file: an mdRef, an FLocat or an mptr.
struct MetsReference {
  std::string href;
  std::uint64_t line = 0;
  std::string size; ///< as written; empty when not given
  std::string checksum;
  std::string checksum_type;
  enum class Kind { file, metadata, mets } kind = Kind::file; ///< FLocat, mdRef, mptr
  std::string media_type = {};                                ///< MIMETYPE
  bool is_xml_metadata = false; ///< an mdRef that says, by type or name, that it is XML

  void write(FieldWriter& fields) const;
  static MetsReference read(FieldReader& fields);
};

/// Collects the references of one document, of which there may be many.
class MetsReader final : public XmlHandler {
public:
  void start_element(std::string_view uri, std::string_view name,
                     std::span<const XmlAttribute> attributes, std::uint64_t line) override;
  void end_element(std::string_view uri, std::string_view name) override;

  const CompactList<MetsReference>& references() const { return references_; }
  bool is_mets() const { return is_mets_; }
  /// Whether it says to follow CSIP: by its PROFILE, or by attributes of that specification.
  bool claims_eark() const { return claims_eark_; }

private:
  void begin(std::string_view uri, std::string_view name, std::span<const XmlAttribute> attributes);

  CompactList<MetsReference> references_;
  std::vector<MetsReference> open_files_; ///< <file> may hold further <file>s
  int foreign_depth_ = 0;                 ///< inside xmlData: other vocabularies
  bool first_ = true;
  bool is_mets_ = false;
  bool claims_eark_ = false;
};

} // namespace delo
