// What became of a package as PREMIS 3: valid by its schema, an event for each line, no outcome
// merged with another.
#include "delo/formats/xsd/schemas.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/premis.hpp"
#include "delo/ops/audit/repair.hpp"
#include "unit/support/evidence.hpp"
#include "unit/support/xml.hpp"

#include <cerrno>
#include <set>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::Values;
using test::write_file;

const std::string kDetails = "//eventOutcomeDetailNote";

class AuditPremisTest : public test::EvidenceTest {
protected:
  test::WrittenXml document(const std::string& package) const {
    return {[&](ByteSink& sink) {
              const AuditPremis written = audit_premis(catalogue(), package, sink);
              EXPECT_EQ(written.problem, "");
            },
            package_schema()};
  }
  Values types(const std::string& package) const { return document(package).values("//eventType"); }
  /// An event of the log as a run would write it, whatever the files are.
  void record(const CatalogueEntry& package, std::vector<AuditEvent> events,
              AuditOutcome outcome) const {
    Catalogue open(catalogue(), Catalogue::Missing::refuse);
    const RunPlace run = open.begin_run({clock_.now(), "archive", "9.9", "all"});
    PackageCheck check;
    check.events = std::move(events);
    check.outcome = outcome;
    check.time = check.started = clock_.now();
    open.record(run.id, package, check);
    open.flush_log();
  }
  CatalogueEntry only() const { return audit_list(catalogue()).at(0); }
};

TEST_F(AuditPremisTest, a_document_has_the_digests_and_every_check_in_order) {
  const fs::path bag = make_bag("дело 1");
  add();
  run();
  write_file(bag / "data/a.txt", "Content of дело 1");
  run();
  const auto premis = document("дело 1");
  EXPECT_EQ(premis.values("//eventType"), (Values{"ingestion", "fixity check", "fixity check"}));
  EXPECT_EQ(premis.values("//eventOutcome"), (Values{"success", "success", "fail"}));
  EXPECT_EQ(premis.values("//object[@xsi:type='file']//messageDigestAlgorithm"),
            (Values{"SHA-512", "SHA-512"}));
  EXPECT_EQ(premis.values("//object[@xsi:type='file']/objectIdentifier/objectIdentifierValue"),
            (Values{bag.native() + "/bagit.txt", bag.native() + "/data/a.txt"}));
  EXPECT_EQ(premis.values("//object[1]/originalName"), Values{"дело 1"});
  EXPECT_EQ(premis.values("//event[3]//linkingObjectIdentifierValue"),
            (Values{bag.native(), bag.native() + "/data/a.txt"}));
  EXPECT_EQ(premis.values("//agent[agentVersion]/agentNote"), Values{"machine: archive"});
}

TEST_F(AuditPremisTest, each_bad_file_is_a_detail_with_its_digests_and_both_readings) {
  make_bag("bag");
  add();
  const auto expected = Digest::from_hex(Algorithm::md5, std::string(32, '1'));
  const auto actual = Digest::from_hex(Algorithm::md5, std::string(32, '2'));
  AuditEvent altered;
  altered.path = "data/a.txt";
  altered.outcome = AuditOutcome::altered;
  altered.expected = expected;
  altered.expected_size = 5;
  altered.actual = actual;
  altered.actual_size = 5;
  altered.again = SecondLook{AuditOutcome::altered, actual, 5, 0, ""};
  AuditEvent lost;
  lost.path = "data/b\xFF.txt";
  lost.outcome = AuditOutcome::missing;
  record(only(), {altered, lost}, AuditOutcome::altered);
  const auto premis = document("bag");
  EXPECT_EQ(premis.values("//event[2]//eventOutcome"), Values{"fail"});
  EXPECT_EQ(premis.values(kDetails),
            (Values{"altered: data/a.txt\nexpected: md5:11111111111111111111111111111111, 5 bytes\n"
                    "actual: md5:22222222222222222222222222222222, 5 bytes\nread again: altered, "
                    "md5:22222222222222222222222222222222, 5 bytes",
                    "missing: data/b%FF.txt"}));
}

TEST_F(AuditPremisTest, what_could_not_be_read_did_not_fail) {
  make_bag("bag");
  add();
  AuditEvent event;
  event.path = "data/a.txt";
  event.outcome = AuditOutcome::unreadable;
  event.error_number = EIO;
  event.reason = "cannot read a.txt";
  record(only(), {event}, AuditOutcome::unreadable);
  const auto premis = document("bag");
  EXPECT_EQ(premis.values("//event[2]//eventOutcome"), Values{"unreadable"});
  EXPECT_EQ(premis.values(kDetails),
            Values{"unreadable: data/a.txt\nerrno: 5 (Input/output error)\nreason: cannot read "
                   "a.txt"});
}

TEST_F(AuditPremisTest, a_package_that_was_not_looked_at_says_so) {
  make_bag("bag");
  add();
  fs::rename(store(), folder_ / "away");
  run();
  const auto premis = document("bag");
  EXPECT_EQ(premis.values("//eventOutcome"), (Values{"success", "not run"}));
  EXPECT_EQ(premis.values("//eventType"), (Values{"ingestion", "fixity check"}));
}

TEST_F(AuditPremisTest, accepted_repaired_moved_and_forgotten_are_events) {
  const fs::path bag = make_bag("bag");
  copy(store(), folder_ / "replica");
  add();
  fs::remove(bag / "data/a.txt");
  EXPECT_TRUE(audit_repair({catalogue(), "bag", folder_ / "replica", clock_}).is_whole);
  write_file(bag / "data/a.txt", "corrected");
  audit_accept({catalogue(), "bag", "ticket 12", clock_});
  fs::rename(bag, store() / "moved");
  add();
  const auto premis = document("moved");
  EXPECT_EQ(premis.values("//eventType"),
            (Values{"ingestion", "recovery", "message digest calculation", "filename change"}));
  EXPECT_EQ(premis.values("//event[3]//eventDetail"),
            Values{"what the package is now became the reference: ticket 12"});
  const Values details = premis.values(kDetails);
  ASSERT_EQ(details.size(), 2U);
  EXPECT_EQ(details[0], "brought back: data/a.txt");
  EXPECT_EQ(details[1].find("data/a.txt\nwas: sha512:"), 0U) << details[1];
  audit_forget({catalogue(), "moved", "withdrawn", clock_});
  const auto gone = document((store() / "moved").native());
  EXPECT_EQ(gone.values("//eventType").back(), "deaccession");
  EXPECT_EQ(gone.values("//object").size(), 1U);
}

TEST_F(AuditPremisTest, a_package_that_came_again_begins_anew) {
  make_bag("bag");
  add();
  run();
  audit_forget({catalogue(), "bag", "by mistake", clock_});
  add();
  EXPECT_EQ(types("bag"), Values{"ingestion"});
}

TEST_F(AuditPremisTest, every_package_gets_a_file_of_its_own) {
  make_bag("first");
  make_bag("deep/same");
  make_bag("other/same");
  add();
  audit_add({catalogue(), {store() / "deep", store() / "other"}, clock_});
  const auto written = audit_premis_all(catalogue(), folder_ / "out", Overwrite::no);
  ASSERT_EQ(written.size(), 3U);
  std::set<std::string> files;
  for (const AuditPremis& each : written) {
    EXPECT_TRUE(fs::exists(each.file)) << each.file;
    files.insert(each.file);
  }
  EXPECT_EQ(files.size(), 3U);
  EXPECT_TRUE(fs::exists(folder_ / "out/first.premis.xml"));
  EXPECT_EQ(test::kind_of([&] { audit_premis_all(catalogue(), folder_ / "out", Overwrite::no); }),
            ErrorKind::usage);
  EXPECT_EQ(audit_premis_all(catalogue(), folder_ / "out", Overwrite::yes).size(), 3U);
}

TEST_F(AuditPremisTest, digests_that_the_log_does_not_know_are_not_written) {
  make_bag("bag");
  add();
  sql("update file set size = size + 1");
  StringSink sink;
  EXPECT_NE(audit_premis(catalogue(), "bag", sink).problem, "");
  EXPECT_EQ(sink.str(), "");
  const auto all = audit_premis_all(catalogue(), folder_ / "out", Overwrite::no);
  EXPECT_EQ(exit_code(all), ExitCode::bad);
  EXPECT_TRUE(fs::is_empty(folder_ / "out"));
}

TEST_F(AuditPremisTest, a_log_that_was_changed_proves_nothing) {
  make_bag("bag");
  add();
  StringSink sink;
  EXPECT_EQ(test::kind_of([&] { audit_premis(catalogue(), "other", sink); }), ErrorKind::usage);
  auto lines = log_lines();
  lines.front().insert(5, "x");
  write_log(lines);
  EXPECT_EQ(test::kind_of([&] { audit_premis(catalogue(), "bag", sink); }), ErrorKind::io);
  fs::remove(log_file());
  EXPECT_EQ(test::kind_of([&] { audit_premis(catalogue(), "bag", sink); }),
            ErrorKind::nothing_to_check);
}

} // namespace
} // namespace delo
