// Files by http and https, from strangers, and words to a server: nothing else is spoken, and no
// one is asked who is not on the public internet, unless that is allowed.
#pragma once

#include "delo/base/byte_sink.hpp"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace delo {

enum class HttpEnd {
  whole,
  too_long,        ///< the body goes on beyond the limit; it was broken off
  cannot_resume,   ///< the server sends the whole file only, or has not this beginning
  private_address, ///< the name leads to this machine or its neighbours, maybe after a redirect
  failed           ///< the network, or an answer of the server that is no file
};

struct HttpResult {
  HttpEnd end = HttpEnd::failed;
  std::string reason; ///< "" when it is whole
};

struct HttpOptions {
  bool allow_private = false; ///< also loopback, private, link-local and reserved addresses
  std::stop_token stop = {};
  long seconds_in_all = 0; ///< for one request, with all that belongs to it; 0: no such limit
};

/// One connection after the other; use from one thread. Knows no proxy, no cookies and no
/// passwords; follows five redirects, to http and https only; gives up after a minute in which
/// nothing came.
class HttpClient {
public:
  explicit HttpClient(HttpOptions options);
  ~HttpClient();

  /// Writes what lies behind the first `offset` bytes to `sink`, at most `limit` bytes. What `sink`
  /// throws comes out. Throws Error(interrupted) after a stop was asked for.
  HttpResult get(const std::string& url, std::uint64_t offset, std::uint64_t limit, ByteSink& sink);
  /// Sends `body` and writes the answer to `sink`, at most `limit` bytes; otherwise like get(). A
  /// redirection is followed with the same body, unless the server says that the answer lies
  /// elsewhere (303). Throws Error(usage) when the content type is not one line.
  HttpResult post(const std::string& url, const std::string& content_type, std::string_view body,
                  std::uint64_t limit, ByteSink& sink);

private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace delo
