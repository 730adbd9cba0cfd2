#include "delo/model/found_json.hpp"

namespace delo {

void write_items(JsonWriter& json, const std::vector<LeftOut>& left_out) {
  for (const LeftOut& file : left_out) {
    Json item;
    put_path(item, file.path);
    item["why"] = file.why;
    json.value(item);
  }
}

} // namespace delo
