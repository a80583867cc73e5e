// `trust province ...` of bangtinctl: a province hands over, a commune lets in and takes over.
// Thread: the main one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

/// `app` has its `trust` already.
void add_province_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts);

}  // namespace bangtin::ctl
