// Which targets a delegated role may name. Thread: any; pure. Source: TUF specification 4.5,
// TAP 15.
#pragma once

#include <string>
#include <string_view>

#include "shared/trust/metadata.h"

namespace bangtin::tuf {

/// Shell patterns, one path segment at a time, so that `*` and `?` never stand for a "/". `?` is
/// one character of UTF-8; `[a-z]` and `[!a-z]` are sets; a `[` without its `]` stands for itself.
bool matches_pattern(std::string_view pattern, std::string_view path);

/// True when the delegation lists a pattern or a prefix of the path's SHA-256 that fits.
bool covers(const Delegation& delegation, std::string_view path);

/// The one bin that is responsible for the path: "PREFIX-HEX".
std::string bin_of(const SuccinctRoles& roles, std::string_view path);

}  // namespace bangtin::tuf
