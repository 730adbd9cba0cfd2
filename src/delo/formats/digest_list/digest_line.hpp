// One line of a list of digests, in the forms of the tools that write such lists.
#pragma once

#include "delo/model/digest.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// What a line says of a file, or why it makes no sense.
struct DigestLine {
  std::string name; ///< the bytes of the file's name
  DigestSet digests;
  std::optional<std::uint64_t> size; ///< in bytes
  std::string fault;                 ///< in plain words; "" when the line is good
};

/// A line of sha256sum and its like: "<digest>  <name>", "<digest> *<name>", or with --tag and from
/// BSD and openssl "SHA256 (<name>) = <digest>". Behind a "\" in front, "\\", "\n" and "\r" in the
/// name stand for the characters. The algorithm comes from the tag; without one it is `hint` where
/// the digest is as long as that, or the SHA or MD5 of its length.
DigestLine read_digest_line(std::string_view line, std::optional<Algorithm> hint);

/// The columns of a list of hashdeep, from its line "%%%% size,md5,sha256,filename".
class HashdeepColumns {
public:
  /// Takes what stands behind "%%%% "; nothing when the columns are none of hashdeep, or none of
  /// them is a digest that is known.
  static std::optional<HashdeepColumns> parse(std::string_view columns);

  /// A line with a value for each column; the name is the last and may hold commas.
  DigestLine read(std::string_view line) const;

private:
  struct Column {
    bool is_size;
    std::optional<Algorithm> algorithm; ///< nothing: passed over
  };
  std::vector<Column> columns_; ///< without the name
};

/// The algorithm that the name of a list gives away: "SHA256SUMS", "photos.md5", "b2sums.txt".
std::optional<Algorithm> algorithm_of_list(std::string_view file_name);

} // namespace delo
