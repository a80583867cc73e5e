// `trust owner`, `trust draft`, `trust cosign`, `trust send` of bangtinctl: an office whose root
// needs several owners signs by a file that goes around. Thread: the main one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

/// `app` has its `trust` already.
void add_owner_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts);

}  // namespace bangtin::ctl
