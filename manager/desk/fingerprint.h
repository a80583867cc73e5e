// Whether a look at the server found anything new. Pure. Thread: any.
#pragma once

#include <string>

#include "manager/desk/work.h"

namespace bangtin::desk {

/// Equal snapshots give equal bytes. An item stands for itself by its revision and state.
std::string fingerprint(const Snapshot& snapshot);

}  // namespace bangtin::desk
