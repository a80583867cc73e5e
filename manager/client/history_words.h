// The history of an item in sentences, for desk and shell. Thread: any; pure but for the language.
#pragma once

#include <string>

#include "shared/protocol/history_messages.h"

namespace bangtin {

/// "29/11/2026 08:15  Nguyễn Thị Lan gửi duyệt": when, by the commune's time, then who and what.
std::string words_of(const ItemStep& step, int utc_offset_minutes);
/// The same without the time.
std::string deed_words_of(const ItemStep& step, int utc_offset_minutes);
/// True while it rests, since the state mourns.
bool rests(const ItemHistory& history, Instant now);
/// Since when it plays and until when, or from when it will, and when it rests meanwhile; empty
/// where it does not play.
std::string plays_words(const ItemHistory& history, Instant now, int utc_offset_minutes);

}  // namespace bangtin
