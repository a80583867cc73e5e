// Reel: clips one after the other on one timeline, the next one opened before the last one ends. It
// plays files without a server, where nobody knows beforehand how long they are or whether they can
// be played at all. Thread: that of the stage.
#pragma once

#include <optional>
#include <vector>

#include "player/glass/clip_run.h"
#include "player/glass/sound_track.h"

namespace bangtin {

class Reel {
 public:
  /// How long before the end of a clip the next one is opened.
  static constexpr Micros kPreroll{3'000'000};
  /// A clip that breaks off is opened once more where it was.
  static constexpr int kTriesMax = 2;

  /// Opens a file by its index.
  using Open = std::function<std::unique_ptr<ClipStream>(std::size_t file, Micros from, Monotonic)>;

  /// What became of a file.
  struct Outcome {
    std::int64_t frames = 0;
    /// The longest that the glass stood still for want of a picture of this file: from the end of
    /// the picture before to its next one, or until it was given up.
    Micros stalled_max{};
    std::optional<Error> error;  ///< why it could not be played, or not to its end
  };

  /// Range: at least one file; `loops` 0: for ever. A file that failed is not tried again.
  Reel(std::size_t files, int loops, Open open);

  /// Takes what came and moves on from clip to clip.
  void step(Monotonic now);
  void feed(SoundOut& out, Monotonic now);

  /// The picture for now, null before the first of all. `number` tells one clip from the next.
  const ClipFrame* frame(Monotonic now);
  std::uint64_t number() const { return current_ ? current_->number : 0; }
  /// What frame() gave is on the glass.
  void presented(Monotonic now);

  /// True when there is nothing more to play.
  bool ended() const { return !current_ && !next_ && !following(); }
  /// When something changes by the time alone; max() for never.
  Monotonic next_due() const;
  std::vector<int> wake_fds() const;
  /// When step() has to be called at the latest.
  Monotonic deadline() const;

  const std::vector<Outcome>& outcomes() const { return outcomes_; }
  /// Over all clips so far.
  ClipCounts counts() const;
  /// The longest that a picture stood beyond its own time as the next clip came.
  Micros gap_max() const { return gap_max_; }

 private:
  struct Clip {
    std::size_t file = 0;
    std::uint64_t number = 0;
    int tries = 1;
    ClipRun run;
    std::optional<Monotonic> begin{};
    SoundTrack track{};
    Micros last_pts{};
  };
  struct Place {
    std::size_t file;
    int loop;
  };
  std::optional<Place> following() const;
  Clip open(std::size_t file, Micros from, Monotonic now);
  void open_next(Monotonic now);
  void let_go(Clip& clip);
  void note_stall(std::size_t file, Monotonic now);
  bool replace_failed(std::optional<Clip>& clip, Monotonic now);
  std::optional<Monotonic> end_of_current() const;
  bool wants_next(Monotonic now) const;
  std::vector<const ClipRun*> runs() const;

  int loops_;
  Open open_;
  std::vector<Outcome> outcomes_;
  std::optional<Clip> current_;
  std::optional<Clip> next_;
  std::optional<Place> last_opened_;
  std::optional<Monotonic> join_;        ///< where the last clip ended
  std::optional<Monotonic> over_;        ///< until when the last presented frame was meant to stand
  std::optional<Monotonic> owed_since_;  ///< since when another picture is due
  bool first_of_clip_ = true;
  std::uint64_t last_number_ = 0;
  ClipCounts counts_;
  Micros gap_max_{};
};

}  // namespace bangtin
