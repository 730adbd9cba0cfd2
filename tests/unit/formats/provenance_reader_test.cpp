// A record of strangers is read without trust: nothing in it ends the program or fills the memory.
#include "delo/formats/provenance/provenance_reader.hpp"

#include <gtest/gtest.h>

#include <string>

namespace delo {
namespace {

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i)
    all += text;
  return all;
}

ReadProvenance read_with(const std::string& member) {
  return read_provenance("{\"made\": {\"by\": \"delo\"}, " + member + "}");
}

TEST(ProvenanceReader, complains_of_what_no_record_has) {
  std::string keys = "\"k\": 0";
  for (int i = 0; i < 10'000; ++i)
    keys += ", \"k" + std::to_string(i) + "\": 0";
  for (const std::string& member :
       {"\"x\": " + repeated("[", 100'000) + repeated("]", 100'000),
        "\"x\": " + repeated("{\"a\": ", 100'000) + "0" + repeated("}", 100'000),
        std::string("\"x\": 1e999999"), "\"x\": [0" + repeated(", 0", 250'000) + "]", keys}) {
    const ReadProvenance read = read_with(member);
    EXPECT_TRUE(read.is_ours) << member.substr(0, 20);
    EXPECT_EQ(read.complaints.size(), 1U) << member.substr(0, 20);
    EXPECT_FALSE(read.record) << member.substr(0, 20);
  }
}

TEST(ProvenanceReader, names_of_files_are_no_values_of_their_own) {
  const ReadProvenance read = read_with("\"files\": [\"a\"" + repeated(", \"a\"", 300'000) + "]");
  ASSERT_FALSE(read.complaints.empty());
  for (const std::string& complaint : read.complaints)
    EXPECT_EQ(complaint.find("values"), std::string::npos) << complaint;
}

TEST(ProvenanceText, keeps_the_first_file_of_each_list_however_it_comes) {
  const std::string whole = R"({"files": ["a \"]\" b", "c"], "x": ["files", "y"],
 "r": [{"files" : []}, {"files":
 ["d", "e\\"]}], "z": "files"})";
  const std::string left = R"({"files": ["a \"]\" b"], "x": ["files", "y"],
 "r": [{"files" : []}, {"files":
 ["d"]}], "z": "files"})";
  for (std::size_t piece = 1; piece < whole.size(); ++piece) {
    ProvenanceText text;
    for (std::size_t at = 0; at < whole.size(); at += piece)
      text.feed(std::string_view(whole).substr(at, piece));
    ASSERT_EQ(text.text(), left) << piece;
  }
}

} // namespace
} // namespace delo
