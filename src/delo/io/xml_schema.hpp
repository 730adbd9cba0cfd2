// XML Schemas from a pinned set: compiled once, shared by all threads, never fetched.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace delo {

/// A compiled schema. Compiled from texts in memory only; an import that is not among them is an
/// error, and no file or address is ever opened. Read-only afterwards, so threads may share it.
class XmlSchema {
public:
  /// `texts` maps the names used in schemaLocation to the schemas; `driver` is the one to begin
  /// with. Throws Error(internal) when they do not compile.
  XmlSchema(const std::map<std::string, std::string_view>& texts, const std::string& driver);
  ~XmlSchema();

private:
  friend class XmlReader;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace delo
