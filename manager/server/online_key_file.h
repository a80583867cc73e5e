// The online keys of a data folder: which of them signs, and when the new one is the only one.
// Thread: that of the Db.
#pragma once

#include <filesystem>

#include "manager/store/office.h"
#include "manager/store/online_keys.h"

namespace bangtin {

/// The key of today and whatever waits in the folder from now on. `db` outlives it.
OnlineKeys online_keys(Db& db, const KeyPair& today, const std::filesystem::path& folder);

/// Of an office that signs with them. All outlive it.
OfficeParts office_parts(Db& db, BlobStore& blobs, const OnlineKeys& keys, Random& random);

/// At the start: once the newest root names the waiting key, that is the key of today, here and in
/// `today`. One that cannot be read and only waits is left alone. Errors: those of the folder.
Status settle_online_key(Db& db, const std::filesystem::path& folder, KeyPair& today);

}  // namespace bangtin
