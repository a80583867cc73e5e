// Where an item may be shown, put in order and said in words: the desk, the shell and the phone
// page say the same. Pure. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "shared/protocol/messages.h"

namespace bangtin {

/// As content holds them: sorted, each once.
Places in_order(Places places);

/// The name of a board among `boards`, which are all that the office knows. One that it revoked or
/// never had is told as such; where two have the same name, the id stands beside it.
std::string board_in_words(const BoardId& id, const std::vector<BoardRecord>& boards);
/// "Mọi màn hình"; "2 màn hình: Chợ, Đình".
std::string places_words(const Places& places, const std::vector<BoardRecord>& boards);

/// What of a published playlist does not play on this board, and why, in one sentence; empty where
/// all of it does.
std::string elsewhere_words(const Delivery& delivery);

}  // namespace bangtin
