#include "delo/ops/document_match.hpp"

#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// Pictures show the original. A PDF may be a scan as well as a printed translation.
constexpr std::array<std::string_view, 13> kPictures{
    "tif", "tiff", "jpg", "jpeg", "png", "jp2", "j2k", "gif", "bmp", "webp", "djvu", "djv", "heic"};

/// Words in a name, or names of folders, that say which representation is meant.
struct RepresentationWord {
  std::string_view word; ///< folded
  std::string_view representation;
};
constexpr std::array<RepresentationWord, 16> kWords{{
    {"original", "original"},
    {"originals", "original"},
    {"оригинал", "original"},
    {"оригиналы", "original"},
    {"scan", "original"},
    {"scans", "original"},
    {"скан", "original"},
    {"сканы", "original"},
    {"transcription", "transcription"},
    {"transcript", "transcription"},
    {"транскрипция", "transcription"},
    {"расшифровка", "transcription"},
    {"translation", "translation"},
    {"translations", "translation"},
    {"перевод", "translation"},
    {"переводы", "translation"},
}};

std::string_view representation_of_word(std::string_view folded) {
  for (const RepresentationWord& row : kWords)
    if (row.word == folded)
      return row.representation;
  return "";
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// The representation that a word of the name gives: "original" for "telegram.original".
std::string_view representation_in(std::string_view folded) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= folded.size(); ++i)
    if (i == folded.size() || !is_letter_or_digit(folded[i])) {
      const auto found = representation_of_word(folded.substr(begin, i - begin));
      if (!found.empty())
        return found;
      begin = i + 1;
    }
  return "";
}

bool is_picture(std::string_view path) {
  return std::find(kPictures.begin(), kPictures.end(), ending_of(path)) != kPictures.end();
}

/// Whether `name` is `beginning`, or goes on behind it with something that ends a word.
bool begins_with(std::string_view name, std::string_view beginning) {
  return !beginning.empty() && name.starts_with(beginning) &&
         (name.size() == beginning.size() || !is_letter_or_digit(name[beginning.size()]));
}

std::string names_of(const std::vector<const PageFacts*>& pages) {
  std::string names;
  for (const PageFacts* page : pages)
    names += (names.empty() ? "" : " and ") + display_name(page->file.path);
  return names;
}

/// Pages whose whole stem begins the file's name; of those the longest.
std::vector<const PageFacts*> by_stem(std::string_view stem,
                                      const std::vector<const PageFacts*>& pages) {
  std::vector<const PageFacts*> found;
  for (const PageFacts* page : pages)
    if (begins_with(stem, page->stem)) {
      if (!found.empty() && page->stem.size() > found.front()->stem.size())
        found.clear();
      if (found.empty() || page->stem.size() == found.front()->stem.size())
        found.push_back(page);
    }
  return found;
}

/// Pages whose citation names the sheets; what stands before the number must not name another.
std::vector<const PageFacts*> by_sheet(const SheetName& name,
                                       const std::vector<const PageFacts*>& pages) {
  std::vector<const PageFacts*> found;
  for (const PageFacts* page : pages) {
    const bool named = name.before.empty() || begins_with(page->stem, name.before);
    const bool held =
        std::any_of(page->sheets.begin(), page->sheets.end(),
                    [&name](const SheetRange& range) { return range.holds(name.sheets); });
    if (named && held)
      found.push_back(page);
  }
  return found;
}

FileMatch not_matched(std::string why, std::string hint) {
  return {nullptr, {}, {}, std::move(why), std::move(hint)};
}

std::string place_hint() {
  return "put it into the folder original, transcription or translation beside its page, begin "
         "its name with the page's name, or name it in a sheet (--metadata)";
}

/// The page is known; what the file is of it may still be open.
FileMatch as_representation(const TreeFile& file, const PageFacts& page, std::string_view words,
                            std::string_view folder_says, std::string how, bool names_sheet) {
  if (!folder_says.empty())
    return {&page, folder_says, std::move(how), {}, {}};
  if (const auto named = representation_in(words); !named.empty())
    return {&page, named, fmt::format("{}, and says {}", how, named), {}, {}};
  if (is_picture(file.name) || (names_sheet && ending_of(file.name) == "pdf"))
    return {&page, "original", std::move(how), {}, {}};
  return not_matched(
      fmt::format("it belongs to {}, but may be its original, its transcription or its translation",
                  display_name(page.file.path)),
      fmt::format("put that word into its name ({}.transcription.{}), or put it into a folder "
                  "of that name",
                  display_name(page.stem), display_name(ending_of(file.name))));
}

} // namespace

std::string_view representation_by_name(std::string_view path) {
  if (const auto named = representation_in(stem_of(path)); !named.empty())
    return named;
  return is_picture(path) ? "original" : "";
}

std::string_view last_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string stem_of(std::string_view path) {
  const auto name = last_name(path);
  const std::size_t dot = name.rfind('.');
  // "л. 5 об" has a full stop but no ending: an ending is a short word of ASCII letters and digits.
  const auto ending = dot == name.npos ? "" : name.substr(dot + 1);
  const bool is_ending = dot != 0 && !ending.empty() && ending.size() <= 8 &&
                         ascii_lower(ending).find_first_not_of(
                             "abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos;
  return fold_name(is_ending ? name.substr(0, dot) : name);
}

std::string ending_of(std::string_view path) {
  const auto name = last_name(path);
  const std::size_t dot = name.rfind('.');
  return dot == name.npos || dot == 0 ? "" : ascii_lower(name.substr(dot + 1));
}

std::string_view representation_named(std::string_view folder_name) {
  return representation_of_word(fold_name(folder_name));
}

FileMatch match_file(const TreeFile& file, const std::vector<const PageFacts*>& pages,
                     std::string_view folder_says) {
  const std::string stem = stem_of(file.name);
  const auto name = sheets_in_name(stem);
  auto found = by_stem(stem, pages);
  if (found.size() == 1) {
    const std::string rest = stem.substr(found.front()->stem.size());
    return as_representation(file, *found.front(), rest, folder_says,
                             "its name begins like the page's", name.has_value());
  }
  if (found.empty() && name)
    found = by_sheet(*name, pages);
  if (found.size() > 1)
    return not_matched(
        fmt::format("it could belong to {}", names_of(found)),
        "begin its name with the name of its page, or name it in a sheet (--metadata)");
  if (found.empty())
    return not_matched("it belongs to no document: its name matches no page", place_hint());
  return as_representation(
      file, *found.front(), "", folder_says,
      fmt::format("its name gives sheet {}, which the citation names",
                  name->sheets.first == name->sheets.last
                      ? std::to_string(name->sheets.first)
                      : fmt::format("{}-{}", name->sheets.first, name->sheets.last)),
      true);
}

FileMatch match_in_folder(const TreeFile& file, const PageFacts& page) {
  const std::string stem = stem_of(file.name);
  return as_representation(file, page, stem, "", "it lies in the folder of the page",
                           sheets_in_name(stem).has_value());
}

} // namespace delo
