// Formats go into the preservation metadata by what the bytes say, not by what a name claims.
#include "delo/io/file_type.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace delo {
namespace {

using namespace std::string_literals;

TEST(MimeType, is_told_from_the_first_bytes) {
  EXPECT_EQ(mime_type_of("Нюрнбергский процесс, том 1\n"), "text/plain");
  EXPECT_EQ(mime_type_of("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), "application/pdf");
  EXPECT_EQ(mime_type_of("II*\0\x08\0\0\0\0\0\0\0\0\0"s), "image/tiff");
  EXPECT_EQ(mime_type_of("MM\0*\0\0\0\x08\0\0\0\0\0\0"s), "image/tiff");
  EXPECT_EQ(mime_type_of("\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"s), "image/jpeg");
}

TEST(MimeType, of_unknown_bytes_and_of_nothing_is_octets) {
  EXPECT_EQ(mime_type_of(""), "application/octet-stream");
  EXPECT_EQ(mime_type_of("\x9C\x81\xF3\x02\x11\xFE\x8A\x90"), "application/octet-stream");
}

TEST(MimeType, is_the_same_on_every_thread) {
  std::vector<std::string> types(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& type : types)
      threads.emplace_back([&type] { type = mime_type_of("%PDF-1.4\n"); });
  }
  EXPECT_EQ(types, std::vector<std::string>(4, "application/pdf"));
}

TEST(FileTypeEngine, names_the_library_and_its_version) {
  const std::string engine = file_type_engine();
  EXPECT_TRUE(engine.starts_with("libmagic 5.")) << engine;
}

} // namespace
} // namespace delo
