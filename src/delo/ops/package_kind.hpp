// What a package is, told by names alone.
#pragma once

#include "delo/io/inspector.hpp"

#include <string_view>

namespace delo {

/// Watches for the files that make a bag or a SIP, whichever rules are checked.
class KindWatcher final : public Inspector {
public:
  void on_entry(const Entry& entry, const RelPath* path, PathFault fault) override;

  /// "bag with SIP", "bag", "SIP", "bag with METS", "METS package"; empty when it is none of them.
  std::string_view words() const;
  bool has_mets() const { return has_sip_ || has_mets_; }

private:
  bool is_bag_ = false;
  bool has_sip_ = false;
  bool has_mets_ = false; ///< one of another maker's habits
};

} // namespace delo
