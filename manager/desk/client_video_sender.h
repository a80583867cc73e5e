// ClientVideoSender: the VideoSender port over manager/client and HTTPS, with a line of its own: a
// long file delays nothing else of the desk. Thread: one at a time.
#pragma once

#include "manager/desk/video_sender.h"

namespace bangtin::desk {

class ClientVideoSender final : public VideoSender {
 public:
  /// Both outlive it.
  ClientVideoSender(Random& random, Clock& clock) : random_(random), clock_(clock) {}

  Result<ConversionRecord> send(const VideoJob& job, const VideoWatch& watch) override;

 private:
  Random& random_;
  Clock& clock_;
};

}  // namespace bangtin::desk
