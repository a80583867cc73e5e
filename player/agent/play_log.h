// PlayLog: the board's durable, numbered log of plays, between the player's spool and the server.
// A play is numbered once, kept until the server acknowledged it, and never dropped to make room.
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "player/agent/play_log_rows.h"
#include "shared/base/limits.h"
#include "shared/protocol/messages.h"
#include "shared/storage/disk.h"

namespace bangtin {

/// How large a log may become; smaller in tests.
struct PlayLogBounds {
  std::int64_t segment_bytes = static_cast<std::int64_t>(limits::kPlayLogSegmentBytes);
  std::int64_t log_bytes_max = limits::kPlayLogBytesMax;
  std::size_t spool_files_max = limits::kSpoolFilesMax;
};

class PlayLog {
 public:
  /// `own_disk` keeps the log (folder "plays"), `board_disk` holds the spool; both outlive the log.
  /// Cuts a torn end away. Errors: corrupt, full, unavailable.
  static Result<PlayLog> open(Disk& own_disk, Disk& board_disk, Random& random,
                              PlayLogBounds bounds = {});

  /// Takes what the player wrote into the log, durably, then removes spool files that are done.
  /// Errors: full, unavailable; what was taken before stays taken, the rest waits in the spool.
  Status drain();

  /// The oldest plays without acknowledgement, at most `rows_max`; no rows when there are none.
  Result<PlayBatch> batch(std::size_t rows_max);
  bool has_unsent() const { return next_seq_ > acknowledged_ + 1; }
  /// The server has all up to `seq`: they may be forgotten.
  Status acknowledge(std::int64_t seq);

  /// Random, made once: the name of this log to the server.
  const std::string& name() const { return name_; }
  std::int64_t last_seq() const { return next_seq_ - 1; }
  std::int64_t acknowledged() const { return acknowledged_; }
  /// Plays that could not be read or had no room, since the start.
  std::int64_t lost() const { return lost_; }
  /// True while the log is as large as it may be: plays wait in the spool, the newest have no room.
  bool is_full() const { return full_; }

 private:
  PlayLog(Disk& own_disk, Disk& board_disk, PlayLogBounds bounds)
      : own_(&own_disk), board_(&board_disk), bounds_(bounds) {}
  Status load_state(Random& random);
  Status save_state();
  Status load_segments();
  Status drain_file(const std::string& file, bool closed);
  Status append(const std::vector<SpoolText::Row>& rows, const std::string& file,
                std::int64_t base);
  Status write_lines(const std::string& lines);
  Status start_over_if_reset(const std::vector<std::string>& files);
  Status shed_newest(std::vector<std::string> files);
  std::int64_t size_bytes() const;

  Disk* own_;
  Disk* board_;
  PlayLogBounds bounds_;
  std::string name_;
  std::int64_t acknowledged_ = 0;
  std::int64_t next_seq_ = 1;
  SpoolPlace taken_;
  std::map<std::int64_t, std::int64_t> segments_;  ///< first seq -> durable bytes
  bool torn_ = false;    ///< the last segment may be longer than its durable bytes
  bool closed_ = false;  ///< the last segment is not to be written on
  std::int64_t lost_ = 0;
  bool full_ = false;
};

}  // namespace bangtin
