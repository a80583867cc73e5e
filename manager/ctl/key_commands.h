// `key ...` and `password` of bangtinctl: the person's own key on this PC, and what it is sealed
// under. Thread: the main one.
#pragma once

#include "manager/client/my_key.h"
#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

/// The keys beside the file that remembers the session.
KeyRing key_ring(const CtlParts& parts);

/// What signing needs; asks for the password. Errors: those of my_signer.
Result<SigningPerson> ask_signer(Client& client, const CtlParts& parts);

/// Where the person's key stands, in words, and what he can do about it.
std::string lines_of(const MyKey& mine);

/// `state` and `parts` outlive the run.
void add_key_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts,
                      const CtlState& state);

}  // namespace bangtin::ctl
