// `pair ...` of bangtinctl: a board joins by the code on its screen. Thread: the main one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

/// `state` says, once an action runs, by which pin the server is known.
void add_pairing_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts,
                          const CtlState& state);

}  // namespace bangtin::ctl
