// Pictures of an item version, as a board draws it. Thread: the main one.
#pragma once

#include <string>

#include "manager/core/compile.h"
#include "manager/ctl/ctl.h"
#include "shared/model/content.h"

namespace bangtin::ctl {

/// A PNG for each page of `version` at `at` into `folder`, on a board of `facts`:
/// "HASH16-1.png", ... Errors: those of compile, the channel, drawing and writing.
Status draw_pages(Client& client, const CtlParts& parts, const BoardFacts& facts,
                  const ItemVersion& version, Instant at, const std::string& folder);

}  // namespace bangtin::ctl
