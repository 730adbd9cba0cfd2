// Which file a location in METS means, in every dialect that packages are written in.
#include "delo/formats/mets/location.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

SeenFiles files(std::initializer_list<std::string_view> names) {
  SeenFiles seen;
  for (const std::string_view name : names)
    seen.add(RelPath(name), {});
  return seen;
}

struct Case {
  std::string_view from;
  std::string_view href;
  std::string_view file; ///< the one that is there
  HrefDialect dialect = HrefDialect::none;
};

TEST(Location, is_read_in_every_dialect_and_says_in_which) {
  using enum HrefDialect;
  for (const Case& one : std::initializer_list<Case>{
           {"METS.xml", "a/b.txt", "a/b.txt"},
           {"METS.xml", "./a/b.txt", "a/b.txt"},
           {"r/x/METS.xml", "data/b.txt", "r/x/data/b.txt"},
           {"r/x/METS.xml", "../../schemas/mets.xsd", "schemas/mets.xsd"},
           {"METS.xml", "a%20b.txt", "a b.txt"},
           {"METS.xml", "a b.txt", "a b.txt"},
           {"METS.xml", "%D0%B4.txt", "д.txt"},
           {"METS.xml", "д.txt", "д.txt"},
           {"METS.xml", "representations%2Fa%2FMETS.xml", "representations/a/METS.xml"},
           {"METS.xml", "100%25.txt", "100%.txt"},
           {"METS.xml", "100%25.txt", "100%25.txt", raw},
           {"METS.xml", "a+b.txt", "a+b.txt"},
           {"METS.xml", "a+b.txt", "a b.txt", plus},
           {"METS.xml", "a+1%2FMETS.xml", "a 1/METS.xml", plus},
           {"METS.xml", "documentation\\x.tif", "documentation/x.tif", backslash},
           {"METS.xml", "file:a/b", "a/b", file_scheme},
           {"METS.xml", "file:./a/b", "a/b", file_scheme},
           {"METS.xml", "file://./a/b", "a/b", file_scheme},
           {"METS.xml", "file://data/x+y.txt", "data/x y.txt", plus},
           {"METS.xml", "FILE:///a", "a", file_scheme},
       }) {
    const Location place = locate(RelPath(one.from), one.href, files({one.file}));
    EXPECT_EQ(place.kind, Location::Kind::in_package) << one.href;
    EXPECT_EQ(place.path, RelPath(one.file)) << one.href;
    EXPECT_EQ(place.dialect, one.dialect) << one.href;
  }
}

TEST(Location, prefers_the_bytes_as_they_stand) {
  const SeenFiles both = files({"a+b.txt", "a b.txt", "c%20d.txt", "c d.txt"});
  EXPECT_EQ(locate(RelPath("METS.xml"), "a+b.txt", both).path, RelPath("a+b.txt"));
  EXPECT_EQ(locate(RelPath("METS.xml"), "c%20d.txt", both).path, RelPath("c d.txt"))
      << "but of two that are there, the one that the standard means";
}

TEST(Location, is_read_as_the_standard_has_it_when_no_file_is_there) {
  EXPECT_EQ(locate(RelPath("METS.xml"), "a%20b.txt", {}).path, RelPath("a b.txt"));
}

TEST(Location, may_lie_elsewhere) {
  for (const std::string_view href : {"http://example.org/a.tif", "https://example.org",
                                      "urn:nbn:de:1", "hdl:10/5", "doi:10.1/x"})
    EXPECT_EQ(locate(RelPath("METS.xml"), href, {}).kind, Location::Kind::elsewhere) << href;
}

TEST(Location, never_leaves_the_package) {
  for (const std::string_view href : {"/etc/passwd", "../x", "a/../../x", "%2Fetc%2Fpasswd",
                                      "%2e%2e/x", "..\\x", "file:////etc", "", "a//b", "~/x"})
    EXPECT_EQ(locate(RelPath("METS.xml"), href, {}).kind, Location::Kind::outside) << href;
  EXPECT_EQ(locate(RelPath("r/METS.xml"), "../../x", {}).kind, Location::Kind::outside);
}

} // namespace
} // namespace delo
