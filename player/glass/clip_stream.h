// ClipStream: the port through which the glass gets the pictures and the sound of one clip, and
// what is needed to read the clip's bytes. Thread: that of the stage.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/media/clip_worker.h"

namespace bangtin {

/// As ClipWorker says it, but for where the bytes come from.
class ClipStream {
 public:
  virtual ~ClipStream() = default;
  virtual void step(Monotonic now) = 0;
  virtual ClipState state() const = 0;
  virtual const Error& error() const = 0;
  virtual const std::optional<ClipInfo>& info() const = 0;
  virtual bool is_ready() const = 0;
  virtual const ClipFrame* front() const = 0;
  virtual std::optional<Micros> next_pts() const = 0;
  /// True when front() is the last frame of all.
  virtual bool is_last() const = 0;
  virtual void pop() = 0;
  virtual std::optional<ClipSound> take_sound() = 0;
  virtual int wake_fd() const = 0;
  virtual Monotonic deadline() const = 0;
};

/// The verified bytes of one chunk of a clip. Called on the reading thread.
using ReadChunk = std::function<Result<std::string>(std::size_t index)>;

/// A chunk that was read for the clip with this number.
struct ChunkRead {
  std::uint64_t clip = 0;
  std::size_t index = 0;
  Result<std::string> bytes;
};

}  // namespace bangtin
