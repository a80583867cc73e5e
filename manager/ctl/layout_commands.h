// `layout ...` of bangtinctl: the layouts that the commune drew. Thread: the main one.
#pragma once

#include <string>

#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

void add_layout_commands(CLI::App& app, const CommandKit& kit);

/// The layout of this name or id. Errors: not_found "layout.unknown"; those of the client.
Result<LayoutRecord> find_layout(Client& client, const std::string& name_or_id);

}  // namespace bangtin::ctl
