#include "unit/formats/ocfl/ocfl_object.hpp"

#include "delo/io/dir_source.hpp"
#include "delo/io/hasher.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace delo::test {
namespace {

DigestSet digests_of(AlgorithmSet algorithms, std::string_view bytes) {
  Hasher hasher;
  hasher.start(algorithms);
  hasher.update(bytes);
  return hasher.finish();
}

constexpr std::string_view kFirst = R"({
  "id": "urn:delo:test", "type": "https://ocfl.io/1.1/spec/#inventory",
  "digestAlgorithm": "sha512", "head": "v1",
  "manifest": {"@a": ["v1/content/a.txt"], "@b": ["v1/content/dir/b.txt"]},
  "versions": {
    "v1": {"created": "2024-05-17T12:00:00Z", "message": "first", "user": {"name": "Anna"},
      "state": {"@a": ["a.txt"], "@b": ["dir/b.txt", "dir/c.txt"]}}
  }
})";

constexpr std::string_view kSecond = R"({
  "id": "urn:delo:test", "type": "https://ocfl.io/1.1/spec/#inventory",
  "digestAlgorithm": "sha512", "head": "v2",
  "fixity": {"md5": {"@md5a": ["v1/content/a.txt"]}, "tiger": {"00": ["v1/content/a.txt"]}},
  "manifest": {"@a": ["v1/content/a.txt"], "@b": ["v1/content/dir/b.txt"], "@n": ["v2/content/новый"]},
  "versions": {
    "v1": {"created": "2024-05-17T12:00:00Z", "message": "first", "user": {"name": "Anna"},
      "state": {"@a": ["a.txt"], "@b": ["dir/b.txt", "dir/c.txt"]}},
    "v2": {"created": "2024-05-18T12:00:00.5+03:00", "state": {"@n": ["новый"], "@b": ["dir/b.txt"]}}
  }
})";

std::string filled(std::string_view text) {
  std::string result(text);
  const std::map<std::string, std::string> values{{"@a\"", hex_of(Algorithm::sha512, "alpha")},
                                                  {"@b\"", hex_of(Algorithm::sha512, "beta")},
                                                  {"@n\"", hex_of(Algorithm::sha512, "new")},
                                                  {"@md5a\"", hex_of(Algorithm::md5, "alpha")}};
  for (const auto& [mark, value] : values)
    for (std::size_t at = result.find(mark); at != std::string::npos; at = result.find(mark))
      result.replace(at, mark.size(), value + "\"");
  return result;
}

} // namespace

std::string hex_of(Algorithm algorithm, std::string_view bytes) {
  return digests_of({algorithm}, bytes).find(algorithm)->hex();
}

OcflObject::OcflObject() {
  files["0=ocfl_object_1.1"] = "ocfl_object_1.1\n";
  files["v1/content/a.txt"] = "alpha";
  files["v1/content/dir/b.txt"] = "beta";
  files["v2/content/новый"] = "new";
  files["v1/inventory.json"] = filled(kFirst);
  files["inventory.json"] = files["v2/inventory.json"] = filled(kSecond);
  for (const std::string folder : {"", "v1/", "v2/"})
    files[folder + "inventory.json.sha512"] =
        hex_of(Algorithm::sha512, files[folder + "inventory.json"]) + " inventory.json\n";
}

OcflObject& OcflObject::edit(const std::string& name, std::string_view from, std::string_view to) {
  std::string& text = files[name];
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << name << " does not hold " << from;
  if (at != std::string::npos)
    text.replace(at, from.size(), to);
  return *this;
}

OcflObject& OcflObject::edit_inventory(const std::string& name, std::string_view from,
                                       std::string_view to) {
  edit(name, from, to);
  files[name + ".sha512"] = hex_of(Algorithm::sha512, files[name]) + " inventory.json\n";
  if (name == "inventory.json")
    for (const std::string end : {"", ".sha512"})
      files["v2/" + name + end] = files[name + end];
  return *this;
}

OcflObject& OcflObject::remove(const std::string& name) {
  EXPECT_EQ(files.erase(name), 1U) << name;
  return *this;
}

OcflObject& OcflObject::add(const std::string& name, std::string_view bytes) {
  files[name] = bytes;
  return *this;
}

void OcflObject::write(const fs::path& folder) const {
  for (const auto& [name, bytes] : files)
    write_file(folder / name, bytes);
}

std::vector<std::string> OcflObject::problems() const {
  const TempDir temp;
  write(temp / "object");
  std::vector<std::string> lines;
  for (const OcflProblem& found : judge_ocfl_folder(temp / "object"))
    lines.push_back(fmt::format("{} {}: {}", found.code, found.path, found.words));
  return lines;
}

std::vector<OcflProblem> judge_ocfl_folder(const fs::path& folder) {
  OcflJudge judge;
  DirSource source(folder);
  while (const auto entry = source.next()) {
    if (entry->kind == EntryKind::folder)
      judge.meet_folder(entry->name);
    else if (entry->kind != EntryKind::file)
      judge.meet_other(entry->name, "a symbolic link");
    if (entry->kind != EntryKind::file)
      continue;
    const std::string bytes = bytes_of(folder / entry->name);
    if (OcflJudge::most_bytes(entry->name) > 0)
      judge.take(entry->name, bytes);
    else
      judge.meet(entry->name, digests_of(judge.algorithms(), bytes));
  }
  return judge.problems();
}

} // namespace delo::test
