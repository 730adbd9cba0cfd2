#include "delo/io/charset_converter.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

namespace delo {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

struct Alias {
  std::string_view name; ///< lower case, letters and digits only
  std::string_view encoding;
};

/// Names that people use and ICU does not know, or knows as another encoding.
constexpr std::array<Alias, 20> kAliases{{{"utf8", "UTF-8"},
                                          {"utf16", "UTF-16"},
                                          {"utf16le", "UTF-16LE"},
                                          {"utf16be", "UTF-16BE"},
                                          {"windows1251", "windows-1251"},
                                          {"win1251", "windows-1251"},
                                          {"cp1251", "windows-1251"},
                                          {"1251", "windows-1251"},
                                          {"koi8r", "KOI8-R"},
                                          {"koi8", "KOI8-R"},
                                          {"cp866", "IBM866"},
                                          {"ibm866", "IBM866"},
                                          {"866", "IBM866"},
                                          {"dos", "IBM866"},
                                          {"maccyrillic", "x-mac-cyrillic"},
                                          {"xmaccyrillic", "x-mac-cyrillic"},
                                          {"windows1252", "windows-1252"},
                                          {"win1252", "windows-1252"},
                                          {"cp1252", "windows-1252"},
                                          {"1252", "windows-1252"}}};

Converter open(std::string_view encoding) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(std::string(encoding).c_str(), &status));
  if (U_FAILURE(status))
    return nullptr;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return U_FAILURE(status) ? nullptr : std::move(converter);
}

bool is_stateless(const UConverter* converter) {
  constexpr std::array kTypes{UCNV_SBCS,
                              UCNV_DBCS,
                              UCNV_MBCS,
                              UCNV_LATIN_1,
                              UCNV_UTF8,
                              UCNV_UTF16_BigEndian,
                              UCNV_UTF16_LittleEndian,
                              UCNV_UTF32_BigEndian,
                              UCNV_UTF32_LittleEndian,
                              UCNV_UTF16,
                              UCNV_UTF32,
                              UCNV_US_ASCII};
  return std::find(kTypes.begin(), kTypes.end(), ucnv_getType(converter)) != kTypes.end();
}

/// Surrogates lie together: ICU never cuts a pair at the end of a buffer.
void append_utf8(std::span<const UChar> units, std::string& out) {
  std::size_t i = 0;
  while (i < units.size()) {
    UChar32 c = units[i++];
    if (U16_IS_LEAD(c) && i < units.size() && U16_IS_TRAIL(units[i]))
      c = U16_GET_SUPPLEMENTARY(c, units[i++]);
    std::array<char, 4> bytes{};
    std::size_t n = 0;
    if (c < 0x80) {
      bytes[n++] = static_cast<char>(c);
    } else {
      if (c < 0x800) {
        bytes[n++] = static_cast<char>(0xC0 | (c >> 6));
      } else {
        if (c < 0x10000) {
          bytes[n++] = static_cast<char>(0xE0 | (c >> 12));
        } else {
          bytes[n++] = static_cast<char>(0xF0 | (c >> 18));
          bytes[n++] = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        }
        bytes[n++] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      }
      bytes[n++] = static_cast<char>(0x80 | (c & 0x3F));
    }
    out.append(bytes.data(), n);
  }
}

/// ICU reads a byte that a Windows code page leaves open as a control character nobody ever typed.
std::optional<std::size_t> first_open_byte(std::string_view bytes, std::string_view encoding) {
  const ByteTable table = byte_table(encoding);
  const auto found = std::find_if(bytes.begin(), bytes.end(), [&table](char c) {
    const std::int32_t code = table[static_cast<unsigned char>(c)];
    return code >= 0x80 && code < 0xA0;
  });
  return found == bytes.end() ? std::nullopt
                              : std::optional(static_cast<std::size_t>(found - bytes.begin()));
}

} // namespace

Decoded decode_strictly(std::string_view bytes, std::string_view encoding) {
  Decoded decoded;
  const Converter converter = open(encoding);
  if (!converter)
    throw Error(ErrorKind::internal, fmt::format("no converter from {}", encoding));
  if (ucnv_getType(converter.get()) == UCNV_SBCS)
    if (const auto open_byte = first_open_byte(bytes, encoding)) {
      decoded.bad_offset = open_byte;
      return decoded;
    }
  std::vector<UChar> buffer(16384);
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  std::size_t held = 0; // a lead surrogate that waits for its trail
  while (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    UChar* to = buffer.data() + held;
    ucnv_toUnicode(converter.get(), &to, buffer.data() + buffer.size(), &from, end, nullptr, true,
                   &status);
    auto count = static_cast<std::size_t>(to - buffer.data());
    held = count > 0 && U16_IS_LEAD(buffer[count - 1]) && status == U_BUFFER_OVERFLOW_ERROR ? 1 : 0;
    append_utf8(std::span(buffer).first(count - held), decoded.text);
    if (held == 1)
      buffer[0] = buffer[count - 1];
  }
  if (U_FAILURE(status))
    decoded.bad_offset = std::min(static_cast<std::size_t>(from - bytes.data()), bytes.size()) -
                         (from == bytes.data() ? 0 : 1);
  return decoded;
}

class StreamDecoder::Impl {
public:
  explicit Impl(std::string_view encoding) : converter_(open(encoding)), buffer_(16384) {
    if (!converter_)
      throw Error(ErrorKind::internal, fmt::format("no converter from {}", encoding));
  }

  void decode(std::string_view bytes, bool is_last, std::string& text) {
    const char* from = bytes.data();
    const char* const end = from + bytes.size();
    for (bool more = true; more;) {
      UErrorCode status = U_ZERO_ERROR;
      UChar* to = buffer_.data() + held_;
      ucnv_toUnicode(converter_.get(), &to, buffer_.data() + buffer_.size(), &from, end, nullptr,
                     is_last, &status);
      take(static_cast<std::size_t>(to - buffer_.data()), text);
      const bool is_full = status == U_BUFFER_OVERFLOW_ERROR;
      if (U_FAILURE(status) && !is_full)
        text += kReplacement;
      more = is_full || (U_FAILURE(status) && from < end);
    }
  }

private:
  /// A lead surrogate at the end waits for its trail.
  void take(std::size_t count, std::string& text) {
    held_ = count > 0 && U16_IS_LEAD(buffer_[count - 1]) ? 1 : 0;
    append_utf8(std::span(buffer_).first(count - held_), text);
    if (held_ == 1)
      buffer_[0] = buffer_[count - 1];
  }

  static constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  Converter converter_;
  std::vector<UChar> buffer_;
  std::size_t held_ = 0;
};

StreamDecoder::StreamDecoder(std::string_view encoding) : impl_(std::make_unique<Impl>(encoding)) {}
StreamDecoder::~StreamDecoder() = default;
StreamDecoder::StreamDecoder(StreamDecoder&&) noexcept = default;
StreamDecoder& StreamDecoder::operator=(StreamDecoder&&) noexcept = default;

void StreamDecoder::decode(std::string_view bytes, bool is_last, std::string& text) {
  impl_->decode(bytes, is_last, text);
}

std::string canonical_encoding(std::string_view name) {
  std::string key;
  for (const char c : ascii_lower(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      key += c;
  const auto* alias = std::find_if(kAliases.begin(), kAliases.end(),
                                   [&key](const Alias& a) { return a.name == key; });
  if (alias != kAliases.end())
    return std::string(alias->encoding);
  if (key.empty())
    return {};
  const Converter converter = open(name);
  if (!converter || !is_stateless(converter.get()))
    return {};
  UErrorCode status = U_ZERO_ERROR;
  const char* internal = ucnv_getName(converter.get(), &status);
  if (U_FAILURE(status))
    return {};
  for (const char* standard : {"IANA", "MIME"}) {
    UErrorCode found = U_ZERO_ERROR;
    if (const char* known = ucnv_getStandardName(internal, standard, &found);
        known && U_SUCCESS(found))
      return known;
  }
  return internal;
}

std::string known_encodings() {
  std::string all;
  for (const Alias& alias : kAliases)
    if (all.find(alias.encoding) == std::string::npos || alias.encoding == "UTF-16")
      all += (all.empty() ? "" : ", ") + std::string(alias.encoding);
  return all;
}

ByteTable byte_table(std::string_view encoding) {
  ByteTable table{};
  const Converter converter = open(encoding);
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i] = -1;
    if (!converter)
      continue;
    const char byte = static_cast<char>(i);
    const char* from = &byte;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_reset(converter.get());
    const UChar32 c = ucnv_getNextUChar(converter.get(), &from, from + 1, &status);
    if (U_SUCCESS(status))
      table[i] = c;
  }
  return table;
}

std::uint64_t line_at(std::string_view bytes, std::size_t offset, std::string_view encoding) {
  const std::size_t width = encoding.starts_with("UTF-16")   ? 2
                            : encoding.starts_with("UTF-32") ? 4
                                                             : 1;
  const std::size_t low = encoding.ends_with("BE") ? width - 1 : 0;
  std::uint64_t line = 1;
  char last = 0;
  for (std::size_t i = 0; i + width <= offset; i += width) {
    const auto unit = bytes.substr(i, width);
    const bool plain =
        std::count(unit.begin(), unit.end(), '\0') >= static_cast<std::ptrdiff_t>(width - 1);
    const char c = plain ? unit[low] : 'x';
    if (c == '\r' || (c == '\n' && last != '\r'))
      ++line;
    last = c;
  }
  return line;
}

} // namespace delo
