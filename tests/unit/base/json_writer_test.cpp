#include "delo/base/json_writer.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

TEST(JsonWriter, writes_what_a_tree_would_be_written_as) {
  const Json list{1, "two\n\"lines\"", {{"three", Json::array({3.5, nullptr})}}, Json::array()};
  Json tree;
  tree["key \"quoted\""] = "л. 5";
  tree["none"] = Json::array();
  tree["nothing"] = Json::object();
  tree["list"] = list;
  tree["inner"] = {{"a", 1}, {"b", {{"c", "not UTF-8: \xFF"}}}};

  StringSink sink;
  JsonWriter json(sink);
  json.open_object().member("key \"quoted\"", "л. 5");
  json.key("none").open_array().close();
  json.key("nothing").open_object().close();
  json.key("list").open_array();
  for (const Json& item : list)
    json.value(item);
  json.close();
  json.key("inner").open_object().member("a", 1).member("b", tree["inner"]["b"]).close();
  json.close().finish();
  EXPECT_EQ(sink.str(), to_text(tree));
}

} // namespace
} // namespace delo
