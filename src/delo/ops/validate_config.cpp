#include "delo/ops/validate_config.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace delo {
namespace {

constexpr std::uint64_t kLargestConfig = 1024 * 1024;
constexpr std::string_view kTable = "validate";
constexpr std::string_view kCollections = "collection";

constexpr std::array<ConfigKey, 11> kKeys{{
    {"rules", ConfigKind::text},
    {"only", ConfigKind::text},
    {"ignore", ConfigKind::text},
    {"fail-on", ConfigKind::text},
    {"spec", ConfigKind::text},
    {"max-findings", ConfigKind::limit},
    {"lenient", ConfigKind::truth},
    {"profile", ConfigKind::name},
    {"schemas", ConfigKind::file},
    {"baseline", ConfigKind::file},
    {"sandbox", ConfigKind::text},
}};

class Reader {
public:
  explicit Reader(const std::filesystem::path& path) : path_(path) {}

  std::vector<ConfigValue> read() const {
    const toml::table document = parse();
    std::vector<ConfigValue> values;
    for (const auto& [name, node] : document) {
      if (name.str() == kCollections)
        continue; // of delo audit
      if (name.str() != kTable || !node.is_table())
        refuse(
            node, fmt::format("delo knows no \"{}\" here", display_name(name.str())),
            "the settings of delo validate stand in the table [validate], those of delo audit in "
            "[collection.NAME]");
      for (const auto& [key, value] : *node.as_table())
        add(key.str(), value, values);
    }
    // The order of the file, not of the alphabet: so errors name the first line that is wrong.
    std::sort(values.begin(), values.end(),
              [](const ConfigValue& a, const ConfigValue& b) { return a.line < b.line; });
    return values;
  }

private:
  toml::table parse() const {
    const std::string text = read_file(path_, kLargestConfig);
    try {
      return toml::parse(text);
    } catch (const toml::parse_error& error) {
      refuse(error.source(), std::string(error.description()), "see docs/ci.md for an example");
    }
  }

  void add(std::string_view name, const toml::node& node, std::vector<ConfigValue>& values) const {
    const auto key = std::find_if(kKeys.begin(), kKeys.end(),
                                  [name](const ConfigKey& row) { return row.name == name; });
    if (key == kKeys.end()) {
      std::vector<std::string_view> names;
      for (const ConfigKey& row : kKeys)
        names.push_back(row.name);
      refuse(node, fmt::format("there is no setting \"{}\"", display_name(name)),
             fmt::format("settings are {}", fmt::join(names, ", ")));
    }
    ConfigValue value{std::string(name), {}, node.source().begin.line};
    if (key->kind == ConfigKind::truth) {
      if (truth(*key, node))
        values.push_back(std::move(value));
      return;
    }
    value.values = key->kind == ConfigKind::limit ? limit(*key, node) : texts(*key, node);
    values.push_back(std::move(value));
  }

  bool truth(const ConfigKey& key, const toml::node& node) const {
    if (const auto value = node.value_exact<bool>())
      return *value;
    refuse(node, fmt::format("\"{}\" is true or false", key.name), "");
  }

  std::vector<std::string> limit(const ConfigKey& key, const toml::node& node) const {
    if (node.value_exact<std::string>() == "all")
      return {"all"};
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 0)
      refuse(node, fmt::format("\"{}\" is a whole number, or \"all\"", key.name), "");
    return {std::to_string(*value)};
  }

  std::vector<std::string> texts(const ConfigKey& key, const toml::node& node) const {
    std::vector<std::string> list;
    if (const toml::array* array = node.as_array(); array && key.kind == ConfigKind::text) {
      for (const toml::node& item : *array)
        list.push_back(text(key, item));
      return list;
    }
    return {text(key, node)};
  }

  std::string text(const ConfigKey& key, const toml::node& node) const {
    const auto value = node.value_exact<std::string>();
    if (!value)
      refuse(node, fmt::format("\"{}\" is a text", key.name), "write it in quotation marks");
    if (key.kind != ConfigKind::file && key.kind != ConfigKind::name)
      return *value;
    const std::filesystem::path beside = path_.parent_path() / *value;
    std::error_code not_there;
    const bool is_file = key.kind == ConfigKind::file || std::filesystem::exists(beside, not_there);
    return is_file ? beside.native() : *value;
  }

  [[noreturn]] void refuse(const toml::source_region& where, const std::string& what,
                           const std::string& hint) const {
    throw Error(ErrorKind::usage,
                fmt::format("{} line {}: {}", display_name(path_.native()), where.begin.line, what),
                hint);
  }
  [[noreturn]] void refuse(const toml::node& node, const std::string& what,
                           const std::string& hint) const {
    refuse(node.source(), what, hint);
  }

  const std::filesystem::path& path_;
};

} // namespace

std::vector<ConfigValue> read_validate_config(const std::filesystem::path& path) {
  return Reader(path).read();
}

} // namespace delo
