// Whether a look at the server found anything new. Pure. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "manager/desk/work.h"

namespace bangtin::desk {

/// Of items, which stand for themselves by their revision and state; they are thousands, and seldom
/// another list.
Digest print_of(const std::vector<ItemRecord>& items);

/// Equal snapshots give equal bytes. `items` is the print of the snapshot's.
std::string fingerprint(const Snapshot& snapshot, const Digest& items);

}  // namespace bangtin::desk
