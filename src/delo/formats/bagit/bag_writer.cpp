#include "delo/formats/bagit/bag_writer.hpp"

#include "delo/formats/descriptive/field_map.hpp"
#include "delo/model/access.hpp"
#include "delo/model/rights.hpp"

#include <fmt/format.h>

#include <array>

namespace delo {
namespace {

/// Labels of our own for the levels of a holding.
struct LevelLabel {
  std::string_view label;
  Level level;
};
constexpr std::array<LevelLabel, kLevelCount> kLevelLabels{{
    {"Delo-Archive", Level::archive},   {"Delo-Section", Level::section},
    {"Delo-Fond", Level::fond},         {"Delo-Opis", Level::opis},
    {"Delo-Year", Level::year},         {"Delo-Portfel", Level::portfel},
    {"Delo-Poryadok", Level::poryadok}, {"Delo-Papka", Level::papka},
    {"Delo-File", Level::delo},         {"Delo-Tom", Level::tom},
    {"Delo-Chast", Level::chast},       {"Delo-Perechen", Level::perechen},
    {"Delo-Dokument", Level::dokument}, {"Delo-Box", Level::box},
    {"Delo-Item", Level::item},         {"Delo-Registry", Level::registry},
    {"Delo-Film", Level::film},         {"Delo-Frame", Level::frame},
    {"Delo-Sheets", Level::listy},      {"Delo-Form", Level::form},
    {"Delo-Place", Level::place},       {"Delo-Archive-URL", Level::url},
}};

/// "14.2 KB", as RFC 8493 2.2.2 shows it; for people only, so that rounding does no harm.
std::string readable_size(std::uint64_t bytes) {
  static constexpr std::array<std::string_view, 5> kUnits{"B", "KB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  std::uint64_t tenths = bytes * 10;
  while (tenths >= 10000 && unit + 1 < kUnits.size()) {
    tenths = (tenths + 500) / 1000;
    ++unit;
  }
  return unit == 0 ? fmt::format("{} B", bytes)
                   : fmt::format("{}.{} {}", tenths / 10, tenths % 10, kUnits[unit]);
}

/// One short line on rights; the full text travels in the documentation.
std::string short_rights(const DocumentRecord& record) {
  const RightsReading rights = rights_of(record);
  if (!rights.is_stated())
    return "not stated";
  std::string words(rights.term ? rights.term->label : "");
  if (!rights.term)
    words = rights.uri.empty() ? "as stated by the publisher" : "see the given address";
  return words + (rights.text.empty() ? "" : "; see the rights text");
}

/// With several holdings only their raw forms can say which level belongs to which; the first
/// stands in the source line already.
void add_holdings(BagInfo& info, const std::vector<ArchivalCitation>& holdings) {
  for (std::size_t i = 1; i < holdings.size(); ++i)
    info.add_if("Delo-Citation", holdings[i].raw);
  if (holdings.size() != 1)
    return;
  for (const LevelLabel& row : kLevelLabels)
    info.add_if(row.label, holdings.front().value(row.level));
}

void add_group(BagInfo& info, const BagFacts& facts) {
  info.add_if("Bag-Group-Identifier", facts.group);
  if (facts.number > 0)
    info.add("Bag-Count", facts.of_bags > 0 ? fmt::format("{} of {}", facts.number, facts.of_bags)
                                            : fmt::format("{} of ?", facts.number));
}

void add_facts(BagInfo& info, const BagFacts& facts) {
  info.add("Internal-Sender-Identifier", facts.package_id);
  info.add("Bagging-Date", to_date(facts.bagging_date));
  info.add("Bag-Software-Agent", facts.software);
  info.add("Bag-Size", readable_size(facts.payload_bytes));
  info.add("Payload-Oxum", fmt::format("{}.{}", facts.payload_bytes, facts.payload_files));
  add_group(info, facts);
}

} // namespace

std::string_view bag_declaration() {
  return "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
}

BagInfo describe_plain_bag(const BagFacts& facts) {
  BagInfo info;
  add_facts(info, facts);
  info.add(kPackedAtLabel, to_rfc3339(facts.bagging_date));
  return info;
}

BagInfo describe_bag(const DocumentRecord& record, const BagFacts& facts) {
  BagInfo info;
  info.add_if("External-Description",
              (record.title.empty() ? record.summary : record.title).joined());
  for (const std::string& id : record.record_id.values)
    info.add("External-Identifier", id);
  for (const std::string& url : record.url.values)
    info.add("External-Identifier", url);
  add_facts(info, facts);
  for (const FieldMapping& row : field_map())
    if (!row.bag_info.empty())
      for (const std::string& value : (record.*row.field).values)
        info.add(row.bag_info, value);
  add_holdings(info, record.holdings);
  info.add("Delo-Rights", short_rights(record));
  // Whoever receives the bag must not open to everybody what is closed; "open" needs no saying.
  if (const auto access = access_of(record); access && access->is_restricted())
    info.add("Delo-Access", to_text(*access));
  return info;
}

} // namespace delo
