// The files of this PC that a person gave the desk to be sent. Plain values. Thread: the window's.
#pragma once

#include <string>

#include "manager/client/media_sender.h"

namespace bangtin::desk {

/// A file of this PC that is to become media on the server. One that waits goes by itself.
struct Upload {
  int number = 0;  ///< names it until its end, as long as the program runs
  std::string path;
  std::string draft{};    ///< names the form of the item that gets it; empty: the library alone
  bool video = false;     ///< it becomes the video of that form
  std::string problem{};  ///< a sentence: why it did not; empty while it waits or runs
  bool operator==(const Upload&) const = default;
};

/// One that is on its way: of pictures one at a time, and one of all other files.
struct UploadRun {
  int number = 0;
  bool picture = false;
  MediaProgress progress;
  bool stopping = false;
};

}  // namespace bangtin::desk
