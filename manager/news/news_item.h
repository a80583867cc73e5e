// The draft that is made of stories. Pure. Thread: any.
#pragma once

#include <string>
#include <vector>

#include "shared/model/content.h"

namespace bangtin {

/// How long a draft of stories holds when nobody says otherwise: news grow old.
inline constexpr auto kNewsValidity = std::chrono::hours(24) * 7;

/// A News item of these stories, whose `media` index into `pictures`. `title` empty: that of the
/// only story, else `list_title`. Its source is theirs where they have one in common.
ItemContent news_content(std::vector<Story> stories, std::vector<Media> pictures,
                         const std::string& title, const std::string& list_title, Instant now);

}  // namespace bangtin
