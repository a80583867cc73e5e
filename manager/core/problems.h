// Broken rules as one Error. Thread: any; pure.
#pragma once

#include <vector>

#include "shared/base/result.h"
#include "shared/model/validate.h"

namespace bangtin {

/// Invalid, with the first problem's key and all of them in the message ("title: text.too_long;
/// ..."); ok when there is none.
Status to_status(const std::vector<Problem>& problems);

}  // namespace bangtin
