// ClipThreads: the clips of the real player. Workers decode them in processes of their own; a
// thread reads and checks their chunks and buries workers that are done with. Thread: that of the
// stage.
#pragma once

#include <map>
#include <variant>

#include "player/glass/clip_stream.h"
#include "player/glass/waker.h"

namespace bangtin {

class ClipThreads {
 public:
  /// `read` gets what was read, on the reading thread.
  ClipThreads(ClipWorkerOptions options, std::function<void(ChunkRead)> read);

  /// Starts a worker for these bytes. A clip that cannot even be started has failed from the
  /// beginning.
  std::unique_ptr<ClipStream> open(std::int64_t size_bytes, ReadChunk read, Micros from,
                                   Monotonic now);
  /// What `read` was given, back on the thread of the stage.
  void handle(ChunkRead message);

 private:
  class WorkerClip;
  struct Job {
    std::uint64_t clip = 0;
    std::size_t index = 0;
    ReadChunk read;
  };
  using Order = std::variant<Job, std::unique_ptr<ClipWorker>>;

  ClipWorkerOptions options_;
  std::uint64_t last_number_ = 0;
  std::map<std::uint64_t, WorkerClip*> open_;
  WorkerThread<Order> thread_;
};

}  // namespace bangtin
