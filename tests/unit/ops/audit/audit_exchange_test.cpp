// A catalogue that goes out as lines and comes in again.
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/event_log.hpp"
#include "delo/ops/audit/evidence.hpp"
#include "delo/report/audit_evidence.hpp"
#include "unit/formats/ocfl/ocfl_object.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::hex_of;
using test::write_file;

class AuditExchanged : public testing::Test {
protected:
  fs::path catalogue() const { return folder_ / "catalogue"; }
  fs::path copy() const { return folder_ / "copy"; }
  fs::path file() const { return folder_ / "export"; }

  fs::path make_bag(const std::string& name) const {
    const fs::path bag = folder_ / "store" / name;
    write_file(bag / "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    write_file(bag / "data/письмо.txt", name);
    write_file(bag / "data/a\nb %", "2");
    write_file(bag / "data/\xFF", "3");
    return bag;
  }
  /// A catalogue with everything that an export can hold.
  void fill() const {
    AuditAddOptions options{catalogue(), {}, clock_};
    Settings settings;
    settings.set("cycle", "90d");
    options.collection =
        Collection{0, "архив", CollectionKind::packages, (folder_ / "store"), "", settings};
    for (const std::string name : {"one", "two", "three"})
      make_bag(name);
    audit_add(options);
    OcflObject().write(folder_ / "object");
    audit_add({catalogue(), {folder_ / "object"}, clock_});
    write_file(folder_ / "store/one/data/письмо.txt", "edited");
    audit_accept({catalogue(), "one", "edited,\nby hand", clock_});
    audit_forget({catalogue(), "two", "withdrawn", clock_});
    write_file(folder_ / "store/three/data/письмо.txt", "spoil");
    audit_run({catalogue(), clock_});
  }
  using OcflObject = test::OcflObject;

  std::string exported(const fs::path& from) const {
    StringSink out;
    audit_export(from, clock_, out);
    return out.take();
  }
  AuditExchange import(const std::string& text) const {
    write_file(file(), text);
    return audit_import(copy(), file(), clock_);
  }
  static std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      lines.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    return lines;
  }
  static std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines)
      text += line + "\n";
    return text;
  }
  void expect_refused(const std::string& text, const std::string& words) const {
    const auto error = test::error_of([&] { import(text); });
    ASSERT_TRUE(error) << words;
    EXPECT_EQ(error->kind(), ErrorKind::usage);
    EXPECT_NE(error->message().find(words), std::string::npos) << error->message();
    EXPECT_FALSE(fs::exists(copy())) << "something was taken in";
  }

  test::TempDir folder_;
  FixedClock clock_{Timestamp{1'700'000'000}};
};

TEST_F(AuditExchanged, what_comes_in_again_goes_out_the_same) {
  fill();
  const std::string before = exported(catalogue());
  const AuditExchange taken = import(before);
  EXPECT_EQ(taken.packages, 4U);
  EXPECT_EQ(taken.forgotten, 1U);
  EXPECT_EQ(taken.runs, 1U);
  EXPECT_EQ(taken.collections, 2U);
  EXPECT_EQ(taken.superseded, 1U);
  std::vector<std::string> was = lines_of(before);
  std::vector<std::string> now = lines_of(exported(copy()));
  ASSERT_EQ(was.size(), now.size());
  EXPECT_NE(was.front(), now.front()); // another log
  was.front() = now.front() = was.back() = now.back() = "";
  EXPECT_EQ(was, now);
}

TEST_F(AuditExchanged, the_new_catalogue_finds_what_the_old_one_would) {
  fill();
  import(exported(catalogue()));
  const AuditReport report = audit_run({copy(), clock_});
  ASSERT_EQ(report.events.size(), 1U);
  EXPECT_EQ(report.events[0].outcome, AuditOutcome::altered);
  EXPECT_EQ(report.events[0].path, "data/письмо.txt");
  EXPECT_EQ(report.counts.packages, 3U);
  EXPECT_EQ(report.counts.packages_passed, 2U);
  EXPECT_GT(report.run, 1);
  EXPECT_EQ(audit_status(copy()).packages, 3U);
  EXPECT_EQ(audit_status(copy()).files, audit_status(catalogue()).files);
  EXPECT_EQ(audit_collections(copy()).at(1).settings.text("cycle"), "90d");
}

TEST_F(AuditExchanged, the_log_begins_anew_and_names_the_export_and_the_old_log) {
  fill();
  const LogState old = Catalogue(catalogue(), Catalogue::Missing::refuse).log_state();
  const std::string text = exported(catalogue());
  import(text);
  std::vector<Json> lines;
  const LogVerdict verdict =
      read_log(event_log_of(copy()), [&](const Json& line, auto) { lines.push_back(line); });
  EXPECT_FALSE(verdict.bad_line);
  ASSERT_EQ(lines.size(), 4U) << "a line for each package that is watched";
  for (std::size_t i = 1; i < lines.size(); ++i)
    EXPECT_EQ(lines[i]["what"], "adopted");
  EXPECT_EQ(lines[0]["what"], "imported");
  EXPECT_EQ(lines[0]["export"], "sha256:" + hex_of(Algorithm::sha256, text));
  EXPECT_EQ(lines[0]["log_head"], old.head);
  EXPECT_EQ(lines[0]["log_lines"], old.lines);
}

TEST_F(AuditExchanged, the_new_catalogue_agrees_with_its_new_log) {
  fill();
  import(exported(catalogue()));
  EXPECT_EQ(exit_code(audit_verify_log({copy(), clock_})), ExitCode::good);
  audit_run({copy(), clock_});
  const LogCheck check = audit_verify_log({copy(), clock_});
  EXPECT_EQ(exit_code(check), ExitCode::good) << evidence_text(check);
}

TEST_F(AuditExchanged, an_export_that_was_cut_is_refused_wherever_it_was) {
  fill();
  const std::string text = exported(catalogue());
  for (std::size_t size = 0; size < text.size(); size += 97)
    expect_refused(text.substr(0, size), "line ");
  expect_refused(text.substr(0, text.size() - 1), "it was cut");
  expect_refused("", "line 1: ");
}

TEST_F(AuditExchanged, a_lost_line_is_told) {
  fill();
  const std::vector<std::string> lines = lines_of(exported(catalogue()));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::vector<std::string> less = lines;
    less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
    expect_refused(joined(less), "line ");
  }
}

TEST_F(AuditExchanged, a_changed_byte_is_refused_wherever_it_is) {
  fill();
  const std::string text = exported(catalogue());
  for (std::size_t at = 0; at < text.size(); at += 53) {
    std::string changed = text;
    changed[at] = changed[at] == '0' ? '1' : '0';
    expect_refused(changed, "line ");
  }
}

TEST_F(AuditExchanged, a_changed_digest_is_told_with_its_package) {
  fill();
  std::string text = exported(catalogue());
  const std::string digest = hex_of(Algorithm::sha512, "edited");
  text.replace(text.find(digest), 1, digest[0] == '0' ? "1" : "0");
  expect_refused(text, "store/one are not those of its reference");
}

TEST_F(AuditExchanged, lines_behind_the_end_are_refused) {
  fill();
  const std::string text = exported(catalogue());
  expect_refused(text + "{}\n", "behind the end");
  expect_refused(text + text, "behind the end");
}

TEST_F(AuditExchanged, what_is_no_export_is_refused_in_its_first_line) {
  for (const std::string text : {"PK\x03\x04", "{}\n", "[]\n", "\n", "{\"what\":\"run\"}\n"})
    expect_refused(text, "line 1: ");
  expect_refused("{\"what\":\"delo audit export\",\"version\":2}\n", "of version 2");
  expect_refused(std::string(1'000'000, '[') + "\n", "line 1: ");
  expect_refused(std::string(9 * 1024 * 1024, ' ') + "\n", "longer than");
}

TEST_F(AuditExchanged, a_catalogue_that_holds_something_is_left_alone) {
  fill();
  const std::string text = exported(catalogue());
  write_file(file(), text);
  const auto error = test::error_of([&] { audit_import(catalogue(), file(), clock_); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_NE(error->message().find("is not empty"), std::string::npos);
  EXPECT_EQ(exported(catalogue()), text);
}

TEST_F(AuditExchanged, an_empty_catalogue_is_filled_and_a_log_of_another_is_kept) {
  fill();
  write_file(file(), exported(catalogue()));
  { Catalogue(copy(), Catalogue::Missing::create); }
  write_file(event_log_of(copy()), "somebody's\n");
  EXPECT_EQ(test::kind_of([&] { audit_import(copy(), file(), clock_); }), ErrorKind::usage);
  EXPECT_EQ(test::bytes_of(event_log_of(copy())), "somebody's\n");
  fs::remove(event_log_of(copy()));
  EXPECT_EQ(audit_import(copy(), file(), clock_).packages, 4U);
}

TEST_F(AuditExchanged, a_catalogue_that_is_written_meanwhile_can_be_exported) {
  fill();
  const CatalogueLock lock(catalogue(), clock_);
  EXPECT_FALSE(exported(catalogue()).empty());
}

TEST_F(AuditExchanged, without_a_catalogue_there_is_nothing_to_export) {
  EXPECT_EQ(test::kind_of([&] { exported(catalogue()); }), ErrorKind::nothing_to_check);
}

} // namespace
} // namespace delo
