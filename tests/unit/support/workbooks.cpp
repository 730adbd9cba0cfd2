#include "unit/support/workbooks.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>

namespace delo::test {
namespace {

constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* kPackage = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr const char* kWorkbook = "xl/workbook.xml";
constexpr const char* kRels = "xl/_rels/workbook.xml.rels";
constexpr const char* kSheet = "xl/worksheets/sheet1.xml";

std::string relationship(std::string_view id, std::string_view type, std::string_view target) {
  return fmt::format(R"(<Relationship Id="{}" Type="{}/{}" Target="{}"/>)", id, kRel, type, target);
}

std::string sheet_part(std::string_view rows) {
  return fmt::format(R"(<worksheet xmlns="{}"><sheetData>{}</sheetData></worksheet>)", kMain, rows);
}

} // namespace

Workbook::Workbook(std::string_view rows) {
  parts["[Content_Types].xml"] = "<Types/>";
  parts["_rels/.rels"] = fmt::format(R"(<Relationships xmlns="{}">{}</Relationships>)", kPackage,
                                     relationship("rId1", "officeDocument", kWorkbook));
  parts[kWorkbook] =
      fmt::format(R"(<workbook xmlns="{}" xmlns:r="{}"><workbookPr/><sheets>)"
                  R"(<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>)",
                  kMain, kRel);
  parts[kRels] = fmt::format(R"(<Relationships xmlns="{}">{}</Relationships>)", kPackage,
                             relationship("rId1", "worksheet", "worksheets/sheet1.xml"));
  parts[kSheet] = sheet_part(rows);
}

Workbook& Workbook::after_rows(std::string_view xml) {
  return edit(kSheet, "</sheetData>", "</sheetData>" + std::string(xml));
}

Workbook& Workbook::before_rows(std::string_view xml) {
  return edit(kSheet, "<sheetData>", std::string(xml) + "<sheetData>");
}

Workbook& Workbook::texts(std::string_view items) {
  parts["xl/sharedStrings.xml"] = fmt::format(R"(<sst xmlns="{}">{}</sst>)", kMain, items);
  return edit(kRels, "</Relationships>",
              relationship("rIdT", "sharedStrings", "sharedStrings.xml") + "</Relationships>");
}

Workbook& Workbook::formats(const std::vector<std::string>& codes) {
  std::string own;
  std::string styles = R"(<xf numFmtId="0"/>)";
  unsigned next = 164;
  for (const std::string& code : codes) {
    const bool built_in = code.find_first_not_of("0123456789") == std::string::npos &&
                          (code.size() == 2 || code == "9");
    if (!built_in)
      own += fmt::format(R"(<numFmt numFmtId="{}" formatCode="{}"/>)", next, code);
    styles += fmt::format(R"(<xf numFmtId="{}"/>)", built_in ? code : std::to_string(next++));
  }
  parts["xl/styles.xml"] =
      fmt::format(R"(<styleSheet xmlns="{}"><numFmts>{}</numFmts><cellXfs>{}</cellXfs>)"
                  "</styleSheet>",
                  kMain, own, styles);
  return edit(kRels, "</Relationships>",
              relationship("rIdS", "styles", "/xl/styles.xml") + "</Relationships>");
}

Workbook& Workbook::add_sheet(const std::string& name, std::string_view rows,
                              std::string_view state) {
  const std::size_t number = parts.size();
  const std::string part = fmt::format("worksheets/extra{}.xml", number);
  parts["xl/" + part] = sheet_part(rows);
  edit(kRels, "</Relationships>",
       relationship(fmt::format("rIdX{}", number), "worksheet", part) + "</Relationships>");
  return edit(kWorkbook, "</sheets>",
              fmt::format(R"(<sheet name="{}" sheetId="{}" state="{}" r:id="rIdX{}"/></sheets>)",
                          name, number, state, number));
}

Workbook& Workbook::edit(const std::string& part, std::string_view from, std::string_view to) {
  std::string& text = parts[part];
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << part << " does not hold " << from;
  if (at != std::string::npos)
    text.replace(at, from.size(), to);
  return *this;
}

void Workbook::write(const fs::path& path) const {
  const std::unique_ptr<::archive, int (*)(::archive*)> writer(archive_write_new(),
                                                               archive_write_free);
  ASSERT_EQ(archive_write_set_format_zip(writer.get()), ARCHIVE_OK);
  ASSERT_EQ(archive_write_open_filename(writer.get(), path.c_str()), ARCHIVE_OK);
  for (const auto& [name, bytes] : parts) {
    const std::unique_ptr<::archive_entry, void (*)(::archive_entry*)> entry(archive_entry_new(),
                                                                             archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
    ASSERT_EQ(archive_write_header(writer.get(), entry.get()), ARCHIVE_OK) << name;
    ASSERT_EQ(archive_write_data(writer.get(), bytes.data(), bytes.size()),
              static_cast<la_ssize_t>(bytes.size()));
  }
  ASSERT_EQ(archive_write_close(writer.get()), ARCHIVE_OK);
}

} // namespace delo::test
