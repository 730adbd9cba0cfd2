// Internet addresses that belong to nobody far away: this machine, its neighbours, and ranges that
// are set aside (RFC 6890 and the registries of IANA).
#pragma once

struct sockaddr;

namespace delo {

/// Whether nothing on the public internet has this address. What is neither IPv4 nor IPv6 counts as
/// special. IPv4 inside IPv6 (mapped, 6to4, NAT64) is judged as IPv4.
bool is_special_address(const sockaddr& address);

} // namespace delo
