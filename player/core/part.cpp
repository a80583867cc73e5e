#include "player/core/part.h"

namespace bangtin {
namespace {

const Zone* zone_of(const Selection& selection, std::uint32_t layout, std::uint32_t zone) {
  if (layout >= selection.layouts.size()) return nullptr;
  const std::vector<Zone>& zones = selection.layouts[layout].zones;
  return zone < zones.size() ? &zones[zone] : nullptr;
}

const Media* media_at(const ItemContent& content, int index) {
  if (index < 0 || std::size_t(index) >= content.media.size()) return nullptr;
  return &content.media[std::size_t(index)];
}

/// The page that a part shows and the content it is of; nothing when it shows none.
struct PageOf {
  const ItemContent* content = nullptr;
  const Page* page = nullptr;
};
PageOf page_of_part(const Part& part) {
  const Manifest& manifest = part.generation->manifest;
  if (part.card || part.zone.content != ZoneScene::Content::Page) return {};
  if (part.zone.item >= manifest.items.size()) return {};
  const ItemVersion& item = manifest.items[part.zone.item];
  const Pagination* pagination = pagination_for(item, size_of(part));
  if (pagination == nullptr || part.zone.page >= pagination->pages.size()) return {};
  return {&item.content, &pagination->pages[part.zone.page]};
}

}  // namespace

GenerationPtr card_generation(Card card, const Place& place, Size canvas_px,
                              int utc_offset_minutes) {
  auto generation = std::make_shared<Generation>();
  generation->manifest.selection.canvas_px = canvas_px;
  generation->manifest.selection.place = place;
  generation->manifest.selection.utc_offset_minutes = utc_offset_minutes;
  generation->card = std::move(card);
  return generation;
}

bool shows_item(const ZoneScene& zone) {
  return zone.content == ZoneScene::Content::Page || zone.content == ZoneScene::Content::Ticker;
}

bool is_valid_at(const Manifest& manifest, const ZoneScene& zone, Instant now) {
  if (zone.item >= manifest.items.size()) return false;
  const ItemContent& content = manifest.items[zone.item].content;
  return content.valid_from <= now && now < content.valid_until;
}

Size size_of(const Part& part) {
  const Selection& selection = part.generation->manifest.selection;
  if (part.card) return selection.canvas_px;
  const Zone* zone = zone_of(selection, part.layout, part.zone.zone);
  return zone == nullptr ? Size{} : Size{zone->rect_px.width_px, zone->rect_px.height_px};
}

PartKey key_of(const Part& part) {
  const Selection& selection = part.generation->manifest.selection;
  PartKey key;
  key.card = part.card;
  key.size_px = size_of(part);
  key.utc_offset_minutes = selection.utc_offset_minutes;
  key.place = selection.place;
  if (part.card) {
    key.words = part.generation->card;
    return key;
  }
  key.content = part.zone.content;
  if (key.content == ZoneScene::Content::Header) key.minute = part.zone.since;
  if (shows_item(part.zone)) {
    if (part.zone.item < selection.items.size()) key.item = selection.items[part.zone.item];
    key.page = part.zone.page;
  }
  return key;
}

std::vector<Part> parts_of(const Frame& frame) {
  if (!frame.scene.panel_on) return {};
  if (frame.scene.kind == Scene::Kind::Card) return {Part{frame.generation, true, 0, {}}};
  std::vector<Part> parts;
  parts.reserve(frame.scene.zones.size());
  for (const ZoneScene& zone : frame.scene.zones) {
    parts.push_back({frame.generation, false, frame.scene.layout, zone});
  }
  return parts;
}

const Media* clip_of(const Part& part) {
  const PageOf shown = page_of_part(part);
  const Media* media = shown.page ? media_at(*shown.content, shown.page->media) : nullptr;
  return media != nullptr && is_clip(*media) ? media : nullptr;
}

const Media* picture_of(const Part& part) {
  const PageOf shown = page_of_part(part);
  if (!shown.page) return nullptr;
  return media_at(*shown.content, picture_of_page(*shown.content, *shown.page));
}

}  // namespace bangtin
