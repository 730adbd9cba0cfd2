#include "delo/ops/audit/collection_config.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>

#include <algorithm>
#include <utility>

namespace delo {
namespace {

constexpr std::uint64_t kLargestConfig = 1024 * 1024;

class Reader {
public:
  explicit Reader(const std::filesystem::path& path)
      : path_(path), folder_(std::filesystem::absolute(path).parent_path()) {}

  std::vector<Collection> read() const {
    const toml::table document = parse();
    const toml::node* tables = document.get("collection");
    if (!tables)
      return {};
    if (!tables->is_table())
      refuse(*tables, "\"collection\" holds tables: [collection.holdings]", "");
    std::vector<std::pair<std::uint32_t, Collection>> lines;
    for (const auto& [name, node] : *tables->as_table())
      lines.emplace_back(node.source().begin.line, collection(name.str(), node));
    std::sort(lines.begin(), lines.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Collection> collections;
    for (auto& line : lines)
      collections.push_back(std::move(line.second));
    return collections;
  }

private:
  toml::table parse() const {
    const std::string text = read_file(path_, kLargestConfig);
    try {
      return toml::parse(text);
    } catch (const toml::parse_error& error) {
      refuse(error.source(), std::string(error.description()), "");
    }
  }

  Collection collection(std::string_view name, const toml::node& node) const {
    if (!node.is_table() || name.empty() || name.find('/') != std::string_view::npos ||
        name == kDefaultCollection)
      refuse(node, fmt::format("\"{}\" is no collection", display_name(name)),
             "write a table with a name of your own: [collection.holdings]");
    Collection collection;
    collection.name = name;
    for (const auto& [key, value] : *node.as_table())
      set(collection, key.str(), value);
    if (collection.root.empty())
      refuse(node, fmt::format("the collection {} has no root", display_name(name)),
             "name the folder of its packages: root = \"/srv/holdings\"");
    if ((collection.kind == CollectionKind::list) != !collection.list.empty())
      refuse(node, "the kind \"list\" and a list belong together", "list = \"SHA256SUMS\"");
    return collection;
  }

  void set(Collection& collection, std::string_view key, const toml::node& node) const {
    const std::string value = text(key, node);
    if (key == "root") {
      collection.root = from_here(value);
    } else if (key == "list") {
      collection.list = from_here(value);
    } else if (key == "kind") {
      const auto kind = collection_kind_from_word(value);
      if (!kind)
        refuse(node, fmt::format("there is no kind \"{}\"", display_name(value)),
               fmt::format("kinds are {}", collection_kind_choices()));
      collection.kind = *kind;
    } else {
      try {
        collection.settings.set(key, value);
      } catch (const Error& error) {
        refuse(node, error.message(), error.hint());
      }
    }
  }

  /// A number may be written without quotation marks.
  std::string text(std::string_view key, const toml::node& node) const {
    if (const auto value = node.value_exact<std::string>())
      return *value;
    if (const auto value = node.value_exact<std::int64_t>())
      return std::to_string(*value);
    refuse(node, fmt::format("\"{}\" is a text", display_name(key)), "write it in quotation marks");
  }

  std::string from_here(const std::string& value) const {
    return (folder_ / value).lexically_normal().native();
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
  std::filesystem::path folder_;
};

} // namespace

std::vector<Collection> read_collections(const std::filesystem::path& config) {
  return Reader(config).read();
}

} // namespace delo
