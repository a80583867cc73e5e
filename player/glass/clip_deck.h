// ClipDeck: the clips that are open for the parts on the glass and for those that come next. Where
// a clip is follows from the time alone: (now - since of its page) mod its duration. Thread: that
// of the stage.
#pragma once

#include <map>
#include <vector>

#include "player/core/part.h"
#include "player/glass/clip_run.h"
#include "player/glass/sound_track.h"

namespace bangtin {

class ClipDeck {
 public:
  /// How long before its begin a clip is opened.
  static constexpr Millis kPreroll{3'000};
  /// Clips open at once, also where several zones play one.
  static constexpr std::size_t kOpenMax = 4;
  /// A clip that failed so often is left to its poster for a while. A run without a failure from
  /// its begin to its end clears the count.
  static constexpr int kTriesMax = 3;
  static constexpr auto kRetryAfter = std::chrono::seconds(60);

  using Open = std::function<std::unique_ptr<ClipStream>(const Media&, Micros from, Monotonic now)>;

  explicit ClipDeck(Open open) : open_(std::move(open)) {}

  /// The parts on the glass and those that come, most urgent first. Those without a clip are passed
  /// over.
  void want(const std::vector<Part>& parts);
  /// Opens, replaces and closes clips as `now` asks for it.
  void step(Instant now, Monotonic monotonic);
  /// Feeds the sound of the first zone that has one. `audible` false: nothing is heard.
  void feed(SoundOut& out, Instant now, bool audible);

  /// What stands in a part's clip now. `run` and `frame` tell one picture from another.
  struct Shown {
    std::uint64_t run = 0;
    const ClipFrame* frame = nullptr;  ///< null: none yet
  };
  Shown shown(const Part& part, Instant now);
  /// What shown() gave for this part is on the glass.
  void presented(const Part& part, Instant now);
  /// True while the clip of this part cannot be played; its poster stands for it.
  bool failed(const Part& part) const;
  /// True while some clip of the pages on the glass cannot be played.
  bool any_failed() const;

  /// When something changes by the time alone.
  Instant next_due(Instant now) const;
  /// What to poll, and when step() has to be called at the latest.
  std::vector<int> wake_fds() const;
  Monotonic deadline() const;
  std::size_t size() const { return open_clips_.size(); }

 private:
  /// A page with a clip, as long as it stands.
  struct Page {
    Media media;
    Instant since;
    Instant until;
  };
  struct Key {
    Digest blob;
    Instant begin;  ///< of this run
    auto operator<=>(const Key&) const = default;
  };
  struct OpenClip {
    Key key;
    std::uint64_t number = 0;
    Instant end;  ///< of this run
    ClipRun run;
    SoundTrack track{};
  };
  struct Failure {
    int count = 0;
    Monotonic retry_at{};
    Instant run{};  ///< begin of the run that failed last
  };
  struct Due {
    Key key;
    const Page* page;
  };
  static Key key_of(const Page& page, Instant now);
  OpenClip* find(const Part& part, Instant now);
  std::vector<Due> due_at(Instant now) const;
  void open(const Due& due, Instant now, Monotonic monotonic);
  void drop_failed(Monotonic monotonic);
  void forget_failures(const OpenClip& clip, Instant now);
  bool gave_up(const Digest& blob) const;

  Open open_;
  std::vector<Page> pages_;
  std::vector<OpenClip> open_clips_;
  std::map<Digest, Failure> failures_;
  std::uint64_t last_number_ = 0;
  std::uint64_t heard_ = 0;  ///< number of the clip that sounds
};

}  // namespace bangtin
