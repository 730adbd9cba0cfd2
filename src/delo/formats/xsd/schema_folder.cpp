#include "delo/formats/xsd/schema_folder.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>

namespace delo {
namespace {

namespace fs = std::filesystem;

/// No schema is as large; a folder of films given by mistake must not fill the memory.
constexpr std::uintmax_t kLargestSchema = 16U << 20U;

pugi::xml_document parse(const fs::path& file, const std::string& text) {
  pugi::xml_document document;
  if (const auto result = document.load_buffer(text.data(), text.size()); !result)
    throw Error(
        ErrorKind::usage,
        fmt::format("cannot read {}: {}", display_name(file.native()), result.description()),
        "repair that file, or leave out --schemas");
  return document;
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1); // npos + 1 is 0
}

std::string normal_path(std::string_view address) {
  return fs::path(address).lexically_normal().generic_string();
}

} // namespace

SchemaFolder::SchemaFolder(const fs::path& folder) : name_(folder.native()) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw Error(ErrorKind::usage, fmt::format("{} is no folder of schemas", display_name(name_)),
                "name a folder with a delo-all.xsd or a catalog.xml");
  read_files(folder);
  if (const fs::path catalogue = folder / "catalog.xml"; fs::exists(catalogue, error))
    read_catalogue(catalogue);
  const auto driver = files_.find("delo-all.xsd");
  if (driver == files_.end())
    return;
  const pugi::xml_document document = parse(folder / "delo-all.xsd", driver->second.text);
  for (const pugi::xml_node& child : document.document_element())
    if (local_name(child) == "import")
      imports_.emplace_back(child.attribute("namespace").value(),
                            child.attribute("schemaLocation").value());
}

void SchemaFolder::read_files(const fs::path& folder) {
  try {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".xsd" || !entry.is_regular_file() ||
          entry.file_size() > kLargestSchema)
        continue;
      File file{read_file(entry.path(), kLargestSchema), {}};
      file.uri =
          parse(entry.path(), file.text).document_element().attribute("targetNamespace").value();
      files_.emplace(entry.path().lexically_relative(folder).generic_string(), std::move(file));
    }
  } catch (const fs::filesystem_error& error) {
    throw io_error("read", folder.native(), error.code().value());
  }
}

void SchemaFolder::read_catalogue(const fs::path& path) {
  const pugi::xml_document document = parse(path, read_file(path, kLargestSchema));
  const auto read_entries = [this](const pugi::xml_node& parent, const auto& again) -> void {
    for (const pugi::xml_node& node : parent) {
      const std::string_view kind = local_name(node);
      if (kind == "uri" || kind == "system")
        catalogue_.emplace_back(node.attribute(kind == "uri" ? "name" : "systemId").value(),
                                normal_path(node.attribute("uri").value()));
      if (kind == "group")
        again(node, again);
    }
  };
  read_entries(document.document_element(), read_entries);
}

const SchemaFolder::File* SchemaFolder::file_of(std::string_view address) const {
  for (const auto& [name, path] : catalogue_)
    if (name == address)
      if (const auto file = files_.find(path); file != files_.end())
        return &file->second;
  if (const auto file = files_.find(normal_path(address)); file != files_.end())
    return &file->second;
  const File* found = nullptr;
  const fs::path wanted = fs::path(address).filename();
  for (const auto& [path, file] : files_)
    if (fs::path(path).filename() == wanted) {
      if (found)
        return nullptr; // two of one name: only the catalogue could tell
      found = &file;
    }
  return found;
}

void SchemaFolder::import(std::string_view uri) {
  if (std::any_of(imports_.begin(), imports_.end(), [&](const auto& i) { return i.first == uri; }))
    return;
  for (const auto& [name, path] : catalogue_)
    if (const auto file = files_.find(path); file != files_.end() && file->second.uri == uri)
      return imports_.emplace_back(uri, path), void();
  const auto states = [&](const auto& file) { return file.second.uri == uri; };
  if (std::count_if(files_.begin(), files_.end(), states) == 1)
    imports_.emplace_back(uri, std::find_if(files_.begin(), files_.end(), states)->first);
}

std::optional<std::string_view> SchemaFolder::find(std::string_view address) const {
  const File* file = file_of(address);
  return file ? std::optional<std::string_view>(file->text) : std::nullopt;
}

} // namespace delo
