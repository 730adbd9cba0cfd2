// Names are looked up by their first letter and compared as folded text: a space in a name stands
// for any run of spaces.
#include "delo/formats/citation/archive_table.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/formats/citation/citation_labels.hpp"
#include "delo/formats/citation/slots.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kLargestTable = 4 << 20;

constexpr std::array<std::pair<std::string_view, Arrangement>, 13> kArrangements{{
    {"fonds", Arrangement::fonds},
    {"papki", Arrangement::papki},
    {"file-pages", Arrangement::file_pages},
    {"group-file", Arrangement::group_file},
    {"unit-pages", Arrangement::unit_pages},
    {"creator-file", Arrangement::creator_file},
    {"section-box", Arrangement::section_box},
    {"bundle", Arrangement::bundle},
    {"collection", Arrangement::collection},
    {"record-group", Arrangement::record_group},
    {"symbol", Arrangement::symbol},
    {"bare", Arrangement::bare},
    {"named", Arrangement::named},
}};

constexpr std::array<std::string_view, 8> kKeys{
    "code", "country", "arrangement", "now", "cyrillic", "spellings", "names", "keeps_name"};

[[noreturn]] void refuse(std::string_view path, const toml::source_region& where,
                         std::string_view what, std::string_view hint) {
  throw Error(ErrorKind::usage, fmt::format("{} line {}: {}", path, where.begin.line, what),
              std::string(hint));
}

std::string text_of(const toml::table& row, std::string_view key, std::string_view path) {
  const toml::node* node = row.get(key);
  if (!node)
    return {};
  if (const auto text = node->value_exact<std::string>())
    return *text;
  refuse(path, node->source(), fmt::format("\"{}\" is not a text", key),
         fmt::format("write it as {} = \"...\"", key));
}

std::vector<std::string> list_of(const toml::table& row, std::string_view key,
                                 std::string_view path) {
  std::vector<std::string> list;
  const toml::node* node = row.get(key);
  if (!node)
    return list;
  const std::string hint = fmt::format("write it as {} = [\"...\", \"...\"]", key);
  if (!node->as_array())
    refuse(path, node->source(), fmt::format("\"{}\" is not a list", key), hint);
  for (const toml::node& item : *node->as_array()) {
    const auto text = item.value_exact<std::string>();
    if (!text || text->empty())
      refuse(path, item.source(), fmt::format("\"{}\" holds what is not a text", key), hint);
    list.push_back(*text);
  }
  return list;
}

Arrangement arrangement_of(const toml::table& row, std::string_view path) {
  const std::string word = text_of(row, "arrangement", path);
  if (word.empty())
    return Arrangement::fonds;
  std::string all;
  for (const auto& [name, arrangement] : kArrangements) {
    if (name == word)
      return arrangement;
    all += fmt::format("{}{}", all.empty() ? "" : ", ", name);
  }
  refuse(path, row.get("arrangement")->source(),
         fmt::format("there is no arrangement \"{}\"", word), "use one of " + all);
}

Archive archive_of(const toml::table& row, std::string_view path) {
  for (const auto& [key, value] : row)
    if (std::find(kKeys.begin(), kKeys.end(), key.str()) == kKeys.end())
      refuse(path, value.source(), fmt::format("an archive has no \"{}\"", key.str()),
             fmt::format("use {}", fmt::join(kKeys, ", ")));
  Archive archive;
  archive.code = text_of(row, "code", path);
  if (archive.code.empty())
    refuse(path, row.source(), "this archive has no code", "write code = \"...\"");
  archive.country = text_of(row, "country", path);
  archive.arrangement = arrangement_of(row, path);
  archive.now = text_of(row, "now", path);
  archive.cyrillic = text_of(row, "cyrillic", path);
  archive.spellings = list_of(row, "spellings", path);
  archive.names = list_of(row, "names", path);
  if (const toml::node* keeps = row.get("keeps_name")) {
    if (!keeps->is_boolean())
      refuse(path, keeps->source(), "\"keeps_name\" is neither true nor false",
             "write keeps_name = true");
    archive.keeps_name = keeps->value_or(false);
  }
  return archive;
}

toml::table table_of(std::string_view text, std::string_view path) {
  try {
    return toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    refuse(path, error.source(), error.description(),
           "see https://toml.io for how TOML is written");
  }
}

std::u32string unified(const FoldedText& text) {
  std::u32string all;
  for (std::size_t i = 0; i < text.size(); ++i)
    all += look_alike(text[i]);
  return all;
}

std::u32string cased_of(const FoldedText& text) {
  std::u32string all;
  for (std::size_t i = 0; i < text.size(); ++i)
    all += text.cased(i);
  return all;
}

/// The end of `name` at `begin`, or 0; `exact` turns false where a letter only looks alike.
std::size_t end_of_name(const FoldedText& text, std::size_t begin, const std::u32string& folded,
                        const std::u32string& cased, bool& exact, bool& same_case) {
  std::size_t i = begin;
  for (std::size_t k = 0; k < folded.size(); ++k) {
    if (look_alike(text[i]) != folded[k])
      return 0;
    exact = exact && text.cased(i) == cased[k];
    same_case = same_case && is_upper(text.cased(i)) == is_upper(cased[k]);
    i = folded[k] == U' ' ? text.skip_spaces(i) : i + 1;
  }
  const bool goes_on = is_letter(text[i]) || is_digit(text[i]) ||
                       (text[i] == U'-' && (is_letter(text[i + 1]) || is_digit(text[i + 1])));
  return goes_on ? 0 : i;
}

/// "National Archives" is no name where "of Korea" follows.
bool name_goes_on(const FoldedText& text, std::size_t end) {
  constexpr std::array<std::u32string_view, 6> kGoesOn{U"of",   U"in ", U"and ",
                                                       U"for ", U"at ", U"electronic "};
  const std::size_t next = text.skip_spaces(end);
  return std::any_of(kGoesOn.begin(), kGoesOn.end(),
                     [&](std::u32string_view word) { return text.has(next, word); });
}

/// "BArch - MA": the code may be longer than it looks.
bool dash_follows(const FoldedText& text, std::size_t end) {
  const std::size_t dash = text.skip_spaces(end);
  return text[dash] == U'-' && is_letter(text[text.skip_spaces(dash + 1)]);
}

/// A word right behind a name may belong to it; a level, or the letters of a number, may not:
/// "RGANI fond 5", "BArch DY 30", but "NAA ÚV KSČ".
bool word_follows(const FoldedText& text, std::size_t end, const Archive& archive) {
  const std::size_t next = text.skip_spaces(end);
  if (!is_letter(text[next]) ||
      match_label(text, next, {archive.country, counts_by_fond(archive.arrangement)}))
    return false;
  std::size_t last = next;
  while (is_letter(text[last]))
    ++last;
  const bool number = text[last] == U'-' || text[last] == U'/' || text[last] == U'.' ||
                      is_digit(text[text.skip_spaces(last)]);
  return !number || last - next > 4;
}

/// Which of two archives with one name is meant, what stands behind it says: "National Archives, FO
/// 371/92067", "National Archives, RG 59".
bool fits(const FoldedText& text, std::size_t end, const Archive& archive) {
  std::size_t next = end;
  while (text[next] == U' ' || text[next] == U',' || text[next] == U':')
    ++next;
  if (archive.arrangement != Arrangement::group_file)
    return text.has(next, U"rg ") || text.has(next, U"record group ");
  const auto group = match_slot(Form::group, text, next, text.size());
  return group && text[group->end] == U'/';
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

const ArchiveTable& ArchiveTable::built_in() {
  static const ArchiveTable kTable = parse(embedded_archives(), "archives.toml");
  return kTable;
}

ArchiveTable ArchiveTable::parse(std::string_view text, std::string_view path) {
  const toml::table document = table_of(text, path);
  ArchiveTable table;
  for (const auto& [key, value] : document) {
    if (key.str() != "archive" || !value.is_array_of_tables())
      refuse(path, value.source(), fmt::format("\"{}\" is not a list of archives", key.str()),
             "begin each archive with [[archive]]");
    for (const toml::node& row : *value.as_array())
      table.add(archive_of(*row.as_table(), path));
  }
  table.make_index();
  return table;
}

ArchiveTable ArchiveTable::with(const std::filesystem::path& path) const {
  const ArchiveTable own = parse(read_file(path, kLargestTable), path.string());
  ArchiveTable both = *this;
  for (const Archive& archive : own.rows_)
    both.add(archive);
  both.make_index();
  return both;
}

void ArchiveTable::add(Archive archive) {
  for (Archive& row : rows_)
    if (row.code == archive.code) {
      row = std::move(archive);
      return;
    }
  rows_.push_back(std::move(archive));
}

void ArchiveTable::make_index() {
  names_.clear();
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const auto take = [&](std::string_view name, bool in_words) {
      const FoldedText text(name);
      const std::u32string folded = unified(text);
      if (!folded.empty())
        names_.emplace(folded.front(), Name{folded, cased_of(text), row, in_words});
    };
    take(rows_[row].code, rows_[row].code.size() > 20);
    take(rows_[row].cyrillic, false);
    for (const std::string& spelling : rows_[row].spellings)
      take(spelling, false);
    for (const std::string& name : rows_[row].names)
      take(name, true);
  }
}

const Archive* ArchiveTable::find(std::string_view code) const {
  const auto is_code = [code](const Archive& a) {
    return a.code == code || holds(a.spellings, code);
  };
  // A name that two archives share is the value of the one that keeps its name.
  const auto keeps = [code](const Archive& a) { return a.keeps_name && holds(a.names, code); };
  const auto is_name = [code](const Archive& a) { return holds(a.names, code); };
  auto found = std::find_if(rows_.begin(), rows_.end(), is_code);
  found = found == rows_.end() ? std::find_if(rows_.begin(), rows_.end(), keeps) : found;
  found = found == rows_.end() ? std::find_if(rows_.begin(), rows_.end(), is_name) : found;
  return found == rows_.end() ? nullptr : &*found;
}

std::optional<ArchiveMatch> ArchiveTable::match(const FoldedText& text, std::size_t begin) const {
  if (begin >= text.size() || !text.at_word_start(begin))
    return std::nullopt;
  ArchiveMatch best;
  const auto [first, last] = names_.equal_range(look_alike(text[begin]));
  for (auto name = first; name != last; ++name) {
    const Name& known = name->second;
    bool exact = true;
    bool same_case = true;
    const std::size_t end = end_of_name(text, begin, known.folded, known.cased, exact, same_case);
    // Short codes in small letters are words: "ran", "na", "ol".
    const bool readable =
        same_case || known.in_words || (known.folded.size() >= 4 && is_upper(text.cased(begin)));
    if (end == 0 || !readable || (known.in_words && name_goes_on(text, end)))
      continue;
    // Two archives with one name: the one that fits, or, when none does, the name as printed.
    const Archive& archive = rows_[known.row];
    const bool shared =
        end == best.end && known.in_words && best.by_name && best.archive != &archive;
    const bool fitter = shared && (fits(text, end, archive) ||
                                   (archive.keeps_name && !fits(text, end, *best.archive)));
    const bool whole = !dash_follows(text, end) && !word_follows(text, end, archive) &&
                       (!shared || fits(text, end, archive));
    if (end > best.end || (end == best.end && exact && !best.exact && !shared) || fitter)
      best = {&archive, end, known.in_words, (exact || known.in_words) && whole};
  }
  return best.archive ? std::optional(best) : std::nullopt;
}

} // namespace delo
