// StageWorld: a stage with a shelf and a sink that the test rules, and glass that presents at once.
// Thread: one.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "player/core/stage.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/sim_shelf.h"

namespace bangtin {

inline GenerationPtr generation_of(Manifest manifest) {
  auto generation = std::make_shared<Generation>();
  generation->manifest = std::move(manifest);
  return generation;
}

struct StageWorld {
  SimShelf shelf;
  SimPlays plays;
  Stage stage{shelf, plays};
  Instant now = sample::midnight();
  std::optional<Frame> glass;  ///< what was presented last
  std::function<void(const Frame&)> on_present = [](const Frame&) {};

  void give(GenerationPtr generation) { stage.handle(NewGeneration{std::move(generation)}, now); }

  /// Plans and presents what is new. Returns when to look again.
  Instant step() {
    const Plan plan = stage.plan(now);
    if (plan.frame && (!glass || glass->generation != plan.frame->generation ||
                       glass->scene != plan.frame->scene)) {
      Presented presented{*plan.frame, {}};
      for (const ZoneScene& zone : plan.frame->scene.zones) {
        const bool same = glass && glass->generation == plan.frame->generation &&
                          std::ranges::find(glass->scene.zones, zone) != glass->scene.zones.end();
        if (!same) presented.zones.push_back(zone.zone);
      }
      glass = plan.frame;
      on_present(*glass);
      stage.handle(presented, now);
    }
    return plan.look_again;
  }

  /// Steps whenever the stage asks for it, until `end`, and there.
  void run_until(Instant end) {
    while (now < end) {
      const Instant next = step();
      EXPECT_GT(next, now) << "the stage would spin";
      now = std::min(std::max(next, now + Millis(1)), end);
    }
    step();
  }

  /// What the zone of this index shows.
  const ZoneScene& zone(std::uint32_t index) const { return glass->scene.zones.at(index); }
};

/// True for the part of this item and page.
inline bool is_page(const Part& part, std::uint32_t item, std::uint32_t page) {
  return !part.card && part.zone.content == ZoneScene::Content::Page && part.zone.item == item &&
         part.zone.page == page;
}

}  // namespace bangtin
