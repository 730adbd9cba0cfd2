// Time-stamps of an authority (RFC 3161): who asked has a proof that a digest existed at a time,
// which needs no trust in whoever keeps it.
#pragma once

#include "delo/base/timestamp.hpp"
#include "delo/model/digest.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// What an authority's reply is worth. Without `good`, the other fields say what the reply claims,
/// or are empty; they are text of strangers, made safe to print.
struct TimestampVerdict {
  bool good = false;
  std::string reason;    ///< why it is not good; "" when it is
  Timestamp time;        ///< genTime, without fractions of a second
  std::string serial;    ///< hexadecimal; one authority gives each once
  std::string policy;    ///< the object identifier of what the authority promises: "1.2.3"
  std::string authority; ///< the subject of the certificate that signed: "CN = …, O = …"
};

/// A TimeStampReq in DER (RFC 3161 2.4.1) for a SHA-256, SHA-384 or SHA-512 digest, with a random
/// nonce of 64 bits; it asks for the certificate of the authority. Throws Error(internal) for other
/// algorithms. To be sent as application/timestamp-query.
std::string make_timestamp_request(const Digest& digest);

/// The digest that a request is about; nothing when it is no request, or of another algorithm.
std::optional<Digest> requested_digest(std::string_view request_der);

/// Judges a TimeStampResp in DER (RFC 3161 2.4.2) for the request that it answers: granted, the
/// same digest and nonce, signed by a certificate for timeStamping only (2.3) that leads to one of
/// `ca_pem`. Certificates are judged at the time of the token, since a time-stamp outlives them;
/// whether one was revoked is not asked. `untrusted_pem` may have certificates for the chain
/// between that the reply lacks. Any bytes are taken; a reply is at most 256 KiB long. Throws
/// Error(io) when a file of certificates cannot be read, and Error(usage) when it holds none.
TimestampVerdict
verify_timestamp(std::string_view reply_der, std::string_view request_der,
                 const std::filesystem::path& ca_pem,
                 const std::optional<std::filesystem::path>& untrusted_pem = std::nullopt);

/// The same when the request was lost: the nonce is not compared, so an older reply for the same
/// digest is taken as well.
TimestampVerdict
verify_timestamp_for(std::string_view reply_der, const Digest& digest,
                     const std::filesystem::path& ca_pem,
                     const std::optional<std::filesystem::path>& untrusted_pem = std::nullopt);

} // namespace delo
