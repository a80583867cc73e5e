// What bangtin-server does and ends, beside serving: each prints its answer on standard output. A
// server may be running on the folder. Thread: the main one.
#pragma once

#include <filesystem>
#include <string>

#include "shared/base/result.h"

namespace bangtin {

/// A new one-time token for the first administrator. Errors: conflict when there is one.
Status print_setup_token(const std::filesystem::path& folder);

/// The pin of the server's certificate.
Status print_pin(const std::filesystem::path& folder);

/// data_folder::backup, noted as the last one. Errors: as there.
Status write_backup(const std::filesystem::path& folder, const std::filesystem::path& out);
/// Removes the second factor of who lost phone and recovery codes, where no administrator is left
/// to do it. Errors: not_found "person.unknown", "person.factor_none".
Status reset_factor(const std::filesystem::path& folder, const std::string& login);

/// Makes another online key, or finds the one that waits, and prints as JSON what is to be signed:
/// "online_key", its six "words", "sign" (who and how). Until then the server signs with the one of
/// today. Errors: not_found (no server's folder); conflict when the last one was signed for and the
/// server was not started since.
Status make_online_key(const std::filesystem::path& folder);

/// Checks every event (manager/core/audit.h) and prints the AuditReport. `witness`: "SEQ:HASH"
/// noted earlier, a generation file out of a board's folder, or empty. Errors: corrupt when
/// something was changed; those of reading the witness.
Status check_audit(const std::filesystem::path& folder, const std::string& witness);

}  // namespace bangtin
