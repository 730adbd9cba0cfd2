// What stands behind a name and is not one: degrees, ranks and posts.
#pragma once

#include <string_view>

namespace delo {

/// "PhD", "Doctor of Historical Sciences", "professor at Baku State University", "кандидат
/// исторических наук". Not "Professor Ann Low", who is a person.
bool is_title(std::string_view item);

} // namespace delo
