#include "tests/fakes/random_manifest.h"

#include <algorithm>
#include <array>
#include <set>

#include "shared/base/limits.h"
#include "shared/model/web_address.h"
#include "shared/protocol/content_json.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

template <class List>
auto& pick(Random& random, List& list) {
  return list[random.below(std::size(list))];
}

int number(Random& random, int min, int max) { return static_cast<int>(between(random, min, max)); }

Millis span(Random& random, Millis min, Millis max) {
  return Millis(between(random, min.count(), max.count()));
}

Digest random_digest(Random& random) {
  Digest digest;
  random.fill(digest.bytes);
  return digest;
}

/// Where each word of a body stands: pages break between words.
struct Words {
  std::string body;
  std::vector<std::pair<int, int>> ranges;
};

Words random_words(Random& random, bool lines) {
  static constexpr std::array kWords = {"Thông", "báo", "nguồn", "nước", "ẨM", "Ỹ",    "Ẳ",
                                        "Ỗ",     "Ễ",   "Ự",     "xã",   "ភូមិ", "2026", "điện"};
  Words words;
  const int count = number(random, 1, 40);
  for (int i = 0; i < count; ++i) {
    if (i > 0) words.body += lines && chance(random, 15) ? "\n" : " ";
    const int begin = static_cast<int>(words.body.size());
    words.body += pick(random, kWords);
    words.ranges.emplace_back(begin, static_cast<int>(words.body.size()));
  }
  return words;
}

std::vector<Page> random_pages(Random& random, const ItemContent& content, const Words& words) {
  const auto duration = [&] {
    return chance(random, 10) ? span(random, 2s, 600s) : Millis(span(random, 4s, 60s));
  };
  std::vector<Page> pages;
  const std::size_t per_page = content.kind == ItemKind::Ticker
                                   ? words.ranges.size()
                                   : static_cast<std::size_t>(number(random, 4, 20));
  if (content.kind == ItemKind::Video) {
    return {{0, 0, 0, 0, content.media.front().duration, 0, 0}};
  }
  if (content.kind == ItemKind::News) {
    const int stories = static_cast<int>(content.stories.size());
    for (int begin = 0; begin < stories;) {
      const int end = number(random, begin + 1, stories);
      pages.push_back({0, 0, number(random, 12, 90), Page::kNoMedia, duration(), begin, end});
      begin = end;
    }
    return pages;
  }
  for (std::size_t i = 0; i < words.ranges.size(); i += per_page) {
    const std::size_t last = std::min(i + per_page, words.ranges.size()) - 1;
    pages.push_back({words.ranges[i].first, words.ranges[last].second, number(random, 12, 90),
                     Page::kNoMedia, duration()});
  }
  for (int i = 0; i < static_cast<int>(content.media.size()); ++i) {
    pages.push_back({0, 0, 0, i, duration()});
  }
  return pages;
}

std::vector<Layout> random_layouts(Random& random, Size canvas) {
  std::vector<Layout> layouts(static_cast<std::size_t>(number(random, 1, 3)));
  for (Layout& layout : layouts) {
    const auto [width, height] = canvas;
    const int header = chance(random, 70) ? number(random, 1, height / 4) : 0;
    const int ticker = chance(random, 70) ? number(random, 1, height / 4) : 0;
    const int main = height - header - ticker;
    const int left = chance(random, 30) ? number(random, 1, width - 1) : width;
    if (header > 0) layout.zones.push_back({ZoneRole::Header, {0, 0, width, header}});
    layout.zones.push_back({ZoneRole::Main, {0, header, left, main}});
    if (left < width) {
      const ZoneRole role = chance(random, 60) ? ZoneRole::Side : ZoneRole::Main;
      layout.zones.push_back({role, {left, header, width - left, main}});
    }
    if (ticker > 0) layout.zones.push_back({ZoneRole::Ticker, {0, header + main, width, ticker}});
  }
  return layouts;
}

std::set<Size> zone_sizes(const std::vector<Layout>& layouts, bool ticker) {
  std::set<Size> sizes;
  for (const Layout& layout : layouts) {
    for (const Zone& zone : layout.zones) {
      if (zone.role == ZoneRole::Header || ticker != (zone.role == ZoneRole::Ticker)) continue;
      sizes.insert({zone.rect_px.width_px, zone.rect_px.height_px});
    }
  }
  return sizes;
}

/// A clip and the picture that stands for it.
void add_clip(Random& random, ItemContent& content, int index) {
  content.media.push_back(
      sample::media(between(random, 1, 3 << 20), static_cast<std::uint8_t>(index + 100)));
  Media& clip = content.media.back();
  clip.media_type = "video/mp4";
  clip.duration = span(random, 1s, chance(random, 10) ? 3600s : 60s);
  clip.has_sound = chance(random, 50);
  clip.poster = 1;
  content.media.push_back(
      sample::media(between(random, 1, 3 << 20), static_cast<std::uint8_t>(index)));
}

void add_stories(Random& random, ItemContent& content) {
  for (int left = number(random, 1, 4); left > 0; --left) {
    Story story;
    story.title = random_words(random, false).body;
    story.source = "Báo Nhân Dân";
    content.stories.push_back(std::move(story));
  }
}

ItemVersion random_item(Random& random, const RandomManifestOptions& options,
                        const std::vector<Layout>& layouts, int index) {
  static constexpr std::array kKinds = {ItemKind::Notice, ItemKind::Notice, ItemKind::Picture,
                                        ItemKind::Ticker, ItemKind::Video,  ItemKind::News};
  ItemVersion item = sample::notice();
  item.id = {"item-" + std::to_string(index)};
  item.number = number(random, 1, 9);
  ItemContent& content = item.content;
  content.kind = pick(random, kKinds);
  content.media.clear();
  const bool worded = content.kind == ItemKind::Notice || content.kind == ItemKind::Ticker;
  const Words words = worded ? random_words(random, content.kind == ItemKind::Notice) : Words{};
  content.body = words.body;
  content.priority = number(random, 1, 3);
  int media = content.kind == ItemKind::Picture ? number(random, 1, 3) : 0;
  if (content.kind == ItemKind::Notice && chance(random, 30)) media = number(random, 1, 2);
  for (int i = 0; i < media; ++i) {
    content.media.push_back(
        sample::media(between(random, 1, 3 << 20), static_cast<std::uint8_t>(index)));
  }
  if (content.kind == ItemKind::Video) add_clip(random, content, index);
  if (content.kind == ItemKind::News) add_stories(random, content);
  const bool has_site = index % 3 == 0 && carries_code(content.kind);
  content.site = has_site ? std::optional<std::string>("https://bangtin.example.vn") : std::nullopt;
  content.valid_from = options.around + span(random, -24h, 12h);
  content.valid_until = content.valid_from + span(random, 1ms, 36h);
  item.paginations.clear();
  for (const Size& size : zone_sizes(layouts, content.kind == ItemKind::Ticker)) {
    // A size left out is served by the one most alike.
    if (!item.paginations.empty() && chance(random, 20)) continue;
    item.paginations.push_back({size, random_pages(random, content, words)});
  }
  return item;
}

Playlist random_playlist(Random& random, const Manifest& manifest, const Zone& zone) {
  const Size size{zone.rect_px.width_px, zone.rect_px.height_px};
  Playlist playlist;
  const int items = number(random, 0, 4);
  for (int i = 0; i < items && !manifest.items.empty(); ++i) {
    const auto index = static_cast<std::uint32_t>(random.below(manifest.items.size()));
    const ItemVersion& item = manifest.items[index];
    const Pagination* pagination = pagination_for(item, size);
    const bool ticker = item.content.kind == ItemKind::Ticker;
    if (pagination == nullptr || ticker != (zone.role == ZoneRole::Ticker)) continue;
    for (std::uint32_t page = 0; page < pagination->pages.size(); ++page) {
      playlist.entries.push_back({index, page, pagination->pages[page].duration});
    }
  }
  return playlist;
}

void add_programs(Random& random, Manifest& manifest) {
  Selection& selection = manifest.selection;
  const int programs = number(random, 1, 4);
  for (int i = 0; i < programs; ++i) {
    Program program;
    program.layout = static_cast<std::uint32_t>(random.below(selection.layouts.size()));
    for (const Zone& zone : selection.layouts[program.layout].zones) {
      program.playlists.push_back(Program::kNoPlaylist);
      if (zone.role == ZoneRole::Header || chance(random, 10)) continue;
      program.playlists.back() = static_cast<std::uint32_t>(selection.playlists.size());
      selection.playlists.push_back(random_playlist(random, manifest, zone));
    }
    selection.programs.push_back(std::move(program));
  }
}

void add_windows(Random& random, const RandomManifestOptions& options, Selection& selection) {
  Instant at = options.around + span(random, -12h, 0ms);
  const int windows = number(random, 0, options.windows_max);
  for (int i = 0; i < windows; ++i) {
    if (chance(random, 40)) at += span(random, 1ms, 3h);
    const Millis length = chance(random, 10) ? span(random, 1ms, 5s) : span(random, 1min, 4h);
    const auto program = static_cast<std::uint32_t>(random.below(selection.programs.size()));
    selection.windows.push_back({at, at + length, program});
    at += length;
  }
}

/// Stretches that may touch, most of them some hours long.
std::vector<Span> random_spans(Random& random, Instant around) {
  std::vector<Span> spans;
  Instant at = around + span(random, -24h, 0ms);
  for (int left = chance(random, 50) ? number(random, 1, 8) : 0; left > 0; --left) {
    if (chance(random, 80)) at += span(random, 1ms, 8h);
    const Millis length = chance(random, 10) ? span(random, 1ms, 5s) : span(random, 1min, 6h);
    spans.push_back({at, at + length});
    at += length;
  }
  return spans;
}

/// Some windows take playlists over where they were.
void add_ran(Random& random, Selection& selection) {
  for (Window& window : selection.windows) {
    if (!chance(random, 40)) continue;
    for (std::size_t i = 0; i < selection.programs[window.program].playlists.size(); ++i) {
      window.ran.push_back(chance(random, 50) ? 0ms : span(random, 1ms, 48h));
    }
  }
}

std::int64_t wild(Random& random) {
  static constexpr std::int64_t kWild[] = {INT64_MIN, INT64_MIN + 1, -1,       0,
                                           1,         INT64_MAX - 1, INT64_MAX};
  return chance(random, 50) ? pick(random, kWild) : between(random, INT64_MIN, INT64_MAX);
}

int wild_int(Random& random) { return static_cast<int>(wild(random)); }

std::uint32_t wild_index(Random& random) {
  return static_cast<std::uint32_t>(chance(random, 70) ? random.below(6)
                                                       : static_cast<std::uint64_t>(wild(random)));
}

void spoil_span(Random& random, std::vector<Span>& spans) {
  if (spans.empty() || chance(random, 20)) {
    spans.push_back({Instant(Millis(wild(random))), Instant(Millis(wild(random)))});
  } else if (chance(random, 50)) {
    std::swap(pick(random, spans), pick(random, spans));
  } else {
    Span& one = pick(random, spans);
    (chance(random, 50) ? one.begin : one.end) = Instant(Millis(wild(random)));
  }
}

/// Breaks one thing, by chance.
void spoil(Random& random, Manifest& manifest) {
  Selection& selection = manifest.selection;
  const auto some = [&](auto& list) { return list.empty() ? nullptr : &pick(random, list); };
  switch (random.below(17)) {
    case 0:
      if (auto* window = some(selection.windows)) window->begin = Instant(Millis(wild(random)));
      break;
    case 1:
      if (auto* window = some(selection.windows)) window->end = Instant(Millis(wild(random)));
      break;
    case 2:
      if (auto* window = some(selection.windows)) window->program = wild_index(random);
      break;
    case 3:
      if (!selection.windows.empty()) {
        std::swap(pick(random, selection.windows), pick(random, selection.windows));
      }
      break;
    case 4:
      if (auto* program = some(selection.programs)) program->layout = wild_index(random);
      break;
    case 5:
      if (auto* program = some(selection.programs)) {
        program->playlists.resize(random.below(5), wild_index(random));
      }
      break;
    case 6:
      if (auto* playlist = some(selection.playlists)) {
        playlist->entries.push_back({wild_index(random), wild_index(random), Millis(wild(random))});
      }
      break;
    case 7:
      if (auto* playlist = some(selection.playlists)) playlist->entries.clear();
      break;
    case 8:
      if (auto* layout = some(selection.layouts)) layout->zones.clear();
      break;
    case 9:
      if (auto* layout = some(selection.layouts)) {
        const Rect rect{wild_int(random), wild_int(random), wild_int(random), wild_int(random)};
        layout->zones.push_back({static_cast<ZoneRole>(random.below(4)), rect});
      }
      break;
    case 10:
      if (!manifest.items.empty()) manifest.items.pop_back();
      break;
    case 11:
      if (auto* item = some(manifest.items)) {
        item->content.valid_from = Instant(Millis(wild(random)));
      }
      break;
    case 12:
      if (auto* item = some(manifest.items)) {
        item->content.valid_until = Instant(Millis(wild(random)));
      }
      break;
    case 13:
      if (auto* window = some(selection.windows)) {
        window->ran.assign(random.below(6), Millis(wild(random)));
      }
      break;
    case 14:
      spoil_span(random, selection.quiet);
      break;
    case 15:
      spoil_span(random, selection.panel_off);
      break;
    default:
      selection.utc_offset_minutes = wild_int(random);
      break;
  }
}

}  // namespace

Manifest random_manifest(Random& random, const RandomManifestOptions& options) {
  static constexpr Size kCanvases[] = {{1920, 1080}, {1080, 1920}, {384, 192}, {64, 4096}};
  Manifest manifest;
  Selection& selection = manifest.selection;
  selection.board = {"board-" + std::to_string(random.below(1000))};
  selection.generation = between(random, 1, 1'000'000);
  selection.issued_at = options.around - 13h;
  selection.canvas_px = pick(random, kCanvases);
  selection.place = {"30307", "91", "UBND xã Tân Hưng"};
  selection.layouts = random_layouts(random, selection.canvas_px);
  const int items = number(random, 0, options.items_max);
  for (int i = 0; i < items; ++i) {
    manifest.items.push_back(random_item(random, options, selection.layouts, i));
    selection.items.push_back(options.hashes ? hash_of(manifest.items.back())
                                             : random_digest(random));
  }
  add_programs(random, manifest);
  add_windows(random, options, selection);
  add_ran(random, selection);
  selection.quiet = random_spans(random, options.around);
  selection.panel_off = random_spans(random, options.around);
  if (options.hostile) {
    for (int i = number(random, 1, 10); i > 0; --i) spoil(random, manifest);
  }
  return manifest;
}

Instant random_instant(Random& random, const Manifest& manifest) {
  const Selection& selection = manifest.selection;
  if (chance(random, 2)) return Instant(Millis(wild(random)));
  Instant at = selection.issued_at + span(random, 0ms, 72h);
  const auto kind = random.below(6);
  if (kind == 0 && !selection.windows.empty()) {
    const Window& window = pick(random, selection.windows);
    at = chance(random, 50) ? window.begin : window.end;
  } else if (kind == 1 && !manifest.items.empty()) {
    const ItemContent& content = pick(random, manifest.items).content;
    at = chance(random, 50) ? content.valid_from : content.valid_until;
  } else if (kind == 2 && !selection.quiet.empty()) {
    const Span& one = pick(random, selection.quiet);
    at = chance(random, 50) ? one.begin : one.end;
  } else if (kind == 3 && !selection.panel_off.empty()) {
    const Span& one = pick(random, selection.panel_off);
    at = chance(random, 50) ? one.begin : one.end;
  } else {
    return at;
  }
  const std::int64_t beside = between(random, -1, 1);
  const bool fits = at > Instant::min() && at < Instant::max();
  return fits ? at + Millis(beside) : at;
}

}  // namespace bangtin
