#include "delo/formats/bagit/given_tags.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

/// Labels whose values are computed, and what to do instead of giving them.
struct ReservedLabel {
  std::string_view label; ///< in lower case
  std::string_view hint;
};
constexpr std::array<ReservedLabel, 6> kComputed{{
    {"payload-oxum", "delo counts the payload itself"},
    {"bag-size", "delo counts the payload itself"},
    {"bagging-date", "delo writes the date itself; SOURCE_DATE_EPOCH sets it"},
    {"bag-software-agent", "delo names itself"},
    {"bag-group-identifier", "use --group"},
    {"bag-count", "use --group and --count"},
}};
constexpr std::string_view kOwnPrefix = "delo-";

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

const ReservedLabel* reserved(std::string_view label) {
  static constexpr ReservedLabel kOwn{kOwnPrefix,
                                      "labels that begin with \"Delo-\" are delo's own"};
  const std::string lower = ascii_lower(label);
  if (lower.starts_with(kOwnPrefix))
    return &kOwn;
  const auto* const found = std::find_if(kComputed.begin(), kComputed.end(),
                                         [&lower](const auto& row) { return row.label == lower; });
  return found == kComputed.end() ? nullptr : found;
}

} // namespace

std::string_view hint_for_reserved(std::string_view label) {
  const ReservedLabel* row = reserved(label);
  if (!row)
    return "";
  return row->label == kOwnPrefix
             ? "it comes from the document: complete its page, its row of the sheet (--metadata) "
               "or its record (--record)"
             : row->hint;
}

Tag checked_tag(std::string_view label, std::string_view value) {
  const auto refuse = [&label](std::string_view reason, std::string hint) {
    throw Error(ErrorKind::usage,
                fmt::format("cannot set the tag {}: {}", display_name(label), reason),
                std::move(hint));
  };
  if (is_blank(label) || trim(label) != label || label.find(':') != std::string_view::npos ||
      std::any_of(label.begin(), label.end(), is_control) || !is_utf8(label))
    refuse("a label is a word or more without \":\" and line breaks",
           "write it like this: --set Contact-Name=\"A. Keeper\"");
  if (const ReservedLabel* row = reserved(label))
    refuse("it is computed", std::string(row->hint));
  if (!is_utf8(value))
    refuse("its value is not UTF-8", "write it in UTF-8");
  if (std::any_of(value.begin(), value.end(), [](char c) { return is_control(c) && c != '\t'; }))
    refuse("its value has line breaks or control characters",
           "write it in one line, or put the text into a file and give it with --tag-file");
  if (is_blank(value))
    refuse("it has no value", "leave it out, or say --set LABEL=VALUE");
  return {std::string(label), std::string(trim(value)), 0};
}

BagInfo kept_tags(std::string_view text, std::string_view name) {
  const std::string shown = display_name(name);
  if (!is_utf8(text))
    throw Error(ErrorKind::usage, fmt::format("cannot use {}: it is not UTF-8", shown),
                "bring it into UTF-8, for example: iconv -f cp1251 -t utf-8");
  const ParsedBagInfo parsed = parse_bag_info(text);
  for (const std::uint64_t line : parsed.bad_lines)
    throw Error(ErrorKind::usage, fmt::format("cannot use {}: line {} is no tag", shown, line),
                "write each line as \"Label: value\", and begin a continued one with a space");
  BagInfo kept;
  for (const Tag& tag : parsed.info.tags()) {
    const bool group =
        ascii_lower(tag.label).starts_with("bag-group") || ascii_lower(tag.label) == "bag-count";
    if ((!reserved(tag.label) || group) && !is_blank(tag.value))
      kept.add(tag.label, tag.value);
  }
  return kept;
}

BagInfo replaced_by(const BagInfo& before, const BagInfo& after) {
  BagInfo all;
  for (const Tag& tag : before.tags())
    if (after.find(tag.label).empty())
      all.add(tag.label, tag.value);
  for (const Tag& tag : after.tags())
    all.add(tag.label, tag.value);
  return all;
}

BagInfo with_given_tags(const BagInfo& given, const BagInfo& computed) {
  static constexpr std::array<std::string_view, 3> kOnce{"Internal-Sender-Identifier",
                                                         "Bag-Group-Identifier", "Bag-Count"};
  BagInfo all;
  for (const Tag& tag : given.tags()) {
    const bool group = ascii_lower(tag.label).starts_with("bag-");
    if (!group || computed.find(tag.label).empty()) // a new group is another one
      all.add(tag.label, tag.value);
  }
  for (const Tag& tag : computed.tags()) {
    const bool once = std::any_of(kOnce.begin(), kOnce.end(), [&tag](std::string_view label) {
      return ascii_lower(label) == ascii_lower(tag.label);
    });
    if (!once || all.find(tag.label).empty())
      all.add(tag.label, tag.value);
  }
  return all;
}

} // namespace delo
