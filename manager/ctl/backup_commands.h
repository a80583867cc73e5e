// bangtinctl backup: the last backup, and a new one onto a disk of this PC. Thread: the main one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

void add_backup_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts);

}  // namespace bangtin::ctl
