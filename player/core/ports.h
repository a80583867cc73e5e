// What the player's core needs of the world. Thread: that of the stage.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "player/core/part.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/model/report.h"

namespace bangtin {

/// Pixels that somebody else holds: 0xAARRGGBB, opaque, row-major.
struct PixelView {
  const std::uint32_t* pixels = nullptr;
  Size size_px;
};

/// What stands in front of people.
class Display {
 public:
  virtual ~Display() = default;
  virtual Size size_px() const = 0;
  /// Puts the canvas on the glass; only `damage` differs from what was presented last. Returns when
  /// the presentation did. Errors: unavailable.
  virtual Status present(const PixelView& canvas, std::span<const Rect> damage) = 0;
};

enum class PartState {
  Pending,  ///< in the making
  Ready,    ///< can be presented at once
  Failed,   ///< its picture is missing or broken; may become ready later
};

/// Where parts are made ready ahead of their time.
class PartShelf {
 public:
  virtual ~PartShelf() = default;
  /// The parts that are needed, most urgent first. What is not among them may be forgotten; what is
  /// stays. Never blocks.
  virtual void want(const std::vector<Part>& parts) = 0;
  virtual PartState state(const Part& part) = 0;
};

/// The light behind the glass. Nothing here blocks.
class Panel {
 public:
  virtual ~Panel() = default;
  /// Said once at the start and at each change; a panel that cannot be switched stays lit and shows
  /// black.
  virtual void turn(bool on) = 0;
  /// Goes on with what turn() began, until the panel has confirmed it, and looks after it.
  virtual void step(Monotonic now) = 0;
  /// When step() has to be called at the latest.
  virtual Monotonic due() const = 0;
  /// What the panel itself said last; nothing while it has not.
  virtual std::optional<bool> lit() const = 0;
  /// It was told again and again and says that it is not as it was told.
  virtual bool refuses() const = 0;
};

/// How bright the light behind the glass is.
class Dimmer {
 public:
  virtual ~Dimmer() = default;
  /// As it is now, 0 to 100; nothing where it cannot be set.
  virtual std::optional<int> percent() = 0;
  /// False when it does not do that.
  virtual bool set(int percent) = 0;
};

/// Where proof of play goes.
class PlaySink {
 public:
  virtual ~PlaySink() = default;
  virtual void take(const PlayRecord& record) = 0;
};

}  // namespace bangtin
