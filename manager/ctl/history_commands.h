// `item history` of bangtinctl: what an item has gone through. Thread: the main one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

/// Under `item`. `parts` outlives the run.
void add_history_commands(CLI::App& item, const CommandKit& kit, const CtlParts& parts);

}  // namespace bangtin::ctl
