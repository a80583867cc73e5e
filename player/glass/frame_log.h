// FrameLog and ShotFolder: witnesses for tests and for the office of what was on the glass.
// Thread: that of the stage.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "player/core/part.h"
#include "shared/compose/bitmap.h"

namespace bangtin {

/// One line per presented frame: `<ISO time> <pixel hash> <item id or -> <generation>`. The time is
/// the instant that the picture is of, so that compose_scene() at it tells whether it is right; the
/// hash is over all that is on the glass; the item is that of the first main zone.
class FrameLog {
 public:
  /// Adds to the file. Errors: denied, unavailable.
  static Result<std::unique_ptr<FrameLog>> open(const std::filesystem::path& file);
  void write(const Frame& frame, const Bitmap& canvas, Instant at);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  explicit FrameLog(std::FILE* file) : file_(file) {}
  std::unique_ptr<std::FILE, Close> file_;
};

/// The id of the item in the first main zone, "-" when there is none or the
/// panel rests.
std::string main_item_of(const Frame& frame);

/// A folder of PNGs of the glass, the newest kShotsMax; names sort by time.
class ShotFolder {
 public:
  static constexpr std::size_t kShotsMax = 200;
  explicit ShotFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  /// Errors: as files::write_atomic.
  Status write(const Bitmap& canvas, Instant at);

 private:
  std::filesystem::path folder_;
  std::int64_t number_ = 0;
};

}  // namespace bangtin
