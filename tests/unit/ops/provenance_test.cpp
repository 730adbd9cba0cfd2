// The provenance record of a package keeps to its published schema.
#include "delo/base/fd.hpp"
#include "delo/base/json.hpp"
#include "delo/ops/pack.hpp"
#include "unit/support/json_schema.hpp"

#include <gtest/gtest.h>

#include <stdlib.h>

namespace delo {
namespace {

namespace fs = std::filesystem;
using Plain = nlohmann::json; // what the validator reads

constexpr std::uint64_t kLimit = 1 << 20;

std::string complaint(const Plain& document) {
  return test::schema_complaint("provenance-record.schema.json", document);
}

class ProvenanceRecord : public testing::TestWithParam<const char*> {
protected:
  Plain record_of(const std::string& page) {
    std::string folder = fs::temp_directory_path() / "delo-provenance-XXXXXX";
    if (!::mkdtemp(folder.data()))
      throw std::runtime_error("no temporary folder");
    const FixedClock clock{Timestamp{1000000000}};
    PackOptions options;
    options.sources = {fs::path(DELO_FIXTURES_DIR) / "documents" / page};
    options.output = folder;
    options.layout = Layout::sip;
    options.clock = &clock;
    options.software_version = "0";
    const fs::path package = pack(options).plan.target;
    const Plain record =
        Plain::parse(read_file(package / "documentation" / "provenance.json", kLimit));
    fs::remove_all(folder);
    return record;
  }
};

TEST_P(ProvenanceRecord, keeps_to_its_schema) {
  EXPECT_EQ(complaint(record_of(GetParam())), "");
}

INSTANTIATE_TEST_SUITE_P(of_each_kind_of_page, ProvenanceRecord,
                         testing::Values("telegram-batumi-1946-03-05.txt", "unparsed-citation.txt",
                                         "no-rights.txt"));

TEST_F(ProvenanceRecord, is_refused_by_the_schema_when_an_origin_is_unknown) {
  Plain record = record_of("telegram-batumi-1946-03-05.txt");
  record["record"]["title"]["origin"] = "guessed";
  EXPECT_NE(complaint(record), "");
}

TEST_F(ProvenanceRecord, is_refused_by_the_schema_when_a_field_has_an_empty_value) {
  Plain record = record_of("telegram-batumi-1946-03-05.txt");
  record["record"]["title"]["value"] = "";
  EXPECT_NE(complaint(record), "");
}

TEST_F(ProvenanceRecord, tells_the_verbatim_line_and_origin_of_each_field_that_has_a_value) {
  const Plain record = record_of("telegram-batumi-1946-03-05.txt");
  for (const auto& [name, field] : record["record"].items()) {
    if (field["value"].is_null())
      continue;
    EXPECT_TRUE(field.contains("origin")) << name;
    EXPECT_TRUE(field.contains("confidence")) << name;
    EXPECT_NE(field.value("raw", ""), "") << name;
  }
}

} // namespace
} // namespace delo
