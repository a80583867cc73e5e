// Clips made by the ffmpeg program for tests. Thread: the test's.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace bangtin {

/// A folder of this process that goes away with it.
class ClipMaker {
 public:
  ClipMaker()
      : folder_(std::filesystem::temp_directory_path() /
                ("bangtin-clips-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~ClipMaker() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  ClipMaker(const ClipMaker&) = delete;
  ClipMaker& operator=(const ClipMaker&) = delete;

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  /// Runs ffmpeg with these arguments and the output file, and gives that file's bytes.
  std::string make(const std::string& arguments, const std::string& name) const {
    const std::string command = "ffmpeg -v error -nostdin -y " + arguments + " " + path(name);
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    return read(name);
  }

  std::string read(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
  }

  /// What ffmpeg itself makes of a clip: every frame as packed 4:2:0.
  std::string reference(const std::string& name) const {
    return make("-i " + path(name) + " -f rawvideo -pix_fmt yuv420p -vsync passthrough",
                name + ".yuv");
  }

 private:
  std::filesystem::path folder_;
};

/// A moving picture and, where wanted, a tone.
inline std::string test_picture(const std::string& size, int rate, int seconds) {
  return "-f lavfi -i testsrc2=s=" + size + ":r=" + std::to_string(rate) +
         ":d=" + std::to_string(seconds) + " ";
}
inline std::string test_tone(int hertz, int seconds) {
  return "-f lavfi -i sine=f=" + std::to_string(hertz) + ":r=44100:d=" + std::to_string(seconds) +
         " ";
}
/// As cheap as H.264 gets, with B-frames.
inline const std::string kPlainH264 = "-c:v libx264 -preset veryfast -pix_fmt yuv420p -threads 1 ";

}  // namespace bangtin
