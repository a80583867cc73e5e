// `holiday` and `mourning` of bangtinctl: days of the calendar. Thread: the main one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

void add_holiday_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts);

}  // namespace bangtin::ctl
