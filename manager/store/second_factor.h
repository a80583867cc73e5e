// The second factor of a sign-in as rows: a secret that a phone has too, and recovery codes.
// How secrets lie: docs/adr/0021. For the files of this folder. Thread: one per Db.
#pragma once

#include <string>

#include "shared/base/result.h"
#include "shared/protocol/messages.h"
#include "shared/storage/db.h"

namespace bangtin {

/// Takes the code of somebody who has a second factor, within the caller's transaction: one of his
/// phone, or a recovery code, which is used up then. Nothing for others. Errors: denied
/// "person.code_missing", "person.code_wrong", "person.code_used".
Status use_second_factor(Db& db, const Person& person, const std::string& code, Instant now);

/// Whether somebody guessed.
bool is_wrong_code(const Error& error);

}  // namespace bangtin
