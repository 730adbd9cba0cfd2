#include "delo/formats/xsd/schema_location.hpp"

#include "delo/base/error.hpp"

#include <array>

namespace delo {
namespace {

struct Address {
  std::string_view schema;
  std::string_view url;
};

constexpr std::array kAddresses{
    Address{"premis.xsd", "http://www.loc.gov/standards/premis/v3/premis-v3-0.xsd"},
    Address{"mods.xsd", "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"},
    Address{"qualifieddc.xsd", "http://dublincore.org/schemas/xmls/qdc/2008/02/11/qualifieddc.xsd"},
    Address{"ead3.xsd", "https://www.loc.gov/ead/ead3.xsd"},
    Address{"metsrights.xsd", "http://www.loc.gov/standards/rights/METSRights.xsd"},
};

} // namespace

std::string schema_location(std::string_view schema, std::string_view folder) {
  if (!folder.empty())
    return std::string(folder) + std::string(schema);
  for (const Address& address : kAddresses)
    if (address.schema == schema)
      return std::string(address.url);
  throw Error(ErrorKind::internal, "no address is known of " + std::string(schema));
}

} // namespace delo
