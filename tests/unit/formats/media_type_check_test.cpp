// Media types that the first bytes of a file contradict.
#include "delo/formats/mets/media_type_check.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

using namespace std::literals;

bool is_contradicted(std::string_view type, std::string_view head) {
  return contradicts(type, signature_of(head));
}

TEST(MediaType, is_contradicted_by_the_bytes_of_another_format) {
  EXPECT_TRUE(is_contradicted("image/tiff", "%PDF-1.4"));
  EXPECT_TRUE(is_contradicted("application/pdf", "plain text"));
  EXPECT_TRUE(is_contradicted("text/plain", "\x89PNG\r\n\x1A\n"));
  EXPECT_TRUE(is_contradicted("application/xml", "PK\3\4"));
  EXPECT_TRUE(is_contradicted("image/jpeg", "II*\0"sv));
}

TEST(MediaType, stands_where_the_bytes_fit_or_say_nothing) {
  EXPECT_FALSE(is_contradicted("image/tiff", "II*\0"sv));
  EXPECT_FALSE(is_contradicted("Image/TIFF; charset=binary", "MM\0*"sv));
  EXPECT_FALSE(is_contradicted("application/pdf", "\n\n%PDF-1.7"));
  EXPECT_FALSE(is_contradicted("audio/x-wav", "RIFF\1\2\3\4WAVEfmt "));
  EXPECT_FALSE(is_contradicted(
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\3\4"));
  EXPECT_FALSE(is_contradicted("text/plain", "<?xml version='1.0'?>"));
  EXPECT_FALSE(is_contradicted("text/plain", "the text may tell of %PDF-1.4"));
  EXPECT_FALSE(is_contradicted("application/octet-stream", "%PDF-1.4"));
  EXPECT_FALSE(is_contradicted("video/x-new-format", "GIF89a"));
  EXPECT_FALSE(is_contradicted("", "%PDF-1.4"));
}

} // namespace
} // namespace delo
