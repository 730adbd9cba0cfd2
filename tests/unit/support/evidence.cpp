#include "unit/support/evidence.hpp"

#include "delo/ops/audit.hpp"
#include "delo/ops/soci.hpp"

#include <fstream>

namespace delo::test {

fs::path EvidenceTest::make_bag(const std::string& name, std::string_view content) const {
  const fs::path bag = store() / name;
  write_file(bag / "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  write_file(bag / "data/a.txt", std::string(content) + " of " + name);
  return bag;
}

void EvidenceTest::add() const {
  audit_add({catalogue(), {store()}, clock_});
}

AuditReport EvidenceTest::run() const {
  AuditRunOptions options{catalogue(), clock_};
  options.host = "archive";
  return audit_run(options);
}

void EvidenceTest::sql(const std::string& statement) const {
  soci::session session(soci::sqlite3, "dbname=\"" + catalogue().native() + "\"");
  session << statement;
}

std::vector<std::string> EvidenceTest::log_lines() const {
  std::ifstream file(log_file());
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);)
    lines.push_back(line);
  return lines;
}

void EvidenceTest::write_log(const std::vector<std::string>& lines) const {
  std::string text;
  for (const std::string& line : lines)
    text += line + "\n";
  write_file(log_file(), text);
}

void EvidenceTest::copy(const fs::path& from, const fs::path& to) const {
  fs::copy(from, to, fs::copy_options::overwrite_existing | fs::copy_options::recursive);
}

} // namespace delo::test
