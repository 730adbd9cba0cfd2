#include "delo/formats/bagit/bag_profile_convert.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/listed_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace delo {
namespace {

using Key = std::pair<std::string_view, std::string_view>;

/// What DART says at the top, and what the standard calls it.
constexpr std::array<Key, 11> kDartKeys{{
    {"manifestsRequired", "Manifests-Required"},
    {"manifestsAllowed", "Manifests-Allowed"},
    {"tagManifestsRequired", "Tag-Manifests-Required"},
    {"tagManifestsAllowed", "Tag-Manifests-Allowed"},
    {"allowFetchTxt", "Allow-Fetch.txt"},
    {"fetchTxtRequired", "Fetch.txt-Required"},
    {"serialization", "Serialization"},
    {"acceptSerialization", "Accept-Serialization"},
    {"acceptBagItVersion", "Accept-BagIt-Version"},
    {"tagFilesRequired", "Tag-Files-Required"},
    {"tagFilesAllowed", "Tag-Files-Allowed"},
}};
constexpr std::array<Key, 7> kDartInfo{{
    {"bagItProfileIdentifier", "BagIt-Profile-Identifier"},
    {"sourceOrganization", "Source-Organization"},
    {"externalDescription", "External-Description"},
    {"version", "Version"},
    {"contactName", "Contact-Name"},
    {"contactEmail", "Contact-Email"},
    {"contactPhone", "Contact-Phone"},
}};

std::string text_at(const Json& object, std::string_view key) {
  const auto found = object.find(std::string(key));
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_true(const Json& object, std::string_view key) {
  const auto found = object.find(std::string(key));
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

/// The texts of a list that say something.
Json texts_at(const Json& object, std::string_view key) {
  Json texts = Json::array();
  if (const auto found = object.find(std::string(key)); found != object.end() && found->is_array())
    for (const Json& item : *found)
      if (item.is_string() && !is_blank(item.get<std::string>()))
        texts.push_back(item);
  return texts;
}

class Conversion {
public:
  Conversion(std::string_view name, std::string_view identifier)
      : name_(name), identifier_(identifier) {}

  ConvertedProfile convert(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_object() && json.contains("bagItProfileInfo"))
      from_dart(json);
    else if (json.is_object() && looks_like_bagger(json))
      from_bagger(json);
    else
      throw Error(ErrorKind::usage,
                  fmt::format("{} is a profile of neither Bagger nor DART", display_name(name_)),
                  "a BagIt Profile needs no conversion: look at it with delo profile check");
    return std::move(result_);
  }

private:
  void note(std::string text) { result_.notes.push_back(std::move(text)); }

  /// The standard asks for these four.
  void set_info(Json info) {
    std::string stem(name_.substr(name_.find_last_of('/') + 1));
    stem = stem.substr(0, stem.rfind(".json"));
    if (!identifier_.empty())
      info["BagIt-Profile-Identifier"] = identifier_;
    const auto fill = [&](const char* label, const std::string& value) {
      if (!is_blank(text_at(info, label)))
        return;
      info[label] = value;
      note(fmt::format("{} is not in the file; \"{}\" was put there", label, value));
    };
    fill("BagIt-Profile-Identifier",
         fmt::format("urn:x-{}-profile:{}", ascii_lower(result_.from), percent_encode(stem)));
    fill("Source-Organization", "unknown");
    fill("External-Description", fmt::format("{} as a profile of {}", stem, result_.from));
    fill("Version", "1.0");
    info["BagIt-Profile-Version"] = "1.4.0";
    result_.json["BagIt-Profile-Info"] = std::move(info);
  }

  // Bagger: fields of bag-info.txt, in "ordered" or by their labels, and nothing else.

  static bool looks_like_bagger(const Json& json) {
    if (json.contains("ordered"))
      return json["ordered"].is_array();
    return !json.empty() && std::all_of(json.begin(), json.end(), [](const Json& field) {
      return field.is_object() && (field.contains("fieldRequired") ||
                                   field.contains("requiredValue") || field.contains("valueList"));
    });
  }

  void from_bagger(const Json& json) {
    result_.from = "Bagger";
    set_info(Json::object());
    Json& tags = result_.json["Bag-Info"] = Json::object();
    if (!json.contains("ordered"))
      for (const auto& [label, field] : json.items())
        add_field(tags, label, field);
    else
      for (const Json& row : json["ordered"])
        for (const auto& [label, field] : row.items())
          add_field(tags, label, field);
    result_.json["Serialization"] = "optional";
    result_.json["Accept-BagIt-Version"] = Json::array({"0.96", "0.97", "1.0"});
    note("Bagger says nothing of manifests, versions and containers; any are accepted");
  }

  void add_field(Json& tags, const std::string& label, const Json& field) {
    static const std::set<std::string_view> kKnown{"fieldRequired", "requiredValue", "defaultValue",
                                                   "valueList"};
    Json tag = Json::object();
    tag["required"] = is_true(field, "fieldRequired") || field.contains("requiredValue");
    Json values = texts_at(field, "valueList");
    if (const std::string value = text_at(field, "requiredValue"); !value.empty())
      values = Json::array({value});
    if (!values.empty())
      tag["values"] = std::move(values);
    note_default(label, field);
    for (const auto& [key, value] : field.items())
      if (!kKnown.contains(key))
        note(fmt::format("{}: \"{}\" has no place in a BagIt Profile", display_name(label),
                         display_name(key)));
    merge(tags, label, std::move(tag));
  }

  void note_default(const std::string& label, const Json& field) {
    if (const std::string value = text_at(field, "defaultValue"); !value.empty())
      note(fmt::format("{}: a BagIt Profile has no default values; here it is \"{}\"",
                       display_name(label), display_name(value)));
  }

  /// Of a label that comes again, both sets of values are good.
  void merge(Json& tags, const std::string& label, Json tag) {
    for (auto& [known, before] : tags.items())
      if (ascii_lower(known) == ascii_lower(label)) {
        before["required"] = is_true(before, "required") || is_true(tag, "required");
        const bool is_open = !before.contains("values") || !tag.contains("values");
        if (is_open)
          before.erase("values");
        else
          before["values"].insert(before["values"].end(), tag["values"].begin(),
                                  tag["values"].end());
        return note(fmt::format("{} stands more than once; it was made one", display_name(label)));
      }
    tags[label] = std::move(tag);
  }

  // DART: the standard's parts under other names, and tags of any file.

  void from_dart(const Json& json) {
    result_.from = "DART";
    Json info = Json::object();
    for (const auto& [own, standard] : kDartInfo)
      if (const std::string value = text_at(json["bagItProfileInfo"], own); !is_blank(value))
        info[standard] = value;
    set_info(std::move(info));
    Json& tags = result_.json["Bag-Info"] = Json::object();
    std::set<std::string> required_files;
    if (const auto list = json.find("tags"); list != json.end() && list->is_array())
      for (const Json& tag : *list)
        add_tag(tags, tag, required_files);
    for (const auto& [own, standard] : kDartKeys)
      copy(json, own, standard);
    require_files(required_files);
    if (is_true(json, "tarDirMustMatchName"))
      note("a BagIt Profile cannot ask that the top folder of a tar has the name of the tar");
  }

  void copy(const Json& json, std::string_view own, std::string_view standard) {
    const auto value = json.find(std::string(own));
    if (value == json.end() || value->is_null())
      return;
    Json kept = value->is_array() ? texts_at(json, own) : *value;
    const bool allows_nothing = standard.ends_with("-Allowed") && kept.empty();
    if (!allows_nothing) // an empty list of DART allows anything
      result_.json[standard] = std::move(kept);
  }

  void add_tag(Json& tags, const Json& tag, std::set<std::string>& required_files) {
    const std::string file = text_at(tag, "tagFile");
    const std::string label = text_at(tag, "tagName");
    if (file == "bagit.txt")
      return; // Accept-BagIt-Version says what versions are good
    if (file != "bag-info.txt") {
      if (is_true(tag, "required"))
        required_files.insert(file);
      return note(fmt::format("{} of {}: a BagIt Profile speaks of the tags of bag-info.txt only",
                              display_name(label), display_name(file)));
    }
    Json made = Json::object();
    made["required"] = is_true(tag, "required");
    if (Json values = texts_at(tag, "values"); !values.empty())
      made["values"] = std::move(values);
    if (const std::string help = text_at(tag, "help"); !is_blank(help))
      made["description"] = help;
    note_default(label, tag);
    merge(tags, label, std::move(made));
  }

  void require_files(const std::set<std::string>& files) {
    Json& required = result_.json["Tag-Files-Required"];
    if (!required.is_array())
      required = Json::array();
    for (const std::string& file : files)
      if (std::find(required.begin(), required.end(), file) == required.end())
        required.push_back(file);
  }

  std::string_view name_;
  std::string_view identifier_;
  ConvertedProfile result_;
};

} // namespace

ConvertedProfile convert_bag_profile(std::string_view json, std::string_view name,
                                     std::string_view identifier) {
  return Conversion(name, identifier).convert(json);
}

} // namespace delo
