// The numbered migrations of assets/sql/sqlite, embedded when the build is configured. Thread: any.
#pragma once

#include <vector>

#include "shared/storage/db.h"

namespace bangtin {

const std::vector<Migration>& migrations();

}  // namespace bangtin
