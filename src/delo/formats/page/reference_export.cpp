#include "delo/formats/page/reference_export.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/citation/source_fields.hpp"
#include "delo/formats/page/page_dates.hpp"
#include "delo/formats/page/page_shapes.hpp"
#include "delo/formats/page/quoted_citation.hpp"
#include "delo/formats/page/source_line.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {
namespace {

/// "1945/11/20/" as RIS writes dates; parts may be left out from the end.
std::string ris_date(std::string_view text) {
  std::string iso;
  std::size_t parts = 0;
  while (!text.empty() && parts < 3) {
    const std::string_view part = text.substr(0, text.find('/'));
    const bool digits = part.find_first_not_of("0123456789") == std::string_view::npos;
    const std::size_t wanted = parts == 0 ? 4 : 2;
    if (part.empty())
      break;
    if (!digits || part.size() > wanted || (parts == 0 && part.size() != 4))
      return {};
    iso += (parts == 0 ? "" : part.size() == 1 ? "-0" : "-") + std::string(part);
    ++parts;
    text.remove_prefix(std::min(part.size() + 1, text.size()));
  }
  const bool more = text.find_first_not_of("/ ") != std::string_view::npos;
  return more ? std::string() : edtf_date(iso);
}

class ExportReader {
public:
  explicit ExportReader(const PageView& page) : lines_(page.lines), archives_(page.archives) {}

  void take(const ExportValue& value) {
    switch (value.field) {
    case ExportField::title:
      put(record_.title, value, value.value);
      if (is_in_capitals(record_.title.joined()))
        lower_confidence(record_.title, Confidence::likely);
      return;
    case ExportField::date:
      return take_date(value);
    case ExportField::source:
      return take_source(value);
    case ExportField::url:
      return take_url(value);
    case ExportField::author:
      return add(record_.authors, value);
    case ExportField::subject:
      return add(record_.subjects, value);
    case ExportField::summary:
      return put(record_.summary, value, value.value);
    case ExportField::language:
      if (!languages_in(value.value).empty())
        put(record_.language, value, value.value);
      return;
    case ExportField::type:
      return put(record_.document_type, value, value.value);
    case ExportField::publisher:
      return put(record_.publisher, value, value.value);
    }
  }

  DocumentRecord finish() {
    if (record_.citation_raw.empty())
      record_.warnings.emplace_back(
          "the page has no source line: no holding and no credits are known");
    if (!record_.date_display.empty() && record_.date_iso.empty())
      record_.warnings.push_back(fmt::format("the date \"{}\" has no exact form: give one by hand",
                                             record_.date_display.joined()));
    RightsReader().write(record_);
    return std::move(record_);
  }

private:
  Field made(const ExportValue& value, std::string text) const {
    Field field = field_from(lines_, value.lines);
    field.values = {std::move(text)};
    if (!value.whole)
      lower_confidence(field, Confidence::likely);
    return field;
  }

  /// The first value stands: a reference repeats a title under several tags. Another one makes it
  /// doubtful.
  void put(Field& field, const ExportValue& value, const std::string& text) const {
    if (field.empty() && !text.empty())
      field = made(value, text);
    else if (!text.empty() && field.joined() != text)
      lower_confidence(field, Confidence::likely);
  }

  void add(Field& field, const ExportValue& value) const {
    if (field.empty())
      return put(field, value, value.value);
    field.values.push_back(value.value);
    field.raw += "\n" + made(value, "").raw;
  }

  void take_date(const ExportValue& value) {
    std::string iso = edtf_date(value.value);
    if (iso.empty())
      iso = ris_date(value.value);
    // A year beside a full date says less: the fullest one stands.
    if (iso.size() <= record_.date_iso.joined().size() && !record_.date_display.empty())
      return;
    record_.date_display = made(value, value.value);
    record_.date_iso = iso.empty() ? Field() : made(value, iso);
  }

  void take_source(const ExportValue& value) {
    if (!record_.citation_raw.empty())
      return put(record_.citation_raw, value, value.value);
    if (looks_like_source(value.value))
      apply_source_line(made(value, value.value), record_, archives_);
  }

  void take_url(const ExportValue& value) {
    put(record_.url, value, value.value);
    put(record_.record_id, value, record_id_in(value.value));
  }

  const PageLines& lines_;
  const ArchiveTable& archives_;
  DocumentRecord record_;
};

} // namespace

ShapeEvidence export_evidence(std::size_t records, const std::vector<ExportValue>& values) {
  constexpr int kStrong = 100;
  ShapeEvidence evidence{kStrong, {}};
  if (records > 1)
    evidence.missing.emplace_back("it holds several references: export them one by one");
  if (std::none_of(values.begin(), values.end(),
                   [](const ExportValue& v) { return v.field == ExportField::title; }))
    evidence.missing.emplace_back("no title in the reference");
  return evidence;
}

DocumentRecord record_from_export(const PageView& page, const std::vector<ExportValue>& values) {
  ExportReader reader(page);
  for (const ExportValue& value : values)
    reader.take(value);
  return reader.finish();
}

} // namespace delo
