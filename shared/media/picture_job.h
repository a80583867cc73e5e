// PictureJob: one picture decoded by one sandboxed worker (bangtin-decode). Whatever the worker
// does (crash, hang, lie), it costs this picture only. Thread: that of its owner; never blocks but
// for decode_picture().
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/files.h"
#include "shared/base/result.h"
#include "shared/media/worker_process.h"

namespace bangtin {

/// A decoded picture: 0xAARRGGBB premultiplied, row-major, stride = width.
struct Picture {
  int width_px = 0;
  int height_px = 0;
  std::vector<std::uint32_t> pixels;
};

struct PictureJobOptions {
  std::filesystem::path worker;  ///< the program bangtin-decode
  Millis timeout{5'000};         ///< wall time, then the worker is killed
};

/// The worker that lies beside the running program. Errors: unavailable.
Result<std::filesystem::path> worker_beside_this_program();

class PictureJob {
 public:
  /// Spawns a worker for these coded bytes. `width_px` and `height_px` are what the picture must
  /// turn out to have. Range: each at least 1, together at most limits::kPicturePixelsMax.
  /// Errors: invalid (the range, no bytes), unavailable (no memory, no worker program).
  static Result<PictureJob> start(const PictureJobOptions& options, std::string_view coded,
                                  int width_px, int height_px, Monotonic now);

  PictureJob(PictureJob&&) = default;
  PictureJob& operator=(PictureJob&&) = default;
  /// Ends the worker.
  ~PictureJob() = default;

  /// The picture once the worker has ended; nothing while it runs. Not called again afterwards.
  /// Errors: corrupt (the picture, or what the worker gave back), unsupported, unavailable (it ran
  /// out of time or died).
  std::optional<Result<Picture>> poll(Monotonic now);

  /// Readable when poll() has something to say.
  int wake_fd() const { return alive_.get(); }
  /// When poll() has to be called at the latest.
  Monotonic deadline() const { return deadline_; }

 private:
  PictureJob() = default;
  Result<Picture> collect();

  WorkerProcess worker_;
  Fd alive_;
  Fd output_;
  int width_px_ = 0;
  int height_px_ = 0;
  Monotonic deadline_{};
};

/// The same and waits for it. For programs that do nothing else meanwhile. Errors: as start() and
/// poll().
Result<Picture> decode_picture(const PictureJobOptions& options, std::string_view coded,
                               int width_px, int height_px, Clock& clock);

}  // namespace bangtin
