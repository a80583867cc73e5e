#include "manager/news/same_story.h"

#include <array>
#include <map>

#include "manager/news/web_link.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

/// "[Ảnh]", "(Video)" tell of the page, not of the story.
std::string without_tags(std::string_view title) {
  constexpr std::size_t kTagBytesMax = 24;
  std::string out;
  for (std::size_t i = 0; i < title.size(); ++i) {
    const char close = title[i] == '[' ? ']' : title[i] == '(' ? ')' : '\0';
    const auto end = close == '\0' ? title.npos : title.find(close, i);
    if (end != title.npos && end - i <= kTagBytesMax && (i == 0 || end + 1 == title.size())) {
      i = end;
    } else {
      out += title[i];
    }
  }
  return out;
}

std::string letters_of(std::string_view text) {
  std::string out;
  for (const char c : fold_for_search(text)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (letter) out += c;
  }
  return out;
}

/// False when their dates say that the same title was given twice.
bool may_be_same(const FeedStory& a, const FeedStory& b) {
  const auto& first = a.story.published_at;
  const auto& second = b.story.published_at;
  return !first || !second || std::chrono::abs(*first - *second) <= kSameTitleMax;
}

/// What only the second knows comes to the first.
void complete(FeedStory& first, const FeedStory& second) {
  Story& story = first.story;
  if (story.lead.empty()) story.lead = second.story.lead;
  if (story.link.empty()) story.link = second.story.link;
  if (first.guid.empty()) first.guid = second.guid;
  if (first.picture_url.empty()) first.picture_url = second.picture_url;
  if (!story.published_at && second.story.published_at) {
    story.published_at = second.story.published_at;
    story.published_as = second.story.published_as;
  }
}

}  // namespace

StoryKeys keys_of(const FeedStory& story) {
  StoryKeys keys;
  keys.guid = story.guid;
  if (!story.story.link.empty()) keys.link = link_key(story.story.link);
  const std::string title = letters_of(without_tags(story.story.title));
  if (!title.empty()) keys.title = letters_of(story.story.source) + "/" + title;
  return keys;
}

int merge_same(std::vector<FeedStory>& stories) {
  std::array<std::map<std::string, std::size_t>, 3> known;
  std::vector<FeedStory> kept;
  kept.reserve(stories.size());
  for (FeedStory& story : stories) {
    const StoryKeys keys = keys_of(story);
    const std::array<const std::string*, 3> names = {&keys.guid, &keys.link, &keys.title};
    std::size_t at = kept.size();
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto found = names[i]->empty() ? known[i].end() : known[i].find(*names[i]);
      if (found == known[i].end()) continue;
      const bool by_title = i == 2;
      if (!by_title || may_be_same(kept[found->second], story)) at = std::min(at, found->second);
    }
    if (at < kept.size()) {
      complete(kept[at], story);
    } else {
      kept.push_back(std::move(story));
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!names[i]->empty()) known[i].insert_or_assign(*names[i], at);
    }
  }
  const auto merged = static_cast<int>(stories.size() - kept.size());
  stories = std::move(kept);
  return merged;
}

}  // namespace bangtin
