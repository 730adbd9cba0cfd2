// A server for one test, on this machine only: it says what the test wants it to say.
#pragma once

#include "delo/base/fd.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace delo::test {

/// What a server has of one of its clients.
class Connection {
public:
  explicit Connection(Fd socket) : socket_(std::move(socket)) {}

  /// Up to the next line feed, without it and the CR before it; nothing when the client is gone.
  std::optional<std::string> read_line();
  /// As many bytes, or less when the client is gone.
  std::string read_bytes(std::size_t size);
  void write(std::string_view text);

private:
  bool fill();

  Fd socket_;
  std::string waiting_;
};

/// Serves one client after the other, in a thread of its own, on a port that is free.
class LoopbackServer {
public:
  explicit LoopbackServer(std::function<void(Connection&)> serve);
  ~LoopbackServer() { stop(); }
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  /// "127.0.0.1:1234".
  std::string address() const;
  /// Waits for the client that is being served, and takes no other. What `serve` wrote down may be
  /// read after that.
  void stop();

private:
  Fd socket_;
  std::function<void(Connection&)> serve_;
  std::thread thread_;
};

} // namespace delo::test
