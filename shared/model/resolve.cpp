#include "shared/model/resolve.h"

#include <algorithm>

#include "shared/model/window_search.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

// The years that the wire can say. Within them no sum below can leave the range of Instant.
constexpr Instant kEarliest = std::chrono::sys_days{std::chrono::year{0} / 1 / 1};
constexpr Instant kLatest = std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1};

Instant horizon_of(Instant now) {
  constexpr Instant kLast = Instant::max() - kResolveHorizon;
  return now > kLast ? Instant::max() : now + kResolveHorizon;
}

/// The part of a manifest that one window plays, and the time.
struct Moment {
  const Manifest& manifest;
  const Window& window;
  Instant window_until;  ///< when it ends or the next one takes over
  Instant now;
};

/// What the valid entries of one playlist add up to.
struct Cycle {
  std::uint64_t length_ms = 0;
  std::size_t entries = 0;
  Instant next_edge{};  ///< when the set of valid entries may change, at the latest
};

/// The item that an entry plays in a zone of this role; null when it has no place there.
const ItemVersion* playable(const Manifest& manifest, const PlaylistEntry& entry, ZoneRole role) {
  if (entry.item >= manifest.items.size()) return nullptr;
  if (entry.duration <= 0ms || entry.duration > kResolveHorizon) return nullptr;
  const ItemVersion& item = manifest.items[entry.item];
  const bool ticker = item.content.kind == ItemKind::Ticker;
  return ticker == (role == ZoneRole::Ticker) ? &item : nullptr;
}

bool is_valid_at(const ItemContent& content, Instant now) {
  return content.valid_from <= now && now < content.valid_until;
}

Cycle measure(const Moment& moment, const Playlist& playlist, ZoneRole role) {
  Cycle cycle;
  cycle.next_edge = moment.window_until;
  for (const PlaylistEntry& entry : playlist.entries) {
    const ItemVersion* item = playable(moment.manifest, entry, role);
    if (item == nullptr) continue;
    const ItemContent& content = item->content;
    if (is_valid_at(content, moment.now)) {
      cycle.length_ms += static_cast<std::uint64_t>(entry.duration.count());
      ++cycle.entries;
      cycle.next_edge = std::min(cycle.next_edge, content.valid_until);
    } else if (moment.now < content.valid_from && content.valid_from < content.valid_until) {
      cycle.next_edge = std::min(cycle.next_edge, content.valid_from);
    }
  }
  return cycle;
}

/// How long the playlist of a zone had run when its window began.
Millis ran_of(const Window& window, std::size_t zone) {
  if (zone >= window.ran.size()) return 0ms;
  const Millis ran = window.ran[zone];
  return ran >= 0ms && ran <= kRanMax ? ran : 0ms;
}

Instant earlier(Instant instant, Millis by) {
  return instant < Instant::min() + by ? Instant::min() : instant - by;
}

/// Shows the entry whose turn it is. A page alone in its zone stays until something changes, so a
/// still board does not wake for it; a ticker alone starts its next run.
void place(const Moment& moment, const Playlist& playlist, ZoneRole role, const Cycle& cycle,
           ZoneScene& scene) {
  const Millis ran = ran_of(moment.window, scene.zone);
  // The difference of any two Instants fits 64 bits without sign; each term below is far smaller.
  const auto since_begin =
      static_cast<std::uint64_t>(moment.now.time_since_epoch().count()) -
      static_cast<std::uint64_t>(moment.window.begin.time_since_epoch().count());
  std::uint64_t left_ms =
      since_begin % cycle.length_ms + static_cast<std::uint64_t>(ran.count()) % cycle.length_ms;
  left_ms %= cycle.length_ms;
  for (const PlaylistEntry& entry : playlist.entries) {
    const ItemVersion* item = playable(moment.manifest, entry, role);
    if (item == nullptr || !is_valid_at(item->content, moment.now)) continue;
    const auto duration_ms = static_cast<std::uint64_t>(entry.duration.count());
    if (left_ms >= duration_ms) {
      left_ms -= duration_ms;
      continue;
    }
    scene.content =
        role == ZoneRole::Ticker ? ZoneScene::Content::Ticker : ZoneScene::Content::Page;
    scene.item = entry.item;
    scene.page = entry.page;
    if (role != ZoneRole::Ticker && cycle.entries == 1) {
      scene.since = earlier(moment.window.begin, ran);
      scene.until = cycle.next_edge;
    } else {
      scene.since = moment.now - Millis(left_ms);
      scene.until = scene.since + entry.duration;
    }
    return;
  }
}

const Playlist* playlist_of(const Selection& selection, const Program& program, std::size_t zone) {
  if (zone >= program.playlists.size()) return nullptr;
  const std::uint32_t index = program.playlists[zone];
  return index < selection.playlists.size() ? &selection.playlists[index] : nullptr;
}

/// Fills in one zone; returns until when it stays so.
Instant resolve_zone(const Moment& moment, const Program& program, ZoneRole role,
                     ZoneScene& scene) {
  if (role == ZoneRole::Header) {
    // Offsets from UTC are whole minutes, so the local minute begins with the UTC minute.
    scene.content = ZoneScene::Content::Header;
    scene.since = std::chrono::floor<std::chrono::minutes>(moment.now);
    scene.until = scene.since + 1min;
    return scene.until;
  }
  const Playlist* playlist = playlist_of(moment.manifest.selection, program, scene.zone);
  if (playlist == nullptr) return moment.window_until;
  const Cycle cycle = measure(moment, *playlist, role);
  if (cycle.entries == 0) return cycle.next_edge;
  place(moment, *playlist, role, cycle, scene);
  return std::min(cycle.next_edge, scene.until);
}

const Program* program_of(const Selection& selection, const Window& window) {
  if (window.program >= selection.programs.size()) return nullptr;
  const Program& program = selection.programs[window.program];
  if (program.layout >= selection.layouts.size()) return nullptr;
  return selection.layouts[program.layout].zones.empty() ? nullptr : &program;
}

/// Whether `now` lies in one of the spans; lowers `valid_until` to where that may change.
bool is_inside(const std::vector<Span>& spans, Instant now, Instant& valid_until) {
  const WindowSearch found =
      search_windows(spans.size(), now, [&](std::size_t index) { return spans[index].begin; });
  valid_until = std::min(valid_until, found.next_begin);
  if (found.after == 0) return false;
  const Instant end = spans[found.after - 1].end;
  if (end <= now) return false;
  valid_until = std::min(valid_until, end);
  return true;
}

}  // namespace

Resolved resolve(const Manifest& manifest, Instant now) {
  Resolved resolved;
  resolved.valid_until = horizon_of(now);
  if (now < kEarliest) resolved.valid_until = std::min(resolved.valid_until, kEarliest);
  if (now < kEarliest || now >= kLatest) return resolved;

  const Selection& selection = manifest.selection;
  resolved.scene.sound = !is_inside(selection.quiet, now, resolved.valid_until);
  resolved.scene.panel_on = !is_inside(selection.panel_off, now, resolved.valid_until);
  const WindowSearch found = search_windows(selection.windows.size(), now, [&](std::size_t index) {
    return selection.windows[index].begin;
  });
  resolved.valid_until = std::min({resolved.valid_until, found.next_begin, kLatest});
  if (found.after == 0) return resolved;
  const Window& window = selection.windows[found.after - 1];
  if (window.end <= now) return resolved;
  const Program* program = program_of(selection, window);
  if (program == nullptr) return resolved;

  const Moment moment{manifest, window, std::min(window.end, found.next_begin), now};
  resolved.valid_until = std::min(resolved.valid_until, moment.window_until);
  resolved.scene.kind = Scene::Kind::Layout;
  resolved.scene.layout = program->layout;
  const std::vector<Zone>& zones = selection.layouts[program->layout].zones;
  resolved.scene.zones.resize(zones.size());
  for (std::size_t i = 0; i < zones.size(); ++i) {
    ZoneScene& scene = resolved.scene.zones[i];
    scene.zone = static_cast<std::uint32_t>(i);
    const Instant until = resolve_zone(moment, *program, zones[i].role, scene);
    resolved.valid_until = std::min(resolved.valid_until, until);
  }
  return resolved;
}

}  // namespace bangtin
