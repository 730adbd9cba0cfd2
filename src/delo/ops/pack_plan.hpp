// Which files a package will hold, under which names, in which order. A dry run prints this plan;
// a real run writes it.
#pragma once

#include "delo/ops/pack_input.hpp"

namespace delo {

/// Throws Error(usage) when the digests that are asked for cannot protect a package, or when the
/// package would not keep the profile of the options.
PackPlan plan_package(const PackInput& input, const PackageId& id, const PackOptions& options);

/// The folder of the SIP in the package: "data/<id>" in a bag with SIP, "data" in a bag, nothing
/// for a SIP alone.
std::optional<RelPath> sip_folder(const PackPlan& plan);

/// Where the schemas lie as seen from a file of the SIP, "" when they do not travel along; `up`
/// leads from the file's folder to that of the SIP: "../../".
std::string schemas_folder(const PackPlan& plan, std::string_view up);

/// A path of the SIP as a path of the package.
RelPath in_sip(const PackPlan& plan, const RelPath& inner);

} // namespace delo
