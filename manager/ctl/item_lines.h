// Items as bangtinctl prints them for people. What a line needs besides is asked for, and nothing
// else. Errors: those of the client. Thread: the main one.
#pragma once

#include <string>
#include <vector>

#include "manager/client/client.h"

namespace bangtin::ctl {

/// One item: its line, whether it rests while the state mourns, where it may be shown, the hash of
/// its content and what looks like personal data in it.
Result<std::string> item_lines(Client& client, const ItemRecord& item, Instant now);

/// A line each; and one more for those that rest while the state mourns.
Result<std::string> item_list_lines(Client& client, const std::vector<ItemRecord>& items,
                                    Instant now);

}  // namespace bangtin::ctl
