// `item review`, `approve` and `return` of bangtinctl: what an approver looks at, and that he signs
// exactly this. Thread: the main one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

/// Under `item`. `parts` outlives the run.
void add_review_commands(CLI::App& item, const CommandKit& kit, const CtlParts& parts);

}  // namespace bangtin::ctl
