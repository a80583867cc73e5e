// The address of a server as a technician types it: a name or an address, no more. Pure.
// Thread: any.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace bangtin {

/// "https://host:port" of "may-chu.xa.vn", "192.168.1.10", "2001:db8::5", "[::1]:9443": https is
/// implied, the port is 8443 unless it is typed. The result is canonical (shared/net/server_url.h).
/// Errors: invalid, with a key of assets/lang/setup.*.json that says what is wrong.
Result<std::string> server_url_from(std::string_view typed);

/// Without "https://" and without the usual port: how the page shows it.
std::string typed_server(std::string_view url);

/// True when the host of a canonical address is a name that has to be looked up.
bool needs_name_service(std::string_view url);

}  // namespace bangtin
