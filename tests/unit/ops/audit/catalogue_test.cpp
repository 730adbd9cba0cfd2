// The catalogue as a file: made, brought up to date, refused, locked, and true to every byte of a
// name.
#include "delo/base/error.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/catalogue_schema.hpp"
#include "delo/ops/audit/catalogue_text.hpp"
#include "delo/ops/soci.hpp"

#include <gtest/gtest.h>

#include <stdlib.h>

#include <array>
#include <fstream>
#include <functional>
#include <string>

namespace delo {
namespace {

namespace fs = std::filesystem;

class CatalogueTest : public testing::Test {
protected:
  CatalogueTest() {
    std::string name = (fs::temp_directory_path() / "delo-catalogue-XXXXXX").native();
    folder_ = ::mkdtemp(name.data());
    path_ = folder_ / "deep er" / "catalogue.db";
  }
  ~CatalogueTest() override { fs::remove_all(folder_); }

  void make_folder() const { fs::create_directories(path_.parent_path()); }
  soci::session open_raw() const { return {soci::sqlite3, "dbname=\"" + path_.native() + "\""}; }
  static Digest digest(char digit) {
    return *Digest::from_hex(Algorithm::sha512, std::string(128, digit));
  }
  static ErrorKind kind_of(const std::function<void()>& work) {
    try {
      work();
    } catch (const Error& error) {
      return error.kind();
    }
    return ErrorKind::internal;
  }

  fs::path folder_;
  fs::path path_;
  FixedClock clock_{Timestamp{1700000000}};
};

TEST_F(CatalogueTest, a_missing_catalogue_is_made_when_asked_for) {
  make_folder();
  EXPECT_TRUE(Catalogue(path_, Catalogue::Missing::create).packages().empty());
  EXPECT_TRUE(fs::exists(path_));
  auto sql = open_raw();
  int version = 0;
  sql << "pragma user_version", soci::into(version);
  EXPECT_EQ(version, schema_steps().back().version);
}

TEST_F(CatalogueTest, a_missing_catalogue_is_not_made_by_those_who_only_look) {
  make_folder();
  EXPECT_EQ(kind_of([&] { Catalogue(path_, Catalogue::Missing::refuse); }),
            ErrorKind::nothing_to_check);
  EXPECT_FALSE(fs::exists(path_));
}

TEST_F(CatalogueTest, names_that_are_not_utf8_come_back_byte_for_byte) {
  make_folder();
  CatalogueEntry entry;
  entry.path = "/store/na\xFFme\n100%";
  entry.name = "na\xFFme\n100%";
  entry.citation = "РГАСПИ, ф. 558, оп. 11, д. 99";
  entry.kind = PackageKind::archive;
  entry.device = 0xFFFFFFFFFFULL;
  entry.bytes = 1ULL << 40;
  CataloguedFiles files;
  files.emplace("data/\xC3(.tif", CataloguedFile{1ULL << 40, digest('a')});
  files.emplace("data/%FF", CataloguedFile{0, digest('b')});
  files.emplace("data/\xFF", CataloguedFile{1, digest('c')});
  Catalogue(path_, Catalogue::Missing::create).add(entry, files);

  Catalogue again(path_, Catalogue::Missing::refuse);
  const auto packages = again.packages();
  ASSERT_EQ(packages.size(), 1U);
  EXPECT_EQ(packages[0].path, entry.path);
  EXPECT_EQ(packages[0].name, entry.name);
  EXPECT_EQ(packages[0].citation, entry.citation);
  EXPECT_EQ(packages[0].kind, PackageKind::archive);
  EXPECT_EQ(packages[0].device, entry.device);
  EXPECT_EQ(packages[0].bytes, entry.bytes);
  EXPECT_FALSE(packages[0].last_checked);
  const auto found = again.files_of(packages[0].id);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found.find("data/\xC3(.tif")->second.size, 1ULL << 40);
  EXPECT_EQ(found.find("data/%FF")->second.digest, digest('b'));
  EXPECT_EQ(found.find("data/\xFF")->second.digest, digest('c'));
}

TEST_F(CatalogueTest, every_byte_survives_the_text_form) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte)
    all += static_cast<char>(byte);
  EXPECT_EQ(from_catalogue_text(to_catalogue_text(all)), all);
  EXPECT_EQ(to_catalogue_text("лист 5.tif"), "лист 5.tif");
  EXPECT_EQ(from_catalogue_text("broken%4"), std::nullopt);
  EXPECT_EQ(from_catalogue_text("broken%zz"), std::nullopt);
}

TEST_F(CatalogueTest, a_package_is_taken_in_whole_or_not_at_all) {
  make_folder();
  Catalogue catalogue(path_, Catalogue::Missing::create);
  CatalogueEntry entry;
  entry.path = "/store/a";
  const CataloguedFiles files{{"x", CataloguedFile{1, digest('a')}}};
  catalogue.add(entry, files);
  EXPECT_EQ(kind_of([&] { catalogue.add(entry, files); }), ErrorKind::io); // the path is taken
  EXPECT_EQ(catalogue.packages().size(), 1U);
  entry.path = "/store/b"; // and the catalogue goes on working
  catalogue.add(entry, files);
  EXPECT_EQ(catalogue.packages().size(), 2U);
}

TEST_F(CatalogueTest, a_catalogue_of_a_newer_delo_is_refused_and_left_alone) {
  make_folder();
  Catalogue(path_, Catalogue::Missing::create);
  open_raw() << "pragma user_version = 99";
  try {
    Catalogue(path_, Catalogue::Missing::create);
    FAIL() << "was opened";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_NE(error.message().find("version 99"), std::string::npos) << error.message();
  }
  auto sql = open_raw();
  int version = 0;
  sql << "pragma user_version", soci::into(version);
  EXPECT_EQ(version, 99);
}

TEST_F(CatalogueTest, the_database_of_another_program_is_refused_and_left_alone) {
  make_folder();
  open_raw() << "create table notes (text text)";
  EXPECT_EQ(kind_of([&] { Catalogue(path_, Catalogue::Missing::create); }), ErrorKind::usage);
  auto sql = open_raw();
  int tables = 0;
  sql << "select count(*) from sqlite_master", soci::into(tables);
  EXPECT_EQ(tables, 1);
}

TEST_F(CatalogueTest, a_file_that_is_no_database_is_refused_and_left_alone) {
  make_folder();
  const std::string text(5000, 'x');
  std::ofstream(path_) << text;
  EXPECT_EQ(kind_of([&] { Catalogue(path_, Catalogue::Missing::create); }), ErrorKind::usage);
  EXPECT_EQ(fs::file_size(path_), text.size());
}

constexpr std::array<SchemaStep, 4> kTwoVersions{{
    {1, "create table thing (name text not null)"},
    {1, "insert into thing values ('old')"},
    {2, "alter table thing add column size integer not null default 7"},
    {2, "create table other (id integer primary key)"},
}};

TEST_F(CatalogueTest, an_older_version_is_brought_up_with_its_rows) {
  make_folder();
  auto sql = open_raw();
  migrate(sql, std::span(kTwoVersions).first(2), path_);
  migrate(sql, kTwoVersions, path_);
  migrate(sql, kTwoVersions, path_); // once more changes nothing
  int size = 0;
  int version = 0;
  sql << "select size from thing where name = 'old'", soci::into(size);
  sql << "pragma user_version", soci::into(version);
  EXPECT_EQ(size, 7);
  EXPECT_EQ(version, 2);
}

TEST_F(CatalogueTest, a_migration_that_fails_changes_nothing) {
  make_folder();
  auto sql = open_raw();
  migrate(sql, std::span(kTwoVersions).first(2), path_);
  constexpr std::array<SchemaStep, 3> broken{{
      {1, "create table thing (name text not null)"},
      {2, "create table other (id integer primary key)"},
      {2, "this is no statement"},
  }};
  EXPECT_THROW(migrate(sql, broken, path_), soci::soci_error);
  int tables = 0;
  int version = 0;
  sql << "select count(*) from sqlite_master", soci::into(tables);
  sql << "pragma user_version", soci::into(version);
  EXPECT_EQ(tables, 1);
  EXPECT_EQ(version, 1);
  migrate(sql, kTwoVersions, path_); // and the good one still works
}

TEST_F(CatalogueTest, only_one_may_hold_the_lock_and_the_other_learns_who_does) {
  const CatalogueLock held(path_, clock_);
  try {
    const CatalogueLock second(path_, clock_);
    FAIL() << "was locked twice";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::busy);
    EXPECT_NE(error.message().find("since 2023-11-14T22:13:20Z"), std::string::npos)
        << error.message();
    EXPECT_NE(error.message().find("process "), std::string::npos) << error.message();
  }
}

TEST_F(CatalogueTest, the_lock_is_free_again_when_its_holder_is_gone) {
  { const CatalogueLock held(path_, clock_); }
  EXPECT_NO_THROW(CatalogueLock(path_, clock_));
  EXPECT_TRUE(fs::exists(path_.native() + ".lock"));
}

} // namespace
} // namespace delo
