// A list of formats and the files of a run: matched by paths, and never by guessing.
#include "delo/ops/format_match.hpp"
#include "unit/support/packages.hpp"

#include <gtest/gtest.h>
#include <pugixml.hpp>

namespace delo {
namespace {

using Paths = std::vector<std::string>;
using Fault = FormatMatches::Fault;

FormatList list_of(const Paths& paths) {
  FormatList list{"siegfried", "1", "", {}};
  int number = 0;
  for (const std::string& path : paths)
    list.entries.push_back({path, 10, {{"PRONOM", "fmt/" + std::to_string(++number), "", "", ""}}});
  return list;
}

/// The key that one file of the run gets; "" for none.
std::string key_of(const Paths& listed, const Paths& sources, const std::string& source) {
  const FormatMatches matches(list_of(listed), "f.json", sources);
  const auto match = matches.match(source, 10);
  return match.key ? match.key->key : "";
}

TEST(FormatMatch, by_the_same_path_and_by_the_end_of_it) {
  EXPECT_EQ(key_of({"/in/a/1.tif"}, {"/in/a/1.tif"}, "/in/a/1.tif"), "fmt/1");
  EXPECT_EQ(key_of({"a/1.tif"}, {"/in/a/1.tif"}, "/in/a/1.tif"), "fmt/1");
  EXPECT_EQ(key_of({"./a/1.tif"}, {"/in/a/1.tif"}, "/in/a/1.tif"), "fmt/1");
  EXPECT_EQ(key_of({"1.tif"}, {"/in/a/1.tif"}, "/in/a/1.tif"), "fmt/1");
}

TEST(FormatMatch, of_another_machine_by_name_and_folder) {
  EXPECT_EQ(key_of({"D:/scans/a/1.tif"}, {"/in/a/1.tif"}, "/in/a/1.tif"), "fmt/1");
  EXPECT_EQ(key_of({"D:/scans/b/1.tif"}, {"/in/a/1.tif"}, "/in/a/1.tif"), "");
  EXPECT_EQ(key_of({"/mnt/1.tif"}, {"/in/a/1.tif"}, "/in/a/1.tif"), "");
}

TEST(FormatMatch, takes_what_fits_best) {
  EXPECT_EQ(key_of({"a/1.tif", "b/1.tif"}, {"/in/a/1.tif", "/in/b/1.tif"}, "/in/b/1.tif"), "fmt/2");
  EXPECT_EQ(key_of({"/mnt/x/a/1.tif", "/mnt/y/a/1.tif"}, {"/in/y/a/1.tif"}, "/in/y/a/1.tif"),
            "fmt/2");
}

TEST(FormatMatch, takes_nothing_where_two_fit_alike) {
  const FormatMatches rows(list_of({"/mnt/x/a/1.tif", "/mnt/y/a/1.tif"}), "f", {"/in/a/1.tif"});
  EXPECT_EQ(rows.match("/in/a/1.tif", 10).fault, Fault::ambiguous);
  const FormatMatches files(list_of({"1.tif"}), "f", {"/in/a/1.tif", "/in/b/1.tif"});
  EXPECT_EQ(files.match("/in/a/1.tif", 10).fault, Fault::ambiguous);
  EXPECT_EQ(files.match("/in/b/1.tif", 10).key, nullptr);
}

TEST(FormatMatch, one_row_goes_to_the_file_that_it_fits_best) {
  const FormatMatches matches(list_of({"/in/a/1.tif"}), "f", {"/in/a/1.tif", "/copy/a/1.tif"});
  EXPECT_NE(matches.match("/in/a/1.tif", 10).key, nullptr);
  EXPECT_EQ(matches.match("/copy/a/1.tif", 10).fault, Fault::not_listed);
}

TEST(FormatMatch, tells_why_there_is_none) {
  FormatList list = list_of({"a", "b", "c"});
  list.entries[1].keys.clear();
  list.entries[2].keys.push_back({"PRONOM", "fmt/9", "", "", ""});
  const FormatMatches matches(std::move(list), "f", {"/a", "/b", "/c", "/d"});
  EXPECT_EQ(matches.match("/a", 11).fault, Fault::stale);
  EXPECT_EQ(matches.match("/a", 11).reason, "it had 10 bytes then, and has 11 now");
  EXPECT_EQ(matches.match("/b", 10).fault, Fault::unknown);
  EXPECT_EQ(matches.match("/c", 10).reason, "it may be any of fmt/3, fmt/9");
  EXPECT_EQ(matches.match("/d", 10).fault, Fault::not_listed);
  EXPECT_EQ(matches.match("/e", 10).fault, Fault::not_listed);
}

TEST(FormatMatch, names_what_belongs_to_no_file) {
  const FormatMatches matches(list_of({"a", "gone/b", "c"}), "f", {"/a", "/c"});
  EXPECT_EQ(matches.unmatched(), Paths{"gone/b"});
}

class PackWithFormats : public testing::Test {
protected:
  BatchResult pack_with(const std::string& list) {
    test::write_file(folder_ / "scans/1.tif", "one");
    test::write_file(folder_ / "scans/2.tif", "two!");
    test::write_file(folder_ / "formats.json", list);
    PackOptions options = test::telegram_options(folder_ / "out");
    options.layout = Layout::sip;
    options.representations = {{"original", {folder_ / "scans"}}};
    options.formats = folder_ / "formats.json";
    return pack_all(options);
  }
  std::vector<std::string> values(const std::string& xpath) const {
    pugi::xml_document document;
    EXPECT_TRUE(document.load_file(
        (folder_ / "out/telegram/representations/original/metadata/preservation/premis.xml")
            .c_str()));
    std::vector<std::string> found;
    for (const auto& node : document.select_nodes(xpath.c_str()))
      found.emplace_back(node.node().text().get());
    return found;
  }
  test::TempDir folder_;
};

constexpr std::string_view kList = R"({"siegfried":"1.11.1","scandate":"2025-02-03T04:05:06Z",
"files":[{"filename":"scans/1.tif","filesize":3,"matches":[{"ns":"pronom","id":"fmt/353",
"format":"Tagged Image File Format","version":"","basis":"byte match at 0, 4"}]},
{"filename":"scans/2.tif","filesize":5,"matches":[{"ns":"pronom","id":"fmt/353","format":"T"}]},
{"filename":"scans/3.tif","filesize":5,"matches":[]}]})";

TEST_F(PackWithFormats, keys_go_into_premis_with_who_found_them) {
  const BatchResult result = pack_with(std::string(kList));
  ASSERT_EQ(result.count(Outcome::packed), 1U);
  using Values = std::vector<std::string>;
  EXPECT_EQ(values("//formatRegistryName"), Values{"PRONOM"});
  EXPECT_EQ(values("//object[originalName='1.tif']//formatRegistryKey"), Values{"fmt/353"});
  EXPECT_EQ(values("//object[originalName='1.tif']//formatNote"),
            Values{"PRONOM: Tagged Image File Format (byte match at 0, 4)"});
  const std::string event = "//event[.//linkingAgentIdentifierValue='agent/siegfried']";
  EXPECT_EQ(values(event + "/eventDateTime"), Values{"2025-02-03T04:05:06Z"});
  EXPECT_EQ(values(event + "//eventOutcome"), Values{"warning"});
  EXPECT_EQ(values("//agent[agentName='siegfried']/agentVersion"), Values{"1.11.1"});
}

TEST_F(PackWithFormats, stale_and_unmatched_rows_are_reported) {
  const BatchResult result = pack_with(std::string(kList));
  ASSERT_EQ(result.warnings.size(), 1U);
  EXPECT_EQ(result.warnings[0], "formats.json lists a file that is not packed: scans/3.tif");
  ASSERT_EQ(result.documents[0].warnings.size(), 1U);
  EXPECT_NE(result.documents[0].warnings[0].find("it had 5 bytes then, and has 4 now"),
            std::string::npos);
  ASSERT_EQ(result.documents[0].notes.size(), 1U);
  EXPECT_EQ(result.documents[0].notes[0],
            "formats.json does not list 1 of the 3 files that are packed");
}

TEST_F(PackWithFormats, the_same_again_is_identical) {
  pack_with(std::string(kList));
  EXPECT_EQ(pack_with(std::string(kList)).count(Outcome::identical), 1U);
}

TEST_F(PackWithFormats, a_list_that_is_none_stops_the_run) {
  EXPECT_EQ(test::kind_of([&] { pack_with("---\nsiegfried : 1\n"); }), ErrorKind::usage);
  EXPECT_FALSE(test::fs::exists(folder_ / "out"));
}

} // namespace
} // namespace delo
