#include "unit/support/loopback_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace delo::test {

bool Connection::fill() {
  std::array<char, 4096> buffer{};
  const std::int64_t n = read_some(socket_.get(), buffer.data(), buffer.size());
  if (n > 0)
    waiting_.append(buffer.data(), static_cast<std::size_t>(n));
  return n > 0;
}

std::optional<std::string> Connection::read_line() {
  std::size_t end = waiting_.find('\n');
  for (; end == std::string::npos; end = waiting_.find('\n'))
    if (!fill())
      return std::nullopt;
  std::string line = waiting_.substr(0, end);
  waiting_.erase(0, end + 1);
  if (line.ends_with('\r'))
    line.pop_back();
  return line;
}

std::string Connection::read_bytes(std::size_t size) {
  while (waiting_.size() < size && fill())
    continue;
  std::string bytes = waiting_.substr(0, size);
  waiting_.erase(0, bytes.size());
  return bytes;
}

void Connection::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::send(socket_.get(), text.data(), text.size(), MSG_NOSIGNAL);
    if (n <= 0)
      return; // the client is gone
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

LoopbackServer::LoopbackServer(std::function<void(Connection&)> serve)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), serve_(std::move(serve)) {
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (!socket_ ||
      ::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&place), sizeof place) != 0 ||
      ::listen(socket_.get(), 8) != 0)
    throw std::runtime_error("no server on this machine");
  thread_ = std::thread([this] {
    for (;;) {
      Fd client(::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC));
      if (!client)
        return;
      Connection connection(std::move(client));
      serve_(connection);
    }
  });
}

std::string LoopbackServer::address() const {
  sockaddr_in place{};
  socklen_t size = sizeof place;
  ::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&place), &size);
  return "127.0.0.1:" + std::to_string(ntohs(place.sin_port));
}

void LoopbackServer::stop() {
  ::shutdown(socket_.get(), SHUT_RDWR); // ends accept()
  if (thread_.joinable())
    thread_.join();
}

} // namespace delo::test
