// `schedule ...`, `group ...`, `tag ...` and `hours ...` of bangtinctl. Thread: the main one.
#pragma once

#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

void add_schedule_commands(CLI::App& app, const CommandKit& kit);

}  // namespace bangtin::ctl
