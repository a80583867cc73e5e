#include "manager/news/news_item.h"

#include <algorithm>

namespace bangtin {

ItemContent news_content(std::vector<Story> stories, std::vector<Media> pictures,
                         const std::string& title, const std::string& list_title, Instant now) {
  ItemContent content;
  content.kind = ItemKind::News;
  content.title = title;
  if (content.title.empty()) content.title = stories.size() == 1 ? stories[0].title : list_title;
  const bool one_source = !stories.empty() && std::ranges::all_of(stories, [&](const Story& story) {
    return story.source == stories[0].source;
  });
  if (one_source) content.source = stories[0].source;
  content.stories = std::move(stories);
  content.media = std::move(pictures);
  content.valid_from = now;
  content.valid_until = now + kNewsValidity;
  return content;
}

}  // namespace bangtin
