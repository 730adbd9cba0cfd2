// bagit.txt, bag-info.txt and what a bag must consist of (RFC 8493 2.1, 2.2.2).
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace delo {
namespace {

const RelPath kDeclaration("bagit.txt");

/// Tags of which a bag has one (RFC 8493 2.2.2), and how the value looks; Payload-Oxum has rules of
/// its own.
struct TagForm {
  std::string_view label;
  std::string_view rule; ///< about the value; "" where any will do
  bool (*is_good)(std::string_view value);
  std::string_view form;
};

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

unsigned number(std::string_view digits) {
  unsigned value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !is_digits(text.substr(0, 4)) ||
      !is_digits(text.substr(5, 2)) || !is_digits(text.substr(8)))
    return false;
  const unsigned month = number(text.substr(5, 2));
  const unsigned day = number(text.substr(8));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool is_count(std::string_view text) {
  const std::size_t of = text.find(" of ");
  if (of == std::string_view::npos)
    return false;
  const std::string_view which = text.substr(0, of);
  const std::string_view all = text.substr(of + 4);
  return is_digits(which) && (all == "?" || (is_digits(all) && number(which) <= number(all)));
}

bool is_size(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9' &&
         text.find_first_of("Bb") != std::string_view::npos;
}

bool is_anything(std::string_view) {
  return true;
}

constexpr std::array<TagForm, 4> kTagForms{{
    {"Bagging-Date", "BAGIT-2.2.2-7", is_date, "a date such as 2019-05-01"},
    {"Bag-Size", "BAGIT-2.2.2-9", is_size, "a size such as 260 GB"},
    {"Bag-Count", "BAGIT-2.2.2-8", is_count, "a count such as \"3 of 4\""},
    {"Bag-Group-Identifier", "", is_anything, ""},
}};

std::optional<Oxum> parse_oxum(std::string_view text) {
  Oxum oxum{};
  const char* end = text.data() + text.size();
  const auto bytes = std::from_chars(text.data(), end, oxum.bytes);
  if (bytes.ec != std::errc() || bytes.ptr == end || *bytes.ptr != '.')
    return std::nullopt;
  const auto files = std::from_chars(bytes.ptr + 1, end, oxum.files);
  return files.ec == std::errc() && files.ptr == end ? std::optional(oxum) : std::nullopt;
}

/// Before 0.96 the file was called package-info.txt.
bool has_package_info(std::string_view version) {
  return version == "0.93" || version == "0.94" || version == "0.95";
}

} // namespace

void BagRules::check_declaration() {
  const auto seen = seen_->find(kDeclaration);
  if (seen == seen_->end())
    return report("BAGIT-2.1.1-1", nullptr, 0, "there is no bagit.txt");
  for (const DeclarationFault& fault : tags_.declaration().faults)
    report(fault.rule, &kDeclaration, fault.line, fault.message);
}

void BagRules::check_structure() {
  if (!has_payload_folder_)
    report("BAGIT-2.1.2-1", nullptr, 0, "there is no data folder");
  bool has_manifest = false;
  bool has_computable = false;
  for (const RelPath& path : tag_files()) {
    const auto name = path.is_at_top() ? parse_manifest_name(path.str()) : std::nullopt;
    if (!name || depth_ == Depth::oxum)
      continue;
    has_manifest = has_manifest || !name->is_tag_manifest;
    has_computable = has_computable || (!name->is_tag_manifest && name->algorithm);
    if (!name->algorithm)
      report("BAGIT-2.4-1", &path, 0,
             fmt::format("delo cannot compute \"{}\" digests", display_name(name->word)));
    if (!name->is_normal())
      report("BAGIT-2.4-2", &path, 0,
             fmt::format("the algorithm is written \"{}\"", display_name(name->word)));
  }
  if (depth_ == Depth::oxum)
    return;
  if (!has_manifest)
    report("BAGIT-2.1.3-5", nullptr, 0, "there is no payload manifest");
  else if (!has_computable)
    report("BAGIT-2.4-3", nullptr, 0, "no payload manifest has digests that delo can compute");
}

void BagRules::check_info() {
  static const RelPath kNew("bag-info.txt");
  static const RelPath kOld("package-info.txt");
  const bool is_old = has_package_info(tags_.declaration().version);
  const RelPath& wanted = is_old ? kOld : kNew;
  const RelPath& other = is_old ? kNew : kOld;
  const InfoText* const text = tags_.info(wanted.str());
  const InfoText* const other_text = tags_.info(other.str());
  if (!text && other_text)
    report("BAGIT-2.2.2-10", &other, 0,
           fmt::format("BagIt {} calls this file {}", display_name(tags_.declaration().version),
                       wanted.str()));
  if (text)
    check_info_tags(wanted, *text);
  else if (other_text)
    check_info_tags(other, *other_text);
  else if (depth_ == Depth::oxum)
    report("DELO-bag-5", nullptr, 0, fmt::format("there is no {}", wanted.str()));
}

void BagRules::check_info_tags(const RelPath& path, const InfoText& text) {
  report_text_faults(path, text.faults);
  const ParsedBagInfo parsed = parse_bag_info(text.text);
  for (const std::uint64_t line : parsed.bad_lines)
    report("BAGIT-2.2.2-1", &path, line,
           "the line is neither a label with a value nor a folded value");
  for (const std::uint64_t line : parsed.loose_lines)
    report("BAGIT-2.2.2-5", &path, line,
           "the label is not followed by a colon and one space at once");
  check_tag_forms(path, parsed.info);
  const auto oxum = parsed.info.find("Payload-Oxum");
  if (!oxum.empty())
    check_oxum(path, oxum);
  else if (depth_ == Depth::oxum)
    report("DELO-bag-5", &path, 0, "there is no Payload-Oxum");
}

void BagRules::check_tag_forms(const RelPath& path, const BagInfo& info) {
  for (const TagForm& form : kTagForms) {
    const auto found = info.find(form.label);
    for (std::size_t i = 1; i < found.size(); ++i)
      report("BAGIT-2.2.2-6", &path, found[i]->line,
             fmt::format("{} stands more than once", form.label));
    for (const Tag* tag : found)
      if (!form.is_good(tag->value))
        report(form.rule, &path, tag->line,
               fmt::format("{} \"{}\" is not {}", form.label, display_name(tag->value), form.form));
  }
}

void BagRules::check_oxum(const RelPath& path, const std::vector<const Tag*>& tags) {
  for (std::size_t i = 1; i < tags.size(); ++i)
    report("BAGIT-2.2.2-2", &path, tags[i]->line, "Payload-Oxum stands more than once");
  std::optional<Oxum> counted;
  if (outcome_->complete)
    counted = payload_oxum();
  for (const Tag* tag : tags)
    if (const auto stated = parse_oxum(tag->value); !stated)
      report("BAGIT-2.2.2-4", &path, tag->line,
             fmt::format("Payload-Oxum \"{}\" is not bytes.files", display_name(tag->value)));
    else if (counted)
      compare_oxum(path, *tag, *stated, counted.value());
}

void BagRules::compare_oxum(const RelPath& path, const Tag& tag, const Oxum& stated,
                            const Oxum& counted) {
  if (counted.bytes != stated.bytes || counted.files != stated.files)
    report("BAGIT-2.2.2-3", &path, tag.line,
           fmt::format("Payload-Oxum is wrong: the payload has {} bytes in {} files", counted.bytes,
                       counted.files),
           tag.value, fmt::format("{}.{}", counted.bytes, counted.files));
}

} // namespace delo
