#include "delo/base/base64.hpp"
#include "delo/base/utf8.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <string>

namespace delo {
namespace {

TEST(FromBase64, reads_the_vectors_of_rfc_4648) {
  EXPECT_EQ(from_base64(""), "");
  EXPECT_EQ(from_base64("Zg=="), "f");
  EXPECT_EQ(from_base64("Zm8="), "fo");
  EXPECT_EQ(from_base64("Zm9v"), "foo");
  EXPECT_EQ(from_base64("Zm9vYmFy"), "foobar");
  EXPECT_EQ(from_base64("+/+/"), "\xFB\xFF\xBF");
}

TEST(FromBase64, refuses_every_other_way_to_write_the_same) {
  for (const std::string_view text :
       {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Zm 9v", "Z", "=",
        "====", "Zg==Zg==", "-_-_", "Zm9v=", "Zm9vZ", "\xD0\x96\xD0\x96"})
    EXPECT_FALSE(from_base64(text)) << text;
  EXPECT_FALSE(from_base64(std::string_view("Zm9\0", 4)));
}

TEST(FromBase64, reads_what_base64_writes) {
  test::Random random;
  for (std::size_t size = 0; size < 200; ++size) {
    const std::string bytes = random.bytes(size);
    EXPECT_EQ(from_base64(base64(bytes)), bytes);
  }
}

} // namespace
} // namespace delo
