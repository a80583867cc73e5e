// When two stories are one. Pure. Thread: any.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "manager/news/feed.h"

namespace bangtin {

/// By any of these a story is known again; an empty one says nothing.
struct StoryKeys {
  std::string guid;
  std::string link;   ///< link_key()
  std::string title;  ///< source and title, in letters and digits alone, without marks and tags
                      ///< like "[Ảnh]"; says something only within kSameTitleMax
};
/// A portal gives the weather the same title each day.
inline constexpr auto kSameTitleMax = std::chrono::hours(36);
StoryKeys keys_of(const FeedStory& story);

/// Makes one of those that have a key in common: the first, with what only the later ones know.
/// Returns how many went away. Cost: n log n.
int merge_same(std::vector<FeedStory>& stories);

}  // namespace bangtin
