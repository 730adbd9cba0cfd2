// L6: a PDF page after text recognition, on one line and without punctuation. Names and titles can
// no longer be told from what follows them; only what has a form of its own is read, and none of it
// is sure.
#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_dates.hpp"
#include "delo/formats/page/page_labels.hpp"
#include "delo/formats/page/page_shapes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace delo {
namespace {

constexpr std::size_t kFurthest = 4000; ///< bytes: all of it stands at the beginning
constexpr std::size_t kMostDigits = 7;

constexpr std::string_view kHead = "international history declassified ";
constexpr std::string_view kPublisher = " digital archive ";
constexpr std::string_view kAddress = "digitalarchive wilsoncenter org document ";
constexpr std::string_view kLanguage = " original language ";

/// The first filled line, which is the whole page; the site's name may stand on a line above.
std::optional<std::size_t> flat_line(const PageLines& lines) {
  for (std::size_t i = next_filled(lines, 0); i < lines.size(); i = next_filled(lines, i + 1)) {
    const std::string folded = folded_line(lines[i].text.substr(0, kFurthest));
    if (folded.find(kHead) != std::string::npos && folded.find(" citation ") != std::string::npos &&
        folded.find(kPublisher) != std::string::npos)
      return i;
    if (!is_navigation(lines[i].text))
      return std::nullopt;
  }
  return std::nullopt;
}

ShapeEvidence recognise_flattened(const PageView& page) {
  constexpr int kStrong = 40;
  return {flat_line(page.lines) ? kStrong : 0, {}};
}

Field unsure(const PageLine& line, std::string value) {
  return field_from(line, std::move(value), Confidence::unsure);
}

/// The first three words behind the head are the date, when they are one.
void read_date(const PageLine& line, std::string_view folded, DocumentRecord& record) {
  std::string_view rest = folded.substr(folded.find(kHead) + kHead.size());
  std::size_t end = 0;
  for (int word = 0; word < 3 && end != std::string_view::npos; ++word)
    end = rest.find(' ', end + 1);
  if (end == std::string_view::npos)
    return;
  const std::string_view words = rest.substr(0, end);
  const std::string iso = edtf_date(words);
  // The citation says it again: a misread digit would differ.
  const bool twice = rest.find(words, end) != std::string_view::npos;
  constexpr std::size_t kWholeDate = 10;
  if (iso.size() != kWholeDate || !twice)
    return;
  // As printed: the same words with their capitals.
  const std::size_t printed = ascii_lower(line.text).find(words);
  record.date_display = unsure(
      line,
      std::string(printed == std::string::npos ? words : line.text.substr(printed, words.size())));
  record.date_iso = unsure(line, iso);
}

ShapeReading read_flattened(const PageView& page) {
  ShapeReading reading;
  reading.shape = "L6";
  const auto at = flat_line(page.lines);
  if (!at)
    return reading;
  const PageLine& line = page.lines[*at];
  DocumentRecord& record = reading.record;
  const std::string folded = folded_line(line.text.substr(0, kFurthest));
  read_date(line, folded, record);
  if (const std::size_t address = folded.find(kAddress); address != std::string::npos) {
    const std::string_view id = std::string_view(folded).substr(address + kAddress.size());
    const std::size_t digits = std::min(id.find_first_not_of("0123456789"), id.size());
    if (digits > 0 && digits <= kMostDigits && id.substr(digits).starts_with(' '))
      record.record_id = unsure(line, std::string(id.substr(0, digits)));
  }
  if (const std::size_t word = folded.find(kLanguage); word != std::string::npos) {
    const std::string_view rest = std::string_view(folded).substr(word + kLanguage.size());
    std::string language(rest.substr(0, rest.find(' ')));
    if (is_language(language)) {
      language.front() = static_cast<char>(language.front() - ('a' - 'A'));
      record.language = unsure(line, language);
    }
  }
  record.warnings.emplace_back("the page is a flattened text without punctuation: title, source "
                               "line and credits cannot be told apart and were left empty");
  return reading;
}

} // namespace

const PageShape kFlattenedPage{"flattened text of a PDF", recognise_flattened, read_flattened};

} // namespace delo
