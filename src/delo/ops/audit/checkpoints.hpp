// At the end of every run the whole event log is signed: whoever keeps one of these short notes
// elsewhere notices when the log is rewritten, even by somebody who can rewrite all of it.
#pragma once

#include "delo/formats/tlog/checkpoint.hpp"
#include "delo/ops/audit/catalogue.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// "<catalogue>.key": the secret, for its owner only.
std::filesystem::path signing_key_of(const std::filesystem::path& catalogue);
/// "<catalogue>.key.pub": the text of the VerifierKey, in one line.
std::filesystem::path public_key_of(const std::filesystem::path& catalogue);
/// "<catalogue>.checkpoints"
std::filesystem::path checkpoint_folder_of(const std::filesystem::path& catalogue);
/// "<catalogue>.checkpoints/run-000012.checkpoint"; requests and replies of an authority lie beside
/// it, as ".tsq" and ".tsr".
std::filesystem::path checkpoint_of(const std::filesystem::path& catalogue, std::int64_t run,
                                    std::string_view ending = ".checkpoint");
/// The runs that have a file with this ending, in order.
std::vector<std::int64_t> runs_with(const std::filesystem::path& catalogue,
                                    std::string_view ending);

/// What a log and its key are called: "delo/", the host, "/" and the name of the catalogue, with
/// "-" for what no key may be called.
std::string log_name(std::string_view host, const std::filesystem::path& catalogue);

/// The key that signs for a catalogue; made, with its public half, when there is none. It keeps its
/// name when the host changes. Throws Error(io), and Error(usage) when the two halves do not belong
/// together.
SigningKey signing_key_for(const std::filesystem::path& catalogue, std::string_view host);

/// The public half that lies beside a catalogue. Throws Error(io) when it is not there, and
/// Error(usage) when it is no key.
VerifierKey public_key_for(const std::filesystem::path& catalogue);

struct SigningPlace {
  std::filesystem::path catalogue;
  std::string host;
  std::int64_t run = 0;
};

/// Signs all lines of the log that are in its file, and keeps the note as a file and in the
/// catalogue. What goes wrong with key or note is LogPlace::trouble: the run is worth telling all
/// the same. Throws like Catalogue.
LogPlace sign_log(Catalogue& catalogue, const SigningPlace& place);

} // namespace delo
