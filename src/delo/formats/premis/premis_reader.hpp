// What a PREMIS document says of files, heard as it passes: versions 2 and 3 alike.
#pragma once

#include "delo/io/xml_reader.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// The fixity of an object of the category "file" (PREMIS 3.0, 1.5.2 and 1.5.3).
struct PremisFile {
  struct Fixity {
    std::string algorithm; ///< as written
    std::string digest;
  };
  std::uint64_t line = 0;
  std::vector<std::string> names; ///< identifiers and content locations: one may be a path
  std::string size;               ///< as written; empty when not given
  std::vector<Fixity> fixities;
};

bool is_premis_namespace(std::string_view uri);
/// Whether xsi:type of an object names the category "file", with or without a prefix.
bool is_file_object(std::span<const XmlAttribute> attributes);

/// Hands out each file object at its end. Of an object with several layers (a file in a zip) the
/// outermost counts: its bytes are those that are there.
class PremisReader final : public XmlHandler {
public:
  explicit PremisReader(std::function<void(PremisFile&&)> take) : take_(std::move(take)) {}

  void start_element(std::string_view uri, std::string_view name,
                     std::span<const XmlAttribute> attributes, std::uint64_t line) override;
  void end_element(std::string_view uri, std::string_view name) override;
  void characters(std::string_view text) override;

private:
  struct Characteristics {
    std::string level;
    std::string size;
    std::vector<PremisFile::Fixity> fixities;
  };
  void take_text(std::string_view name);
  void end_characteristics();

  std::function<void(PremisFile&&)> take_;
  PremisFile file_;
  Characteristics layer_;
  std::string best_level_;
  std::string text_;
  bool in_file_ = false;
  bool has_layer_ = false;
  bool is_leaf_ = false;
};

} // namespace delo
