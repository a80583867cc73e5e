#include "manager/ctl/drawn_pages.h"

#include <algorithm>
#include <memory>
#include <set>

#include "shared/base/limits.h"
#include "shared/model/resolve.h"
#include "shared/protocol/content_json.h"

namespace bangtin::ctl {

Status draw_pages(Client& client, const CtlParts& parts, const BoardFacts& facts,
                  const ItemVersion& version, Instant at, const std::string& folder) {
  const Digest hash = hash_of(version);
  ItemVersion anywhere = version;
  anywhere.content.places = {};  // It is drawn for people, whoever may show it.
  const Manifest manifest =
      TRY(compile(facts, {{Schedule{}, {hash}}},
                  {{hash, std::make_shared<const ItemVersion>(std::move(anywhere))}}, at, 1));
  const BlobBytes blobs = [&client](const Digest& name) { return client.blob(name); };
  std::set<std::uint32_t> drawn;
  while (drawn.size() < limits::kPagesMax) {
    const Resolved resolved = resolve(manifest, at);
    const auto zone = std::ranges::find_if(resolved.scene.zones, [](const ZoneScene& scene) {
      return scene.content == ZoneScene::Content::Page ||
             scene.content == ZoneScene::Content::Ticker;
    });
    if (zone == resolved.scene.zones.end() || !drawn.insert(zone->page).second) return {};
    const std::string path =
        folder + "/" + to_hex(hash).substr(0, 16) + "-" + std::to_string(zone->page + 1) + ".png";
    TRY(parts.write_file(path, TRY(parts.draw(manifest, at, blobs))));
    at = zone->until;
  }
  return {};
}

}  // namespace bangtin::ctl
