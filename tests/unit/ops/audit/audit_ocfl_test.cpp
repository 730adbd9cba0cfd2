// OCFL objects in the audit: what their inventories do not vouch for never becomes the reference.
#include "delo/base/error.hpp"
#include "delo/ops/audit.hpp"
#include "unit/formats/ocfl/ocfl_object.hpp"
#include "unit/support/files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::hex_of;
using test::OcflObject;
using test::write_file;

class AuditOcfl : public testing::Test {
protected:
  AuditOcfl() { write_file(root() / "0=ocfl_1.1", "ocfl_1.1\n"); }

  fs::path root() const { return folder_ / "root"; }
  fs::path object() const { return root() / "a/b/object"; }
  fs::path catalogue() const { return folder_ / "catalogue"; }

  AuditAddResult add(const fs::path& path) const {
    return audit_add({catalogue(), {path}, clock_});
  }
  AuditAddResult add_collection() const {
    AuditAddOptions options{catalogue(), {}, clock_};
    options.collection = Collection{0, "objects", CollectionKind::ocfl, root().native(), "", {}};
    return audit_add(options);
  }
  AuditReport run() const {
    AuditRunOptions options{catalogue(), clock_};
    options.agrees_with_itself = agreement_by({});
    return audit_run(options);
  }
  AuditAcceptResult accept() const {
    return audit_accept({catalogue(), "urn:delo:test", "a new version", clock_});
  }
  /// "altered v1/content/a.txt" of every event, sorted.
  static std::vector<std::string> told(const AuditReport& report) {
    std::vector<std::string> lines;
    for (const AuditEvent& event : report.events)
      lines.push_back(std::string(to_word(event.outcome)) + " " + event.path);
    std::sort(lines.begin(), lines.end());
    return lines;
  }
  static void expect_refused(const AuditAddResult& result, const std::string& words) {
    EXPECT_TRUE(result.added.empty());
    ASSERT_EQ(result.refused.size(), 1U);
    EXPECT_FALSE(result.refused[0].unreadable);
    EXPECT_NE(result.refused[0].reason.find(words), std::string::npos) << result.refused[0].reason;
    EXPECT_EQ(exit_code(result), ExitCode::bad);
  }
  using Lines = std::vector<std::string>;

  test::TempDir folder_;
  FixedClock clock_{Timestamp{1'700'000'000}};
};

TEST_F(AuditOcfl, an_object_is_taken_in_under_its_id_and_passes) {
  OcflObject().write(object());
  const AuditAddResult result = add(object());
  ASSERT_EQ(result.added.size(), 1U);
  EXPECT_EQ(result.added[0].citation, "urn:delo:test");
  EXPECT_EQ(result.added[0].files, OcflObject().files.size());
  EXPECT_EQ(audit_list(catalogue()).at(0).kind, PackageKind::ocfl);
  EXPECT_TRUE(run().events.empty());
}

TEST_F(AuditOcfl, a_storage_root_gives_its_objects_and_tells_what_belongs_to_none) {
  OcflObject().write(object());
  OcflObject().write(root() / "second");
  write_file(root() / "a/stray", "x");
  const AuditAddResult result = add(root());
  EXPECT_EQ(result.added.size(), 2U);
  ASSERT_EQ(result.passed_over.size(), 1U);
  EXPECT_EQ(fs::path(result.passed_over[0]).filename(), "stray");
}

TEST_F(AuditOcfl, a_collection_tells_of_objects_that_nobody_has_taken_in) {
  OcflObject().write(object());
  ASSERT_EQ(add_collection().added.size(), 1U);
  OcflObject().write(root() / "late");
  const AuditReport report = run();
  EXPECT_TRUE(report.events.empty());
  ASSERT_EQ(report.unwatched.size(), 1U);
  EXPECT_EQ(report.unwatched[0].packages, Lines{(root() / "late").native()});
}

TEST_F(AuditOcfl, a_digest_that_is_not_that_of_the_content_is_refused) {
  OcflObject().edit("v1/content/a.txt", "alpha", "Alpha").write(object());
  expect_refused(add_collection(), "E092 v1/content/a.txt");
  EXPECT_TRUE(audit_list(catalogue()).empty());
}

TEST_F(AuditOcfl, an_inventory_with_another_digest_than_its_sidecar_is_refused) {
  OcflObject().edit("inventory.json", "\"dir/b.txt\"]}}", "\"dir/B.txt\"]}}").write(object());
  expect_refused(add(object()), "E060");
}

TEST_F(AuditOcfl, a_digest_of_the_fixity_block_counts_as_well) {
  OcflObject()
      .edit_inventory("inventory.json", hex_of(Algorithm::md5, "alpha"),
                      hex_of(Algorithm::md5, "omega"))
      .write(object());
  expect_refused(add(object()), "E093 v1/content/a.txt");
}

TEST_F(AuditOcfl, many_problems_are_counted_and_the_first_are_told) {
  OcflObject bad;
  for (const std::string name : {"1", "2", "3", "4", "5"})
    bad.add("v1/content/extra" + name, name);
  bad.write(object());
  expect_refused(add(object()), "5 problems: E023 v1/content/extra1");
  expect_refused(add(object()), "; and 2 more");
}

TEST_F(AuditOcfl, a_bad_declaration_is_refused_and_not_passed_over) {
  OcflObject().edit("0=ocfl_object_1.1", "1.1", "1.0").write(object());
  expect_refused(add(object()), "E007");
}

TEST_F(AuditOcfl, a_changed_content_file_is_altered) {
  OcflObject().write(object());
  add(object());
  write_file(object() / "v2/content/новый", "neu");
  EXPECT_EQ(told(run()), Lines{"altered v2/content/новый"});
}

TEST_F(AuditOcfl, content_that_was_changed_with_its_inventories_is_a_manifest_altered) {
  OcflObject().write(object());
  add(object());
  OcflObject now;
  const std::string was = hex_of(Algorithm::sha512, "new");
  const std::string is = hex_of(Algorithm::sha512, "neu");
  now.files["v2/content/новый"] = "neu";
  now.edit_inventory("inventory.json", was, is).edit_inventory("inventory.json", was, is);
  now.write(object());
  EXPECT_EQ(told(run()),
            (Lines{"altered v2/content/новый", "manifest altered inventory.json",
                   "manifest altered inventory.json.sha512", "manifest altered v2/inventory.json",
                   "manifest altered v2/inventory.json.sha512"}));
}

TEST_F(AuditOcfl, an_inventory_that_does_not_fit_the_content_is_only_altered) {
  OcflObject().write(object());
  add(object());
  OcflObject now;
  now.edit_inventory("inventory.json", hex_of(Algorithm::sha512, "new"),
                     hex_of(Algorithm::sha512, "neu"));
  now.write(object());
  const Lines lines = told(run());
  EXPECT_EQ(lines.at(0), "altered inventory.json");
}

TEST_F(AuditOcfl, content_with_the_name_of_an_inventory_is_no_manifest) {
  OcflObject object_then;
  object_then.files["v2/content/inventory.json"] = object_then.files["v2/content/новый"];
  object_then.remove("v2/content/новый");
  object_then.edit_inventory("inventory.json", "v2/content/новый", "v2/content/inventory.json");
  object_then.write(object());
  ASSERT_EQ(add(object()).added.size(), 1U);
  write_file(object() / "v2/content/inventory.json", "neu");
  EXPECT_EQ(told(run()), Lines{"altered v2/content/inventory.json"});
}

/// The object as it was before its second version.
OcflObject first_version() {
  OcflObject object;
  object.files["inventory.json"] = object.files["v1/inventory.json"];
  object.files["inventory.json.sha512"] = object.files["v1/inventory.json.sha512"];
  for (const std::string name : {"inventory.json", "inventory.json.sha512", "content/новый"})
    object.remove("v2/" + name);
  return object;
}

TEST_F(AuditOcfl, a_new_version_is_extra_until_it_is_accepted) {
  first_version().write(object());
  ASSERT_EQ(add(object()).added.size(), 1U);
  ASSERT_TRUE(run().events.empty());
  OcflObject().write(object());
  EXPECT_EQ(told(run()), (Lines{"extra v2/content/новый", "extra v2/inventory.json",
                                "extra v2/inventory.json.sha512", "manifest altered inventory.json",
                                "manifest altered inventory.json.sha512"}));
  EXPECT_EQ(accept().changed, 5U);
  EXPECT_TRUE(run().events.empty());
}

TEST_F(AuditOcfl, damage_is_not_accepted) {
  OcflObject().write(object());
  add(object());
  write_file(object() / "v2/content/новый", "neu");
  const auto error = test::error_of([&] { accept(); });
  ASSERT_TRUE(error);
  EXPECT_EQ(error->kind(), ErrorKind::usage);
  EXPECT_NE(error->message().find("E092 v2/content/новый"), std::string::npos) << error->message();
  EXPECT_EQ(told(run()), Lines{"altered v2/content/новый"});
}

TEST_F(AuditOcfl, every_file_of_an_emptied_object_is_missing) {
  OcflObject().write(object());
  add(object());
  fs::remove_all(object());
  fs::create_directories(object());
  const AuditReport report = run();
  EXPECT_EQ(report.counts.of(AuditOutcome::missing), OcflObject().files.size());
  EXPECT_EQ(report.events.size(), OcflObject().files.size());
}

TEST_F(AuditOcfl, duplicate_contents_are_told_apart_by_their_names) {
  OcflObject twice;
  twice.add("v2/content/twin", "new");
  twice.edit_inventory("inventory.json", "[\"v2/content/новый\"]",
                       "[\"v2/content/новый\", \"v2/content/twin\"]");
  twice.write(object());
  ASSERT_EQ(add(object()).added.size(), 1U);
  fs::remove(object() / "v2/content/twin");
  EXPECT_EQ(told(run()), Lines{"missing v2/content/twin"});
}

TEST_F(AuditOcfl, a_version_with_the_other_algorithm_is_judged_by_it) {
  OcflObject object_256;
  std::string& inventory = object_256.files["v1/inventory.json"];
  for (const std::string text : {"alpha", "beta"})
    for (const std::string was = hex_of(Algorithm::sha512, text);
         inventory.find(was) != std::string::npos;)
      inventory.replace(inventory.find(was), was.size(), hex_of(Algorithm::sha256, text));
  object_256.edit("v1/inventory.json", "\"sha512\"", "\"sha256\"");
  object_256.remove("v1/inventory.json.sha512");
  object_256.add("v1/inventory.json.sha256",
                 hex_of(Algorithm::sha256, inventory) + " inventory.json\n");
  object_256.write(object());
  const AuditAddResult result = add(object());
  EXPECT_EQ(result.added.size(), 1U) << (result.refused.empty() ? "" : result.refused[0].reason);
}

TEST_F(AuditOcfl, a_folder_that_cannot_be_listed_is_told_and_the_rest_taken_in) {
  OcflObject().write(object());
  fs::create_directories(root() / "locked/object");
  fs::permissions(root() / "locked", fs::perms::none);
  fs::permissions(folder_.path(), fs::perms::all);
  AuditAddResult result;
  {
    const test::WithoutPrivileges ordinary;
    result = add_collection();
  }
  fs::permissions(root() / "locked", fs::perms::owner_all);
  EXPECT_EQ(result.added.size(), 1U);
  ASSERT_EQ(result.refused.size(), 1U);
  EXPECT_EQ(result.refused[0].path, (root() / "locked").native());
  EXPECT_TRUE(result.refused[0].unreadable);
  EXPECT_EQ(exit_code(result), ExitCode::could_not_finish);
}

} // namespace
} // namespace delo
