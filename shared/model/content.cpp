#include "shared/model/content.h"

#include <algorithm>
#include <tuple>

#include "shared/model/names.h"

namespace bangtin {
namespace {

constexpr Named<ItemKind> kItemKinds[] = {
    {ItemKind::Notice, "notice"}, {ItemKind::Picture, "picture"}, {ItemKind::Ticker, "ticker"},
    {ItemKind::Video, "video"},   {ItemKind::News, "news"},
};

constexpr Named<Category> kCategories[] = {
    {Category::Policy, "policy"},     {Category::Welfare, "welfare"},
    {Category::Economy, "economy"},   {Category::Security, "security"},
    {Category::Disaster, "disaster"}, {Category::Procedure, "procedure"},
    {Category::Answer, "answer"},     {Category::Culture, "culture"},
    {Category::Other, "other"},
};

constexpr Named<Origin> kOrigins[] = {
    {Origin::Central, "central"},
    {Origin::Province, "province"},
    {Origin::Commune, "commune"},
};

constexpr Named<OwnerKind> kOwnerKinds[] = {
    {OwnerKind::Party, "party"}, {OwnerKind::State, "state"},   {OwnerKind::Front, "front"},
    {OwnerKind::Union, "union"}, {OwnerKind::Hamlet, "hamlet"}, {OwnerKind::Business, "business"},
};

/// How far apart two quantities are, as a factor >= 1.
double factor(double a, double b) { return std::max(a, b) / std::min(a, b); }

/// The order of likeness: the least is the most alike.
std::tuple<bool, double, double> unlikeness(Size a, Size b) {
  // Sizes from a manifest that nobody validated may be zero or less.
  const double a_width = std::max(a.width_px, 1);
  const double a_height = std::max(a.height_px, 1);
  const double b_width = std::max(b.width_px, 1);
  const double b_height = std::max(b.height_px, 1);
  const bool turned = (a_width >= a_height) != (b_width >= b_height);
  return {turned, factor(a_width * b_height, b_width * a_height),
          factor(a_width * a_height, b_width * b_height)};
}

}  // namespace

bool names_board(const Places& places, const BoardId& board, std::string_view commune_code) {
  return is_everywhere(places) || std::ranges::binary_search(places.boards, board) ||
         std::ranges::binary_search(places.communes, commune_code);
}

std::string_view name_of(ItemKind kind) { return name_in(kItemKinds, kind); }
std::string_view name_of(Category category) { return name_in(kCategories, category); }
std::string_view name_of(Origin origin) { return name_in(kOrigins, origin); }
std::string_view name_of(OwnerKind owner) { return name_in(kOwnerKinds, owner); }

bool from_name(std::string_view name, ItemKind& out) { return value_in(kItemKinds, name, out); }
bool from_name(std::string_view name, Category& out) { return value_in(kCategories, name, out); }
bool from_name(std::string_view name, Origin& out) { return value_in(kOrigins, name, out); }
bool from_name(std::string_view name, OwnerKind& out) { return value_in(kOwnerKinds, name, out); }

const Pagination* pagination_for(const ItemVersion& item, Size zone_px) {
  const Pagination* best = nullptr;
  for (const Pagination& pagination : item.paginations) {
    if (pagination.zone_px == zone_px) return &pagination;
    if (best == nullptr ||
        unlikeness(pagination.zone_px, zone_px) < unlikeness(best->zone_px, zone_px)) {
      best = &pagination;
    }
  }
  return best;
}

int picture_of_page(const ItemContent& content, const Page& page) {
  const auto picture = [&content](int media) {
    const bool there = media >= 0 && std::size_t(media) < content.media.size();
    return there && !is_clip(content.media[std::size_t(media)]) ? media : Media::kNone;
  };
  if (content.kind == ItemKind::News) {
    const int end = std::min(page.end_story, static_cast<int>(content.stories.size()));
    for (int story = std::max(0, page.begin_story); story < end; ++story) {
      const int media = picture(content.stories[std::size_t(story)].media);
      if (media != Media::kNone) return media;
    }
    return Media::kNone;
  }
  const bool there = page.media >= 0 && std::size_t(page.media) < content.media.size();
  if (there && is_clip(content.media[std::size_t(page.media)])) {
    return picture(content.media[std::size_t(page.media)].poster);
  }
  return picture(page.media);
}

}  // namespace bangtin
