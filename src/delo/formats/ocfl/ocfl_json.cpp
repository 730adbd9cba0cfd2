#include "delo/formats/ocfl/ocfl_json.hpp"

#include "delo/base/json.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kMostProblems = 1000;
constexpr std::size_t kDeepest = 64; ///< an inventory has 6 levels; others are keys of strangers
constexpr std::size_t kShown = 200;  ///< of a text in a message

std::string shown(std::string_view text) {
  return display_name(text.substr(0, kShown));
}

enum class Kind { text, object, array, other };

std::string_view name_of(Kind kind) {
  static constexpr std::array<std::string_view, 4> kNames{"a text", "an object", "a list",
                                                          "neither text, object nor list"};
  return kNames[static_cast<std::size_t>(kind)];
}

/// The places in an inventory.
enum class Part {
  outside, ///< around the whole
  top,
  word, ///< a text of the top level
  manifest,
  manifest_digest,
  manifest_path,
  versions,
  version,
  created,
  message,
  user,
  user_name,
  user_address,
  state,
  state_digest,
  state_path,
  fixity,
  fixity_block,
  fixity_digest,
  fixity_path,
  unknown
};

/// What may stand in a place; the first row that fits counts.
struct Row {
  Part in;
  std::string_view key; ///< "": any
  Part part;
  Kind kind;
  std::string_view code; ///< when it is of another kind
};

constexpr std::array<Row, 25> kRows{{
    {Part::outside, "", Part::top, Kind::object, "E033"},
    {Part::top, "id", Part::word, Kind::text, "E037"},
    {Part::top, "type", Part::word, Kind::text, "E038"},
    {Part::top, "digestAlgorithm", Part::word, Kind::text, "E025"},
    {Part::top, "head", Part::word, Kind::text, "E040"},
    {Part::top, "contentDirectory", Part::word, Kind::text, "E017"},
    {Part::top, "manifest", Part::manifest, Kind::object, "E106"},
    {Part::top, "versions", Part::versions, Kind::object, "E044"},
    {Part::top, "fixity", Part::fixity, Kind::object, "E111"},
    {Part::manifest, "", Part::manifest_digest, Kind::array, "E092"},
    {Part::manifest_digest, "", Part::manifest_path, Kind::text, "E092"},
    {Part::versions, "", Part::version, Kind::object, "E047"},
    {Part::version, "created", Part::created, Kind::text, "E049"},
    {Part::version, "message", Part::message, Kind::text, "E094"},
    {Part::version, "user", Part::user, Kind::object, "E054"},
    {Part::version, "state", Part::state, Kind::object, "E050"},
    {Part::user, "name", Part::user_name, Kind::text, "E054"},
    {Part::user, "address", Part::user_address, Kind::text, "E054"},
    {Part::state, "", Part::state_digest, Kind::array, "E050"},
    {Part::state_digest, "", Part::state_path, Kind::text, "E051"},
    {Part::fixity, "", Part::fixity_block, Kind::object, "E057"},
    {Part::fixity_block, "", Part::fixity_digest, Kind::array, "E057"},
    {Part::fixity_digest, "", Part::fixity_path, Kind::text, "E057"},
    {Part::top, "", Part::unknown, Kind::other, "E102"},
    {Part::version, "", Part::unknown, Kind::other, "E102"},
}};

const Row* row_of(Part in, std::string_view key) {
  for (const Row& row : kRows)
    if (row.in == in && (row.key.empty() || row.key == key))
      return &row;
  return nullptr;
}

/// The code for a key that stands twice. Digests of manifest and fixity are compared regardless of
/// case (OCFL 1.1, 3.5.2).
std::string_view code_of_twice(Part in) {
  if (in == Part::manifest)
    return "E096";
  return in == Part::fixity_block ? "E097" : "E033";
}

/// Hears the text as the JSON library reads it.
class Hearer final : public Json::json_sax_t {
public:
  explicit Hearer(OcflProblems& problems) : problems_(problems) {
    frames_.push_back({Part::outside, {}, {}});
  }
  OcflJson take() { return std::move(json_); }

  bool null() override { return value(Kind::other); }
  bool boolean(bool) override { return value(Kind::other); }
  bool number_integer(std::int64_t) override { return value(Kind::other); }
  bool number_unsigned(std::uint64_t) override { return value(Kind::other); }
  bool number_float(double, const std::string&) override { return value(Kind::other); }
  bool binary(Json::binary_t&) override { return value(Kind::other); }
  bool string(std::string& text) override {
    if (const Part part = settle(Kind::text); part != Part::unknown)
      keep(part, std::move(text));
    return true;
  }
  bool key(std::string& text) override {
    Frame& frame = frames_.back();
    const bool any_case = frame.part == Part::manifest || frame.part == Part::fixity_block;
    if (frame.part != Part::unknown &&
        !frame.keys.insert(any_case ? ascii_lower(text) : text).second)
      problem(code_of_twice(frame.part), "the key \"" + shown(text) + "\" stands twice");
    frame.key = std::move(text);
    return true;
  }
  bool start_object(std::size_t) override { return open(Kind::object); }
  bool start_array(std::size_t) override { return open(Kind::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    problems_.add("E033", "", fmt::format("it is not JSON: byte {} makes no sense", position));
    return false;
  }

private:
  struct Frame {
    Part part;
    std::string key; ///< of the value that comes next; of lists nothing
    std::set<std::string, std::less<>> keys;
  };

  void problem(std::string_view code, std::string words) {
    std::string place;
    for (const Frame& frame : frames_)
      if (!frame.key.empty() && &frame != &frames_.back())
        place += (place.empty() ? "" : "/") + shown(frame.key);
    problems_.add(code, std::move(place), std::move(words));
  }

  /// What the value is that comes now; `unknown` when it is to be passed over.
  Part settle(Kind kind) {
    const Frame& frame = frames_.back();
    const Row* row = row_of(frame.part, frame.key);
    if (!row)
      return Part::unknown;
    if (row->part == Part::unknown)
      problem(row->code, "OCFL knows no key \"" + shown(frame.key) + "\"");
    else if (row->kind != kind)
      problem(row->code,
              fmt::format("{}{} is {}, not {}", frame.key.empty() ? "a value" : "the value of ",
                          frame.key.empty() ? "" : "\"" + shown(frame.key) + "\"", name_of(kind),
                          name_of(row->kind)));
    else
      return row->part;
    return Part::unknown;
  }

  bool value(Kind kind) {
    settle(kind);
    return true;
  }

  bool open(Kind kind) {
    const Part part = settle(kind);
    if (frames_.size() > kDeepest) {
      problem("E033", "it is nested deeper than an inventory ever is");
      return false;
    }
    begin(part, frames_.back().key);
    frames_.push_back({part, {}, {}});
    return true;
  }

  bool close() {
    frames_.pop_back();
    return true;
  }

  std::vector<OcflVersionJson>& versions() { return *json_.versions; }

  /// Makes room for what is about to come.
  void begin(Part part, const std::string& key) {
    switch (part) {
    case Part::manifest:
      block_ = &json_.manifest.emplace();
      break;
    case Part::versions:
      json_.versions.emplace();
      break;
    case Part::version:
      versions().emplace_back().name = key;
      break;
    case Part::user:
      versions().back().has_user = true;
      break;
    case Part::state:
      block_ = &versions().back().state.emplace();
      break;
    case Part::fixity_block:
      block_ = &json_.fixity[key];
      break;
    case Part::manifest_digest:
    case Part::state_digest:
    case Part::fixity_digest:
      block_->push_back({key, {}});
      break;
    default:
      break;
    }
  }

  void keep(Part part, std::string text) {
    switch (part) {
    case Part::word:
      json_.texts.insert_or_assign(frames_.back().key, std::move(text));
      break;
    case Part::created:
      versions().back().created = std::move(text);
      break;
    case Part::user_name:
      versions().back().has_user_name = !is_blank(text);
      break;
    case Part::manifest_path:
    case Part::state_path:
    case Part::fixity_path:
      block_->back().paths.push_back(std::move(text));
      break;
    default:
      break;
    }
  }

  OcflProblems& problems_;
  OcflJson json_;
  std::vector<Frame> frames_;
  OcflBlock* block_ = nullptr; ///< the one whose digests come now
};

} // namespace

void OcflProblems::add(std::string_view code, std::string path, std::string words) {
  if (list_.size() < kMostProblems)
    list_.push_back({std::string(code), std::move(path), std::move(words)});
  else if (list_.size() == kMostProblems)
    list_.push_back({std::string(code), "", "there is more that is wrong"});
}

OcflJson read_ocfl_json(std::string_view bytes, OcflProblems& problems) {
  Hearer hearer(problems);
  if (!Json::sax_parse(bytes, &hearer))
    return {};
  OcflJson json = hearer.take();
  json.is_json = true;
  return json;
}

} // namespace delo
