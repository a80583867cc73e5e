#include "tests/manager/ingest/clips.h"

#include <fcntl.h>

#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace bangtin {

bool ffmpeg(const std::string& arguments, const std::string& path) {
  const std::string command =
      "ffmpeg -nostdin -loglevel error -y " + arguments + " '" + path + "' 2>/dev/null";
  return std::system(command.c_str()) == 0;
}

std::string said_by(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  CHECK(pipe != nullptr);
  std::string said;
  char piece[4096];
  while (const std::size_t got = std::fread(piece, 1, sizeof piece, pipe)) said.append(piece, got);
  ::pclose(pipe);
  while (!said.empty() && said.back() == '\n') said.pop_back();
  return said;
}

std::string stream_entry(const std::string& path, const std::string& stream,
                         const std::string& entry) {
  return said_by("ffprobe -v error -select_streams " + stream + " -show_entries stream=" + entry +
                 " -of csv=p=0:s=, '" + path + "'");
}

std::vector<double> key_times(const std::string& path) {
  std::istringstream lines(
      said_by("ffprobe -v error -select_streams v:0 -show_entries packet=pts_time,flags -of "
              "csv=p=0 '" +
              path + "'"));
  std::vector<double> times;
  for (std::string line; std::getline(lines, line);) {
    if (line.find(",K") != line.npos) times.push_back(std::strtod(line.c_str(), nullptr));
  }
  return times;
}

Fd open_for(const std::string& path, int flags) {
  return Fd(::open(path.c_str(), flags | O_CLOEXEC, 0600));
}

}  // namespace bangtin
