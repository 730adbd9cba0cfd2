// What is known of one file of a package once its bytes have passed by.
#pragma once

#include "delo/base/compact_store.hpp"
#include "delo/base/rel_path.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/model/digest.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace delo {

/// What a registry of formats says a file is.
struct FormatKey {
  std::string registry; ///< "PRONOM"
  std::string key;      ///< "fmt/353"
  std::string name;     ///< "Tagged Image File Format"
  std::string version;  ///< of the format; "" when it has none
  std::string basis;    ///< on what ground: "byte match at 0, 4"; may be empty
};

struct PackageFile {
  RelPath path;
  std::uint64_t size = 0; ///< bytes
  DigestSet digests;
  std::string mime_type;             ///< registered with IANA
  Timestamp modified;                ///< the file's own time of last change
  std::string original_name;         ///< as it was called where it came from
  std::string type_said = {};        ///< what libmagic says, where that is no registered type
  const FormatKey* format = nullptr; ///< where somebody has identified it; not owned

  void write(FieldWriter& fields) const;
  static PackageFile read(FieldReader& fields);
};

using PackageFileVisitor = std::function<void(const PackageFile&)>;
/// Files that are made one by one, for whoever looks at them.
using PackageFiles = std::function<void(const PackageFileVisitor&)>;

} // namespace delo
