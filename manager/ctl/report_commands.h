// `report ...`, `events` and `audit ...` of bangtinctl: what was shown, what happened, and whether
// anybody changed the record of it. Thread: the main one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

void add_report_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts);

}  // namespace bangtin::ctl
