// The provenance record of a package that delo made, read back.
#pragma once

#include "delo/model/record.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// What the rules ask of documentation/provenance.json.
struct ProvenanceRecord {
  std::string package_id;
  std::string id_basis; ///< "citation", "record id", ...
  std::vector<std::string> representations;
  std::string page_name; ///< of the source page; empty when the record names none
  std::string page_sha512;
  DocumentRecord record;
};

/// Takes a provenance.json piece by piece and leaves out all but the first of each list of "files":
/// of a document of a hundred thousand scans they are nearly all of it.
class ProvenanceText {
public:
  void feed(std::string_view bytes);
  const std::string& text() const { return text_; }

private:
  void take(char c);
  void pass_by(char c);
  /// Follows strings; whether `c` is a part of one, or ends it.
  bool is_in_string(char c);

  std::string text_;
  std::string word_; ///< the last string, as far as it may be "files"
  bool in_string_ = false;
  bool escaped_ = false;
  bool key_is_files_ = false; ///< and nothing but ":" has come since
  bool in_files_ = false;
  bool has_first_ = false; ///< of the list, which is kept
};

struct ReadProvenance {
  bool is_ours = false;                   ///< a JSON object that says that delo made it
  std::vector<std::string> complaints;    ///< of the form: no JSON, or not by its schema
  std::optional<ProvenanceRecord> record; ///< when there are no complaints
};

/// Reads the text of a provenance.json. The lists of files, which may be long, are not kept.
ReadProvenance read_provenance(std::string_view text);

} // namespace delo
