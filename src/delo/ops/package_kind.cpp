#include "delo/ops/package_kind.hpp"

#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/formats/csip/csip_layout.hpp"

namespace delo {

void KindWatcher::on_entry(const Entry& entry, const RelPath* path, PathFault) {
  if (!path || entry.kind != EntryKind::file || entry.outside_root)
    return;
  if (path->is_at_top() && (path->str() == "bagit.txt" || parse_manifest_name(path->str())))
    is_bag_ = true;
  if (path->str() == ".bagit/bagit.txt") // the private layout of one library: refused as a bag
    is_bag_ = true;
  if (!is_mets_of_package(*path))
    return;
  const auto place = split_sip_path(*path);
  (place && place->inner.str() == kMetsName ? has_sip_ : has_mets_) = true;
}

std::string_view KindWatcher::words() const {
  if (is_bag_)
    return has_sip_ ? "bag with SIP" : has_mets_ ? "bag with METS" : "bag";
  return has_sip_ ? "SIP" : has_mets_ ? "METS package" : "";
}

} // namespace delo
