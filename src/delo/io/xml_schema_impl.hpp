// What XmlSchema and XmlReader share of libxml2. Included by their .cpp files only.
#pragma once

#include "delo/io/xml_schema.hpp"

#include <libxml/xmlschemas.h>

namespace delo {

struct XmlSchema::Impl {
  struct Free {
    void operator()(xmlSchema* gone) const { xmlSchemaFree(gone); }
  };
  std::unique_ptr<xmlSchema, Free> compiled;
};

/// Makes libxml2 ready for threads and shuts its door to files and networks. Safe to call often.
void prepare_libxml();

} // namespace delo
