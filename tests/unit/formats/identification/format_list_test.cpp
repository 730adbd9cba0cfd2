// Lists of formats as Siegfried and DROID write them.
#include "delo/base/error.hpp"
#include "delo/formats/identification/format_list.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

/// "path size key,key" for each entry.
std::string told(const FormatList& list) {
  std::string text;
  for (const FormatEntry& entry : list.entries) {
    text += entry.path + " " + (entry.size ? std::to_string(*entry.size) : "-");
    for (const FormatKey& key : entry.keys)
      text += " " + key.key;
    text += "\n";
  }
  return text;
}

constexpr std::string_view kSiegfried = R"({"siegfried":"1.11.1",
"scandate":"2025-02-03T04:05:06+03:00","signature":"default.sig","identifiers":[{"name":"pronom"}],
"files":[
{"filename":"scans/1.tif","filesize":646,"errors":"","matches":[
 {"ns":"pronom","id":"fmt/353","format":"Tagged Image File Format","version":"","mime":"image/tiff",
  "basis":"byte match at 0, 4","warning":""},
 {"ns":"loc","id":"fdd000022","format":"TIFF"}]},
{"filename":"scans/дело.txt","filesize":5,"matches":[
 {"ns":"pronom","id":"UNKNOWN","format":"","version":"","basis":""}]},
{"filename":"two","filesize":7,"matches":[
 {"ns":"pronom","id":"fmt/1","format":"A"},{"ns":"pronom","id":"x-fmt/22","format":"B"},
 {"ns":"pronom","id":"fmt/1","format":"A"}]},
{"filename":"a.zip","filesize":9,"matches":[]},
{"filename":"a.zip#inside.txt","filesize":3,"matches":[]},
{"filename":"a#b.txt","filesize":4,"matches":[]}]})";

TEST(FormatList, of_siegfried_as_json) {
  const FormatList list = read_format_list(kSiegfried, "f.json");
  EXPECT_EQ(list.tool, "siegfried");
  EXPECT_EQ(list.version, "1.11.1");
  EXPECT_EQ(list.made, "2025-02-03T04:05:06+03:00");
  EXPECT_EQ(told(list), "a#b.txt 4\na.zip 9\nscans/1.tif 646 fmt/353\nscans/дело.txt 5\n"
                        "two 7 fmt/1 x-fmt/22\n");
  const FormatKey& key = list.entries[2].keys.front();
  EXPECT_EQ(key.registry, "PRONOM");
  EXPECT_EQ(key.name, "Tagged Image File Format");
  EXPECT_EQ(key.basis, "byte match at 0, 4");
}

TEST(FormatList, of_siegfried_as_csv) {
  const FormatList list = read_format_list(
      "\xEF\xBB\xBF"
      "filename,filesize,modified,errors,namespace,id,format,version,mime,class,basis,warning\r\n"
      "\"a, b.pdf\",12,2020-01-01T00:00:00Z,,pronom,fmt/20,Acrobat PDF 1.6,1.6,application/pdf,,"
      "\"extension match pdf; \"\"byte\"\" match\",\r\n"
      "c,1,,,pronom,fmt/1,x,,,,,\nc,1,,,pronom,fmt/2,y,,,,,\n"
      "d,,,,loc,fdd1,z,,,,,\n",
      "f.csv");
  EXPECT_EQ(list.tool, "siegfried");
  EXPECT_EQ(list.made, "");
  EXPECT_EQ(told(list), "a, b.pdf 12 fmt/20\nc 1 fmt/1 fmt/2\nd -\n");
  EXPECT_EQ(list.entries[0].keys[0].version, "1.6");
  EXPECT_EQ(list.entries[0].keys[0].basis, "extension match pdf; \"byte\" match");
}

TEST(FormatList, of_droid_as_csv) {
  const FormatList list = read_format_list(
      R"("ID","PARENT_ID","URI","FILE_PATH","NAME","METHOD","STATUS","SIZE","TYPE","EXT",)"
      R"("LAST_MODIFIED","EXTENSION_MISMATCH","MD5_HASH","FORMAT_COUNT","PUID","MIME_TYPE",)"
      R"("FORMAT_NAME","FORMAT_VERSION")"
      "\n"
      R"("1","","file:/D:/scans/","D:\scans","scans","","Done","","Folder","","","false","","","","","","")"
      "\n"
      R"("2","1","file:/D:/scans/1.tif","D:\scans\1.tif","1.tif","Signature","Done","646","File","tif","","false","","1","fmt/353","image/tiff","Tagged Image File Format","")"
      "\n"
      R"("3","1","file:/D:/scans/2.txt","D:\scans\2.txt","2.txt","Extension","Done","9","File","txt","","false","","2","x-fmt/111","text/plain","Plain Text File","","fmt/999","","Other","2")"
      "\n"
      R"("4","1","zip:file:/D:/scans/a.zip!/in.txt","D:\scans\a.zip!\in.txt","in.txt","","Done","9","File","txt","","false","","0","","","","")"
      "\n",
      "droid.csv");
  EXPECT_EQ(told(list), "D:/scans/1.tif 646 fmt/353\nD:/scans/2.txt 9 x-fmt/111 fmt/999\n");
  EXPECT_EQ(list.entries[0].keys[0].basis, "Signature");
}

TEST(FormatList, takes_no_key_that_is_none) {
  for (const std::string id : {"UNKNOWN", "", "fmt/", "fmt/12a", "fdd000022", "y-fmt/1"}) {
    const FormatList list = read_format_list(
        R"({"siegfried":"1","files":[{"filename":"a","filesize":1,"matches":[{"ns":"pronom","id":")" +
            id + "\"}]}]}",
        "f");
    EXPECT_EQ(told(list), "a 1\n") << id;
  }
}

TEST(FormatList, takes_no_time_that_is_none) {
  for (const std::string date : {"", "yesterday", "2025-02-03", "2025-02-03T04:05:06",
                                 "2025-02-03T04:05:06+3:00", "2025-02-03 04:05:06Z"})
    EXPECT_EQ(
        read_format_list(R"({"siegfried":"1","files":[],"scandate":")" + date + "\"}", "f").made,
        "")
        << date;
}

TEST(FormatList, refuses_what_is_none) {
  for (const std::string_view text :
       {"", " \n", "{", "{}", "[1]", R"({"siegfried":"1"})", "---\nsiegfried   : 1.11.1\n",
        "name,size\na,1\n", "filename,namespace,id\n\"a,pronom,fmt/1\n", "\x89PNG\r\n"})
    EXPECT_EQ(test::kind_of([&] { read_format_list(text, "f"); }), ErrorKind::usage) << text;
}

TEST(FormatList, survives_damaged_lists) {
  test::Random random;
  for (int i = 0; i < 500; ++i) {
    std::string text(kSiegfried);
    for (std::uint64_t n = 1 + random.below(4); n > 0; --n)
      text[random.below(text.size())] = static_cast<char>(random.below(256));
    try {
      for (const FormatEntry& entry : read_format_list(text, "f").entries)
        for (const FormatKey& key : entry.keys)
          EXPECT_NE(key.key.find("fmt/"), std::string::npos);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
    }
  }
}

} // namespace
} // namespace delo
