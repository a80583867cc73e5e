#include "player/glass/compose_part.h"

namespace bangtin {

const Page* page_of(const Part& part) {
  const Manifest& manifest = part.generation->manifest;
  if (!shows_item(part.zone) || part.zone.item >= manifest.items.size()) return nullptr;
  const Pagination* pagination = pagination_for(manifest.items[part.zone.item], size_of(part));
  if (pagination == nullptr || part.zone.page >= pagination->pages.size()) return nullptr;
  return &pagination->pages[part.zone.page];
}

Bitmap compose_part(Composer& composer, const Part& part, const Bitmap* picture) {
  const Manifest& manifest = part.generation->manifest;
  if (part.card) {
    const Card& card = part.generation->card;
    return composer.compose_card(&manifest.selection.place, manifest.selection.canvas_px,
                                 {card.title, card.lines, card.big_code, card.words});
  }
  if (part.zone.content == ZoneScene::Content::Ticker && page_of(part) != nullptr) {
    return composer.compose_ticker_strip(manifest.items[part.zone.item], size_of(part));
  }
  Scene scene;
  scene.kind = Scene::Kind::Layout;
  scene.layout = part.layout;
  return composer.compose_zone(manifest, scene, part.zone, part.zone.since,
                               [&](const Digest&) { return picture; });
}

}  // namespace bangtin
