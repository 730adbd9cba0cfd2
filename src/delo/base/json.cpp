#include "delo/base/json.hpp"

#include "delo/base/utf8.hpp"

namespace delo {

void put_path(Json& object, std::string_view name) {
  if (is_utf8(name)) {
    object["path"] = name;
    return;
  }
  object["path"] = display_name(name);
  object["path_b64"] = base64(name);
}

std::string to_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace delo
