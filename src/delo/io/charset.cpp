// A byte order mark and UTF-8 leave no doubt. What else there is, is scored by what it would say:
// ICU's detector does not know IBM866 and needs more text than a title to tell Cyrillic encodings.
#include "delo/io/charset.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/charset_converter.hpp"
#include "delo/io/charset_score.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace delo {
namespace {

constexpr std::string_view kUtf8 = "UTF-8";

struct ByteOrderMark {
  std::string_view bytes;
  std::string_view encoding;
};

/// The longer mark first: that of UTF-32LE begins like that of UTF-16LE.
constexpr std::array<ByteOrderMark, 5> kMarks{{{{"\xEF\xBB\xBF", 3}, kUtf8},
                                               {{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                                               {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                                               {{"\xFF\xFE", 2}, "UTF-16LE"},
                                               {{"\xFE\xFF", 2}, "UTF-16BE"}}};

const ByteOrderMark* mark_of(std::string_view bytes) {
  const auto* found = std::find_if(kMarks.begin(), kMarks.end(), [bytes](const ByteOrderMark& m) {
    return bytes.starts_with(m.bytes);
  });
  return found == kMarks.end() ? nullptr : found;
}

[[noreturn]] void refuse(std::string_view name, std::string_view what, std::string hint) {
  throw Error(ErrorKind::io, fmt::format("cannot read {}: {}", display_name(name), what),
              std::move(hint));
}

std::string decode_as(std::string_view bytes, std::string_view name, std::string_view encoding,
                      std::string_view hint) {
  Decoded decoded = decode_strictly(bytes, encoding);
  if (decoded.bad_offset)
    refuse(
        name,
        fmt::format("line {} is not {}", line_at(bytes, *decoded.bad_offset, encoding), encoding),
        std::string(hint));
  return std::move(decoded.text);
}

DecodedText decode_given(std::string_view bytes, std::string_view name, std::string_view given) {
  std::string encoding = canonical_encoding(given);
  if (encoding.empty())
    throw Error(ErrorKind::usage, fmt::format("'{}' is no encoding that is known", given),
                fmt::format("use one of {}, or another name of the IANA list", known_encodings()));
  const ByteOrderMark* mark = mark_of(bytes);
  if (mark && (mark->encoding == encoding || mark->encoding.starts_with(encoding + "LE") ||
               mark->encoding.starts_with(encoding + "BE"))) {
    encoding = mark->encoding;
    bytes.remove_prefix(mark->bytes.size());
  } else if (encoding == "UTF-16") {
    encoding = guess_utf16(bytes) == "UTF-16LE" ? "UTF-16LE" : "UTF-16BE"; // RFC 2781 section 4.3
  }
  DecodedText text;
  text.text = decode_as(bytes, name, encoding, "give another --encoding, or leave it out");
  text.encoding = std::move(encoding);
  text.given = true;
  return text;
}

std::string name_all(const std::vector<ScoredEncoding>& fits) {
  std::string all;
  for (std::size_t i = 0; i < fits.size(); ++i)
    all += (i == 0 ? "" : i + 1 == fits.size() ? " and " : ", ") + std::string(fits[i].encoding);
  return all;
}

DecodedText detect(std::string_view bytes, std::string_view name) {
  const EncodingGuess guess = guess_encoding(bytes);
  if (guess.fits.empty()) {
    const std::string idea = detector_idea(bytes);
    refuse(name, "it is not UTF-8, and no other encoding makes sense of it",
           idea.empty() ? "save it again as UTF-8, or name its encoding with --encoding"
                        : fmt::format("if it is {0}, add --encoding {0}", idea));
  }
  if (guess.fits.size() > 1)
    refuse(name,
           fmt::format("its encoding cannot be told: {} fit equally well", name_all(guess.fits)),
           fmt::format("name it, for example with --encoding {}", guess.fits.front().encoding));
  DecodedText text;
  text.encoding = guess.fits.front().encoding;
  text.confidence = guess.confidence;
  text.text = decode_as(bytes, name, text.encoding, "name its encoding with --encoding");
  return text;
}

} // namespace

DecodedText decode_text(std::string_view bytes, std::string_view name,
                        const std::optional<std::string>& encoding) {
  if (encoding)
    return decode_given(bytes, name, *encoding);
  if (const ByteOrderMark* mark = mark_of(bytes)) {
    bytes.remove_prefix(mark->bytes.size());
    return {decode_as(bytes, name, mark->encoding,
                      "its byte order mark says otherwise: save it again as UTF-8"),
            std::string(mark->encoding), Confidence::certain, false};
  }
  const std::size_t zero = bytes.find('\0');
  if (zero == std::string_view::npos && is_utf8(bytes))
    return {std::string(bytes), std::string(kUtf8), Confidence::certain, false};
  if (zero != std::string_view::npos) {
    const std::string_view wide = guess_utf16(bytes);
    if (wide.empty())
      refuse(name, fmt::format("it is not text: byte 0x00 on line {}", line_at(bytes, zero, kUtf8)),
             "give a file of text");
    return {decode_as(bytes, name, wide, "save it again as UTF-8"), std::string(wide),
            Confidence::likely, false};
  }
  return detect(bytes, name);
}

} // namespace delo
