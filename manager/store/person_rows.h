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
/// The key that he signs with; its state is not looked at. Errors: not_found "key.none".
Result<PersonKey> load_person_key(Db& db, const Person& person);
/// Of all who may sign in and have one, by login.
Result<std::vector<PersonKey>> load_person_keys(Db& db);
/// Administrators that may sign in.
Result<std::int64_t> administrator_count(Db& db);

}  // namespace bangtin
