// What makes a finding the same one in another run, on another machine, after other lines were
// added.
#pragma once

#include "delo/model/report_data.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace delo {

/// The first half of the SHA-256 of some texts, as 32 hexadecimal digits; no two lists of texts are
/// taken for one.
std::string digest_text(std::initializer_list<std::string_view> texts);

/// Gives each finding its fingerprint: of its rule, its path inside the package and its message
/// without line numbers; of those that agree in all of this, the first, the second and so on.
void fingerprint_findings(PackageReport& report);

} // namespace delo
