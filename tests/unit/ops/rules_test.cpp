// Each rule is broken on purpose, alone, and found: in a folder, in a tar and in a zip.
#include "delo/ops/validate.hpp"
#include "unit/support/packages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace delo {
namespace {

using namespace test;
using testing::ElementsAre;

using Items = std::vector<ArchiveItem>;

/// How one rule is broken, and where the finding must stand.
struct Damage {
  std::string_view rule;
  std::string_view path; ///< of the finding, inside the package
  Layout layout = Layout::bag_with_sip;
  std::function<void(const fs::path&)> folder = {};  ///< changes the package's folder
  std::function<void(Items&)> items = {};            ///< changes what goes into an archive
  std::function<void(const fs::path&)> archive = {}; ///< changes the archive's bytes
  bool has_expected = false;
  bool has_actual = false;
  std::string_view only_in = "dir tar zip"; ///< where it can be broken at all
  std::string_view also = {};               ///< a rule that cannot but be broken with it
  Depth depth = Depth::full;
};

constexpr std::string_view kManifest = "manifest-sha512.txt";
constexpr std::string_view kTagManifest = "tagmanifest-sha512.txt";
constexpr std::string_view kPlainPage =
    "data/documentation/source/telegram-batumi-1946-03-05.txt"; // in a bag without METS
constexpr std::string_view kSipPage = "documentation/source/telegram-batumi-1946-03-05.txt";
constexpr std::string_view kNfc = "\xD0\xB9.txt";         // one character
constexpr std::string_view kNfd = "\xD0\xB8\xCC\x86.txt"; // the same as a Mac writes it

void add_tag_file(const fs::path& bag, std::string_view name, std::string_view text = "a note\n") {
  write_file(bag / name, text);
  seal_tags(bag);
}

void add_manifest_line(const fs::path& bag, const std::string& line) {
  append(bag / kManifest, line + "\n");
  seal_tags(bag);
}

constexpr std::string_view kGoodDeclaration =
    "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
constexpr std::string_view kFetch = "fetch.txt";

void declare(const fs::path& bag, const std::string& encoding) {
  add_tag_file(bag, "bagit.txt",
               "BagIt-Version: 1.0\nTag-File-Character-Encoding: " + encoding + "\n");
}

void edit_manifest(const fs::path& bag, std::string_view from, std::string_view to) {
  replace_in(bag / kManifest, from, to);
  seal_tags(bag);
}

void add_to_info(const fs::path& bag, const std::string& lines) {
  append(bag / "bag-info.txt", lines);
  seal_tags(bag);
}

void edit_info(const fs::path& bag, std::string_view from, std::string_view to) {
  replace_in(bag / "bag-info.txt", from, to);
  seal_tags(bag);
}

/// Takes the line out that ends with `path`.
void drop_line(const fs::path& manifest, std::string_view path) {
  const std::string text = bytes_of(manifest);
  const std::size_t end = text.find("  " + std::string(path) + "\n");
  const std::size_t begin = text.rfind('\n', end) + 1;
  replace_in(manifest, text.substr(begin, end - begin + path.size() + 3), "");
}

/// A fetch.txt for the page, which is there all the same.
void fetch_page(const fs::path& bag, const std::string& address_and_length) {
  add_tag_file(bag, kFetch, address_and_length + " " + std::string(kPlainPage) + "\n");
}

std::string zeros();

/// A file, and a line for another one of nearly the same name.
void list_twin(const fs::path& bag, std::string_view here, std::string_view twin) {
  write_file(bag / "data" / here, "one of two\n");
  seal(bag);
  add_manifest_line(bag, zeros() + "  data/" + std::string(twin));
}

std::string zeros() {
  return std::string(128, '0');
}

/// Changes what PREMIS says, and the digest of PREMIS in METS with it; lengths stay.
void change_premis(const fs::path& sip, std::string_view from, std::string_view to) {
  const fs::path premis = sip / "metadata/preservation/premis.xml";
  const std::string before = digest_of(Algorithm::sha512, bytes_of(premis));
  replace_in(premis, from, to);
  replace_in(sip / "METS.xml", before, digest_of(Algorithm::sha512, bytes_of(premis)));
}

std::string first_line(const fs::path& file) {
  const std::string text = bytes_of(file);
  return text.substr(0, text.find('\n') + 1);
}

/// The CRC of the first file with bytes, where a zip keeps it: in the list at its end.
void break_zip_crc(const fs::path& zip) {
  std::string bytes = bytes_of(zip);
  for (std::size_t at = bytes.find("PK\x01\x02"); at != std::string::npos;
       at = bytes.find("PK\x01\x02", at + 4))
    if (bytes.substr(at + 16, 4) != std::string(4, '\0')) {
      bytes[at + 16] = static_cast<char>(bytes[at + 16] ^ 1);
      break;
    }
  write_file(zip, bytes);
}

void cut_in_last_file(const fs::path& archive) {
  fs::resize_file(archive, bytes_of(archive).rfind("BagIt-Version"));
}

const std::vector<Damage>& damages() {
  using enum Layout;
  using Kind = ArchiveItem::Kind;
  static const std::vector<Damage> kDamages{
      // Names and kinds of things.
      {"DELO-path-1", "~notes.txt", bag_with_sip,
       [](const fs::path& p) { write_file(p / "~notes.txt", "a note\n"); }},
      {"DELO-path-2", "link", bag_with_sip,
       [](const fs::path& p) { fs::create_symlink("bagit.txt", p / "link"); }},
      {.rule = "DELO-path-3",
       .path = "pipe",
       .folder = [](const fs::path& p) { ::mkfifo((p / "pipe").c_str(), 0600); },
       .only_in = "dir tar"}, // libarchive writes no pipe into a zip
      {.rule = "DELO-path-4",
       .path = kPlainPage,
       .layout = bag,
       .items =
           [](Items& items) {
             const auto page = std::find_if(items.begin(), items.end(), [](const auto& item) {
               return item.name.ends_with(kPlainPage);
             });
             items.push_back(ArchiveItem(*page));
           },
       .only_in = "tar zip"}, // a folder cannot hold a name twice
      {.rule = "DELO-path-5",
       .path = "caf\xE9.txt",
       .folder = [](const fs::path& p) { add_tag_file(p, "caf\xE9.txt"); },
       .also = "BAGIT-2.3-1"}, // the manifest that lists it is not UTF-8 either
      {"DELO-path-6", "notes.txt", bag_with_sip,
       [](const fs::path& p) {
         write_file(p / "NOTES.txt", "a note\n");
         add_tag_file(p, "notes.txt");
       }},
      {"DELO-path-7", "aux.txt", bag_with_sip,
       [](const fs::path& p) { add_tag_file(p, "aux.txt"); }},
      {"DELO-path-8", "10:30.txt", bag_with_sip,
       [](const fs::path& p) { add_tag_file(p, "10:30.txt"); }},
      {"DELO-path-9", "notes.", bag_with_sip, [](const fs::path& p) { add_tag_file(p, "notes."); }},
      {"DELO-path-10", ".DS_Store", bag_with_sip,
       [](const fs::path& p) { add_tag_file(p, ".DS_Store"); }},
      {.rule = "DELO-container-4",
       .path = "",
       .items =
           [](Items& items) {
             const std::string top = items.front().name + "/";
             items.erase(items.begin());
             for (ArchiveItem& item : items)
               item.name.erase(0, top.size());
           },
       .only_in = "tar zip"}, // a folder is a folder
      {.rule = "DELO-container-1",
       .path = "beside.txt",
       .items =
           [](Items& items) {
             items.push_back({Kind::file, "beside.txt", "a note\n"});
           },
       .only_in = "tar zip"}, // what lies beside a folder is not looked at
      {.rule = "DELO-container-2",
       .path = "",
       .items =
           [](Items& items) { // what the cut takes away comes last
             const auto declaration = std::find_if(items.begin(), items.end(), [](const auto& i) {
               return i.name.ends_with("/bagit.txt");
             });
             std::rotate(declaration, declaration + 1, items.end());
           },
       .archive = cut_in_last_file,
       .only_in = "tar zip"}, // a folder has no end that could be cut off
      {.rule = "DELO-container-3",
       .path = "",
       .archive = break_zip_crc,
       .only_in = "zip"}, // only a zip holds checks of its own over contents
      {.rule = "DELO-container-5",
       .path = "",
       .archive =
           [](const fs::path& archive) {
             write_archive(archive, ArchiveKind::tar_gz,
                           {{Kind::file, "telegram/bagit.txt", std::string(kGoodDeclaration)},
                            {Kind::file, "telegram/data/zeros", std::string(200'000'000, '\0')}});
           },
       .only_in = "tar"}, // a folder holds what it holds

      // The bag.
      {"BAGIT-2.1.1-1", "", bag_with_sip,
       [](const fs::path& p) {
         fs::remove(p / "bagit.txt");
         seal_tags(p);
       }},
      {"BAGIT-2.1.1-2", "bagit.txt", bag_with_sip,
       [](const fs::path& p) {
         add_tag_file(p, "bagit.txt", std::string(kGoodDeclaration) + "Made-By: hand\n");
       }},
      {"BAGIT-2.1.1-3", "bagit.txt", bag_with_sip,
       [](const fs::path& p) {
         add_tag_file(p, "bagit.txt", "BagIt-Version: 1.7\nTag-File-Character-Encoding: UTF-8\n");
       }},
      {"BAGIT-2.1.1-4", "bagit.txt", bag_with_sip,
       [](const fs::path& p) {
         add_tag_file(p, "bagit.txt", "BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n");
       }},
      {"BAGIT-2.1.1-5", "bagit.txt", bag_with_sip,
       [](const fs::path& p) {
         add_tag_file(p, "bagit.txt", "\xEF\xBB\xBF" + std::string(kGoodDeclaration));
       }},
      {"BAGIT-2.1.1-6", "bagit.txt", bag_with_sip,
       [](const fs::path& p) {
         add_tag_file(p, "bagit.txt",
                      "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\xFF\n");
       }},
      {"BAGIT-2.1.1-7", "bagit.txt", bag_with_sip,
       [](const fs::path& p) { declare(p, "no-such-encoding"); }},
      {"BAGIT-2.1.1-8", "bagit.txt", bag_with_sip,
       [](const fs::path& p) { declare(p, "ISO-8859-1"); }},
      {"BAGIT-2.1.2-1", "", bag,
       [](const fs::path& p) {
         fs::remove_all(p / "data");
         seal(p);
       }},
      {"BAGIT-2.1.3-1", kManifest, bag_with_sip,
       [](const fs::path& p) { add_manifest_line(p, "garbage"); }},
      {"BAGIT-2.1.3-2", kManifest, bag_with_sip,
       [](const fs::path& p) { add_manifest_line(p, zeros() + "  data/../../passwd"); }},
      {"BAGIT-2.1.3-3", kManifest, bag_with_sip,
       [](const fs::path& p) {
         add_manifest_line(p,
                           digest_of(Algorithm::sha512, bytes_of(p / "bagit.txt")) + "  bagit.txt");
       }},
      {"BAGIT-2.1.3-4", kManifest, bag_with_sip,
       [](const fs::path& p) {
         append(p / kManifest, first_line(p / kManifest));
         seal_tags(p);
       }},
      {"BAGIT-2.1.3-6", kManifest, bag_with_sip,
       [](const fs::path& p) {
         const std::string line = first_line(p / kManifest);
         add_manifest_line(p, zeros() + line.substr(128, line.size() - 129));
       }},
      {"BAGIT-2.1.3-7", kManifest, bag,
       [](const fs::path& p) { add_manifest_line(p, zeros() + "  data/documentation"); }},
      {"BAGIT-2.1.3-8", kManifest, bag,
       [](const fs::path& p) {
         std::string path(kPlainPage);
         std::replace(path.begin(), path.end(), '/', '\\');
         edit_manifest(p, kPlainPage, path);
       }},
      {"BAGIT-2.1.3-9", kManifest, bag,
       [](const fs::path& p) {
         write_file(p / "data/100%.txt", "all of it\n");
         seal(p);
         edit_manifest(p, "100%25", "100%");
       }},
      {"BAGIT-2.1.3-10", kManifest, bag_with_sip,
       [](const fs::path& p) { edit_manifest(p, "  data/", "  ./data/"); }},
      {"BAGIT-2.1.3-5", "", bag_with_sip,
       [](const fs::path& p) {
         fs::remove(p / kManifest);
         seal_tags(p);
       }},
      {"BAGIT-2.2.1-1", kTagManifest, bag_with_sip,
       [](const fs::path& p) { append(p / kTagManifest, first_line(p / kManifest)); }},
      {"BAGIT-2.2.1-2", kTagManifest, bag_with_sip,
       [](const fs::path& p) { drop_line(p / kTagManifest, kManifest); }},
      {"BAGIT-2.2.1-3", "bag-info.txt", bag,
       [](const fs::path& p) {
         write_file(p / "manifest-sha256.txt", "");
         write_file(p / "tagmanifest-sha256.txt", "");
         seal(p);
         drop_line(p / "tagmanifest-sha256.txt", "bag-info.txt");
       }},
      {"BAGIT-2.2.1-4", "", bag_with_sip,
       [](const fs::path& p) { add_tag_file(p, "tagmanifest-sha256.txt", ""); }},
      {"BAGIT-2.2.2-1", "bag-info.txt", bag_with_sip,
       [](const fs::path& p) { add_to_info(p, "no label here\n"); }},
      {"BAGIT-2.2.2-4", "bag-info.txt", bag_with_sip,
       [](const fs::path& p) { edit_info(p, "Payload-Oxum: ", "Payload-Oxum: about "); }},
      {"BAGIT-2.2.2-5", "bag-info.txt", bag_with_sip,
       [](const fs::path& p) { add_to_info(p, "Contact-Name : A. Keeper\n"); }},
      {"BAGIT-2.2.2-6", "bag-info.txt", bag_with_sip,
       [](const fs::path& p) { add_to_info(p, "bagging-date: 2001-09-10\n"); }},
      {"BAGIT-2.2.2-7", "bag-info.txt", bag_with_sip,
       [](const fs::path& p) { edit_info(p, "Bagging-Date: ", "Bagging-Date: on "); }},
      {"BAGIT-2.2.2-8", "bag-info.txt", bag_with_sip,
       [](const fs::path& p) { add_to_info(p, "Bag-Count: 5 of 4\n"); }},
      {"BAGIT-2.2.2-9", "bag-info.txt", bag_with_sip,
       [](const fs::path& p) { edit_info(p, "Bag-Size: ", "Bag-Size: about "); }},
      {"BAGIT-2.2.2-10", "package-info.txt", bag_with_sip,
       [](const fs::path& p) {
         fs::rename(p / "bag-info.txt", p / "package-info.txt");
         seal_tags(p);
       }},
      {"BAGIT-2.2.3-2", kFetch, bag,
       [](const fs::path& p) { add_tag_file(p, kFetch, "https://example.org/a data/a\n"); }},
      {"BAGIT-2.2.3-3", kFetch, bag,
       [](const fs::path& p) { fetch_page(p, "https://example.org/a 1kB"); }},
      {"BAGIT-2.2.3-4", kFetch, bag, [](const fs::path& p) { fetch_page(p, "example.org/a -"); }},
      {"BAGIT-2.2.3-5", kFetch, bag,
       [](const fs::path& p) {
         add_tag_file(p, kFetch, "https://example.org/a - data/../../a\n");
       }},
      {"BAGIT-2.2.3-6", kFetch, bag,
       [](const fs::path& p) {
         add_tag_file(p, kFetch, "https://example.org/a - bag-info.txt\n");
       }},
      {"BAGIT-2.2.3-7", kFetch, bag,
       [](const fs::path& p) { add_tag_file(p, kFetch, "https://example.org/a - data/a\n"); }},
      {"BAGIT-2.2.3-8", kFetch, bag,
       [](const fs::path& p) {
         fetch_page(p, "https://example.org/a - " + std::string(kPlainPage) +
                           "\nhttps://example.org/b -");
       }},
      {.rule = "BAGIT-2.2.3-9",
       .path = kFetch,
       .layout = bag,
       .folder = [](const fs::path& p) { fetch_page(p, "https://example.org/a 1"); },
       .has_expected = true,
       .has_actual = true},
      {"BAGIT-2.3-1", "bag-info.txt", bag_with_sip,
       [](const fs::path& p) { add_to_info(p, "Contact-Name: Andr\xE9\n"); }},
      {"BAGIT-2.3-2", "bag-info.txt", bag_with_sip,
       [](const fs::path& p) {
         add_tag_file(p, "bag-info.txt", "\xEF\xBB\xBF" + bytes_of(p / "bag-info.txt"));
       }},
      {"BAGIT-2.4-2", "manifest-SHA-512.txt", bag_with_sip,
       [](const fs::path& p) {
         fs::rename(p / kManifest, p / "manifest-SHA-512.txt");
         seal_tags(p);
       }},
      {.rule = "BAGIT-2.4-3",
       .path = "",
       .folder =
           [](const fs::path& p) {
             fs::rename(p / kManifest, p / "manifest-tiger192.txt");
             seal_tags(p);
           },
       .also = "BAGIT-2.4-1"},
      {.rule = "BAGIT-6.1.1-2",
       .path = "data/\xD0\xB9.txt",
       .layout = bag,
       .folder = [](const fs::path& p) { list_twin(p, kNfc, kNfd); },
       .also = "BAGIT-3-1"},
      {.rule = "BAGIT-6.1.2-1",
       .path = "data/a.txt",
       .layout = bag,
       .folder = [](const fs::path& p) { list_twin(p, "a.txt", "A.txt"); },
       .also = "BAGIT-3-1"},
      {"BAGIT-6.1.3-1", kManifest, bag_with_sip,
       [](const fs::path& p) { edit_manifest(p, "  data/", " *data/"); }},
      {"DELO-bag-2", ".bagit/bagit.txt", bag_with_sip,
       [](const fs::path& p) { add_tag_file(p, ".bagit/bagit.txt", "BagIt-Version: 2.0\n"); }},
      {"DELO-bag-3", kFetch, bag, [](const fs::path& p) { fetch_page(p, "file:///etc/passwd -"); }},
      {"DELO-bag-4", "bag-info.txt", bag_with_sip,
       [](const fs::path& p) { add_to_info(p, "Note: " + std::string(70000, 'x') + "\n"); }},
      {.rule = "DELO-bag-5",
       .path = "bag-info.txt",
       .folder = [](const fs::path& p) { edit_info(p, "Payload-Oxum: ", "Payload: "); },
       .depth = Depth::oxum},
      {"BAGIT-2.2.2-2", "bag-info.txt", bag_with_sip,
       [](const fs::path& p) {
         const std::string text = bytes_of(p / "bag-info.txt");
         const std::size_t oxum = text.find("Payload-Oxum");
         append(p / "bag-info.txt", text.substr(oxum, text.find('\n', oxum) + 1 - oxum));
         seal_tags(p);
       }},
      {.rule = "BAGIT-2.2.2-3",
       .path = "bag-info.txt",
       .folder =
           [](const fs::path& p) {
             replace_in(p / "bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 1");
             seal_tags(p);
           },
       .has_expected = true,
       .has_actual = true},
      {"BAGIT-2.4-1", "manifest-tiger192.txt", bag_with_sip,
       [](const fs::path& p) { add_tag_file(p, "manifest-tiger192.txt", "00  data/x\n"); }},
      {.rule = "BAGIT-3-1",
       .path = "data/lost.txt",
       .folder = [](const fs::path& p) { add_manifest_line(p, zeros() + "  data/lost.txt"); },
       .has_expected = true},
      {"BAGIT-3-2", "data/extra.txt", bag,
       [](const fs::path& p) {
         write_file(p / "data/extra.txt", "nobody listed me\n");
         seal_oxum(p);
         seal_tags(p);
       }},
      {.rule = "BAGIT-3-3",
       .path = kPlainPage,
       .layout = bag,
       .folder = [](const fs::path& p) { flip_bit(p / kPlainPage); },
       .has_expected = true,
       .has_actual = true},
      {"BAGIT-3-4", kPlainPage, bag,
       [](const fs::path& p) {
         const std::string digest = digest_of(Algorithm::sha256, bytes_of(p / kPlainPage));
         write_file(p / "manifest-sha256.txt", "");
         write_file(p / "tagmanifest-sha256.txt", "");
         seal_payload(p);
         replace_in(p / "manifest-sha256.txt", digest + "  " + std::string(kPlainPage) + "\n", "");
         seal_tags(p);
       }},
      {.rule = "BAGIT-6.1.1-1",
       .path = "data/\xD0\xB8\xCC\x86.txt",
       .layout = bag,
       .folder =
           [](const fs::path& p) {
             write_file(p / "data" / kNfc, "the letter\n");
             seal(p);
             fs::rename(p / "data" / kNfc, p / "data" / kNfd);
           },
       .only_in = "dir"}, // libarchive composes the names that it reads
      {"DELO-bag-1", "notes.txt", bag_with_sip,
       [](const fs::path& p) { write_file(p / "notes.txt", "a note\n"); }},
      {.rule = "BAGIT-2.2.3-1",
       .path = "data/later.txt",
       .folder =
           [](const fs::path& p) {
             write_file(p / "fetch.txt", "https://example.org/later.txt - data/later.txt\n");
             add_manifest_line(p, zeros() + "  data/later.txt");
           },
       .has_expected = true},

      // XML and METS, in a SIP alone, where no manifest speaks as well.
      {"XML-1", "METS.xml", sip, [](const fs::path& p) { append(p / "METS.xml", "<"); }},
      {"XML-2", "METS.xml", sip,
       [](const fs::path& p) { replace_in(p / "METS.xml", "<mets ", "<!DOCTYPE mets><mets "); }},
      {"XML-3", "METS.xml", sip,
       [](const fs::path& p) { replace_in(p / "METS.xml", "<mets ", "<mets COLOUR=\"red\" "); }},
      {"XML-4", "METS.xml", sip,
       [](const fs::path& p) {
         replace_in(p / "METS.xml", "<mets ", "<mets ID=\"twice\" ");
         replace_in(p / "METS.xml", "<metsHdr ", "<metsHdr ID=\"twice\" ");
       }},
      {"XML-5", "METS.xml", sip,
       [](const fs::path& p) {
         replace_in(p / "METS.xml", "<metsHdr ", "<metsHdr ADMID=\"nowhere\" ");
       }},
      {"XML-6", "METS.xml", sip,
       [](const fs::path& p) {
         std::string names;
         for (int i = 0; i < 1001; ++i)
           names += "xmlns:n" + std::to_string(i) + "=\"urn:n\" ";
         replace_in(p / "METS.xml", "<mets ", "<mets " + names);
       }},
      {"METS-file-1", kSipPage, sip, [](const fs::path& p) { fs::remove(p / kSipPage); }},
      {.rule = "METS-file-2",
       .path = kSipPage,
       .layout = sip,
       .folder =
           [](const fs::path& p) {
             const std::string size = std::to_string(fs::file_size(p / kSipPage));
             replace_in(p / "METS.xml", "SIZE=\"" + size + "\"", "SIZE=\"1\"");
           },
       .has_expected = true,
       .has_actual = true},
      {.rule = "METS-file-3",
       .path = kSipPage,
       .layout = sip,
       .folder =
           [](const fs::path& p) {
             replace_in(p / "METS.xml", digest_of(Algorithm::sha512, bytes_of(p / kSipPage)),
                        zeros());
           },
       .has_expected = true,
       .has_actual = true},
      {"METS-file-4", "documentation/extra.txt", sip,
       [](const fs::path& p) { write_file(p / "documentation/extra.txt", "nobody named me\n"); }},
      {"METS-file-5", "METS.xml", sip,
       [](const fs::path& p) {
         replace_in(p / "METS.xml", "</file>",
                    "<FLocat LOCTYPE=\"URL\" xlink:type=\"simple\" xlink:href=\"/etc/passwd\"/>"
                    "</file>");
       }},
      {"METS-file-6", kSipPage, sip,
       [](const fs::path& p) { // the page is the first file
         replace_in(p / "METS.xml", "MIMETYPE=\"text/plain\"", "MIMETYPE=\"image/tiff\"");
       }},
      {"METS-href-1", "METS.xml", sip,
       [](const fs::path& p) {
         replace_in(p / "METS.xml", "xlink:href=\"documentation",
                    "xlink:href=\"file:documentation");
       }},
      {.rule = "PREMIS-file-1",
       .path = kSipPage,
       .layout = sip,
       .folder =
           [](const fs::path& p) {
             change_premis(p, digest_of(Algorithm::sha512, bytes_of(p / kSipPage)), zeros());
           },
       .has_expected = true,
       .has_actual = true},
      {.rule = "PREMIS-file-2",
       .path = kSipPage,
       .layout = sip,
       .folder =
           [](const fs::path& p) {
             const std::string size = std::to_string(fs::file_size(p / kSipPage));
             change_premis(p, "<size>" + size + "</size>",
                           "<size>" + std::string(size.size(), '7') + "</size>");
           },
       .has_expected = true,
       .has_actual = true},
      {"METS-root-1", "METS.xml", sip,
       [](const fs::path& p) { // good MODS where METS is asked for, and nothing else
         const std::string mods = bytes_of(p / "metadata/descriptive/mods.xml");
         fs::remove_all(p);
         write_file(p / "METS.xml", mods);
       }},
  };
  return kDamages;
}

/// A good package of each layout, packed once.
const fs::path& good_package(Layout layout) {
  static const TempDir kFolder;
  static std::map<Layout, fs::path> packages;
  fs::path& package = packages[layout];
  if (package.empty())
    package = pack_telegram(kFolder / to_word(layout), layout);
  return package;
}

/// Those of profiles hold with a profile only: profile_rules_test.cpp breaks them.
bool is_of_profile(const Rule& rule) {
  return rule.id.starts_with("PROFILE-");
}

/// The requirements of E-ARK and of our own packages have tests of their own.
bool has_own_test(const Rule& rule) {
  const RuleFamily family = family_of(rule);
  return family == RuleFamily::csip || family == RuleFamily::sip || family == RuleFamily::delo;
}

ValidateOptions integrity_alone() {
  ValidateOptions options;
  options.families = integrity_families();
  return options;
}

std::set<std::string> all_ids() {
  std::set<std::string> ids;
  for (const auto& table : all_rules())
    for (const Rule& rule : table)
      if (!is_of_profile(rule) && !has_own_test(rule))
        ids.emplace(rule.id);
  return ids;
}

struct Where {
  std::string_view name;
  ArchiveKind kind = ArchiveKind::tar;
};
constexpr std::array<Where, 2> kArchives{{{"tar", ArchiveKind::tar}, {"zip", ArchiveKind::zip}}};

class Rules : public testing::TestWithParam<std::size_t> {
protected:
  const Damage& damage() const { return damages().at(GetParam()); }
  bool applies(std::string_view container) const {
    return damage().only_in.find(container) != std::string_view::npos;
  }

  /// The damaged package in each container that can hold it, judged.
  std::vector<PackageReport> judge() const {
    const fs::path package = scratch_ / "telegram";
    fs::copy(good_package(damage().layout), package, fs::copy_options::recursive);
    if (damage().folder)
      damage().folder(package);
    std::vector<PackageReport> reports;
    if (applies("dir"))
      reports.push_back(judged(package));
    for (const Where& where : kArchives) {
      if (!applies(where.name))
        continue;
      const fs::path target = scratch_ / ("telegram." + std::string(where.name));
      Items items = items_of(package);
      if (damage().items)
        damage().items(items);
      write_archive(target, where.kind, items);
      if (damage().archive)
        damage().archive(target);
      reports.push_back(judged(target));
    }
    return reports;
  }

private:
  PackageReport judged(const fs::path& package) const {
    ValidateOptions options = integrity_alone();
    options.depth = damage().depth;
    return validate_package(package, options);
  }

  TempDir scratch_;
};

TEST_P(Rules, is_found_when_it_is_broken_and_no_other_with_it) {
  for (const PackageReport& report : judge()) {
    SCOPED_TRACE(report.path);
    std::vector<std::string> broken = rules_of(report);
    std::erase(broken, damage().also);
    EXPECT_THAT(broken, ElementsAre(damage().rule));
    const Finding finding = first(report, damage().rule);
    EXPECT_EQ(finding.path, damage().path);
    EXPECT_NE(finding.message, "");
    EXPECT_EQ(!finding.expected.empty(), damage().has_expected) << finding.expected;
    EXPECT_EQ(!finding.actual.empty(), damage().has_actual) << finding.actual;
    EXPECT_NE(finding.expected, finding.actual.empty() ? "-" : finding.actual);
    const Verdict bad = damage().rule == "BAGIT-2.2.3-1" ? Verdict::incomplete : Verdict::invalid;
    EXPECT_EQ(report.verdict(), report.count(Severity::error) > 0 ? bad : Verdict::valid);
  }
}

TEST_P(Rules, is_told_alike_in_every_container) {
  const std::vector<PackageReport> reports = judge();
  for (const PackageReport& report : reports) {
    if (damage().rule == "DELO-container-2") { // the reason is the archive library's
      EXPECT_EQ(found(report), found(reports.front()));
    } else {
      EXPECT_EQ(in_full(report), in_full(reports.front())) << report.path;
    }
  }
}

std::vector<std::size_t> indices() {
  std::vector<std::size_t> list(damages().size());
  for (std::size_t i = 0; i < list.size(); ++i)
    list[i] = i;
  return list;
}

INSTANTIATE_TEST_SUITE_P(each_rule, Rules, testing::ValuesIn(indices()), [](const auto& index) {
  std::string name(damages().at(index.param).rule);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return name;
});

TEST(Rules, are_each_broken_by_one_case) {
  std::set<std::string> broken;
  for (const Damage& damage : damages())
    EXPECT_TRUE(broken.emplace(damage.rule).second) << damage.rule << " has two cases";
  EXPECT_EQ(broken, all_ids());
}

TEST(Rules, have_ids_of_their_own_and_say_what_to_do) {
  std::set<std::string_view> ids;
  for (const auto& table : all_rules())
    for (const Rule& rule : table) {
      EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
      for (const std::string_view text : {rule.title, rule.section, rule.help, rule.fix})
        EXPECT_NE(text, "") << rule.id;
    }
}

TEST(Rules, have_nothing_against_a_good_package) {
  for (const Layout layout : {Layout::bag_with_sip, Layout::sip, Layout::bag}) {
    const TempDir scratch;
    const fs::path package = pack_telegram(scratch.path(), layout);
    archive_folder(package, scratch / "t.tar", ArchiveKind::tar);
    archive_folder(package, scratch / "t.tar.gz", ArchiveKind::tar_gz);
    archive_folder(package, scratch / "t.zip", ArchiveKind::zip);
    for (const fs::path& path :
         {package, scratch / "t.tar", scratch / "t.tar.gz", scratch / "t.zip"}) {
      const PackageReport report = validate_package(path);
      EXPECT_THAT(in_full(report), testing::IsEmpty()) << path << to_word(layout);
      EXPECT_EQ(report.verdict(), Verdict::valid) << path << to_word(layout);
      EXPECT_THAT(report.not_run, testing::IsEmpty()) << path << to_word(layout);
    }
  }
}

} // namespace
} // namespace delo
