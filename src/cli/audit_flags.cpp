#include "cli/audit_flags.hpp"

#include "cli/config.hpp"
#include "cli/number_flags.hpp"
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit/collection_config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace delo::cli {
namespace {

/// Settings that were typed as flags.
Settings typed_settings(const Arguments& arguments) {
  Settings settings;
  for (const SettingInfo& info : setting_infos())
    if (arguments.has(info.name))
      settings.set(info.name, arguments.value(info.name));
  return settings;
}

std::vector<Collection> declared_collections(const Arguments& arguments) {
  const auto path = config_file(arguments);
  return path ? read_collections(*path) : std::vector<Collection>();
}

std::optional<Collection> called(const std::vector<Collection>& collections,
                                 const std::string& name) {
  const auto found =
      std::find_if(collections.begin(), collections.end(),
                   [&name](const Collection& collection) { return collection.name == name; });
  return found == collections.end() ? std::nullopt : std::optional(*found);
}

Collection typed_collection(const Arguments& arguments, const std::string& name) {
  if (arguments.operands.size() != 1)
    throw Error(ErrorKind::usage, "--root makes one collection, and takes one name for it",
                "for example: delo audit add holdings --root /srv/holdings");
  if (name.empty() || name.find('/') != std::string::npos || name == kDefaultCollection)
    throw Error(ErrorKind::usage,
                fmt::format("\"{}\" is no name for a collection", display_name(name)),
                "give it a word of your own: delo audit add holdings --root DIR");
  Collection collection;
  collection.name = name;
  collection.root = arguments.value("root");
  collection.kind = *collection_kind_from_word(arguments.value("kind", "packages"));
  if (arguments.has("list"))
    collection.list = std::filesystem::absolute(arguments.value("list")).native();
  if ((collection.kind == CollectionKind::list) != !collection.list.empty())
    throw Error(
        ErrorKind::usage, "--kind list and --list FILE belong together",
        "for example: delo audit add tapes --root /srv/tapes --kind list --list SHA256SUMS");
  return collection;
}

/// "2/5"
AuditRunOptions::Shard shard_of(const Arguments& arguments) {
  AuditRunOptions::Shard shard;
  if (!arguments.has("shard"))
    return shard;
  const std::string text = arguments.value("shard");
  const char* const end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, shard.number);
  const bool has_slash = number.ec == std::errc() && number.ptr != end && *number.ptr == '/';
  const auto of =
      has_slash ? std::from_chars(number.ptr + 1, end, shard.of) : std::from_chars_result{end, {}};
  if (!has_slash || of.ec != std::errc() || of.ptr != end || shard.number < 1 ||
      shard.number > shard.of)
    throw Error(ErrorKind::usage, fmt::format("--shard is no part: {}", display_name(text)),
                "write it like this: --shard 1/4, up to --shard 4/4");
  return shard;
}

} // namespace

std::string audit_catalogue(const Arguments& arguments, const Context& context) {
  const std::string path = arguments.value("catalogue", context.default_catalogue);
  if (path.empty())
    throw Error(ErrorKind::usage, "there is no place for the catalogue: HOME is not set",
                "give one with --catalogue FILE");
  return path;
}

std::optional<Collection> collection_to_add(const Arguments& arguments, const Context& context) {
  const std::string& name = arguments.operands.front();
  std::optional<Collection> collection;
  if (arguments.has("root")) {
    collection = typed_collection(arguments, name);
  } else {
    std::error_code failure;
    if (arguments.operands.size() != 1 || std::filesystem::exists(name, failure))
      return std::nullopt;
    collection = called(declared_collections(arguments), name);
    const std::string catalogue = audit_catalogue(arguments, context);
    if (!collection && std::filesystem::exists(catalogue, failure))
      collection = called(audit_collections(catalogue), name);
    if (!collection || collection->root.empty())
      return std::nullopt;
  }
  collection->settings.lay_over(typed_settings(arguments));
  return collection;
}

AuditRunOptions audit_run_options(const Arguments& arguments, const Context& context) {
  AuditRunOptions options{audit_catalogue(arguments, context), context.clock, context.stop};
  options.expansion.times = expansion_from(arguments, options.expansion.times);
  options.collections = arguments.operands;
  options.declared = declared_collections(arguments);
  options.settings = typed_settings(arguments);
  if (arguments.has("sample")) {
    options.sample = parse_percent(arguments.value("sample"));
    if (!options.sample || *options.sample == 0)
      throw Error(ErrorKind::usage,
                  fmt::format("--sample is no part: {}", display_name(arguments.value("sample"))),
                  "write it like this: --sample 5%");
  }
  options.jobs = static_cast<unsigned>(
      std::min<std::uint64_t>(number_of(arguments, "jobs", 1).value_or(options.jobs), 256));
  options.direct = arguments.has("direct");
  options.anew = arguments.has("anew");
  options.believe = arguments.has("mark-all");
  options.is_dry_run = arguments.has("dry-run");
  options.shard = shard_of(arguments);
  options.utc_offset = context.utc_offset;
  options.host = context.host;
  return options;
}

} // namespace delo::cli
