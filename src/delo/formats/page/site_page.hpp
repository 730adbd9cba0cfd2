// The layouts of the site since 2021 (L1, L2, L2v, L3): heading, body, summary, label lines, and
// "Document Information" with the source line.
#pragma once

#include "delo/formats/page/page_labels.hpp"
#include "delo/formats/page/page_shapes.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace delo {

/// Where the parts of such a page are: indices into its lines.
struct SiteFrame {
  std::size_t date = 0;
  std::optional<LineRange> title;
  std::optional<LineRange> support;
  std::size_t body = 0;        ///< first line behind the heading
  std::size_t labels = 0;      ///< first label line of the block at the foot
  std::size_t information = 0; ///< first line of what holds the source line
  bool heading_first = true;   ///< nothing stands above the date but words of the site
};

/// Finds date, title and support line before line `end`; false when there is no heading date.
bool find_site_heading(const PageView& page, std::size_t end, SiteFrame& frame);

/// Finds the parts, or says in `missing` what is not there.
std::optional<SiteFrame> find_site_frame(const PageView& page, std::vector<std::string>& missing);

/// Whether the page has the foot of such a page.
bool has_site_foot(const PageView& page);

/// Date, title and support line; the date of the body when it names another year.
void read_site_heading(const PageView& page, const SiteFrame& frame, DocumentRecord& record);

/// The summary has no label: it is taken only when its place and its words leave no doubt.
void read_site_summary(const PageView& page, const SiteFrame& frame, DocumentRecord& record);

/// What stands under one label.
struct LabelledLines {
  std::optional<PageLabel> label;    ///< none: behind "Document Information" itself
  std::size_t line = 0;              ///< of the label
  std::string_view inline_value;     ///< on the label's own line
  std::vector<LineRange> paragraphs; ///< below it, up to the next label
};

/// What the labels of the foot turned out to be.
struct SiteFoot {
  bool has_source_label = false;
  bool has_lists = false;
};

/// The labels with their values, the source line, rights and donors.
SiteFoot read_site_foot(const PageView& page, const SiteFrame& frame, DocumentRecord& record);

} // namespace delo
