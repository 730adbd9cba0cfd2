// XML Schemas from a pinned set: compiled once, shared by all threads, never fetched.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// Gives the text of a schema by its address, as an import names it, or nothing.
using SchemaResolver = std::function<std::optional<std::string_view>(std::string_view address)>;

/// A compiled schema. Compiled from texts in memory only; an import that is not among them is an
/// error, and no file or address is ever opened. Read-only afterwards, so threads may share it.
class XmlSchema {
public:
  /// `texts` maps the names used in schemaLocation to the schemas; `driver` is the one to begin
  /// with. Throws Error(internal) when they do not compile.
  XmlSchema(const std::map<std::string, std::string_view>& texts, const std::string& driver);
  /// `driver` is the text to begin with. Throws Error(internal) when it does not compile.
  XmlSchema(std::string_view driver, const SchemaResolver& resolve);
  ~XmlSchema();

private:
  friend class XmlReader;
  struct Impl;
  void compile(std::string_view text, const std::string& name, const SchemaResolver& resolve);
  std::unique_ptr<Impl> impl_;
};

} // namespace delo
