#include "delo/formats/csip/mets_places.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace delo {
namespace {

MetsPlace walk(const std::string& path) {
  MetsPlace place = MetsPlace::mets;
  for (std::size_t at = path.find('/'); at != std::string::npos;) {
    const std::size_t end = path.find('/', at + 1);
    place = place_below(place, std::string_view(path).substr(at + 1, end - at - 1));
    at = end;
  }
  return place;
}

TEST(MetsPlaces, are_found_by_the_path_that_messages_show) {
  std::set<std::string_view> paths;
  for (std::size_t i = 1; i < kMetsPlaces; ++i) {
    const auto place = static_cast<MetsPlace>(i);
    EXPECT_TRUE(paths.insert(path_of(place)).second) << path_of(place);
    EXPECT_EQ(walk(std::string(path_of(place))), place) << path_of(place);
  }
}

TEST(MetsPlaces, know_nothing_below_foreign_elements) {
  EXPECT_EQ(walk("mets/dmdSec/mdWrap/xmlData/mets"), MetsPlace::none);
  EXPECT_EQ(place_below(MetsPlace::none, "metsHdr"), MetsPlace::none);
  EXPECT_EQ(walk("mets/structMap/div/div/div/div/div"), MetsPlace::inner_division);
}

} // namespace
} // namespace delo
