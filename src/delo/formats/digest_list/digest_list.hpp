// Lists of digests that tools write beside files: sha256sum and its like (GNU, BSD, openssl), and
// hashdeep.
#pragma once

#include "delo/base/compact_list.hpp"
#include "delo/base/hash_table.hpp"
#include "delo/formats/digest_list/digest_line.hpp"
#include "delo/model/digest.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A longer line is not kept: names have at most 4096 bytes on Linux, twice that when escaped.
inline constexpr std::size_t kLongestDigestLine = std::size_t{64} * 1024;

struct DigestListEntry {
  std::string name; ///< as written: it may be absolute, begin with "./" or climb; not UTF-8 always
  DigestSet digests;
  std::optional<std::uint64_t> size; ///< in bytes, of lists of hashdeep
  std::size_t line = 0;              ///< 1-based
};

struct DigestListProblem {
  std::size_t line; ///< 1-based
  std::string words;
};

/// What a list was, once it has passed.
struct DigestListEnd {
  std::vector<DigestListProblem> problems; ///< the first thousand
  std::uint64_t more_problems = 0;
  std::uint64_t entries = 0;
  std::uint64_t repeated = 0; ///< lines that say of a name once more what was said before
};

/// Reads a list as it passes. Each name is handed out once for each algorithm; another digest or
/// size for it later is a problem. Empty lines, comments ("#") and a byte order mark of UTF-8 are
/// passed over. Memory: the names and digests, and one line.
class DigestListReader {
public:
  using Take = std::function<void(const DigestListEntry&)>;

  /// `file_name` of the list may say which algorithm is meant; see algorithm_of_list().
  explicit DigestListReader(Take take, std::string_view file_name = {});
  DigestListReader(DigestListReader&&) = delete; // a list is read in one place

  void feed(std::string_view bytes);
  /// A last line without a line feed counts as well.
  DigestListEnd finish();

private:
  /// What was said of a name, kept as the bytes of its fields.
  struct Known {
    std::string name;
    DigestSet digests;
    std::optional<std::uint64_t> size;
    std::uint64_t line = 0;
    void write(FieldWriter& fields) const;
    static Known read(FieldReader& fields);
  };

  void begin();
  void split(std::string_view bytes);
  void end_line();
  void take_line(std::string_view line);
  void take_header(std::string_view text);
  void take_entry(DigestLine line);
  std::optional<std::uint64_t> find_or_add(const Known& known);
  void merge(std::uint64_t place, const DigestLine& line);
  void problem(std::string words);

  Take take_;
  std::optional<Algorithm> hint_;
  std::string beginning_; ///< held back until it is known what it is
  bool begun_ = false;
  bool refused_ = false; ///< not a text in UTF-8 at all
  std::string line_;
  bool too_long_ = false;
  std::size_t number_ = 0;
  bool is_hashdeep_ = false;
  std::optional<HashdeepColumns> columns_;
  CompactList<Known> known_;
  HashTable places_;                             ///< in known_, by the hash of the name
  std::map<std::string, std::uint64_t> crowded_; ///< names whose hash another name has as well
  DigestListEnd end_;
};

/// The same for a list that is there as a whole.
DigestListEnd read_digest_list(std::string_view bytes, const DigestListReader::Take& take,
                               std::string_view file_name = {});

} // namespace delo
