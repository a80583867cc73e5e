// What a board tells about itself: plays and status. Plain structs. Thread: any.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/model/controls.h"
#include "shared/model/manifest.h"

namespace bangtin {

/// One stretch of time for which one item version was truly on the glass. The stage cuts a stretch
/// at each local hour and after kPlayRecordMax, so sums by hour and by day are exact.
struct PlayRecord {
  ItemId item;
  Digest version;
  Instant begin{};
  Millis shown{};                     ///< time on the glass, > 0
  std::int64_t frames_presented = 0;  ///< frames presented during it that showed the item
  bool operator==(const PlayRecord&) const = default;
};

/// What a board measures of itself; nothing where it has no such thing.
struct BoardHealth {
  std::optional<std::int64_t> temperature_c;    ///< of its hottest sensor
  std::optional<std::int64_t> disk_free_bytes;  ///< where its content lies
  std::optional<std::int64_t> up_s;             ///< since the system started
  std::optional<std::string> link;              ///< "eth0", "wlan0": by which it reaches out
  std::optional<bool> wireless;                 ///< of that link
  bool operator==(const BoardHealth&) const = default;
};

/// What a board shows and how it is, sent after each change and every minute.
struct BoardStatus {
  std::int64_t generation = 0;       ///< on the glass now; 0 is the built-in card
  std::int64_t generation_held = 0;  ///< complete in the folder
  Digest selection;                  ///< hash of the sealed selection on the glass
  Size canvas_px;
  Instant at{};
  std::string program_version;
  std::string problem;  ///< key of assets/lang/agent.*.json, empty when well
  AuditHead audit;      ///< that the selection on the glass holds
  std::optional<BoardHealth> health;
  std::optional<BoardControls> controls;  ///< nothing of a board that takes no orders
};

}  // namespace bangtin
