// What a package is, told by names alone.
#pragma once

#include "delo/io/inspector.hpp"

#include <string_view>

namespace delo {

/// Watches for the files that make a bag or a SIP, whichever rules are checked.
class PackageKind final : public Inspector {
public:
  void on_entry(const Entry& entry, const RelPath* path, PathFault fault) override;

  /// "bag with SIP", "bag", "SIP"; empty when it is neither.
  std::string_view words() const;

private:
  bool is_bag_ = false;
  bool has_sip_ = false;
};

} // namespace delo
