// The language in which the map of fields names places.
#include "delo/formats/descriptive/place_writer.hpp"
#include "unit/support/xml.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace delo {
namespace {

/// What stands in the root, without indentation.
std::string written(const std::function<void(PlaceWriter&)>& write) {
  class Text final : public ByteSink {
  public:
    void write(std::string_view bytes) override { text += bytes; }
    std::string text;
  } sink;
  XmlWriter xml(sink);
  xml.start("root");
  PlaceWriter places(xml);
  write(places);
  places.close_shared();
  xml.finish();
  std::string flat;
  bool at_line_start = false;
  for (const char c : sink.text) {
    if (c == '\n' || (at_line_start && c == ' ')) {
      at_line_start = true;
      continue;
    }
    at_line_start = false;
    flat += c;
  }
  const std::size_t begin = flat.find("<root>") + 6;
  return flat.substr(begin, flat.find("</root>") - begin);
}

TEST(PlaceWriter, writes_a_path_with_its_attributes) {
  EXPECT_EQ(written([](PlaceWriter& places) {
              places.write("note@type=citation/reference", "a & b");
              places.write("subject > topic", "ships");
              places.write("subject > topic", "tea");
            }),
            "<note type=\"citation/reference\">a &amp; b</note>"
            "<subject><topic>ships</topic></subject><subject><topic>tea</topic></subject>");
}

TEST(PlaceWriter, keeps_a_starred_element_open_for_its_like_only) {
  EXPECT_EQ(written([](PlaceWriter& places) {
              places.write("info* > date@kind=a", "1");
              places.write("info* > date", "2");
              places.write("note", "3");
              places.write("info* > date", "4");
            }),
            "<info><date kind=\"a\">1</date><date>2</date></info><note>3</note>"
            "<info><date>4</date></info>");
}

TEST(PlaceWriter, puts_a_value_into_an_attribute_or_a_sentence) {
  EXPECT_EQ(written([](PlaceWriter& places) {
              places.write("dao@type=page@href=$", "a/b?c=$");
              places.write("note@type=x=\"Dated $.\"", "1946");
              places.write("note=\"Fixed > words | here.\"", "yes");
            }),
            "<dao type=\"page\" href=\"a/b?c=$\"/><note type=\"x\">Dated 1946.</note>"
            "<note>Fixed &gt; words | here.</note>");
}

TEST(PlaceWriter, knows_the_places_of_a_column) {
  EXPECT_EQ(split_places("a|b@c=d").size(), 2U);
  EXPECT_TRUE(split_places("").empty());
}

} // namespace
} // namespace delo
