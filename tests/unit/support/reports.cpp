#include "unit/support/reports.hpp"

#include "delo/base/json.hpp"
#include "delo/base/utf8.hpp"
#include "delo/model/fingerprint.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include <functional>
#include <map>
#include <regex>
#include <sstream>

namespace delo::test {
namespace {

constexpr Rule kError{"BAGIT-3-3",     Severity::error, "digests <agree> & \"match\"",
                      "RFC 8493 3, 1", "it matters",    "mend it"};
constexpr Rule kWarning{"XML-9", Severity::warning, "a title", "-", "it may matter", "look at it"};
constexpr Rule kInfo{"DELO-x-1", Severity::info, "a note", "-", "good to know", "nothing"};
constexpr Rule kPassed{"METS-file-1", Severity::error, "kept", "CSIP79", "h", "f"};

std::string values(const std::string& expected, const std::string& actual) {
  std::string text;
  if (!expected.empty())
    text = "expected " + expected;
  if (!actual.empty())
    text += (text.empty() ? "actual " : ", actual ") + actual;
  return text.empty() ? "" : " (" + text + ")";
}

/// In one form, in which U+FFFF, which XML cannot hold, is U+FFFD.
std::string told(const std::string& rule, const std::string& place, const std::string& message) {
  const std::string all = rule + " | " + place + " | " + message;
  return std::regex_replace(all, std::regex("\xEF\xBF\xBF"), "\xEF\xBF\xBD");
}

std::string with_line(const std::string& path, std::uint64_t line) {
  return line == 0 ? path : fmt::format("{}:{}", path, line);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

void read_package(const Json& package, ToldFindings& all) {
  const auto text = [](const Json& row, const char* key) {
    return display_name(row.value(key, std::string()));
  };
  for (const Json& row : package.at("findings"))
    all.insert(told(text(row, "rule"), with_line(text(row, "path"), row.value("line", 0U)),
                    text(row, "message") + values(text(row, "expected"), text(row, "actual"))));
}

ToldFindings read_json(const std::string& text) {
  ToldFindings all;
  const Json report = Json::parse(text);
  for (const Json& package : report.at("packages"))
    read_package(package, all);
  return all;
}

ToldFindings read_jsonl(const std::string& text) {
  ToldFindings all;
  for (const std::string& line : lines_of(text))
    if (const Json json = Json::parse(line); json.at("type") == "package")
      read_package(json, all);
  return all;
}

/// Of formats that put a place in front of the message.
std::string split_place(const std::string& rule, const std::string& text) {
  for (const PackageReport& package : hostile_run().packages)
    for (const Finding& row : package.findings) {
      const std::string own = with_line(display_name(row.path), row.line);
      if (row.rule->id == rule && !own.empty() && text.starts_with(own + ": "))
        return told(rule, own, text.substr(own.size() + 2));
    }
  return told(rule, "", text.starts_with(": ") ? text.substr(2) : text);
}

ToldFindings read_sarif(const std::string& text) {
  ToldFindings all;
  const Json report = Json::parse(text);
  for (const Json& row : report.at("runs").at(0).at("results")) {
    const Json& own = row.at("properties");
    const std::string path = display_name(own.at("path").get<std::string>());
    const auto line = row.at("locations").at(0).at("physicalLocation").at("region").at("startLine");
    all.insert(told(row.at("ruleId"), with_line(path, line == 1 ? 0U : line.get<unsigned>()),
                    own.at("message").get<std::string>() +
                        values(own.value("expected", ""), own.value("actual", ""))));
  }
  return all;
}

ToldFindings read_junit(const std::string& text) {
  ToldFindings all;
  pugi::xml_document xml;
  EXPECT_TRUE(xml.load_string(text.c_str()));
  for (const auto& found : xml.select_nodes("//testcase/failure | //testcase/system-out")) {
    const std::string name = found.node().parent().attribute("name").value();
    for (const std::string& line : lines_of(found.node().child_value()))
      for (const char* word : {"error: ", "warning: ", "info: "})
        if (line.starts_with(word))
          all.insert(split_place(name.substr(0, name.find(' ')),
                                 line.substr(std::string_view(word).size())));
  }
  return all;
}

std::string decoded(std::string text) {
  for (const auto& [code, c] :
       std::map<std::string, std::string>{{"%0D", "\r"}, {"%0A", "\n"}, {"%3A", ":"}, {"%2C", ","}})
    text = std::regex_replace(text, std::regex(code), c);
  return std::regex_replace(text, std::regex("%25"), "%");
}

ToldFindings read_github(const std::string& text) {
  ToldFindings all;
  const std::regex command("::(error|warning|notice) file=([^:,]*),line=([0-9]+),title=([^:,]*)::"
                           "(.*)");
  for (const std::string& line : lines_of(text)) {
    std::smatch match;
    if (!line.starts_with("::"))
      continue;
    EXPECT_TRUE(std::regex_match(line, match, command)) << line;
    const std::string rule = decoded(match[4]);
    const std::string message = decoded(match[5]);
    std::string shown = split_place(rule, message);
    if (match[3] != "1") { // the line stands beside the place
      const std::size_t end = message.find(": ");
      shown = told(rule, message.substr(0, end) + ":" + match[3].str(), message.substr(end + 2));
    }
    if (rule != "could not finish" && rule != "not a package")
      all.insert(shown);
  }
  return all;
}

ToldFindings read_gitlab(const std::string& text) {
  ToldFindings all;
  const Json report = Json::parse(text);
  std::set<std::string> fingerprints;
  for (const Json& row : report) {
    EXPECT_TRUE(fingerprints.insert(row.at("fingerprint")).second) << row;
    if (row.at("check_name") != "delo")
      all.insert(split_place(row.at("check_name"), row.at("description")));
  }
  return all;
}

ToldFindings read_csv(const std::string& text) {
  ToldFindings all;
  const auto plain = [](const std::string& cell) {
    return cell.starts_with("'") ? cell.substr(1) : cell;
  };
  for (const auto& row : csv_rows(text))
    if (row.at(2) == "finding")
      all.insert(told(row.at(4), plain(row.at(5)) + (row.at(6).empty() ? "" : ":" + row.at(6)),
                      plain(row.at(8)) + values(plain(row.at(9)), plain(row.at(10)))));
  return all;
}

ToldFindings read_html(const std::string& text) {
  ToldFindings all;
  pugi::xml_document xml;
  // What HTML writes otherwise than XML: elements without an end.
  const std::string page = std::regex_replace(text, std::regex("<meta[^>]*>|<!DOCTYPE html>"), "");
  EXPECT_TRUE(xml.load_string(page.c_str(), pugi::parse_full | pugi::parse_ws_pcdata));
  for (const auto& row : xml.select_nodes("//table[starts-with(caption,'Places')]/tbody/tr")) {
    const std::string caption = row.node().parent().parent().child_value("caption");
    std::vector<std::string> cells;
    for (const pugi::xml_node cell : row.node().children("td")) {
      std::string whole;
      for (const auto& part : cell.select_nodes(".//text()"))
        whole += part.node().value();
      cells.push_back(whole);
    }
    std::string place = std::regex_replace(cells.at(0), std::regex(" line ([0-9]+)$"), ":$1");
    if (place == "the package")
      place.clear();
    const std::string rule = caption.substr(13, caption.find(" is broken") - 13);
    all.insert(told(rule, place, cells.at(1) + values(cells.at(2), cells.at(3))));
  }
  return all;
}

/// What stands behind the name of the package.
std::string inside(const std::string& place) {
  for (const PackageReport& package : hostile_run().packages)
    if (const std::string name = display_name(package.path); place.starts_with(name))
      return place.size() == name.size() ? "" : place.substr(name.size() + 1);
  ADD_FAILURE() << "of no package: " << place;
  return place;
}

/// "package/place: severity[rule]: message", then its values.
ToldFindings read_text(const std::string& text) {
  struct Block {
    std::string told, expected, actual;
  };
  std::vector<Block> blocks(1);
  const std::regex form("(.*): (error|warning|info)\\[([^\\]]*)\\]: (.*)");
  for (const std::string& line : lines_of(text)) {
    std::smatch match;
    if (line.starts_with("    expected  "))
      blocks.back().expected = line.substr(14);
    else if (line.starts_with("    actual    "))
      blocks.back().actual = line.substr(14);
    else if (std::regex_match(line, match, form))
      blocks.push_back({told(match[3], inside(match[1]), match[4]), "", ""});
  }
  ToldFindings all;
  for (std::size_t i = 1; i < blocks.size(); ++i)
    all.insert(blocks[i].told + values(blocks[i].expected, blocks[i].actual));
  return all;
}

ToldFindings read_summary(const std::string& text) {
  ToldFindings all;
  const auto plain = [](std::string cell) {
    std::smatch match;
    while (std::regex_search(cell, match, std::regex("&#([0-9]+);")))
      cell = match.prefix().str() + static_cast<char>(std::stoi(match[1])) + match.suffix().str();
    return cell;
  };
  const std::regex row("\\| (error|warning|info) \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|");
  for (const std::string& line : lines_of(text)) {
    std::smatch match;
    if (std::regex_match(line, match, row))
      all.insert(told(plain(match[2]), plain(match[3]), plain(match[4])));
  }
  return all;
}

Finding finding(const Rule& rule, std::string path, std::uint64_t line, std::string message,
                std::string expected = {}, std::string actual = {}) {
  return {&rule, std::move(path), line, std::move(message), std::move(expected), std::move(actual)};
}

} // namespace

ToldFindings told_by(const RunReport& report) {
  ToldFindings all;
  for (const PackageReport& package : report.packages)
    for (const Finding& row : package.findings)
      all.insert(told(std::string(row.rule->id), with_line(display_name(row.path), row.line),
                      display_name(row.message) +
                          values(display_name(row.expected), display_name(row.actual))));
  return all;
}

ToldFindings read_back(std::string_view format, const std::string& text) {
  static const std::map<std::string, std::function<ToldFindings(const std::string&)>, std::less<>>
      kReaders{{"text", read_text},
               {"json", read_json},
               {"jsonl", read_jsonl},
               {"junit", read_junit},
               {"sarif", read_sarif},
               {"github", read_github},
               {"github-summary", read_summary},
               {"gitlab", read_gitlab},
               {"csv", read_csv},
               {"html", read_html}};
  const auto reader = kReaders.find(format);
  if (reader == kReaders.end()) {
    ADD_FAILURE() << "nobody reads the format " << format << " back";
    return {};
  }
  return reader->second(text);
}

std::vector<std::vector<std::string>> csv_rows(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && text.substr(i + 1, 1) == "\"")
      row.back() += text[++i];
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && c == ',')
      row.emplace_back();
    else if (!quoted && text.substr(i, 2) == "\r\n") {
      rows.push_back(std::exchange(row, std::vector<std::string>(1)));
      ++i;
    } else
      row.back() += c;
  }
  EXPECT_EQ(row, std::vector<std::string>(1)) << "the table does not end with a line end";
  return rows;
}

RunReport hostile_run() {
  RunReport run{Timestamp{1000000000}, {}};
  PackageReport bad;
  bad.path = "store/<b>bag & \"co\",\n::error::x% \xE2\x80\xAE.zip";
  bad.kind = "bag";
  bad.profile = "pro<file>";
  bad.files = 3;
  bad.findings = {
      finding(kError, "data/a\x1B[31m\n::error::b.txt", 0, "it \"differs\", <b>quite</b> & |much|",
              "aa", "bb"),
      finding(kError, "data/a\x1B[31m\n::error::b.txt", 7, "line 3 is 100% \xFF\xFE wrong"),
      finding(kError, "data/-@=+,cmd|' /C calc'!A0", 0, "=HYPERLINK(\"http://x\")", "=1+1", "-2"),
      finding(kWarning,
              "data/\xD1\x84\xE2\x80\xAE"
              "cod.txt",
              0, "names \xEF\xBF\xBF* _x_ `y` ]]>"),
      finding(kWarning, "", 0, "the whole package"),
      finding(kWarning, "", 0, "the whole package"),
      finding(kInfo, "data/\xFF", 0, "]]><script>alert(1)</script>"),
  };
  bad.rules = {{&kError, RuleOutcome::failed},
               {&kWarning, RuleOutcome::failed},
               {&kPassed, RuleOutcome::not_run},
               {&kInfo, RuleOutcome::failed}};
  bad.not_run = {"schema of <x>"};
  fingerprint_findings(bad);
  PackageReport good;
  good.path = "-good.tar";
  good.kind = "SIP";
  good.rules = {{&kError, RuleOutcome::passed}, {&kPassed, RuleOutcome::not_applicable}};
  PackageReport away;
  away.path = "/mnt/away";
  away.unreadable = {{"data/\x07", "Input/output error", "ask the disk"}};
  PackageReport none;
  none.path = "plain";
  none.is_package = false;
  run.packages = {bad, good, away, none};
  return run;
}

} // namespace delo::test
