// VideoSender: how a video file gets onto a server, as a port: ClientVideoSender is its adapter
// over manager/client, tests have a fake. And what is said about it between the window and the
// thread that does it. Thread: one at a time (the video link's); send blocks until it is over.
#pragma once

#include <functional>
#include <string>
#include <variant>

#include "manager/client/media_sender.h"

namespace bangtin::desk {

/// One file on its way, in the name of the person who is signed in.
struct VideoJob {
  int number = 0;  ///< names it until its end
  std::string path;
  std::string address;
  std::string pin;
  std::string token;  ///< of the person's session
};

/// Stop takes back what was sent; Leave lets it lie on the server, so that it can go on later.
enum class VideoEnd { Stop, Leave };

struct EndVideo {
  int number = 0;
  VideoEnd how = VideoEnd::Stop;
};

using VideoOrder = std::variant<VideoJob, EndVideo>;

/// How far a job is, or how it ended. One that was left tells nothing.
struct VideoReport {
  int number = 0;
  std::variant<MediaProgress, ConversionRecord, Error> what;
};

/// What a sender asks and tells while it works. All outlive the call.
struct VideoWatch {
  std::function<void(const MediaProgress&)> show;
  /// Waits; false once it is to end, either way.
  std::function<bool(Millis)> rest;
  /// True once it is to end without another word to the server.
  std::function<bool()> leaves;
};

class VideoSender {
 public:
  virtual ~VideoSender() = default;
  /// Errors: as send_media; not_found "desk.video_missing", "desk.video_unreadable".
  virtual Result<ConversionRecord> send(const VideoJob& job, const VideoWatch& watch) = 0;
};

}  // namespace bangtin::desk
