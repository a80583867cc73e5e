// Shelf: the parts that are ready or in the making, and who makes them. Thread: that of the stage;
// the making happens elsewhere (Workshop) and comes back as messages.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "player/core/ports.h"
#include "player/glass/clip_deck.h"
#include "shared/base/clock.h"
#include "shared/compose/bitmap.h"

namespace bangtin {

using BitmapPtr = std::shared_ptr<const Bitmap>;

struct ComposeJob {
  Part part;
  BitmapPtr picture;  ///< of picture_of(part); null when it needs none
};
struct Composed {
  PartKey key;
  BitmapPtr bitmap;
};
struct Loaded {
  Digest blob;
  Result<BitmapPtr> picture;
};

/// Where parts are composed and pictures are read, checked and decoded; one of each at a time. The
/// outcome comes as Composed and Loaded, in the order of the jobs.
class Workshop {
 public:
  virtual ~Workshop() = default;
  virtual void compose(ComposeJob job) = 0;
  virtual void load(Media media) = 0;
};

class Shelf final : public PartShelf {
 public:
  /// A picture that failed is tried again after this.
  static constexpr auto kRetryAfter = std::chrono::seconds(60);

  /// Both outlive this. A part with a clip is ready with its poster; the deck is told of it.
  Shelf(Workshop& workshop, ClipDeck& clips) : workshop_(&workshop), clips_(&clips) {}

  void want(const std::vector<Part>& parts) override;
  PartState state(const Part& part) override;

  void handle(Composed message);
  void handle(Loaded message, Monotonic now);
  /// Gives the workshop what is most urgent. Called after want() and each message.
  void step(Monotonic now);

  /// The pixels of a part that is ready; null otherwise.
  BitmapPtr bitmap(const Part& part) const;
  std::size_t size() const { return slots_.size(); }

 private:
  struct Slot {
    PartKey key;
    Part part;
    BitmapPtr bitmap;
  };
  struct Failure {
    Monotonic retry_at;
  };
  const Slot* find(const PartKey& key) const;
  bool failed(const Part& part) const;
  void start_compose();
  void start_load(Monotonic now);

  Workshop* workshop_;
  ClipDeck* clips_;
  std::vector<Slot> slots_;               ///< most urgent first
  std::map<Digest, BitmapPtr> pictures_;  ///< decoded, for parts that are not composed yet
  std::map<Digest, Failure> failures_;
  bool composing_ = false;
  bool loading_ = false;
};

}  // namespace bangtin
