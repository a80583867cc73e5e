// The address of a server as people write it, made canonical. Thread: any; pure.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace bangtin {

/// "https://host:port" without path, query or sign-in: lower case, a trailing slash cut away. Hosts
/// are names, IPv4 or bracketed IPv6 literals; the port is 1-65535 and may be left out.
/// Errors: invalid, with a key of assets/lang/net.*.json.
Result<std::string> canonical_server_url(std::string_view text);

}  // namespace bangtin
