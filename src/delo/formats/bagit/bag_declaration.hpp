// bagit.txt: the version of a bag, and the encoding of its tag files (RFC 8493 2.1.1).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// Something wrong with bagit.txt.
struct DeclarationFault {
  std::string_view rule; ///< of bag_rules()
  std::uint64_t line;    ///< 1-based
  std::string message;
};

/// What bagit.txt says, as far as it can be understood, and every fault of its form.
struct BagDeclaration {
  std::string version;  ///< "1.0"; "" when none is given
  std::string encoding; ///< as canonical_encoding() gives it; "" when it is missing or unknown
  std::vector<DeclarationFault> faults;

  /// Whether the rules of BagIt 1.0 hold: also where the version is unknown.
  bool is_1_0() const;
};

/// The published versions, oldest first.
std::span<const std::string_view> bagit_versions();

BagDeclaration parse_declaration(std::string_view text);

} // namespace delo
