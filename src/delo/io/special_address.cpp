#include "delo/io/special_address.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>

namespace delo {
namespace {

using Bytes16 = std::array<std::uint8_t, 16>;

/// The first `bits` of an address.
struct Range4 {
  std::uint32_t address;
  unsigned bits;
};
constexpr std::array<Range4, 15> kSpecial4{{
    {0x00000000, 8},  // this network
    {0x0A000000, 8},  // private
    {0x64400000, 10}, // shared by providers
    {0x7F000000, 8},  // loopback
    {0xA9FE0000, 16}, // link-local
    {0xAC100000, 12}, // private
    {0xC0000000, 24}, // protocols
    {0xC0000200, 24}, // documentation
    {0xC0586300, 24}, // 6to4 relays
    {0xC0A80000, 16}, // private
    {0xC6120000, 15}, // benchmarks
    {0xC6336400, 24}, // documentation
    {0xCB007100, 24}, // documentation
    {0xE0000000, 4},  // multicast
    {0xF0000000, 4},  // reserved, and broadcast
}};

struct Range6 {
  std::array<std::uint8_t, 12> beginning;
  unsigned bits;
};
/// Inside 2000::/3, which is all that is given out.
constexpr std::array<Range6, 3> kSpecial6{{
    {{0x20, 0x01, 0x00}, 23},       // protocols, Teredo
    {{0x20, 0x01, 0x0D, 0xB8}, 32}, // documentation
    {{0x3F, 0xFF, 0x00}, 20},       // documentation
}};

/// Where an IPv4 address stands in an IPv6 one.
struct Embedding {
  Range6 range;
  std::size_t at;
};
constexpr std::array<Embedding, 3> kEmbeddings{{
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96}, 12}, // mapped
    {{{0x00, 0x64, 0xFF, 0x9B}, 96}, 12},                   // NAT64
    {{{0x20, 0x02}, 16}, 2},                                // 6to4
}};

bool lies_in(std::uint32_t address, const Range4& range) {
  return ((address ^ range.address) >> (32 - range.bits)) == 0;
}

bool lies_in(const Bytes16& address, const Range6& range) {
  for (unsigned bit = 0; bit < range.bits; ++bit) {
    const unsigned mask = 0x80U >> (bit % 8);
    if (((address[bit / 8] ^ range.beginning[bit / 8]) & mask) != 0)
      return false;
  }
  return true;
}

bool is_special(std::uint32_t address) {
  return std::any_of(kSpecial4.begin(), kSpecial4.end(),
                     [address](const Range4& range) { return lies_in(address, range); });
}

std::uint32_t address_at(const Bytes16& bytes, std::size_t at) {
  std::uint32_t address = 0;
  for (std::size_t i = 0; i < 4; ++i)
    address = address << 8U | bytes[at + i];
  return address;
}

bool is_special(const Bytes16& address) {
  for (const Embedding& row : kEmbeddings)
    if (lies_in(address, row.range))
      return is_special(address_at(address, row.at));
  if ((address[0] & 0xE0U) != 0x20U)
    return true;
  return std::any_of(kSpecial6.begin(), kSpecial6.end(),
                     [&address](const Range6& range) { return lies_in(address, range); });
}

} // namespace

bool is_special_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in known{};
    std::memcpy(&known, &address, sizeof known);
    return is_special(ntohl(known.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 known{};
    std::memcpy(&known, &address, sizeof known);
    Bytes16 bytes{};
    std::memcpy(bytes.data(), &known.sin6_addr, bytes.size());
    return is_special(bytes);
  }
  return true;
}

} // namespace delo
