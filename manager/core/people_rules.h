// What logins, passwords and roles must be, and how long a guesser waits. Pure. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/protocol/messages.h"

namespace bangtin {

/// 2-32 of [a-z0-9._-]. Errors: invalid "person.login".
Status check_login(std::string_view login);

/// Length in characters, not one of the passwords that everybody tries, not the login. Errors:
/// invalid "person.password_short", "person.password_long", "person.password_common".
Status check_password(std::string_view password, std::string_view login);

/// Sorted, each once. Errors: invalid "person.roles" when there is none.
Result<std::vector<Role>> clean_roles(std::vector<Role> roles);

/// True of somebody who composes and approves: his own as well, where the commune lets one person.
bool has_both_roles(const std::vector<Role>& roles);

/// How long a login waits after so many failures in a row: nothing for the first kFreeTries, then
/// doubling from 2 s to 15 min.
inline constexpr int kFreeTries = 5;
Millis sign_in_delay(std::int64_t failures);

}  // namespace bangtin
