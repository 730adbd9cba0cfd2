// What people and programs get to see of a run over many documents.
#include "delo/base/json.hpp"
#include "delo/report/batch_report.hpp"
#include "delo/report/text_width.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace delo {
namespace {

using testing::HasSubstr;
using testing::Not;

BatchDocument document(const std::string& name, const std::string& id, Outcome outcome) {
  BatchDocument document;
  document.name = name;
  document.id = {id, Origin::page, "citation", ""};
  document.target = "out/" + id;
  document.outcome = outcome;
  document.files = 27;
  document.bytes = 188492;
  return document;
}

Json json_of(const BatchResult& result) {
  StringSink sink;
  write_batch(sink, result);
  return Json::parse(sink.str());
}

BatchResult run_of_three() {
  BatchResult result;
  result.documents = {document("in/a.txt", "RGASPI-f1", Outcome::packed),
                      document("in/дело/б.txt", "GARF-f22", Outcome::identical),
                      document("in/c\x1B.txt", "", Outcome::failed)};
  result.documents[0].warnings = {"the page states no rights"};
  result.documents[2].problems = {
      {ErrorKind::usage, "in/c\x1B.txt", "cannot name the package", "use --id"}};
  result.problems = {{ErrorKind::usage, "in/x.tif", "cannot pack in/x.tif", "use --id"}};
  result.left_out = {{"in/.DS_Store", "a folder view of macOS"}};
  result.duplicates = {{Likeness::record_id, "101", {"in/a.txt", "in/дело/б.txt"}}};
  return result;
}

TEST(BatchReport, is_a_table_with_a_line_for_each_document) {
  EXPECT_EQ(batch_text(run_of_three()),
            "result      files        bytes warnings  package    document\n"
            "packed         27       188492        1  RGASPI-f1  in/a.txt\n"
            "identical      27       188492        0  GARF-f22   in/дело/б.txt\n"
            "failed                                0  -          in/c\\x1b.txt\n"
            "3 documents: 1 packed, 1 identical, 1 failed\n");
}

TEST(BatchReport, says_in_words_what_is_to_be_known) {
  EXPECT_EQ(batch_notes(run_of_three()),
            "warning: in/a.txt: the page states no rights\n"
            "note: left out in/.DS_Store: a folder view of macOS\n"
            "note: the same record id (101): in/a.txt, in/дело/б.txt\n");
  EXPECT_EQ(batch_problems(run_of_three()), "error: cannot pack in/x.tif\n"
                                            "error: cannot name the package\n"
                                            "\n"
                                            "hint: use --id\n");
  EXPECT_EQ(batch_problems({}), "");
}

TEST(BatchReport, says_once_what_holds_for_many_documents) {
  BatchResult result = run_of_three();
  result.documents[0].notes = result.documents[1].notes = {"no scan of the original was given"};
  EXPECT_THAT(batch_notes(result),
              HasSubstr("note: no scan of the original was given (2 documents)\n"));
  result.documents[1].notes = {"no scan is named after sheet 5"};
  EXPECT_THAT(batch_notes(result),
              HasSubstr("note: in/дело/б.txt: no scan is named after sheet 5\n"));
  result.documents[1].notes = result.documents[0].notes;
  EXPECT_EQ(json_of(result)["documents"][1]["notes"][0], "no scan of the original was given");
}

TEST(BatchReport, tells_programs_everything) {
  const Json json = json_of(run_of_three());
  EXPECT_EQ(json["documents"].size(), 3U);
  EXPECT_EQ(json["documents"][1]["outcome"], "identical");
  EXPECT_EQ(json["documents"][2]["id"], nullptr);
  EXPECT_EQ(json["documents"][2]["problems"][0]["hint"], "use --id");
  EXPECT_EQ(json["counts"]["packed"], 1);
  EXPECT_EQ(json["left_out"][0]["path"], "in/.DS_Store");
  EXPECT_EQ(json["duplicates"][0]["same"], "record id");
  EXPECT_EQ(json["problems"].size(), 1U);
}

TEST(BatchReport, shows_no_table_when_nothing_was_done) {
  BatchResult result = run_of_three();
  for (BatchDocument& document : result.documents)
    document.outcome = Outcome::skipped;
  EXPECT_EQ(batch_text(result), "3 documents: 3 skipped\n");
}

TEST(BatchReport, says_after_a_dry_run_which_file_is_which) {
  BatchResult result = run_of_three();
  result.dry_run = true;
  result.documents[0].found.representation("original").files = {
      {{"in/0005.tif", "0005.tif", 5, {}}, "its name gives sheet 5, which the citation names"}};
  EXPECT_THAT(
      batch_text(result),
      HasSubstr("in/a.txt\n  original       in/0005.tif  (its name gives sheet 5, which the "
                "citation names)\n"));
}

TEST(BatchReport, ends_with_the_worst_code) {
  BatchResult result = run_of_three();
  EXPECT_EQ(exit_code(result), ExitCode::usage);
  result.problems[0].kind = ErrorKind::io;
  EXPECT_EQ(exit_code(result), ExitCode::could_not_finish);
  result.kept_going = true;
  EXPECT_EQ(exit_code(result), ExitCode::bad);
  result.interrupted = true;
  EXPECT_EQ(exit_code(result), ExitCode::interrupted);
}

TEST(TextWidth, counts_columns_and_not_bytes) {
  EXPECT_EQ(text_width("дело"), 4U);
  EXPECT_EQ(text_width("и\xCC\x86"), 1U);
  EXPECT_EQ(text_width("電報"), 4U);
  EXPECT_EQ(padded("об", 4), "об  ");
  EXPECT_EQ(fitted("telegram-l0005.tif", 9), "…0005.tif");
  EXPECT_EQ(fitted("电电电", 4), "…电");
  EXPECT_EQ(fitted("abc", 0), "");
}

} // namespace
} // namespace delo
