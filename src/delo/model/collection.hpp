// What is audited together: a store, or a part of one, with its settings.
#pragma once

#include "delo/base/quantity.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace delo {

/// What lies below the root of a collection.
enum class CollectionKind : std::uint8_t {
  packages, ///< bags and METS packages, folders and archives, one level deep
  ocfl,     ///< an OCFL storage root: its objects
  files,    ///< a folder of any files, watched as one
  list      ///< the files of a list of digests
};

std::string_view to_word(CollectionKind kind);
std::optional<CollectionKind> collection_kind_from_word(std::string_view word);
/// "packages|ocfl|files|list"
std::string_view collection_kind_choices();

/// How a setting is written.
enum class SettingForm { duration, size, percent, hours, text };

/// One setting of a collection. The same name serves as key in delo.toml and as flag.
struct SettingInfo {
  std::string_view name; ///< "max-bytes"
  SettingForm form;
  std::string_view help;
};

std::span<const SettingInfo> setting_infos();
/// Nothing for an unknown name.
const SettingInfo* find_setting(std::string_view name);

/// Settings as they were written, each of which was checked.
class Settings {
public:
  /// Throws Error(usage) that says how the value is written, or that there is no such setting.
  void set(std::string_view name, std::string_view value);
  bool has(std::string_view name) const { return values_.contains(name); }
  std::string text(std::string_view name) const;
  /// Seconds, bytes or hundredths of a percent.
  std::optional<std::uint64_t> number(std::string_view name) const;
  std::optional<DailyHours> hours(std::string_view name) const;
  /// Those of `other` come in the place of these.
  void lay_over(const Settings& other);
  const std::map<std::string, std::string, std::less<>>& values() const { return values_; }
  bool operator==(const Settings&) const = default;

private:
  std::map<std::string, std::string, std::less<>> values_;
};

struct Collection {
  std::int64_t id = 0;
  std::string name;
  CollectionKind kind = CollectionKind::packages;
  std::string root; ///< absolute; empty: packages were named one by one, and nothing is looked for
  std::string list; ///< of the kind list: the file with the digests; absolute
  Settings settings;
};

/// The collection of what was taken in without one.
inline constexpr std::string_view kDefaultCollection = "default";

} // namespace delo
