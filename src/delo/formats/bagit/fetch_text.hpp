// fetch.txt: payload that lies elsewhere (RFC 8493 2.2.3).
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/compact_store.hpp"
#include "delo/base/path_table.hpp"
#include "delo/formats/bagit/listed_path.hpp"
#include "delo/formats/bagit/tag_lines.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// One line: the address of a file, its length in bytes, and its path in the bag.
void write_fetch_line(ByteSink& sink, std::string_view url, std::uint64_t bytes,
                      const RelPath& path);

/// What fetch.txt lists, each path once. A million lines take little more than their bytes.
class FetchList {
public:
  struct Entry {
    std::optional<std::uint64_t> length; ///< in bytes, where it is given
    std::uint64_t line = 0;              ///< 1-based
    std::string_view url = {};           ///< "" where addresses are not kept
  };

  /// Keeps an entry; false when the path is listed already.
  bool add(const RelPath& path, const Entry& entry);
  bool contains(const RelPath& path) const { return paths_.find(path) != nullptr; }
  std::optional<Entry> find(const RelPath& path) const;
  std::size_t size() const { return paths_.size(); }
  /// Calls `visit(const RelPath&, const Entry&)` for every entry, by the bytes of the paths.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (const std::uint32_t number : paths_.sorted())
      visit(paths_.path(number), entries_[number]);
  }

private:
  CompactStore urls_;
  PathTable paths_;
  std::deque<Entry> entries_;
};

/// Something wrong with a line of fetch.txt.
struct FetchFault {
  enum class Kind {
    malformed,   ///< not three fields
    bad_url,     ///< no absolute URL (RFC 3986)
    bad_length,  ///< neither a number nor "-"
    bad_path,    ///< refused: see judge_listed_path()
    raw_percent, ///< "%" in front of what is not encoded there; the path counts as written
    duplicate,   ///< the path is listed before
    other_scheme ///< neither http nor https
  } kind;
  std::uint64_t line;
  std::string text;
  std::string refused; ///< why a path is refused
};

struct ParsedFetch {
  std::unique_ptr<FetchList> list; ///< never null
  CappedFaults<FetchFault> faults;
  TagLineFaults text_faults;
};

/// Reads fetch.txt as it passes; the others count where a line is faulty. Of
/// each kind of fault `most_faults` are kept.
class FetchParser {
public:
  enum class Addresses { checked, kept };

  /// `charset` as canonical_encoding() gives it.
  explicit FetchParser(PathEncoding encoding, std::string_view charset = "UTF-8",
                       Addresses addresses = Addresses::checked,
                       std::uint64_t most_faults = kMostFindings);
  FetchParser(FetchParser&&) = delete; // its lines know where it is

  void feed(std::string_view bytes) { lines_.feed(bytes); }
  ParsedFetch finish();

private:
  void take(std::string_view line);
  void judge_url(std::string_view url);
  void fault(FetchFault::Kind kind, std::string_view text, std::string refused = {});

  PathEncoding encoding_;
  Addresses addresses_;
  ParsedFetch parsed_;
  std::uint64_t number_ = 0;
  TagLines lines_;
};

/// The same for a text that is there as a whole.
ParsedFetch parse_fetch(std::string_view text, PathEncoding encoding = PathEncoding::percent);

/// The scheme of an absolute URL in small letters; "" when it is none.
std::string scheme_of(std::string_view url);

} // namespace delo
