#include "delo/formats/bagit/bag_writer.hpp"

#include <fmt/format.h>

#include <array>

namespace delo {
namespace {

/// Labels of our own, and the fields they carry (one tag for each value).
struct FieldLabel {
  std::string_view label;
  Field DocumentRecord::*field;
};
using R = DocumentRecord;
constexpr std::array<FieldLabel, 8> kFieldLabels{{
    {"Delo-Document-Date", &R::date_iso},
    {"Delo-Citation", &R::citation_raw},
    {"Delo-Contributor", &R::contributor},
    {"Delo-Translator", &R::translator},
    {"Delo-Transcriber", &R::transcriber},
    {"Delo-Programme", &R::programme},
    {"Delo-Support", &R::support},
    {"Delo-Rights-URI", &R::rights_uri},
}};

struct LevelLabel {
  std::string_view label;
  Level level;
};
constexpr std::array<LevelLabel, 8> kLevelLabels{{
    {"Delo-Archive", Level::archive},
    {"Delo-Fond", Level::fond},
    {"Delo-Opis", Level::opis},
    {"Delo-Portfel", Level::portfel},
    {"Delo-Papka", Level::papka},
    {"Delo-File", Level::delo},
    {"Delo-Tom", Level::tom},
    {"Delo-Sheets", Level::listy},
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
  if (record.rights_text.empty())
    return "not stated";
  return record.rights_uri.empty() ? "as stated by the publisher, see the rights text"
                                   : "copyright not evaluated; see the rights text";
}

} // namespace

std::string_view bag_declaration() {
  return "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
}

BagInfo describe_bag(const DocumentRecord& record, const BagFacts& facts) {
  BagInfo info;
  info.add_if("External-Description", record.title.joined());
  for (const std::string& id : record.record_id.values)
    info.add("External-Identifier", id);
  info.add("Internal-Sender-Identifier", facts.package_id);
  info.add_if("Bag-Group-Identifier", facts.group);
  info.add_if("Bag-Count", facts.count);
  info.add("Bagging-Date", to_date(facts.bagging_date));
  info.add("Bag-Software-Agent", facts.software);
  info.add("Bag-Size", readable_size(facts.payload_bytes));
  info.add("Payload-Oxum", fmt::format("{}.{}", facts.payload_bytes, facts.payload_files));
  for (const FieldLabel& row : kFieldLabels)
    for (const std::string& value : (record.*row.field).values)
      info.add(row.label, value);
  // With several holdings only the raw citation can say which level belongs to which.
  if (record.holdings.size() == 1)
    for (const LevelLabel& row : kLevelLabels)
      info.add_if(row.label, record.holdings.front().value(row.level));
  info.add("Delo-Rights", short_rights(record));
  return info;
}

} // namespace delo
