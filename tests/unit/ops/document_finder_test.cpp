// Which documents lie in a folder, and which file belongs to which: said, or asked, never guessed.
#include "delo/base/utf8.hpp"
#include "delo/ops/document_finder.hpp"
#include "unit/support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace delo {
namespace {

using test::fs::path;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class DocumentFinder : public testing::Test {
protected:
  /// A page whose citation names these sheets.
  void page(const std::string& name, const std::string& sheets = "0041-0043ob") const {
    std::string text = test::bytes_of(test::fixture("telegram-batumi-1946-03-05.txt"));
    const std::string printed = "ll. 0041-0043ob";
    text.replace(text.find(printed), printed.size(), "ll. " + sheets);
    test::write_file(source_ / name, text);
  }
  void file(const std::string& name) const { test::write_file(source_ / name, "x"); }

  FoundDocuments find(OnePer one_per = OnePer::any, JunkPolicy junk = JunkPolicy::skip) const {
    FinderOptions options;
    options.one_per = one_per;
    options.junk = junk;
    return find_documents(source_.path(), options);
  }
  std::string below(const std::string& whole) const {
    return path(whole).lexically_relative(source_.path()).native();
  }
  /// "page: original=a b" of each document.
  std::vector<std::string> found(const FoundDocuments& documents) const {
    std::vector<std::string> lines;
    for (const FoundDocument& document : documents.documents) {
      std::string line = below(document.page) + ":";
      for (const FoundRepresentation& representation : document.representations) {
        line += " " + representation.name + "=";
        for (const FoundFile& one : representation.files)
          line += "[" + below(one.path) + "]";
      }
      lines.push_back(line);
    }
    return lines;
  }
  std::vector<std::string> places(const std::vector<FoundProblem>& problems) const {
    std::vector<std::string> names;
    for (const FoundProblem& problem : problems) {
      EXPECT_THAT(problem.message, HasSubstr(display_name(problem.path)));
      EXPECT_NE(problem.hint, "");
      names.push_back(below(problem.path));
    }
    return names;
  }

  test::TempDir source_;
};

TEST_F(DocumentFinder, takes_every_page_of_a_folder_as_a_document) {
  page("b.txt");
  page("a.txt");
  page("deeper/c.html.txt");
  EXPECT_THAT(found(find()), ElementsAre("a.txt:", "b.txt:", "deeper/c.html.txt:"));
}

TEST_F(DocumentFinder, takes_exports_of_reference_managers_for_pages) {
  for (const std::string name : {"letter-gagra.bib", "letter-gagra.ris"})
    test::write_file(source_ / name, test::bytes_of(test::fixture(name)));
  const FoundDocuments documents = find();
  EXPECT_THAT(found(documents), ElementsAre("letter-gagra.bib:", "letter-gagra.ris:"));
  EXPECT_THAT(places(documents.unassigned), IsEmpty());
}

TEST_F(DocumentFinder, takes_a_page_that_is_given_alone) {
  page("a.txt");
  file("a.tif");
  const FoundDocuments alone = find_documents(source_ / "a.txt", {});
  EXPECT_THAT(found(alone), ElementsAre("a.txt:"));
  EXPECT_EQ(alone.files, 1U);
}

TEST_F(DocumentFinder, reads_a_documents_folder_by_the_names_of_its_folders) {
  for (const std::string name : {"one", "два"}) {
    page(name + "/page.txt");
    file(name + "/original/1.tif");
    file(name + "/Оригинал/part/2.tif");
    file(name + "/транскрипция/ru.txt");
    file(name + "/перевод/en.txt");
  }
  const FoundDocuments documents = find();
  ASSERT_EQ(documents.documents.size(), 2U);
  EXPECT_EQ(found(documents)[0],
            "one/page.txt: original=[one/original/1.tif][one/Оригинал/part/2.tif] "
            "transcription=[one/транскрипция/ru.txt] translation=[one/перевод/en.txt]");
  EXPECT_EQ(documents.documents[0].representations[0].files[1].name, "part/2.tif");
  EXPECT_THAT(documents.unassigned, IsEmpty());
}

TEST_F(DocumentFinder, takes_the_folder_itself_for_a_documents_folder) {
  page("page.txt");
  file("original/1.tif");
  file("перевод/x.txt");
  EXPECT_THAT(found(find()),
              ElementsAre("page.txt: original=[original/1.tif] translation=[перевод/x.txt]"));
}

TEST_F(DocumentFinder, matches_scans_by_the_beginning_of_their_names) {
  page("telegram.txt");
  page("telegram-2.txt");
  file("telegram.tif");
  file("telegram-l0005.tif");
  file("Telegram-2 л. 7.JPG");
  file("telegram-2.tif");
  EXPECT_THAT(found(find()),
              ElementsAre("telegram-2.txt: original=[Telegram-2 л. 7.JPG][telegram-2.tif]",
                          "telegram.txt: original=[telegram-l0005.tif][telegram.tif]"));
}

TEST_F(DocumentFinder, matches_scans_by_the_sheets_of_the_citation) {
  page("first.txt", "0005-0006ob");
  page("second.txt", "7, 9-10");
  for (const char* name : {"0005.tif", "л. 5 об.jpg", "l0006ob.png", "7.tif", "лл. 9-10.pdf"})
    file(name);
  const FoundDocuments documents = find();
  EXPECT_THAT(found(documents),
              ElementsAre("first.txt: original=[0005.tif][l0006ob.png][л. 5 об.jpg]",
                          "second.txt: original=[7.tif][лл. 9-10.pdf]"));
  EXPECT_EQ(documents.documents[0].representations[0].files[0].how,
            "its name gives sheet 5, which the citation names");
}

TEST_F(DocumentFinder, matches_scans_in_a_folder_beside_the_pages) {
  page("first.txt", "5");
  page("second.txt", "6");
  file("originals and more/0005.tif");
  file("scans/second.tif");
  EXPECT_THAT(found(find()), ElementsAre("first.txt: original=[originals and more/0005.tif]",
                                         "second.txt: original=[scans/second.tif]"));
}

TEST_F(DocumentFinder, asks_when_two_pages_could_own_a_file) {
  page("first.txt", "140-141");
  page("second.txt", "141-142");
  file("0141.tif");
  const FoundDocuments documents = find();
  EXPECT_THAT(places(documents.unassigned), ElementsAre("0141.tif"));
  EXPECT_THAT(documents.unassigned[0].message, HasSubstr("first.txt and "));
}

TEST_F(DocumentFinder, asks_about_every_file_that_no_page_owns) {
  page("first.txt", "5");
  for (const char* name : {"0006.tif", "IMG_0005.jpg", "notes.txt", "first.pdf", "first.docx"})
    file(name);
  EXPECT_THAT(
      places(find().unassigned),
      UnorderedElementsAre("0006.tif", "IMG_0005.jpg", "notes.txt", "first.pdf", "first.docx"));
}

TEST_F(DocumentFinder, takes_a_word_in_the_name_for_what_a_file_is) {
  page("first.txt", "5");
  file("first.transcription.txt");
  file("first-original.pdf");
  file("first (перевод).docx");
  EXPECT_THAT(found(find()), ElementsAre("first.txt: original=[first-original.pdf] "
                                         "transcription=[first.transcription.txt] "
                                         "translation=[first (перевод).docx]"));
}

TEST_F(DocumentFinder, takes_all_pictures_of_a_folder_when_it_is_told_to) {
  page("one/page.txt");
  file("one/IMG_0001.jpg");
  EXPECT_THAT(places(find().unassigned), ElementsAre("one/IMG_0001.jpg"));
  EXPECT_THAT(found(find(OnePer::folder)),
              ElementsAre("one/page.txt: original=[one/IMG_0001.jpg]"));
  page("one/second.txt");
  EXPECT_THAT(places(find(OnePer::folder).unassigned),
              UnorderedElementsAre("one/page.txt", "one/second.txt", "one/IMG_0001.jpg"));
}

TEST_F(DocumentFinder, leaves_out_what_systems_leave_behind_and_lists_it) {
  page("page.txt");
  const std::vector<std::string> junk{".DS_Store",      "Thumbs.db",           "desktop.ini",
                                      "._page.txt",     "~$page.docx",         "~WRL0001.tmp",
                                      "__MACOSX/a.tif", ".Spotlight-V100/b/c", ".Trashes/d"};
  for (const std::string& name : junk)
    file(name);
  const FoundDocuments documents = find();
  EXPECT_THAT(found(documents), ElementsAre("page.txt:"));
  EXPECT_EQ(documents.left_out.size(), junk.size());
  EXPECT_THAT(documents.unassigned, IsEmpty());
  EXPECT_EQ(documents.documents[0].left_out.size(), 6U) << "of the page's own folder";
  EXPECT_EQ(find(OnePer::any, JunkPolicy::fail).problems.size(), junk.size());
  const FoundDocuments kept = find(OnePer::any, JunkPolicy::keep);
  EXPECT_THAT(kept.left_out, IsEmpty());
  EXPECT_EQ(kept.unassigned.size(), junk.size());
  EXPECT_THAT(kept.problems, IsEmpty()) << "below the payload a name may begin with ~";
}

TEST_F(DocumentFinder, leaves_out_what_a_browser_saved_with_a_page) {
  const std::string text = test::bytes_of(test::fixture("telegram-batumi-1946-03-05.txt"));
  std::string html = "<html><body>";
  std::size_t begin = 0;
  for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    html += "<p>" + text.substr(begin, end - begin) + "</p>\n";
    begin = end + 1;
  }
  test::write_file(source_ / "Telegram.html", html + "</body></html>");
  file("Telegram_files/style.css");
  file("Telegram_files/deeper/logo.png");
  file("Other_files/style.css");
  const FoundDocuments documents = find();
  EXPECT_THAT(found(documents), ElementsAre("Telegram.html:"));
  EXPECT_EQ(documents.left_out.size(), 2U);
  EXPECT_EQ(documents.documents[0].left_out.size(), 2U);
  EXPECT_THAT(places(documents.unassigned), ElementsAre("Other_files/style.css"));
}

TEST_F(DocumentFinder, calls_nothing_junk_that_somebody_may_have_named) {
  page("page.txt");
  for (const char* name : {"page.original.tmp", ".hidden", "thumbs.db.txt", "DS_Store"})
    file(name);
  EXPECT_THAT(find().left_out, IsEmpty());
}

TEST_F(DocumentFinder, names_everything_that_cannot_be_packed) {
  page("page.txt");
  test::fs::create_symlink("page.txt", source_ / "link.tif");
  ASSERT_EQ(::mkfifo((source_ / "pipe").c_str(), 0600), 0);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  (source_ / "socket").native().copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  file("original/caf\xE9.tif");
  file("closed.tif");
  test::fs::permissions(source_ / "closed.tif", test::fs::perms::none);
  FoundDocuments documents;
  {
    const test::WithoutPrivileges nobody;
    documents = find();
  }
  ::close(socket);
  EXPECT_THAT(
      places(documents.problems),
      UnorderedElementsAre("link.tif", "pipe", "socket", "original/caf\xE9.tif", "closed.tif"));
}

TEST_F(DocumentFinder, leaves_out_the_sheet_that_lies_among_the_pages) {
  page("page.txt");
  file("rows.csv");
  FinderOptions options;
  options.descriptions = {source_ / "rows.csv"};
  const FoundDocuments documents = find_documents(source_.path(), options);
  EXPECT_THAT(documents.unassigned, IsEmpty());
  EXPECT_EQ(documents.left_out.size(), 1U);
}

TEST_F(DocumentFinder, matches_nothing_by_name_when_rows_decide) {
  page("page.txt");
  file("page.tif");
  EXPECT_THAT(places(find(OnePer::row).unassigned), ElementsAre("page.tif"));
}

TEST_F(DocumentFinder, takes_names_as_a_mac_writes_them) {
  page("one/page.txt");
  file("one/транскрипция/и\xCC\x86.txt");
  EXPECT_THAT(find().unassigned, IsEmpty());
}

} // namespace
} // namespace delo
