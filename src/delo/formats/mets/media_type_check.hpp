// Whether a file is what its description says. Only plain contradictions are told: media types have
// many names, and few formats begin with bytes that they must begin with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace delo {

/// Formats whose files can be told by their first bytes, always and alone.
enum class Signature : std::uint8_t { none, pdf, tiff, jpeg, png, gif, zip, gzip, wave, jp2 };

/// How many of the first bytes of a file signature_of() looks at.
inline constexpr std::size_t kHeadOfSignature = 1024;

/// What a file begins with; none for any other format.
Signature signature_of(std::string_view head);

/// The signature that files of this media type have; nothing when they need not have any of these.
std::optional<Signature> signature_for(std::string_view media_type);

/// Whether a file that begins so cannot be of this media type.
bool contradicts(std::string_view media_type, Signature found);

std::string_view to_word(Signature signature);

} // namespace delo
