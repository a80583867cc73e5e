// `show-at` and `day` of bangtinctl: what a board shows, by the player's own resolve over the
// generation that the server made for it. Thread: the main one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

/// `board` is the parent of the older `board scene ID`.
void add_scene_commands(CLI::App& app, CLI::App& board, const CommandKit& kit,
                        const CtlParts& parts);

}  // namespace bangtin::ctl
