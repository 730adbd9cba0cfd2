// JSON must hold every name, also one in bytes that JSON cannot hold.
#include "delo/base/json.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

TEST(PutPath, gives_a_name_in_utf8_as_it_is) {
  Json object;
  put_path(object, "Дело 12/л. 5");
  EXPECT_EQ(object, (Json{{"path", "Дело 12/л. 5"}}));
}

TEST(PutPath, gives_the_exact_bytes_of_other_names) {
  Json object;
  put_path(object, "\xEB\xE8.txt");
  EXPECT_EQ(object, (Json{{"path", "\\xeb\\xe8.txt"}, {"path_b64", "6+gudHh0"}}));
}

TEST(CountFrom, takes_whole_numbers_of_64_bits_and_nothing_else) {
  EXPECT_EQ(count_from(Json::parse("0")), 0U);
  EXPECT_EQ(count_from(Json::parse("18446744073709551615")), UINT64_MAX);
  for (const char* text : {"-1", "1.5", "1e3", "18446744073709551616", "\"1\"", "null", "[1]"})
    EXPECT_EQ(count_from(Json::parse(text)), std::nullopt) << text;
}

TEST(ToText, keeps_the_order_of_keys_and_ends_with_a_line_end) {
  EXPECT_EQ(to_text(Json{{"b", 1}, {"a", "ы"}}), "{\n  \"b\": 1,\n  \"a\": \"ы\"\n}\n");
}

TEST(ToText, replaces_bytes_that_are_not_utf8) {
  EXPECT_EQ(to_text(Json("a\xFF")), "\"a\uFFFD\"\n");
}

} // namespace
} // namespace delo
