#include "delo/report/places.hpp"

#include "delo/base/utf8.hpp"
#include "delo/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <numeric>
#include <set>

namespace delo {
namespace {

struct Standard {
  RuleFamily family;
  std::string_view name;
  std::string_view address;
};

constexpr std::string_view kOwnRules = "https://www.rfc-editor.org/rfc/rfc8493#section-5";

constexpr std::array<Standard, 13> kStandards{{
    {RuleFamily::container, "Safe containers", kOwnRules},
    {RuleFamily::bagit, "BagIt (RFC 8493)", "https://www.rfc-editor.org/rfc/rfc8493"},
    {RuleFamily::profile, "BagIt Profiles",
     "https://bagit-profiles.github.io/bagit-profiles-specification/"},
    {RuleFamily::xml, "XML", "https://www.w3.org/TR/xml/"},
    {RuleFamily::mets, "METS", "https://www.loc.gov/standards/mets/"},
    {RuleFamily::premis, "PREMIS", "https://www.loc.gov/standards/premis/"},
    {RuleFamily::mods, "MODS", "https://www.loc.gov/standards/mods/"},
    {RuleFamily::dc, "Dublin Core", "https://www.dublincore.org/specifications/dublin-core/"},
    {RuleFamily::ead, "EAD", "https://www.loc.gov/ead/"},
    {RuleFamily::rights, "METSRights", "https://www.loc.gov/standards/rights/"},
    {RuleFamily::csip, "E-ARK CSIP", "https://earkcsip.dilcis.eu/"},
    {RuleFamily::sip, "E-ARK SIP", "https://earksip.dilcis.eu/"},
    {RuleFamily::delo, "delo", kOwnRules},
}};

const Standard& standard(const Rule& rule) {
  const RuleFamily family = family_of(rule);
  for (const Standard& row : kStandards)
    if (row.family == family)
      return row;
  return kStandards.back();
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

} // namespace

std::string inner_place(const Finding& finding) {
  std::string text = display_name(finding.path);
  if (finding.line > 0)
    text += fmt::format(":{}", finding.line);
  return text;
}

std::string place(const PackageReport& package, const Finding& finding) {
  const std::string inner = inner_place(finding);
  return display_name(package.path) + (finding.path.empty() ? "" : "/") + inner;
}

std::string seen_from(std::string_view package, std::string_view base) {
  const std::filesystem::path path = std::filesystem::path(package).lexically_normal();
  if (!path.is_absolute() || base.empty())
    return path.native();
  return path.lexically_relative(std::filesystem::path(base)).native();
}

std::string file_of(const PackageReport& package, std::string_view inner_path,
                    std::string_view base) {
  const std::string seen = seen_from(package.path, base);
  return package.is_folder && !inner_path.empty()
             ? (std::filesystem::path(seen) / inner_path).native()
             : seen;
}

std::string uri_of(std::string_view path) {
  std::string uri;
  for (const char c : path) {
    if (is_unreserved(c))
      uri += c;
    else
      fmt::format_to(std::back_inserter(uri), "%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

std::string_view standard_of(const Rule& rule) {
  return standard(rule).name;
}

bool has_section(const Rule& rule) {
  return rule.section != "-";
}

std::string reason_of(const Rule& rule) {
  if (!has_section(rule))
    return std::string(rule.help);
  return fmt::format("{} ({})", rule.help, rule.section);
}

std::string help_uri(const Rule& rule) {
  static constexpr std::string_view kRfc = "RFC 8493 ";
  if (!rule.section.starts_with(kRfc))
    return std::string(standard(rule).address);
  const std::string_view section = rule.section.substr(kRfc.size());
  return fmt::format("https://www.rfc-editor.org/rfc/rfc8493#section-{}",
                     section.substr(0, section.find_first_not_of("0123456789.")));
}

std::string values_of(const Finding& finding) {
  if (finding.expected.empty() && finding.actual.empty())
    return "";
  std::string text;
  if (!finding.expected.empty())
    text = "expected " + display_name(finding.expected);
  if (!finding.actual.empty())
    text += (text.empty() ? "actual " : ", actual ") + display_name(finding.actual);
  return " (" + text + ")";
}

std::string words_of(const MoreFindings& more) {
  return fmt::format("{} more like this, counted and not listed; \"delo validate --max-findings "
                     "all\" lists them",
                     with_commas(more.count));
}

std::vector<std::size_t> by_rule(const PackageReport& package) {
  std::vector<std::size_t> order(package.findings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&package](std::size_t a, std::size_t b) {
    const Finding& one = package.findings[a];
    const Finding& other = package.findings[b];
    if (one.severity() != other.severity())
      return one.severity() > other.severity();
    return one.rule->id < other.rule->id;
  });
  return order;
}

std::vector<const Rule*> rules_of_run(const RunReport& report) {
  std::vector<const Rule*> rules;
  std::set<const Rule*> known;
  const auto add = [&rules, &known](const Rule* rule) {
    if (known.insert(rule).second)
      rules.push_back(rule);
  };
  for (const PackageReport& package : report.packages) {
    for (const RuleStanding& row : package.rules)
      add(row.rule);
    for (const Finding& finding : package.findings)
      add(finding.rule);
  }
  return rules;
}

std::string run_summary(const RunReport& report) {
  std::string text;
  for (const Verdict verdict : kVerdicts)
    if (const std::uint64_t n = report.count(verdict); n > 0)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", n, to_word(verdict));
  return fmt::format("{}: {}", count_of(report.packages.size(), "package"),
                     text.empty() ? "nothing to check" : text);
}

std::string no_verdict(const PackageReport& package) {
  const Verdict verdict = package.verdict();
  if (verdict == Verdict::not_a_package)
    return "not a package: no bagit.txt, no manifest and no METS.xml was found";
  return verdict == Verdict::unreadable ? "could not finish" : "";
}

} // namespace delo
