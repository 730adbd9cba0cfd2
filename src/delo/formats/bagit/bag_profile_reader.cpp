#include "delo/formats/bagit/bag_profile_reader.hpp"

#include "delo/base/error.hpp"
#include "delo/base/json.hpp"
#include "delo/base/rel_path.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_profile_doubts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace delo {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view kInfo = "BagIt-Profile-Info";

/// A value that is wrong, for messages: lists and objects by their kind, however deep they are.
std::string shown(const Json& value) {
  return value.is_structured() ? fmt::format("a JSON {}", value.type_name())
                               : display_name(value.dump());
}

/// Notices a name that stands twice in an object, of which only the last would be seen.
struct KeysTwice {
  std::vector<std::set<std::string>> open; ///< names of the objects around
  std::string key;                         ///< the first that does

  bool operator()(int, Json::parse_event_t event, const Json& value) {
    if (event == Json::parse_event_t::object_start)
      open.emplace_back();
    else if (event == Json::parse_event_t::object_end)
      open.pop_back();
    else if (event == Json::parse_event_t::key &&
             !open.back().insert(value.get<std::string>()).second && key.empty())
      key = value.get<std::string>();
    return true;
  }
};

class Reader {
public:
  explicit Reader(std::string_view name) { profile_.name = name; }

  BagItProfile read(std::string_view text) {
    const Json json = parse(text);
    check_kind(json);
    for (const auto& [key, value] : json.items())
      read_key(key, value);
    check_info();
    check_contradictions();
    for (std::string& odd : doubts_about(profile_))
      doubt(std::move(odd));
    return std::move(profile_);
  }

private:
  /// One key of the top level, and what reads its value.
  struct Key {
    std::string_view name;
    void (Reader::*read)(const std::string& place, const Json& value);
  };

  [[noreturn]] void refuse(const std::string& what, std::string hint) const {
    throw Error(ErrorKind::usage,
                fmt::format("cannot use the profile {}: {}", display_name(profile_.name), what),
                std::move(hint));
  }

  void doubt(std::string text) {
    profile_.doubts.push_back(
        fmt::format("profile {}: {}", display_name(profile_.name), display_name(text)));
  }

  Json parse(std::string_view text) {
    try {
      KeysTwice twice;
      Json json = Json::parse(text, std::ref(twice));
      if (!twice.key.empty()) // such profiles are in use; the readers that there are take the last
        doubt(fmt::format("\"{}\" stands twice in one object; the last was taken", twice.key));
      return json;
    } catch (const Json::parse_error& error) {
      const auto until = text.substr(0, std::min<std::size_t>(error.byte, text.size()));
      refuse(fmt::format("it is no JSON from line {} on",
                         1 + std::count(until.begin(), until.end(), '\n')),
             "a profile is a JSON file in UTF-8; look for a missing comma, quotation mark or "
             "bracket there");
    } catch (const Json::exception&) { // a number beyond measure is no parse_error
      refuse("it holds a number that is too large for any program",
             "no number of a profile is large");
    }
  }

  /// Other programs have formats of their own that they call profiles, too.
  void check_kind(const Json& json) const {
    if (json.is_object() && json.contains(kInfo))
      return;
    const bool bagger = json.is_object() && json.contains("ordered");
    const bool dart = json.is_object() && json.contains("bagItProfileInfo");
    refuse(fmt::format("it has no \"{}\"{}", kInfo,
                       bagger ? ", and looks like a profile of Bagger"
                       : dart ? ", and looks like a profile of DART"
                              : ""),
           bagger || dart ? "make a BagIt Profile of it: delo profile convert FILE"
                          : "give the JSON file of a BagIt Profile, version 1.1 to 1.4");
  }

  void read_key(const std::string& key, const Json& value) {
    static constexpr std::array<Key, 16> kKeys{{
        {kInfo, &Reader::read_info},
        {"Bag-Info", &Reader::read_tags},
        {"Manifests-Required", &Reader::read_manifests_required},
        {"Manifests-Allowed", &Reader::read_manifests_allowed},
        {"Tag-Manifests-Required", &Reader::read_tag_manifests_required},
        {"Tag-Manifests-Allowed", &Reader::read_tag_manifests_allowed},
        {"Allow-Fetch.txt", &Reader::read_allow_fetch},
        {"Fetch.txt-Required", &Reader::read_fetch_required},
        {"Data-Empty", &Reader::read_data_empty},
        {"Serialization", &Reader::read_serialization},
        {"Accept-Serialization", &Reader::read_media_types},
        {"Accept-BagIt-Version", &Reader::read_versions},
        {"Tag-Files-Required", &Reader::read_tag_files_required},
        {"Tag-Files-Allowed", &Reader::read_tag_files_allowed},
        {"Payload-Files-Required", &Reader::read_payload_required},
        {"Payload-Files-Allowed", &Reader::read_payload_allowed},
    }};
    const auto* const row = std::find_if(kKeys.begin(), kKeys.end(),
                                         [&key](const Key& known) { return known.name == key; });
    if (row == kKeys.end())
      doubt(fmt::format("BagIt Profiles know no \"{}\"; it was passed over", key));
    else if (!is_left_out(key, value))
      (this->*row->read)(key, value);
  }

  // Values of one kind. The place is the way to it in the file: "Bag-Info/Contact-Name/required".

  bool boolean(const std::string& place, const Json& value) {
    if (value.is_boolean())
      return value.get<bool>();
    const std::string word = value.is_string() ? ascii_lower(value.get<std::string>()) : "";
    if (word != "true" && word != "false")
      refuse(fmt::format("{} is {}, not true or false", place, shown(value)),
             "write true or false there, without quotation marks");
    doubt(fmt::format("{} is a text and was read as {}", place, word));
    return word == "true";
  }

  /// Programs write null where they have nothing to say.
  bool is_left_out(const std::string& place, const Json& value) {
    if (value.is_null())
      doubt(fmt::format("{} is null; it was passed over", place));
    return value.is_null();
  }

  /// Numbers are a common slip where texts such as "1.0" are meant.
  std::string text(const std::string& place, const Json& value) {
    if (value.is_string())
      return value.get<std::string>();
    if (!value.is_number())
      refuse(fmt::format("{} is {}, not a text", place, shown(value)),
             "write a text in quotation marks there");
    doubt(fmt::format("{} is a number and was read as \"{}\"", place, value.dump()));
    return value.dump();
  }

  Words words(const std::string& place, const Json& value) {
    if (value.is_string()) {
      doubt(fmt::format("{} is a text and was read as a list of one", place));
      return {value.get<std::string>()};
    }
    if (!value.is_array())
      refuse(fmt::format("{} is {}, not a list", place, shown(value)),
             "write a list of texts there: [\"first\", \"second\"]");
    Words list;
    for (const Json& item : value)
      list.push_back(text(fmt::format("{}/{}", place, list.size() + 1), item));
    return list;
  }

  const Json& object(const std::string& place, const Json& value) const {
    if (!value.is_object())
      refuse(fmt::format("{} is {}, not an object", place, shown(value)),
             "write pairs of names and values in braces there: {\"name\": ...}");
    return value;
  }

  Words algorithm_words(const std::string& place, const Json& value) {
    Words list = words(place, value);
    for (std::string& word : list)
      word = algorithm_word(word);
    return list;
  }

  // The keys.

  void read_info(const std::string& place, const Json& value) {
    for (const auto& [label, item] : object(place, value).items())
      profile_.info.add(label, text(fmt::format("{}/{}", place, label), item));
  }

  void read_tags(const std::string& place, const Json& value) {
    for (const auto& [label, item] : object(place, value).items()) {
      const std::string here = fmt::format("{}/{}", place, label);
      if (is_blank(label) || profile_.find(label))
        refuse(fmt::format("{} {}", here,
                           is_blank(label) ? "has no label" : "stands twice but for its case"),
               "labels of tags are compared regardless of case; keep one of the two");
      profile_.tags.push_back(tag_definition(
          here, label, is_left_out(here, item) ? Json::object() : object(here, item)));
    }
  }

  TagDefinition tag_definition(const std::string& place, const std::string& label,
                               const Json& rows) {
    TagDefinition tag;
    tag.label = label;
    for (const auto& [key, value] : rows.items()) {
      const std::string here = fmt::format("{}/{}", place, key);
      if (is_left_out(here, value))
        continue;
      if (key == "required")
        tag.required = boolean(here, value);
      else if (key == "recommended")
        tag.recommended = boolean(here, value);
      else if (key == "repeatable")
        tag.repeatable = boolean(here, value);
      else if (key == "values")
        tag.values = words(here, value);
      else if (key == "description")
        tag.description = text(here, value);
      else
        doubt(fmt::format("BagIt Profiles know no \"{}\"; it was passed over", here));
    }
    return tag;
  }

  void read_manifests_required(const std::string& place, const Json& value) {
    profile_.manifests.required = algorithm_words(place, value);
  }
  void read_manifests_allowed(const std::string& place, const Json& value) {
    profile_.manifests.allowed = algorithm_words(place, value);
  }
  void read_tag_manifests_required(const std::string& place, const Json& value) {
    profile_.tag_manifests.required = algorithm_words(place, value);
  }
  void read_tag_manifests_allowed(const std::string& place, const Json& value) {
    profile_.tag_manifests.allowed = algorithm_words(place, value);
  }
  void read_allow_fetch(const std::string& place, const Json& value) {
    profile_.allows_fetch = boolean(place, value);
  }
  void read_fetch_required(const std::string& place, const Json& value) {
    profile_.requires_fetch = boolean(place, value);
  }
  void read_data_empty(const std::string& place, const Json& value) {
    profile_.wants_no_data = boolean(place, value);
  }
  void read_serialization(const std::string& place, const Json& value) {
    static constexpr std::array<std::string_view, 3> kWords{"forbidden", "required", "optional"};
    const std::string word = value.is_string() ? value.get<std::string>() : shown(value);
    const auto* const found = std::find(kWords.begin(), kWords.end(), ascii_lower(word));
    if (found == kWords.end())
      refuse(fmt::format("{} is \"{}\"", place, display_name(word)),
             "write \"forbidden\", \"required\" or \"optional\" there");
    if (*found != word)
      doubt(fmt::format("{} is \"{}\" and was read as \"{}\"", place, word, *found));
    profile_.serialization = static_cast<Serialization>(found - kWords.begin());
    says_serialization_ = true;
  }
  void read_media_types(const std::string& place, const Json& value) {
    profile_.media_types = words(place, value);
  }
  void read_versions(const std::string& place, const Json& value) {
    profile_.versions = words(place, value);
    for (std::string& version : *profile_.versions)
      if (version.find_first_not_of("0123456789") == std::string::npos)
        version += ".0"; // the number 1, as JSON may write 1.0
  }
  void read_tag_files_required(const std::string& place, const Json& value) {
    profile_.tag_files.required = words(place, value);
  }
  void read_tag_files_allowed(const std::string& place, const Json& value) {
    profile_.tag_files.allowed = words(place, value);
  }
  void read_payload_required(const std::string& place, const Json& value) {
    profile_.payload_files.required = words(place, value);
  }
  void read_payload_allowed(const std::string& place, const Json& value) {
    profile_.payload_files.allowed = words(place, value);
  }

  // What must hold of the whole.

  std::string info_value(std::string_view label) const {
    const auto found = profile_.info.find(label);
    return found.empty() ? std::string() : found.front()->value;
  }

  /// Nothing can be declared without an identifier; the other parts are for people.
  void check_info() {
    profile_.identifier = info_value(kProfileIdentifierLabel);
    if (is_blank(profile_.identifier))
      refuse(fmt::format("{} has no {}", kInfo, kProfileIdentifierLabel),
             "write the address there by which bags name the profile");
    for (const std::string_view label : {"Source-Organization", "External-Description", "Version"})
      if (is_blank(info_value(label)))
        doubt(fmt::format("{} has no {}, which the standard requires", kInfo, label));
    profile_.specification = info_value("BagIt-Profile-Version");
    if (profile_.specification.empty())
      profile_.specification = "1.1.0"; // the standard's own rule
    static constexpr std::array<std::string_view, 4> kVersions{"1.1", "1.2", "1.3", "1.4"};
    if (std::none_of(kVersions.begin(), kVersions.end(), [this](std::string_view known) {
          return profile_.specification == known ||
                 profile_.specification.starts_with(std::string(known) + ".");
        }))
      doubt(fmt::format("BagIt-Profile-Version \"{}\" is not known; it was read as 1.4",
                        profile_.specification));
    if (!profile_.versions)
      doubt("Accept-BagIt-Version is not there; any version was taken as accepted");
  }

  void check_contradictions() {
    if (profile_.manifests.allowed && profile_.manifests.allowed->empty()) {
      doubt("Manifests-Allowed lists no algorithm, and every bag has a payload manifest; any was "
            "taken as allowed");
      profile_.manifests.allowed.reset();
    }
    check_list("Manifests", profile_.manifests, false);
    check_list("Tag-Manifests", profile_.tag_manifests, false);
    check_list("Tag-Files", profile_.tag_files, true);
    check_list("Payload-Files", profile_.payload_files, true);
    check_payload_paths();
    check_identifier();
    if (profile_.requires_fetch && !profile_.allows_fetch)
      refuse("Fetch.txt-Required is true, and Allow-Fetch.txt is false", "change one of the two");
    if (profile_.wants_no_data && required_payload_files() > 1)
      refuse("Data-Empty is true, and Payload-Files-Required lists files", "change one of the two");
    if (profile_.versions && profile_.versions->empty())
      refuse("Accept-BagIt-Version lists no version", "write [\"0.97\", \"1.0\"] there");
    if (profile_.serialization == Serialization::required &&
        (!profile_.media_types || profile_.media_types->empty()))
      refuse("Serialization is required, and Accept-Serialization lists no form",
             "list media types there, such as [\"application/zip\", \"application/x-tar\"]");
    if (profile_.serialization == Serialization::optional)
      check_optional_serialization();
  }

  /// Nothing is listed: then any archive is taken, as where the key is not there.
  void check_optional_serialization() {
    if (profile_.media_types && !profile_.media_types->empty())
      return;
    if (says_serialization_ || profile_.media_types)
      doubt("Serialization is optional, and Accept-Serialization lists no form; any was taken as "
            "accepted");
    profile_.media_types.reset();
  }

  /// A folder may be empty, and one file may be there.
  std::ptrdiff_t required_payload_files() const {
    const Words& required = profile_.payload_files.required;
    return std::count_if(required.begin(), required.end(),
                         [](const std::string& path) { return !path.ends_with('/'); });
  }

  void check_list(std::string_view what, const RequiredAndAllowed& list, bool are_paths) {
    for (const std::string& word : list.required) {
      if (!list.allowed || (are_paths && is_bag_own_file(word)))
        continue;
      const bool good = are_paths ? is_covered(*list.allowed, word)
                                  : std::find(list.allowed->begin(), list.allowed->end(), word) !=
                                        list.allowed->end();
      if (!good)
        refuse(fmt::format("{0}-Required lists \"{1}\", and {0}-Allowed does not allow it", what,
                           display_name(word)),
               fmt::format("add \"{0}\" to {1}-Allowed, or take it out of {1}-Required",
                           display_name(word), what));
    }
  }

  /// A required folder is covered when anything in it is allowed.
  static bool is_covered(const Words& patterns, const std::string& path) {
    return matches_any(patterns, path) ||
           (path.ends_with('/') && matches_any(patterns, path + "x"));
  }

  /// Every bag names the profile that it keeps, so a list of values must have room for that.
  void check_identifier() {
    const TagDefinition* tag = profile_.find(kProfileIdentifierLabel);
    if (tag && !tag->allows(profile_.identifier))
      refuse(fmt::format("Bag-Info/{}/values does not list the identifier of the profile itself, "
                         "\"{}\"",
                         display_name(tag->label), display_name(profile_.identifier)),
             "add it to the values there, or take the values out");
  }

  void check_payload_paths() {
    for (const std::string& path : profile_.payload_files.required) {
      const std::string bare = path.substr(0, path.size() - (path.ends_with('/') ? 1 : 0));
      if (!path.starts_with("data/") || !RelPath::parse(bare))
        refuse(fmt::format("Payload-Files-Required lists \"{}\", which cannot lie in data/",
                           display_name(path)),
               "write whole paths there, such as \"data/LICENCE.txt\" or \"data/scans/\"");
    }
    for (const std::string& path : profile_.tag_files.required)
      if (!RelPath::parse(path))
        refuse(fmt::format("Tag-Files-Required lists \"{}\", which is no path in a bag",
                           display_name(path)),
               "write whole paths there, such as \"metadata/dc.xml\"");
  }

  BagItProfile profile_;
  bool says_serialization_ = false;
};

} // namespace

BagItProfile read_bag_profile(std::string_view json, std::string_view name) {
  return Reader(name).read(json);
}

} // namespace delo
