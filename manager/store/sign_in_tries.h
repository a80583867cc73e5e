// Wrong passwords and codes by login: after some of them each further try has to wait. For the
// files of this folder. Thread: one per Db.
#pragma once

#include <string>

#include "shared/base/clock.h"
#include "shared/storage/db.h"

namespace bangtin {

/// Errors: unavailable "person.wait".
Status check_wait(Db& db, const std::string& login, Instant now);

/// In a transaction of its own. Also for logins that nobody has: both look the same from outside.
Status note_failure(Db& db, const std::string& login, Instant now);

Status forget_failures(Db& db, const std::string& login);

}  // namespace bangtin
