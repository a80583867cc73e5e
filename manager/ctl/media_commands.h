// `media ...` of bangtinctl: any picture, video or PDF goes up and becomes media. Thread: the main
// one.
#pragma once

#include "manager/client/media_sender.h"
#include "manager/ctl/ctl.h"
#include "manager/ctl/news_commands.h"

namespace bangtin::ctl {

/// Sends the file at `path`; progress goes to `err`, as a line that is written over or, with
/// `json`, as lines of JSON.
Result<ConversionRecord> send_file(Client& client, const CtlParts& parts, const std::string& path,
                                   MediaHint hint, bool json);

/// `parts` outlives the run.
void add_media_commands(CLI::App& app, const CommandKit& kit, const CtlParts& parts);

}  // namespace bangtin::ctl
