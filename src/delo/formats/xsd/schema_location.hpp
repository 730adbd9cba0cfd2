// What a document says of the place of its schema.
#pragma once

#include <string>
#include <string_view>

namespace delo {

/// The value of xsi:schemaLocation for one of our schemas ("mods.xsd"), without the namespace: in
/// `folder` ("../../schemas/") where the schemas travel along; at the address its makers gave it,
/// which catalogues know, where they do not ("").
std::string schema_location(std::string_view schema, std::string_view folder);

} // namespace delo
