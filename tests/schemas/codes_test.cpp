// EAD 2002 lists codes of languages, scripts and countries. Damaged documents seldom meet one of
// them, so here every code that could be is put before the official schema and before ours.
//
// Compile definitions:
//   DELO_SCHEMAS_DIR  our schemas
//   DELO_SHARED_DIR   reference material kept beside the repository, if any

#include "schemas/grammar.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schema_test {
namespace {

namespace fs = std::filesystem;

const fs::path kOfficialSchemas = fs::path(DELO_SHARED_DIR) / "reference" / "schemas";
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";

char upper(char letter) {
  return static_cast<char>(letter - 'a' + 'A');
}

/// Every word of so many small letters.
std::vector<std::string> words(std::size_t length) {
  std::vector<std::string> all{""};
  for (std::size_t i = 0; i < length; ++i) {
    std::vector<std::string> longer;
    for (const std::string& word : all)
      for (const char letter : kLetters)
        longer.push_back(word + letter);
    all = std::move(longer);
  }
  return all;
}

std::vector<std::string> capitals(std::vector<std::string> all, std::size_t count) {
  for (std::string& word : all)
    for (std::size_t i = 0; i < count; ++i)
      word[i] = upper(word[i]);
  return all;
}

/// A finding aid with the element once for each value, every one on a line of its own.
std::string finding_aid(const std::string& element, const std::string& attribute,
                        const std::vector<std::string>& values) {
  std::string text = "<ead xmlns='urn:isbn:1-931666-22-9'><eadheader><eadid/><filedesc><titlestmt>"
                     "<titleproper/></titlestmt></filedesc></eadheader>"
                     "<archdesc level='fonds'><did><langmaterial/><abstract>";
  const bool within = element == "language"; // its place is in a list of languages
  text += within ? "</abstract><langmaterial>\n" : "</abstract>\n";
  for (const std::string& value : values)
    text.append("<" + element + " " + attribute + "='" + value + "'/>\n");
  return text + (within ? "</langmaterial>" : "") + "</did></archdesc></ead>";
}

class Ead2002Codes : public testing::Test {
protected:
  void SetUp() override {
    if (!fs::is_directory(kOfficialSchemas))
      GTEST_SKIP() << "no official schemas to compare with: " << kOfficialSchemas
                   << " is not there";
    loadOnlyLocally(kOfficialSchemas / "catalog.xml");
    ours_ = compile(fs::path(DELO_SCHEMAS_DIR) / "reading" / "ead2002.xsd");
    official_ = compile(kOfficialSchemas / "ead" / "ead2002.xsd");
    ASSERT_TRUE(ours_.schema && official_.schema);
  }

  /// The values that a schema refuses.
  static std::set<std::string> refused(const Grammar& grammar, const std::string& text,
                                       const std::vector<std::string>& values) {
    std::set<std::string> found;
    for (const std::string& error : validate(grammar, parseDocument(text).get()).errors) {
      const std::size_t line = std::stoul(error.substr(std::string_view("line ").size()));
      found.insert(line < 2 ? error : values.at(line - 2));
    }
    return found;
  }

  /// @param valid  how many of the values are codes
  void compare(const std::string& element, const std::string& attribute,
               const std::vector<std::string>& values, std::size_t valid) {
    const std::string text = finding_aid(element, attribute, values);
    const auto official = refused(official_, text, values);
    EXPECT_EQ(official, refused(ours_, text, values));
    EXPECT_EQ(values.size() - official.size(), valid);
  }

  Grammar ours_;
  Grammar official_;
};

TEST_F(Ead2002Codes, OfCountriesAreTheSame) {
  compare("unitid", "countrycode", capitals(words(2), 2), 240);
}

TEST_F(Ead2002Codes, OfLanguagesAreTheSame) {
  compare("language", "langcode", words(3), 493);
}

TEST_F(Ead2002Codes, OfScriptsAreTheSame) {
  // All of four letters would be half a million: the codes, and all that differ in one letter.
  const Doc schema = readDocument(kOfficialSchemas / "ead" / "ead2002.xsd");
  std::set<std::string> values;
  std::size_t codes = 0;
  for (xmlNode* node : elementsOf(schema.get())) {
    const std::string code = attributeOf(node, "value");
    if (nameOf(node) != Name{kXsd, "enumeration"} || code.size() != 4 ||
        attributeOf(node->parent->parent->parent, "name") != "scriptcode")
      continue;
    ++codes;
    for (std::size_t i = 0; i < code.size(); ++i)
      for (const char letter : kLetters) {
        std::string other = code;
        other[i] = i == 0 ? upper(letter) : letter;
        values.insert(other);
      }
  }
  EXPECT_EQ(codes, 105U);
  compare("language", "scriptcode", {values.begin(), values.end()}, codes);
}

TEST_F(Ead2002Codes, OfRepositoriesAreTheSame) {
  std::vector<std::string> values;
  for (const std::string& country : capitals(words(2), 2))
    values.push_back(country + "-1");
  compare("unitid", "repositorycode", values, 240);
  compare("unitid", "repositorycode",
          {"x-1", "xyz-1", "wxyz-1", "Xy-1", "xy-1", "vwxyz-1", "FI", "FI-", "-1", "1-1",
           "FI-a:b/c-d", "FI-12345678901", "FI-123456789012", "FI-a.b", "FI_1", " FI-1 "},
          6);
}

} // namespace
} // namespace schema_test
