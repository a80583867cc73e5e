// What one board needs: the selection that the server signs, and the item versions it names.
// Plain structs. Thread: any.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "shared/model/content.h"

namespace bangtin {

/// Main and Side play pages; Side stands beside Main with a playlist of its own. A layout with
/// nothing but one Main zone is the full-screen takeover.
enum class ZoneRole { Main, Header, Ticker, Side };

struct Zone {
  ZoneRole role = ZoneRole::Main;
  Rect rect_px;  ///< inside the canvas; zones of a layout do not overlap
  bool operator==(const Zone&) const = default;
};

/// How the canvas is divided.
struct Layout {
  std::vector<Zone> zones;
  bool operator==(const Layout&) const = default;
};

/// One page of one item in a playlist.
struct PlaylistEntry {
  std::uint32_t item = 0;  ///< index into Selection::items
  std::uint32_t page = 0;  ///< index into the pagination for the zone
  Millis duration{};       ///< as the item's page says; the player checks that
  bool operator==(const PlaylistEntry&) const = default;
};

/// Entries that repeat for as long as a window lasts.
struct Playlist {
  std::vector<PlaylistEntry> entries;
  bool operator==(const Playlist&) const = default;
};

/// A layout with what plays in each of its zones.
struct Program {
  static constexpr std::uint32_t kNoPlaylist = 0xffffffffu;
  std::uint32_t layout = 0;
  std::vector<std::uint32_t> playlists;  ///< one per zone of the layout; header zones have none
  bool operator==(const Program&) const = default;
};

/// From `begin` until before `end` this program holds. A zone whose playlist goes on from before
/// says in `ran` for how long it had played at `begin`; the others begin anew.
struct Window {
  Instant begin{};
  Instant end{};
  std::uint32_t program = 0;
  std::vector<Millis> ran{};  ///< one per zone of the layout, or none when all begin anew
  bool operator==(const Window&) const = default;
};

/// A stretch of time: from `begin` until before `end`.
struct Span {
  Instant begin{};
  Instant end{};
  bool operator==(const Span&) const = default;
};

/// The commune that a board stands in, for its header and card.
struct Place {
  std::string commune_code;
  std::string province_code;
  std::string agency;  ///< header text: "UBND xã Tân Hưng"
  bool operator==(const Place&) const = default;
};

/// How far the office's audit had come: the number of its last event and the hash that covers that
/// event and all before it. What holds one is a witness that no event up to it was changed since.
struct AuditHead {
  std::int64_t seq = 0;
  Digest hash;
  bool operator==(const AuditHead&) const = default;
};

/// What the server chose for one board. The server's key signs for it; names item versions by hash.
struct Selection {
  BoardId board;
  std::int64_t generation = 0;  ///< 1, 2, ... per board; a lower one is never taken
  Instant issued_at{};          ///< also the lowest time a board may believe
  Size canvas_px;
  int utc_offset_minutes = 420;
  Place place;
  std::vector<Digest> items;
  std::vector<Layout> layouts;
  std::vector<Playlist> playlists;
  std::vector<Program> programs;
  std::vector<Window> windows;  ///< sorted by begin, not overlapping
  std::vector<Span> quiet;      ///< no sound then; sorted, apart
  std::vector<Span> panel_off;  ///< the panel rests then; sorted, apart
  bool operator==(const Selection&) const = default;
};

/// A selection with the item versions it names, in the selection's order. Verified by whoever
/// built it: hashes match, validate() found nothing.
struct Manifest {
  Selection selection;
  std::vector<ItemVersion> items;
  bool operator==(const Manifest&) const = default;
};

std::string_view name_of(ZoneRole role);
bool from_name(std::string_view name, ZoneRole& out);

}  // namespace bangtin
