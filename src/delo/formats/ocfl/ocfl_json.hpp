// The JSON of an inventory, with the shape that OCFL gives it, before its sense is judged.
#pragma once

#include "delo/formats/ocfl/ocfl_problem.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Keeps the first thousand problems; the last of them says that there are more.
class OcflProblems {
public:
  void add(std::string_view code, std::string path, std::string words);
  std::vector<OcflProblem> take() { return std::move(list_); }

private:
  std::vector<OcflProblem> list_;
};

/// A digest as written, and the paths that it is given to.
struct OcflGroup {
  std::string digest;
  std::vector<std::string> paths;
};
using OcflBlock = std::vector<OcflGroup>;

struct OcflVersionJson {
  std::string name;
  std::optional<std::string> created;
  std::optional<OcflBlock> state;
  bool has_user = false;
  bool has_user_name = false;
};

/// What is not there, or of another kind than OCFL says, is left out.
struct OcflJson {
  bool is_json = false;                                  ///< when not, nothing else is set
  std::map<std::string, std::string, std::less<>> texts; ///< id, type, head and so on
  std::optional<OcflBlock> manifest;
  std::optional<std::vector<OcflVersionJson>> versions;
  std::map<std::string, OcflBlock> fixity; ///< by the names of the algorithms
};

/// Reads the text once, as a stream. Values of a wrong kind, keys that stand twice, and nesting
/// deeper than an inventory ever has, are problems.
OcflJson read_ocfl_json(std::string_view bytes, OcflProblems& problems);

} // namespace delo
