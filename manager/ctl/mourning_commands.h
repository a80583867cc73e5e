// `mourning` of bangtinctl. Thread: the main one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

void add_mourning_commands(CLI::App& app, const CommandKit& kit);

}  // namespace bangtin::ctl
