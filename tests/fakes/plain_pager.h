// A Pager that needs no fonts: a page for each paragraph and picture, ten seconds each; a ticker is
// one page. Thread: any.
#pragma once

#include <algorithm>

#include "manager/core/layouts.h"
#include "manager/core/pager.h"

namespace bangtin {

class PlainPager final : public Pager {
 public:
  std::vector<Page> paginate(const ItemContent& content, Size zone_px) override {
    using namespace std::chrono_literals;
    const int text_px = std::max(zone_px.height_px / 10, 8);
    const int length = static_cast<int>(content.body.size());
    if (content.kind == ItemKind::Ticker) return {{0, length, text_px, Page::kNoMedia, 10s}};
    std::vector<Page> pages;
    for (std::size_t begin = 0; begin < content.body.size();) {
      const std::size_t end = std::min(content.body.find('\n', begin), content.body.size());
      pages.push_back(
          {static_cast<int>(begin), static_cast<int>(end), text_px, Page::kNoMedia, 10s});
      begin = end + 1;
    }
    for (int i = 0; i < static_cast<int>(content.media.size()); ++i) {
      pages.push_back({0, 0, 0, i, content.picture_duration});
    }
    return pages;
  }

  /// The next version of an item, paged for each of these zones that concerns it.
  ItemVersion version(const ItemId& id, std::int64_t number, const std::string& author,
                      const ItemContent& content, const std::vector<ZoneKind>& kinds,
                      Instant made_at) {
    ItemVersion version{id, number, author, made_at, content, {}};
    for (const ZoneKind& kind : kinds) {
      if ((kind.role == ZoneRole::Ticker) != (content.kind == ItemKind::Ticker)) continue;
      version.paginations.push_back({kind.size_px, paginate(content, kind.size_px)});
    }
    std::ranges::sort(version.paginations, {}, &Pagination::zone_px);
    return version;
  }
};

}  // namespace bangtin
