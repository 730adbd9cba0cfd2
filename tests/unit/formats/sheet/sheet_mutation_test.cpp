// Sheets from strangers, damaged at random: they are read or refused, never more.
#include "delo/formats/sheet/sheet_reader.hpp"
#include "delo/formats/sheet/sheet_record.hpp"
#include "delo/formats/sheet/template_writer.hpp"
#include "unit/support/files.hpp"
#include "unit/support/workbooks.hpp"

#include <gtest/gtest.h>

namespace delo {
namespace {

namespace fs = std::filesystem;
using test::Random;
using test::TempDir;
using test::Workbook;

constexpr const char* kSeed =
    "sep=;\r\nНазвание;Дата;Архивный шифр;Листы;Права;Доступ;Заметка\r\n"
    "\"О \"\"судах\"\"\r\nи грузах\";20.11.1945;РГАСПИ, ф. 558, оп. 11, д. 99;0005-0006;CNE;"
    "открыто;x\r\n;;;фев.46;;;\r\nA;03/05/1946;f. 1;1E+05;CC BY;until 2030-01-01;'=1\r\n";

/// One to four changes: bits turned, pieces cut out, doubled, or moved, and bytes that mean much.
std::string mutated(std::string bytes, Random& random) {
  static constexpr std::string_view kTelling("\"';,\t\n\r<>&=/\0\xFF\xEF\xBB\xBF!", 19);
  for (std::uint64_t change = random.below(4) + 1; change > 0 && !bytes.empty(); --change) {
    const std::size_t at = random.below(bytes.size());
    const std::size_t size = random.below(std::min<std::size_t>(bytes.size() - at, 64)) + 1;
    const std::string piece = bytes.substr(at, size);
    switch (random.below(5)) {
    case 0:
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
      break;
    case 1:
      bytes.erase(at, size);
      break;
    case 2:
      bytes.insert(at, piece);
      break;
    case 3:
      bytes.erase(at, size);
      bytes.insert(random.below(bytes.size() + 1), piece);
      break;
    default:
      bytes[at] = kTelling[random.below(kTelling.size())];
    }
  }
  return bytes;
}

/// Reads the sheet and puts its rows over an empty record; counts what was read.
bool reads(const fs::path& path) {
  bool read = false;
  try {
    const Sheet sheet = read_sheet(path);
    for (const SheetRow& row : sheet.rows) {
      DocumentRecord record;
      compare_with_page(row, record);
      apply_row(row, record);
    }
    for (const SheetProblem& problem : sheet.problems)
      EXPECT_FALSE(to_text(problem).empty());
    read = true;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::io) << error.message();
  }
  return read;
}

TEST(SheetMutations, of_text_are_read_or_refused) {
  const TempDir folder;
  Random random;
  int read = 0;
  for (int i = 0; i < 1000; ++i) {
    test::write_file(folder / "rows.csv", mutated(kSeed, random));
    read += reads(folder / "rows.csv") ? 1 : 0;
  }
  EXPECT_GT(read, 50);
}

TEST(SheetMutations, of_parts_of_a_workbook_are_read_or_refused) {
  const TempDir folder;
  Random random;
  Workbook seed(R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
                R"(<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><r><t>a_x000A_</t></r></is>)"
                R"(</c><c r="B2" s="1"><v>16761</v></c><c r="C2" t="e"><v>#N/A</v></c></row>)"
                R"(<row r="3"><c r="A3"><f>1</f></c><c r="B3" t="b"><v>1</v></c></row>)");
  seed.texts("<si><t>Название</t></si><si><t>Дата</t></si>")
      .formats({"dd.mm.yyyy"})
      .add_sheet("Other", R"(<row r="1"><c r="A1" t="str"><v>Page</v></c></row>)")
      .before_rows(R"(<cols><col min="1" max="3" hidden="1"/></cols>)")
      .after_rows(R"(<mergeCells><mergeCell ref="A2:A3"/></mergeCells>)");
  int read = 0;
  for (int i = 0; i < 1000; ++i) {
    Workbook workbook = seed;
    auto part = workbook.parts.begin();
    std::advance(part, static_cast<std::ptrdiff_t>(random.below(workbook.parts.size())));
    if (random.below(20) == 0)
      workbook.parts.erase(part);
    else
      part->second = mutated(part->second, random);
    workbook.write(folder / "rows.xlsx");
    read += reads(folder / "rows.xlsx") ? 1 : 0;
  }
  EXPECT_GT(read, 50);
}

TEST(SheetMutations, of_zip_files_are_read_or_refused) {
  const TempDir folder;
  Random random;
  write_template_xlsx(folder / "seed.xlsx",
                      std::vector<TemplateRow>{{{"page", "a.txt"}, {"title", "О судах"}}}, {1});
  const std::string seed = test::bytes_of(folder / "seed.xlsx");
  for (int i = 0; i < 500; ++i) {
    test::write_file(folder / "rows.xlsx", mutated(seed, random));
    reads(folder / "rows.xlsx");
  }
}

} // namespace
} // namespace delo
