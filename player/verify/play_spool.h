// PlaySpool: the play records on their way to the agent: one a line, appended and synced. A disk
// that is full loses nothing for a long while and never stops the glass. Thread: that of its Disk.
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "shared/model/report.h"
#include "shared/storage/disk.h"

namespace bangtin {

class PlaySpool {
 public:
  /// Records that wait in memory while the disk takes none: more than a day of one a 10 s.
  static constexpr std::size_t kHeldRecordsMax = 10'000;

  /// Writes below "spool" of `disk`, which outlives this; begins a new file there.
  explicit PlaySpool(Disk& disk);

  /// Durable on return unless the disk refuses: then the record waits, behind those that already
  /// do.
  void take(const PlayRecord& record);
  /// Tries again what waits. True when nothing waits any more.
  bool flush();

  std::size_t held_records() const { return held_.size(); }
  /// Records that had to be let go, the oldest first, because too many waited.
  std::int64_t lost_records() const { return lost_; }

 private:
  Status write(const PlayRecord& record);
  void begin_file();

  Disk* disk_;
  std::int64_t number_ = 0;
  std::string name_;
  std::int64_t size_bytes_ = 0;
  std::deque<PlayRecord> held_;
  std::int64_t lost_ = 0;
};

}  // namespace bangtin
