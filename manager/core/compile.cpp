#include "manager/core/compile.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "manager/core/expand.h"
#include "manager/core/layouts.h"
#include "manager/core/problems.h"
#include "shared/base/limits.h"
#include "shared/model/validate.h"
#include "shared/protocol/content_json.h"

namespace bangtin {
namespace {

Error too_long(std::string_view what) {
  return {Code::Invalid, "too many " + std::string(what) + " for one board", "playlist.too_long"};
}

bool plays_in(const ItemContent& content, ZoneRole role) {
  if (role == ZoneRole::Header) return false;
  return (content.kind == ItemKind::Ticker) == (role == ZoneRole::Ticker);
}

/// Builds the tables of a selection, each entry once.
class Tables {
 public:
  Tables(Manifest& manifest, const Versions& versions) : out_(manifest), versions_(versions) {}

  /// The playlist of these versions for one zone; kNoPlaylist when there is no page for it.
  Result<std::uint32_t> playlist(const Zone& zone, const Programme& programme,
                                 const std::vector<std::size_t>& items) {
    const Size size{zone.rect_px.width_px, zone.rect_px.height_px};
    Playlist playlist;
    for (const std::size_t index : items) {
      const Digest& hash = programme[index];
      const ItemVersion& version = *versions_.at(hash);
      if (!plays_in(version.content, zone.role)) continue;
      const Pagination* pagination = pagination_for(version, size);
      if (pagination == nullptr) continue;
      for (std::size_t page = 0; page < pagination->pages.size(); ++page) {
        playlist.entries.push_back(
            {item_index(hash), static_cast<std::uint32_t>(page), pagination->pages[page].duration});
      }
    }
    if (playlist.entries.empty()) return Program::kNoPlaylist;
    if (playlist.entries.size() > limits::kPlaylistEntriesMax) return too_long("pages");
    return index_in(out_.selection.playlists, playlist);
  }

  std::uint32_t program(const Program& program) {
    return index_in(out_.selection.programs, program);
  }

 private:
  std::uint32_t item_index(const Digest& hash) {
    const auto next = static_cast<std::uint32_t>(out_.selection.items.size());
    const auto [found, added] = items_.emplace(hash, next);
    if (added) {
      out_.selection.items.push_back(hash);
      out_.items.push_back(*versions_.at(hash));
    }
    return found->second;
  }

  /// Neighbouring windows differ by one item, so an equal entry is most often a late one.
  template <class Entry>
  static std::uint32_t index_in(std::vector<Entry>& table, const Entry& entry) {
    const auto found = std::find(table.rbegin(), table.rend(), entry);
    if (found != table.rend()) return static_cast<std::uint32_t>(table.rend() - found - 1);
    table.push_back(entry);
    return static_cast<std::uint32_t>(table.size() - 1);
  }

  Manifest& out_;
  const Versions& versions_;
  std::map<Digest, std::uint32_t> items_;
};

Status check_bounds(const Selection& selection) {
  if (selection.items.size() > limits::kItemsPerManifestMax) return too_long("items");
  if (selection.playlists.size() > limits::kPlaylistsMax) return too_long("playlists");
  if (selection.programs.size() > limits::kProgramsMax) return too_long("programs");
  if (selection.windows.size() > limits::kWindowsMax) return too_long("windows");
  return {};
}

/// A window as a person sees it: no index, nothing of the past.
struct Showing {
  Instant begin{};
  Instant end{};
  Layout layout;
  std::vector<std::vector<std::tuple<Digest, std::uint32_t, Millis>>> zones;
  bool operator==(const Showing&) const = default;
};

Instant horizon_of(const Selection& selection) {
  return selection.issued_at + limits::kExpandHorizon;
}

std::vector<Showing> course_of(const Selection& selection, Instant from, Instant until) {
  std::vector<Showing> course;
  for (const Window& window : selection.windows) {
    Showing showing{std::max(window.begin, from), std::min(window.end, until), {}, {}};
    if (showing.begin >= showing.end) continue;
    const Program& program = selection.programs.at(window.program);
    showing.layout = selection.layouts.at(program.layout);
    for (const std::uint32_t index : program.playlists) {
      auto& zone = showing.zones.emplace_back();
      if (index == Program::kNoPlaylist) continue;
      for (const PlaylistEntry& entry : selection.playlists.at(index).entries) {
        zone.emplace_back(selection.items.at(entry.item), entry.page, entry.duration);
      }
    }
    course.push_back(std::move(showing));
  }
  return course;
}

}  // namespace

Result<Manifest> compile(const BoardFacts& facts, const Programme& programme,
                         const Versions& versions, Instant now, std::int64_t generation) {
  Manifest manifest;
  Selection& selection = manifest.selection;
  selection.board = facts.board;
  selection.generation = generation;
  selection.issued_at = now;
  selection.canvas_px = facts.canvas_px;
  selection.utc_offset_minutes = facts.utc_offset_minutes;
  selection.place = facts.place;
  if (programme.size() > limits::kItemsPerManifestMax) return too_long("items");

  std::vector<Airing> airings;
  for (std::size_t i = 0; i < programme.size(); ++i) {
    const auto found = versions.find(programme[i]);
    CHECK(found != versions.end() && found->second != nullptr);
    const ItemContent& content = found->second->content;
    airings.push_back({i, content.valid_from, content.valid_until});
  }
  const Layout layout = default_layout(facts.canvas_px);
  Tables tables(manifest, versions);
  for (const Stretch& stretch : expand(airings, now, now + limits::kExpandHorizon)) {
    Program program{0, {}};
    bool plays = false;
    for (const Zone& zone : layout.zones) {
      program.playlists.push_back(TRY(tables.playlist(zone, programme, stretch.items)));
      plays = plays || program.playlists.back() != Program::kNoPlaylist;
    }
    if (!plays) continue;
    if (selection.layouts.empty()) selection.layouts.push_back(layout);
    selection.windows.push_back({stretch.begin, stretch.end, tables.program(program)});
    TRY(check_bounds(selection));
  }
  TRY(to_status(validate(manifest)));
  return manifest;
}

bool same_course(const Selection& a, const Selection& b, Instant now) {
  if (a.board != b.board || a.canvas_px != b.canvas_px ||
      a.utc_offset_minutes != b.utc_offset_minutes || a.place != b.place) {
    return false;
  }
  const Instant until = std::min(horizon_of(a), horizon_of(b));
  return course_of(a, now, until) == course_of(b, now, until);
}

}  // namespace bangtin
