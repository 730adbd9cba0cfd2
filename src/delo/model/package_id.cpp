// The citation names the original, so it comes first. Record id and title only name the page.
#include "delo/model/package_id.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <optional>

namespace delo {
namespace {

constexpr std::size_t kLongestSlug = 60;

/// The text with accents taken off its letters, "Péter" as "Pe´ter": the marks go with all other
/// bytes that are not ASCII.
std::string decomposed(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status))
    return text;
  const icu::UnicodeString apart = nfkd->normalize(icu::UnicodeString::fromUTF8(text), status);
  std::string result;
  return U_FAILURE(status) ? text : apart.toUTF8String(result);
}

/// ASCII letters and digits in lower case, hyphens between the words.
std::string slug_of(const std::string& title) {
  std::string slug;
  bool gap = false;
  for (const char c : ascii_lower(decomposed(title))) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter && gap && !slug.empty())
      slug += '-';
    if (letter)
      slug += c;
    const bool inside_word = letter || static_cast<unsigned char>(c) >= 0x80 || c == '\'';
    gap = letter ? false : gap || !inside_word;
  }
  if (slug.size() > kLongestSlug) {
    const std::size_t cut = slug.rfind('-', kLongestSlug);
    slug.resize(cut == std::string::npos || cut == 0 ? kLongestSlug : cut);
  }
  return slug;
}

std::optional<PackageId> id_from_citation(const DocumentRecord& record) {
  for (const ArchivalCitation& holding : record.holdings)
    if (const auto id = identifier_from(holding))
      return PackageId{*id, record.holdings_origin, "citation", ""};
  return std::nullopt;
}

std::optional<PackageId> id_from_record_id(const DocumentRecord& record) {
  const std::string id = "wcda-" + record.record_id.joined();
  if (record.record_id.empty() || !is_package_id(id))
    return std::nullopt;
  return PackageId{
      id, Origin::defaulted, "record id",
      fmt::format("no complete citation: the package is named {} after its record id", id)};
}

std::optional<PackageId> id_from_title(const DocumentRecord& record) {
  const std::string date = record.date_iso.joined();
  const std::string slug = slug_of(record.title.joined());
  const std::string id = date + (date.empty() || slug.empty() ? "" : "-") + slug;
  if (!is_package_id(id))
    return std::nullopt;
  return PackageId{id, Origin::defaulted, "date and title",
                   fmt::format("no complete citation and no record id: the package is named {} "
                               "after its date and title",
                               id)};
}

} // namespace

PackageId choose_package_id(const DocumentRecord& record) {
  for (const auto choose : {id_from_citation, id_from_record_id, id_from_title})
    if (auto id = choose(record))
      return std::move(*id);
  throw Error(ErrorKind::usage,
              "cannot name the package: there is no complete citation, no record id, and no date "
              "or title in Latin letters",
              "give a name with --id");
}

} // namespace delo
