// `trust ...` of bangtinctl: the administrator begins signing for the commune, signs who may
// compose and approve, and gets the commune's key back from its recovery sheet. Thread: the main
// one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

/// `parts` outlives the run.
void add_trust_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts);

}  // namespace bangtin::ctl
