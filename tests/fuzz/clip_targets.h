// The fuzz targets of clips. Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bangtin::fuzz {

/// What a worker says to its owner: any bytes, and the owner's own steps between them.
void run_clip_messages(std::string_view bytes);
std::vector<std::string> clip_message_seeds();

/// A clip from its container to pictures and sound, in this process and without a cage.
void run_clip(std::string_view bytes);
std::vector<std::string> clip_seeds();

}  // namespace bangtin::fuzz
