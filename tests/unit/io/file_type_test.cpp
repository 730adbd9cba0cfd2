// Formats go into the preservation metadata by what the bytes say, not by what a name claims.
#include "delo/base/utf8.hpp"
#include "delo/io/file_type.hpp"
#include "delo/io/media_types.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace delo {
namespace {

using namespace std::string_literals;

std::string media_type(std::string_view head) {
  return file_type_of(head).media_type;
}

TEST(MimeType, is_told_from_the_first_bytes) {
  EXPECT_EQ(media_type("Нюрнбергский процесс, том 1\n"), "text/plain");
  EXPECT_EQ(media_type("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), "application/pdf");
  EXPECT_EQ(media_type("II*\0\x08\0\0\0\0\0\0\0\0\0"s), "image/tiff");
  EXPECT_EQ(media_type("MM\0*\0\0\0\x08\0\0\0\0\0\0"s), "image/tiff");
  EXPECT_EQ(media_type("\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"s), "image/jpeg");
}

TEST(MimeType, of_unknown_bytes_and_of_nothing_is_octets) {
  EXPECT_EQ(media_type(""), "application/octet-stream");
  EXPECT_EQ(media_type("\x9C\x81\xF3\x02\x11\xFE\x8A\x90"), "application/octet-stream");
}

TEST(MimeType, is_the_same_on_every_thread) {
  std::vector<std::string> types(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& type : types)
      threads.emplace_back([&type] { type = media_type("%PDF-1.4\n"); });
  }
  EXPECT_EQ(types, std::vector<std::string>(4, "application/pdf"));
}

TEST(MimeType, that_is_not_registered_is_replaced_and_told) {
  const FileType source = file_type_of("#include <stdio.h>\n\nint main(void) {\n  return 0;\n}\n");
  EXPECT_EQ(source.media_type, "text/plain");
  EXPECT_EQ(source.said, "text/x-c");
  EXPECT_EQ(file_type_of("").said, "inode/x-empty");
  EXPECT_EQ(file_type_of("%PDF-1.4\n").said, "");
  const FileType archive = file_type_of("7z\xBC\xAF\x27\x1C\0\x04"s);
  EXPECT_EQ(archive.media_type, "application/octet-stream");
  EXPECT_EQ(archive.said, "application/x-7z-compressed");
}

TEST(RegisteredMediaType, keeps_registered_names_and_knows_no_others) {
  std::string before;
  for (const std::string_view type : registered_media_types()) {
    EXPECT_EQ(registered_media_type(type), type);
    EXPECT_EQ(type.find("/x-"), type.npos) << type;
    const std::string lower = ascii_lower(type);
    EXPECT_LT(before, lower);
    before = lower;
  }
  EXPECT_EQ(registered_media_type("IMAGE/TIFF"), "image/tiff");
  EXPECT_EQ(registered_media_type("image/x-ms-bmp"), "image/bmp");
  EXPECT_EQ(registered_media_type("text/x-makefile"), "text/plain");
  for (const std::string_view type : {"", "inode/x-empty", "image/x-tga", "cdr/cdt", "nonsense"})
    EXPECT_EQ(registered_media_type(type), "application/octet-stream") << type;
}

TEST(FileTypeEngine, names_the_library_and_its_version) {
  const std::string engine = file_type_engine();
  EXPECT_TRUE(engine.starts_with("libmagic 5.")) << engine;
}

} // namespace
} // namespace delo
