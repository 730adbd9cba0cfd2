#include "delo/formats/page/site_page.hpp"

#include "delo/base/utf8.hpp"

namespace delo {
namespace {

ShapeEvidence recognise_site(const PageView& page) {
  constexpr int kStrong = 80;
  constexpr int kWeak = 20; // a heading without the foot
  ShapeEvidence evidence;
  find_site_frame(page, evidence.missing);
  evidence.strength = has_site_foot(page) ? kStrong : evidence.missing.size() == 1 ? kWeak : 1;
  return evidence;
}

std::string shape_of(const SiteFoot& foot, const DocumentRecord& record) {
  if (!foot.has_source_label)
    return "L1";
  const bool stripped = record.citation_raw.empty() && record.record_id.empty() &&
                        record.uploaded.empty() && record.language.empty();
  if (foot.has_lists)
    return "L2v";
  return stripped ? "L3" : "L2";
}

ShapeReading read_site(const PageView& page) {
  ShapeReading reading;
  std::vector<std::string> missing;
  const auto frame = find_site_frame(page, missing);
  if (!frame)
    return reading;
  read_site_heading(page, *frame, reading.record);
  read_site_summary(page, *frame, reading.record);
  const SiteFoot foot = read_site_foot(page, *frame, reading.record);
  reading.shape = shape_of(foot, reading.record);
  return reading;
}

} // namespace

const PageShape kSitePage{"page with 'Document Information'", recognise_site, read_site};

} // namespace delo
