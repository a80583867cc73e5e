// Fills the folder of this PC's own server from a backup: `bangtin-server restore` as a child.
// Thread: any; blocks until it is over.
#pragma once

#include <filesystem>
#include <functional>

#include "manager/desk/own_server.h"

namespace bangtin::desk {

/// `goes_on` is asked a few times a second; false ends it: the folder is then filled anew by the
/// next restore. Errors: not_found "desk.own.no_program"; conflict "backup.cancelled"; what the
/// program said, with the key "backup.restore_CODE".
Result<OwnServerFacts> restore_own(const OwnServerOptions& own, const std::filesystem::path& from,
                                   const std::function<bool(Millis)>& goes_on);

/// The error in the last line that the program wrote into its log: " code=full". Pure.
Error restore_error(std::string_view log);

}  // namespace bangtin::desk
