// `factor ...` of bangtinctl: the second factor of one's own sign-in, and its reset for others.
// Thread: the main one.
#pragma once

#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

/// Signs in; who has a second factor is asked for its code where `code` is empty.
Result<Session> sign_in(Client& client, const CtlParts& parts, const std::string& login,
                        const std::string& password, const std::string& code);

/// `parts` outlives the run.
void add_factor_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts);

}  // namespace bangtin::ctl
