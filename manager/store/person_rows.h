// People as rows. Thread: one per Db.
#pragma once

#include <vector>

#include "shared/protocol/messages.h"
#include "shared/storage/db.h"

namespace bangtin {

/// Errors: not_found "person.unknown".
Result<Person> load_person(Db& db, const PersonId& id);
/// All, by login.
Result<std::vector<Person>> load_people(Db& db);
/// Inserts. Errors: conflict "person.login_taken".
Status add_person_row(Db& db, const Person& person, const std::string& password_hash, Instant now);
/// Replaces display name, roles, disabled.
Status update_person_row(Db& db, const Person& person);
/// Administrators that may sign in.
Result<std::int64_t> administrator_count(Db& db);

}  // namespace bangtin
