// What is asked of one board with bangtinctl: `board rename`, `revoke`, and orders that the board
// answers itself: `picture`, `volume`, `brightness`, `test-card`, `restart`, `orders`. Thread: the
// main one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

void add_board_commands(CLI::App& board, const CommandKit& kit, const CtlParts& parts);

}  // namespace bangtin::ctl
