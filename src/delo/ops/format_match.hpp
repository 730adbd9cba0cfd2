// Which file that is packed a list of formats speaks of.
#pragma once

#include "delo/formats/identification/format_list.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A list of formats, brought together with the files of a run by their paths. Paths are compared
/// from their ends, since the list may have been made elsewhere: a relative path of the list must
/// be the end of the file's whole path, or an absolute one the same; otherwise the file's name and
/// its folder's must agree. What fits best wins; where two fit alike, nothing is taken over.
class FormatMatches {
public:
  /// `sources` are the files of the run, as paths on disk; `name` is what the list is called.
  FormatMatches(FormatList list, std::string name, const std::vector<std::string>& sources);

  /// Why no format can be taken over.
  enum class Fault {
    none,
    not_listed, ///< the list does not speak of the file
    unknown,    ///< the program did not know the format
    several,    ///< the program is not sure which
    ambiguous,  ///< several paths of the list, or several files, fit alike
    stale,      ///< the file has another size now
  };
  struct Match {
    const FormatKey* key = nullptr; ///< where one format is named, and the file is the same still
    Fault fault = Fault::none;
    std::string reason = {}; ///< of the fault, in words
  };
  /// What the list says of a file of this size.
  Match match(std::string_view source, std::uint64_t size) const;

  /// Paths of the list that belong to no file of the run.
  std::vector<std::string> unmatched() const;

  const FormatList& list() const { return list_; }
  /// The list's own file name, without its folder.
  const std::string& name() const { return name_; }

  FormatMatches(FormatMatches&&) = default;
  FormatMatches& operator=(FormatMatches&&) = default;
  FormatMatches(const FormatMatches&) = delete; // choices point into the list
  FormatMatches& operator=(const FormatMatches&) = delete;
  ~FormatMatches() = default;

private:
  struct Choice {
    const FormatEntry* entry = nullptr;
    bool ambiguous = false;
  };

  FormatList list_;
  std::string name_;
  std::map<std::string, Choice, std::less<>> choices_; ///< by source
};

} // namespace delo
