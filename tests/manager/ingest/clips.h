// Clips for the tests, made by the ffmpeg program when they are needed, and what ffprobe says of
// the ones that come out. Thread: one.
#pragma once

#include <string>
#include <vector>

#include "shared/base/files.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {

/// True when `ffmpeg -y <arguments> path` did it.
bool ffmpeg(const std::string& arguments, const std::string& path);
/// What a shell command prints.
std::string said_by(const std::string& command);
/// The values of one entry of the first stream of a kind ("v:0", "a:0"), as ffprobe says them.
std::string stream_entry(const std::string& path, const std::string& stream,
                         const std::string& entry);
/// Of each key frame, in seconds.
std::vector<double> key_times(const std::string& path);
Fd open_for(const std::string& path, int flags);

}  // namespace bangtin
