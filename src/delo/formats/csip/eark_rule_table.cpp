#include "delo/formats/csip/eark_rule_table.hpp"

#include "delo/base/error.hpp"

#include <map>
#include <string>
#include <vector>

namespace delo {
namespace {

std::vector<Rule> all_rows() {
  std::vector<Rule> rows;
  for (const auto& part :
       {csip_structure_rows(), csip_root_rows(), csip_header_rows(), csip_dmdsec_rows(),
        csip_amdsec_rows(), csip_filesec_rows(), csip_structmap_rows(), sip_rows()})
    rows.insert(rows.end(), part.begin(), part.end());
  return rows;
}

std::map<std::string_view, RuleNumber> numbers() {
  std::map<std::string_view, RuleNumber> made;
  for (const Rule& rule : eark_rules())
    made.emplace(rule.id, made.size());
  return made;
}

} // namespace

std::span<const Rule> eark_rules() {
  static const std::vector<Rule> kRows = all_rows();
  return kRows;
}

RuleNumber eark_rule_number(std::string_view id) {
  static const std::map<std::string_view, RuleNumber> kNumbers = numbers();
  const auto found = kNumbers.find(id);
  if (found == kNumbers.end())
    throw Error(ErrorKind::internal, "no rule of E-ARK has the id " + std::string(id));
  return found->second;
}

} // namespace delo
