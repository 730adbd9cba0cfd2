#include "delo/formats/ocfl/ocfl_inventory.hpp"

#include "delo/base/rel_path.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/ocfl/ocfl_date.hpp"
#include "delo/formats/ocfl/ocfl_json.hpp"
#include "delo/formats/ocfl/ocfl_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace delo {
namespace {

constexpr std::size_t kShown = 200; ///< of a text in a message

std::string shown(std::string_view text) {
  return display_name(text.substr(0, kShown));
}

unsigned rank(char c) {
  return c == '/' ? 0U : static_cast<unsigned char>(c) + 1U;
}

/// What is wrong with a path: its codes in the three kinds of blocks.
struct PathCodes {
  std::string_view part; ///< a part is empty, "." or ".."
  std::string_view ends; ///< it begins or ends with "/"
  std::string_view twin; ///< it stands twice, or is the folder of another
};
constexpr PathCodes kContentPath{"E099", "E100", "E101"};
constexpr PathCodes kLogicalPath{"E052", "E053", "E095"};

std::string_view part_fault(std::string_view path) {
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..")
      return part.empty() ? "it has an empty part" : "it has a \".\" or \"..\" part";
    begin = end + 1;
  }
  return path.find('\0') == std::string_view::npos ? "" : "it holds a NUL byte";
}

class Reader {
public:
  OcflReading read(std::string_view bytes) {
    json_ = read_ocfl_json(bytes, problems_);
    if (json_.is_json) {
      check_keys();
      read_texts();
      if (knows_algorithm_ && json_.manifest)
        read_blocks();
    }
    OcflReading reading;
    if (json_.is_json && knows_algorithm_ && json_.manifest)
      reading.inventory = std::move(inventory_);
    reading.problems = problems_.take();
    return reading;
  }

private:
  void problem(std::string_view code, std::string place, std::string words) {
    problems_.add(code, std::move(place), std::move(words));
  }

  const std::string* text(std::string_view key) const {
    const auto found = json_.texts.find(key);
    return found == json_.texts.end() ? nullptr : &found->second;
  }

  void check_keys() {
    for (const std::string_view key : {"id", "type", "digestAlgorithm", "head"})
      if (!text(key))
        problem("E036", "", fmt::format("the inventory has no \"{}\"", key));
    if (!json_.manifest)
      problem("E041", "", "the inventory has no \"manifest\"");
    if (!json_.versions)
      problem("E043", "", "the inventory has no \"versions\"");
  }

  void read_texts() {
    if (const std::string* id = text("id")) {
      inventory_.id = *id;
      if (is_blank(*id))
        problem("E037", "id", "it is empty");
    }
    if (const std::string* type = text("type"))
      read_type(*type);
    if (const std::string* word = text("digestAlgorithm"))
      read_algorithm(*word);
    if (const std::string* folder = text("contentDirectory"))
      read_content_directory(*folder);
    read_versions();
    if (const std::string* head = text("head"))
      read_head(*head);
  }

  void read_type(std::string_view type) {
    for (const std::string_view version : {"1.0", "1.1"})
      if (type == fmt::format("https://ocfl.io/{}/spec/#inventory", version))
        inventory_.spec = version;
    if (inventory_.spec.empty())
      problem("E038", "type",
              fmt::format("\"{}\" is no version of OCFL that is known", shown(type)));
  }

  void read_algorithm(std::string_view word) {
    knows_algorithm_ = word == "sha512" || word == "sha256";
    inventory_.digest_algorithm = word == "sha256" ? Algorithm::sha256 : Algorithm::sha512;
    if (!knows_algorithm_)
      problem("E025", "digestAlgorithm",
              fmt::format("\"{}\" is neither sha512 nor sha256", shown(word)));
  }

  void read_content_directory(const std::string& folder) {
    const bool is_path = folder.find('/') != std::string::npos;
    if (is_path || !part_fault(folder).empty())
      problem(is_path ? "E017" : "E018", "contentDirectory",
              fmt::format("\"{}\" is not the name of a folder", shown(folder)));
    else
      inventory_.content_directory = folder;
  }

  // Versions.

  void read_versions() {
    if (!json_.versions)
      return;
    for (const OcflVersionJson& version : *json_.versions) {
      const auto parsed = parse_ocfl_version(version.name);
      if (!parsed)
        problem("E046", "versions",
                fmt::format("\"{}\" is not the name of a version", shown(version.name)));
      inventory_.versions.push_back({version.name, parsed ? parsed->number : 0, {}});
      check_version(version);
    }
    if (json_.versions->empty())
      problem("E008", "versions", "there is no version");
    check_sequence();
  }

  void check_version(const OcflVersionJson& version) {
    const std::string place = "versions/" + shown(version.name);
    if (!version.created)
      problem("E048", place, "it has no \"created\" that is a text");
    else if (!is_ocfl_date(*version.created))
      problem("E049", place + "/created",
              fmt::format("\"{}\" is no time of RFC 3339", shown(*version.created)));
    if (!version.state)
      problem("E048", place, "it has no \"state\" that is an object");
    if (version.has_user && !version.has_user_name)
      problem("E054", place + "/user", "it has no \"name\"");
  }

  /// Numbers go up by one from 1, and all names follow one convention.
  void check_sequence() {
    std::set<std::uint32_t> numbers;
    std::set<std::size_t> digits;
    for (const OcflVersion& version : inventory_.versions)
      if (const auto parsed = parse_ocfl_version(version.name)) {
        numbers.insert(parsed->number);
        digits.insert(parsed->digits);
      }
    if (!numbers.empty() && *numbers.begin() != 1)
      problem("E009", "versions", "they do not begin with version 1");
    else if (!numbers.empty() && *numbers.rbegin() != numbers.size())
      problem("E010", "versions", "a version is missing between others");
    if (digits.size() > 1)
      problem(digits.contains(0) ? "E011" : "E012", "versions",
              "their names are not padded with zeros to one length");
  }

  void read_head(const std::string& head) {
    std::uint32_t last = 0;
    std::uint32_t number = 0;
    for (const OcflVersion& version : inventory_.versions) {
      last = std::max(last, version.number);
      number = version.name == head ? version.number : number;
    }
    if (number == 0)
      problem("E040", "head", fmt::format("there is no version \"{}\"", shown(head)));
    else
      inventory_.head = head;
    if (number != 0 && number != last)
      problem("E040", "head", fmt::format("{} is not the last version", shown(head)));
  }

  // Blocks of digests.

  void read_blocks() {
    inventory_.manifest =
        files_of(*json_.manifest, "manifest", inventory_.digest_algorithm, kContentPath);
    check_content_paths();
    if (json_.versions)
      for (std::size_t i = 0; i < json_.versions->size(); ++i)
        read_state((*json_.versions)[i], inventory_.versions[i]);
    check_use();
    for (const auto& [word, block] : json_.fixity)
      if (const auto algorithm = algorithm_from_bagit(word))
        for (OcflFile& file : files_of(block, "fixity/" + shown(word), *algorithm, kContentPath))
          inventory_.fixity.push_back(std::move(file));
    order(inventory_.fixity);
    std::stable_sort(
        inventory_.versions.begin(), inventory_.versions.end(),
        [](const OcflVersion& a, const OcflVersion& b) { return a.number < b.number; });
  }

  void read_state(OcflVersionJson& json, OcflVersion& version) {
    if (!json.state)
      return;
    const std::string place = "versions/" + shown(json.name) + "/state";
    for (const OcflGroup& group : *json.state) {
      const auto digest = Digest::from_hex(inventory_.digest_algorithm, group.digest);
      if (digest)
        used_.insert(*digest);
      if (digest && !manifest_digests_.contains(*digest))
        problem("E050", place, "the manifest does not have the digest " + shown(group.digest));
    }
    version.state = files_of(*json.state, place, inventory_.digest_algorithm, kLogicalPath);
    json.state.reset();
  }

  /// What no version uses should not be there (OCFL 1.1, 3.5.2).
  void check_use() {
    for (const Digest& digest : manifest_digests_)
      if (!used_.contains(digest))
        problem("E107", "manifest", "no version uses the digest " + digest.hex());
  }

  void check_content_paths() {
    std::set<std::string, std::less<>> folders;
    for (const OcflVersion& version : inventory_.versions)
      folders.insert(version.name + "/" + inventory_.content_directory);
    for (const OcflFile& file : inventory_.manifest) {
      const std::size_t first = file.path.find('/');
      const std::size_t second =
          first == std::string::npos ? first : file.path.find('/', first + 1);
      if (second == std::string::npos ||
          !folders.contains(std::string_view(file.path).substr(0, second)))
        problem("E042", "manifest",
                fmt::format("\"{}\" does not lie in the content folder of a version",
                            shown(file.path)));
    }
  }

  /// The files of a block, in order. Digests of the manifest are kept, since states point to them.
  std::vector<OcflFile> files_of(const OcflBlock& block, const std::string& place,
                                 Algorithm algorithm, const PathCodes& codes) {
    std::vector<OcflFile> files;
    for (const OcflGroup& group : block) {
      const auto digest = Digest::from_hex(algorithm, group.digest);
      if (!digest) {
        problem(
            codes.part == kLogicalPath.part ? "E050" : "E092", place,
            fmt::format("\"{}\" is no digest of {}", shown(group.digest), info(algorithm).premis));
        continue;
      }
      if (place == "manifest")
        manifest_digests_.insert(*digest);
      for (const std::string& path : group.paths)
        if (is_usable(path, place, codes))
          files.push_back({path, *digest});
    }
    order(files);
    drop_twins(files, place, codes);
    return files;
  }

  bool is_usable(const std::string& path, const std::string& place, const PathCodes& codes) {
    const bool has_ends = path.starts_with('/') || path.ends_with('/');
    std::string_view fault = has_ends ? "it begins or ends with \"/\"" : part_fault(path);
    PathFault other = PathFault::none; // no file of ours can have such a path
    if (fault.empty() && codes.part == kContentPath.part && !RelPath::parse(path, &other))
      fault = describe(other);
    if (!fault.empty())
      problem(has_ends ? codes.ends : codes.part, place,
              fmt::format("the path \"{}\" cannot be used: {}", shown(path), fault));
    return fault.empty();
  }

  static void order(std::vector<OcflFile>& files) {
    std::stable_sort(files.begin(), files.end(), [](const OcflFile& a, const OcflFile& b) {
      return ocfl_path_less(a.path, b.path);
    });
  }

  /// What lies in a folder follows it in the order, so that only neighbours need to be compared.
  void drop_twins(std::vector<OcflFile>& files, const std::string& place, const PathCodes& codes) {
    std::vector<OcflFile> kept;
    for (OcflFile& file : files) {
      const bool is_twin = !kept.empty() && kept.back().path == file.path;
      const bool is_inside = !kept.empty() && !is_twin && file.path.starts_with(kept.back().path) &&
                             file.path[kept.back().path.size()] == '/';
      if (is_twin)
        problem(codes.twin, place,
                fmt::format("the path \"{}\" stands twice{}", shown(file.path),
                            kept.back().digest == file.digest ? "" : ", with different digests"));
      else if (is_inside)
        problem(codes.twin, place,
                fmt::format("\"{}\" is a file, and a folder in \"{}\"", shown(kept.back().path),
                            shown(file.path)));
      else
        kept.push_back(std::move(file));
    }
    files = std::move(kept);
  }

  OcflProblems problems_;
  OcflJson json_;
  OcflInventory inventory_;
  bool knows_algorithm_ = false;
  std::set<Digest> manifest_digests_;
  std::set<Digest> used_;
};

} // namespace

bool ocfl_path_less(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return rank(x) < rank(y); });
}

const OcflFile* find_ocfl_file(const std::vector<OcflFile>& files, std::string_view path) {
  const auto found = std::lower_bound(
      files.begin(), files.end(), path,
      [](const OcflFile& file, std::string_view key) { return ocfl_path_less(file.path, key); });
  return found == files.end() || found->path != path ? nullptr : &*found;
}

OcflReading read_inventory(std::string_view bytes) {
  return Reader().read(bytes);
}

std::optional<std::string> read_inventory_sidecar(std::string_view bytes) {
  std::vector<std::string_view> words;
  for_each_word(bytes, [&words](std::string_view word) {
    if (words.size() < 3)
      words.push_back(word);
  });
  const bool is_at_start = !words.empty() && bytes.data() == words.front().data();
  const std::string_view line = bytes.substr(0, bytes.find('\n'));
  if (words.size() != 2 || words[1] != kOcflInventory || !is_at_start ||
      line.find(kOcflInventory) == std::string_view::npos)
    return std::nullopt;
  return std::string(words[0]);
}

} // namespace delo
