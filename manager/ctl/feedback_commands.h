// `feedback ...` of bangtinctl: what residents sent. Thread: the main one.
#pragma once

#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

void add_feedback_commands(CLI::App& app, const CommandKit& kit);

}  // namespace bangtin::ctl
