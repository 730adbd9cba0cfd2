#include "delo/formats/mets/media_type_check.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace delo {
namespace {

using namespace std::literals;

struct MagicRow {
  std::string_view bytes;
  Signature signature;
  std::size_t offset = 0;
};
constexpr std::array<MagicRow, 12> kMagic{{
    {"II*\0"sv, Signature::tiff},
    {"MM\0*"sv, Signature::tiff},
    {"II+\0"sv, Signature::tiff},
    {"MM\0+"sv, Signature::tiff},
    {"\xFF\xD8\xFF"sv, Signature::jpeg},
    {"\x89PNG\r\n\x1A\n"sv, Signature::png},
    {"GIF8"sv, Signature::gif},
    {"PK\3\4"sv, Signature::zip},
    {"PK\5\6"sv, Signature::zip},
    {"\x1F\x8B"sv, Signature::gzip},
    {"WAVE"sv, Signature::wave, 8},
    {"\0\0\0\x0CjP  \r\n\x87\n"sv, Signature::jp2},
}};

struct TypeRow {
  std::string_view type;
  Signature signature;
};
constexpr std::array<TypeRow, 18> kTypes{{
    {"application/pdf", Signature::pdf},
    {"application/x-pdf", Signature::pdf},
    {"image/tiff", Signature::tiff},
    {"image/tif", Signature::tiff},
    {"image/jpeg", Signature::jpeg},
    {"image/jpg", Signature::jpeg},
    {"image/pjpeg", Signature::jpeg},
    {"image/png", Signature::png},
    {"image/x-png", Signature::png},
    {"image/gif", Signature::gif},
    {"application/zip", Signature::zip},
    {"application/x-zip-compressed", Signature::zip},
    {"application/gzip", Signature::gzip},
    {"application/x-gzip", Signature::gzip},
    {"audio/wav", Signature::wave},
    {"audio/x-wav", Signature::wave},
    {"audio/vnd.wave", Signature::wave},
    {"image/jp2", Signature::jp2},
}};

/// Formats that are a zip inside.
constexpr std::array<std::string_view, 4> kZipped{
    "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.",
    "application/epub+zip", "application/java-archive"};

/// A PDF may have something in front (ISO 32000-1 annex H: readers look at the first 1024 bytes).
bool is_pdf(std::string_view head) {
  return head.substr(0, kHeadOfSignature).find("%PDF-") != std::string_view::npos;
}

/// "image/tiff" of "Image/TIFF; charset=binary".
std::string bare_type(std::string_view media_type) {
  return ascii_lower(trim(media_type.substr(0, media_type.find(';'))));
}

} // namespace

Signature signature_of(std::string_view head) {
  for (const MagicRow& row : kMagic)
    if (head.size() >= row.offset && head.substr(row.offset).starts_with(row.bytes))
      return row.signature;
  return is_pdf(head) ? Signature::pdf : Signature::none;
}

std::optional<Signature> signature_for(std::string_view media_type) {
  const std::string type = bare_type(media_type);
  for (const TypeRow& row : kTypes)
    if (row.type == type)
      return row.signature;
  const bool is_zipped =
      std::any_of(kZipped.begin(), kZipped.end(),
                  [&type](std::string_view start) { return type.starts_with(start); });
  return is_zipped ? std::optional(Signature::zip) : std::nullopt;
}

bool contradicts(std::string_view media_type, Signature found) {
  if (const auto due = signature_for(media_type))
    return found != *due;
  // A text cannot begin like an image; of other types too little is known.
  const std::string type = bare_type(media_type);
  const bool is_text = type.starts_with("text/") || type.ends_with("xml");
  return is_text && found != Signature::none && found != Signature::pdf;
}

std::string_view to_word(Signature signature) {
  static constexpr std::array<std::string_view, 10> kWords{"nothing that delo knows",
                                                           "PDF",
                                                           "TIFF",
                                                           "JPEG",
                                                           "PNG",
                                                           "GIF",
                                                           "ZIP",
                                                           "gzip",
                                                           "WAVE",
                                                           "JPEG 2000"};
  return kWords.at(static_cast<std::size_t>(signature));
}

} // namespace delo
