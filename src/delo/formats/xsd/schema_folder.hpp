// Schemas as they lie in a folder of the user's, found by namespace and by address.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace delo {

class SchemaFolder {
public:
  using Import = std::pair<std::string, std::string>; ///< namespace, address

  /// Reads every .xsd below the folder, its catalog.xml, and what its delo-all.xsd imports. Throws
  /// Error(io) or Error(usage).
  explicit SchemaFolder(const std::filesystem::path& folder);

  const std::string& name() const { return name_; }
  /// What was imported so far: at first what delo-all.xsd imports.
  const std::vector<Import>& imports() const { return imports_; }
  /// Imports a namespace, if it is not yet and the folder says which file states it.
  void import(std::string_view uri);
  /// The text behind an address, as a schema gives it.
  std::optional<std::string_view> find(std::string_view address) const;

private:
  struct File {
    std::string text;
    std::string uri; ///< its targetNamespace
  };
  void read_files(const std::filesystem::path& folder);
  void read_catalogue(const std::filesystem::path& path);
  const File* file_of(std::string_view address) const;

  std::string name_;
  std::map<std::string, File, std::less<>> files_;             ///< by path below the folder
  std::vector<std::pair<std::string, std::string>> catalogue_; ///< address or namespace, path
  std::vector<Import> imports_;
};

} // namespace delo
