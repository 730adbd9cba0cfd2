// What the user gave to be packed, looked at before anything is written.
#pragma once

#include "delo/ops/pack.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace delo {

/// One file of a representation, as it lies on the disk.
struct SourceFile {
  RelPath name;                  ///< below the representation's data folder
  std::filesystem::path on_disk; ///< empty for the page, whose bytes are in memory
  std::uint64_t size = 0;
  Timestamp modified;
};

struct SourceRepresentation {
  std::string name;
  std::vector<SourceFile> files; ///< by the bytes of their names
};

struct PackInput {
  std::filesystem::path page_path;
  std::string page_name;  ///< the page's own file name
  std::string page_bytes; ///< read once: for the record and for the package
  Timestamp page_modified;
  DocumentRecord record;
  std::string shape;
  std::vector<SourceRepresentation> representations;
};

/// Reads the page and lists the files. Throws Error(io) for what cannot be read, Error(usage) for
/// what cannot be packed: links, devices, two files of one name, folders that mean nothing here.
PackInput gather_input(const PackOptions& options);

} // namespace delo
