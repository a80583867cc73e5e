#include "player/core/stage.h"

#include <algorithm>

namespace bangtin {
namespace {

/// Entries that are tried for one that cannot be shown.
constexpr int kStandInsMax = 64;

std::vector<ShownItem> items_of(const Frame& frame) {
  std::vector<ShownItem> items;
  if (!frame.scene.panel_on) return items;  // Nobody sees them.
  const Manifest& manifest = frame.generation->manifest;
  for (const ZoneScene& zone : frame.scene.zones) {
    if (!shows_item(zone)) continue;
    ShownItem item{manifest.items[zone.item].id, manifest.selection.items[zone.item]};
    if (std::ranges::find(items, item) == items.end()) items.push_back(std::move(item));
  }
  return items;
}

/// Only what the manifest really has: resolve is total, this keeps the stage so.
bool exists(const Manifest& manifest, const ZoneScene& zone) {
  return zone.item < manifest.items.size() && zone.item < manifest.selection.items.size();
}

/// What a zone shows when nothing can be shown in it.
ZoneScene nothing_in(const ZoneScene& zone) {
  ZoneScene empty;
  empty.zone = zone.zone;
  return empty;
}

/// Adds what stands in the zones of `frame` when nothing of them can be shown.
void add_empty_parts(const Frame& frame, std::vector<Part>& parts) {
  for (Part& part : parts_of(frame)) {
    if (part.card || !shows_item(part.zone)) continue;
    part.zone = nothing_in(part.zone);
    parts.push_back(std::move(part));
  }
}

}  // namespace

void Stage::handle(NewGeneration message, Instant) {
  CHECK(message.generation != nullptr);
  if (!incoming_) awaited_.clear();  // A newer one does not prolong the wait.
  incoming_ = std::move(message.generation);
  broken_.clear();
}

void Stage::handle(const Presented& message, Instant now) {
  if (presented_.generation != message.frame.generation) ledger_.close(now);
  presented_ = message.frame;
  const Manifest& manifest = presented_.generation->manifest;
  ledger_.show(items_of(message.frame), manifest.selection.utc_offset_minutes, now);
  std::vector<ShownItem> drawn;
  for (const ZoneScene& zone : message.frame.scene.zones) {
    if (!shows_item(zone) || std::ranges::find(message.zones, zone.zone) == message.zones.end()) {
      continue;
    }
    const ShownItem item{manifest.items[zone.item].id, manifest.selection.items[zone.item]};
    if (std::ranges::find(drawn, item) == drawn.end()) drawn.push_back(item);
  }
  for (const ShownItem& item : drawn) ledger_.count_frame(item);
}

void Stage::handle(ClockMoved message, Instant now) {
  // The stretch ended before the jump; what goes on afterwards is a stretch of its own.
  ledger_.close(message.from);
  awaited_.clear();
  if (!presented_.generation) return;
  const Selection& selection = presented_.generation->manifest.selection;
  ledger_.show(items_of(presented_), selection.utc_offset_minutes, now);
}

void Stage::handle(ClockTrust message, Instant) { clock_ = message; }

void Stage::handle(Stop, Instant now) { ledger_.close(now); }

/// A warning that may be over does less harm than one that is missing: what is urgent stays up to
/// its end by the time that the board believes.
bool Stage::is_current(const Manifest& manifest, const ZoneScene& zone, Instant now) const {
  if (!is_valid_at(manifest, zone, now)) return false;
  const ItemContent& content = manifest.items[zone.item].content;
  return !clock_.doubt || *clock_.doubt < content.valid_until || is_urgent(content);
}

/// The frame without the items that are not current; `until` comes down to when the next one will
/// not be.
Frame Stage::current_part_of(Frame frame, Instant now, Instant& until) const {
  const Manifest& manifest = frame.generation->manifest;
  for (ZoneScene& zone : frame.scene.zones) {
    if (!shows_item(zone)) continue;
    if (is_current(manifest, zone, now)) {
      until = std::min(until, manifest.items[zone.item].content.valid_until);
    } else {
      zone = nothing_in(zone);
    }
  }
  return frame;
}

bool Stage::acceptable(const Part& part, Accept accept) const {
  const PartState state = shelf_->state(part);
  return state == PartState::Ready || (accept == Accept::Pending && state == PartState::Pending);
}

void Stage::note_broken(const Part& part) {
  const PartKey key = key_of(part);
  const auto known = std::ranges::find(broken_, key);
  const bool failed = shelf_->state(part) == PartState::Failed;
  if (failed && known == broken_.end()) broken_.push_back(key);
  if (!failed && known != broken_.end()) broken_.erase(known);
}

ZoneScene Stage::pick(const Frame& frame, const ZoneScene& zone, Instant now, Accept accept,
                      Instant& until) {
  const auto part_for = [&](const ZoneScene& scene) {
    return Part{frame.generation, false, frame.scene.layout, scene};
  };
  if (zone.content == ZoneScene::Content::Header && !clock_.known) {
    ZoneScene plain = nothing_in(zone);
    plain.content = ZoneScene::Content::PlainHeader;
    return plain;
  }
  if (!shows_item(zone)) return zone;
  const Manifest& manifest = frame.generation->manifest;
  if (!exists(manifest, zone)) return nothing_in(zone);
  note_broken(part_for(zone));
  if (is_current(manifest, zone, now) && acceptable(part_for(zone), accept)) return zone;
  // The entries that follow, as they would come, until they come round again.
  Instant at = zone.until;
  for (int i = 0; i < kStandInsMax && at < zone.until + kResolveHorizon; ++i) {
    const Resolved later = resolve(manifest, at);
    if (later.scene.kind != Scene::Kind::Layout || later.scene.layout != frame.scene.layout) break;
    ZoneScene stand_in = later.scene.zones[zone.zone];
    at = stand_in.until;
    if (!shows_item(stand_in) || !exists(manifest, stand_in)) break;
    if (stand_in.item == zone.item && stand_in.page == zone.page) break;
    if (!is_current(manifest, stand_in, now)) continue;
    if (!acceptable(part_for(stand_in), accept)) continue;
    stand_in.since = zone.since;
    stand_in.until = zone.until;
    until = std::min(until, manifest.items[stand_in.item].content.valid_until);
    return stand_in;
  }
  return nothing_in(zone);
}

Stage::Draft Stage::draft_of(const GenerationPtr& generation, Instant now, Accept accept) {
  Resolved resolved = resolve(generation->manifest, now);
  Draft draft{{generation, std::move(resolved.scene)}, resolved.valid_until, {}};
  for (ZoneScene& zone : draft.frame.scene.zones) {
    zone = pick(draft.frame, zone, now, accept, draft.until);
  }
  for (const Part& part : parts_of(draft.frame)) {
    if (shelf_->state(part) != PartState::Ready) draft.pending.push_back(key_of(part));
  }
  return draft;
}

void Stage::take(Draft&& draft) {
  if (draft.frame.generation == incoming_) playing_ = std::move(incoming_);
  frame_ = std::move(draft.frame);
}

Instant Stage::holdable_until(Instant now) const {
  if (!frame_) return now;  // Anything is better than nothing.
  Instant until = Instant::max();
  const Manifest& manifest = frame_->generation->manifest;
  for (const ZoneScene& zone : frame_->scene.zones) {
    if (!shows_item(zone)) continue;
    if (!is_current(manifest, zone, now)) return now;
    until = std::min(until, manifest.items[zone.item].content.valid_until);
  }
  return until;
}

bool Stage::is_awaited(const Draft& draft) const {
  return std::ranges::all_of(draft.pending, [&](const PartKey& key) {
    return std::ranges::find(awaited_, key) != awaited_.end();
  });
}

void Stage::wait_for(Draft&& draft, Instant now, Plan& plan) {
  const bool goes_on = incoming_ ? !awaited_.empty() : is_awaited(draft);
  if (!goes_on) awaited_since_ = now;
  if (!goes_on || incoming_) awaited_ = draft.pending;
  const Instant patience = awaited_since_ + (incoming_ ? kFlipHoldMax : kPageHoldMax);
  const Instant hold_until = std::min(patience, holdable_until(now));
  const GenerationPtr wanted = draft.frame.generation;
  if (now < hold_until) {
    plan.look_again = std::min(plan.look_again, hold_until);
  } else {
    Draft ready = draft_of(wanted, now, Accept::ReadyOnly);
    plan.look_again = std::min(plan.look_again, ready.until);
    if (ready.pending.empty()) take(std::move(ready));
  }
  if (incoming_ && playing_) {
    Draft old = draft_of(playing_, now, Accept::ReadyOnly);
    plan.look_again = std::min(plan.look_again, old.until);
    if (old.pending.empty()) take(std::move(old));
  }
}

void Stage::want(const Draft& draft, Instant now) {
  std::vector<Part> parts = parts_of(draft.frame);
  if (frame_) std::ranges::move(parts_of(*frame_), std::back_inserter(parts));
  if (incoming_ && playing_) {
    const Draft old = draft_of(playing_, now, Accept::Pending);
    std::ranges::move(parts_of(old.frame), std::back_inserter(parts));
  }
  add_empty_parts(draft.frame, parts);
  if (frame_) add_empty_parts(*frame_, parts);
  Instant at = draft.until;
  for (int i = 0; i < kScenesAhead; ++i) {
    const Draft later = draft_of(draft.frame.generation, at, Accept::Pending);
    std::ranges::move(parts_of(later.frame), std::back_inserter(parts));
    at = later.until;
  }
  shelf_->want(parts);
}

Plan Stage::plan(Instant now) {
  Plan plan;
  ledger_.cut(now);
  const GenerationPtr wanted = incoming_ ? incoming_ : playing_;
  CHECK(wanted != nullptr);
  Draft draft = draft_of(wanted, now, Accept::Pending);
  want(draft, now);
  plan.look_again = draft.until;
  if (draft.pending.empty()) {
    awaited_.clear();
    take(std::move(draft));
  } else {
    wait_for(std::move(draft), now, plan);
  }
  if (const auto next = ledger_.next_cut()) plan.look_again = std::min(plan.look_again, *next);
  // Even while nothing else is ready: the clock may have jumped over the end of what is shown.
  if (frame_) plan.frame = current_part_of(*frame_, now, plan.look_again);
  return plan;
}

}  // namespace bangtin
