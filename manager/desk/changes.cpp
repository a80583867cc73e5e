#include "manager/desk/changes.h"

#include <algorithm>
#include <span>

#include "manager/core/place_words.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"

namespace bangtin::desk {
namespace {

constexpr std::size_t kWordsAround = 3;

/// Words and line breaks, each a part of its own.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end =
        text[at] == '\n' ? at + 1 : std::min(text.find_first_of(" \n", at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

std::string joined_words(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    const bool breaks = word == "\n" || text.ends_with('\n');
    if (!text.empty() && !breaks) text += ' ';
    text += word;
  }
  return text;
}

/// words[begin, end) with what stands around.
std::string part_with_surroundings(std::span<const std::string_view> words, std::size_t begin,
                                   std::size_t end) {
  const std::size_t from = begin - std::min(begin, kWordsAround);
  const std::size_t to = std::min(end + kWordsAround, words.size());
  std::string part = joined_words(words.subspan(from, to - from));
  if (from > 0) part.insert(0, "… ");
  if (to < words.size()) part += " …";
  return part;
}

std::string name_at(const std::vector<std::string>& names, std::size_t index) {
  return index < names.size() ? names[index] : std::string();
}

std::string language_name(const std::string& tag) {
  const auto& tags = language_tags();
  const auto found = std::ranges::find(tags, tag);
  return found == tags.end() ? tag : name_at(language_names(), std::size_t(found - tags.begin()));
}

std::string seconds_words(Seconds seconds) {
  return duration_text(std::chrono::duration_cast<Millis>(seconds));
}

std::string stories_words(const std::vector<Story>& stories) {
  std::string words;
  for (const Story& story : stories) {
    for (const std::string* part : {&story.title, &story.lead, &story.source}) {
      words += (words.empty() ? "" : "\n") + *part;
    }
  }
  return words;
}

/// Gathers what differs.
struct Differences {
  std::vector<Change> found;

  void add(std::string_view label, std::string_view before, std::string_view now) {
    if (before == now) return;
    const std::string_view none = text("desk.change.none");
    found.push_back({std::string(text(label)), std::string(before.empty() ? none : before),
                     std::string(now.empty() ? none : now)});
  }
  void add_text(std::string_view label, std::string_view before, std::string_view now) {
    if (before == now) return;
    const ChangedPart part = changed_part(before, now);
    add(label, part.before, part.now);
  }
  /// Other pictures can be as many as before.
  void add_media(const std::vector<Media>& before, const std::vector<Media>& now) {
    if (before == now) return;
    const auto kept = std::ranges::count_if(
        now, [&](const Media& media) { return std::ranges::find(before, media) != before.end(); });
    const auto count = [](std::string_view key, std::ptrdiff_t number) {
      return text(key, {{"count", std::to_string(number)}});
    };
    add("desk.change.media", count("desk.change.files", std::ssize(before)),
        text("desk.change.files_now", {{"count", std::to_string(now.size())},
                                       {"new", std::to_string(std::ssize(now) - kept)}}));
  }
};

}  // namespace

ChangedPart changed_part(std::string_view before, std::string_view now) {
  const std::vector<std::string_view> old_words = words_of(before), new_words = words_of(now);
  const std::size_t shorter = std::min(old_words.size(), new_words.size());
  std::size_t same = 0;
  while (same < shorter && old_words[same] == new_words[same]) ++same;
  std::size_t same_end = 0;
  while (same_end < shorter - same &&
         old_words[old_words.size() - 1 - same_end] == new_words[new_words.size() - 1 - same_end]) {
    ++same_end;
  }
  return {part_with_surroundings(old_words, same, old_words.size() - same_end),
          part_with_surroundings(new_words, same, new_words.size() - same_end)};
}

std::vector<Change> changes_between(const ItemContent& before, const ItemContent& now,
                                    int utc_offset_minutes,
                                    const std::vector<BoardRecord>& boards) {
  const auto moment = [&](Instant at) { return ui::date_time_text(at, utc_offset_minutes); };
  Differences all;
  all.add_text("desk.field.title", before.title, now.title);
  all.add("desk.field.kind", name_at(kind_names(), std::size_t(before.kind)),
          name_at(kind_names(), std::size_t(now.kind)));
  all.add("desk.field.agency", before.agency, now.agency);
  all.add_text("desk.field.body", before.body, now.body);
  all.add_text("desk.change.stories", stories_words(before.stories), stories_words(now.stories));
  all.add("desk.field.valid_from", moment(before.valid_from), moment(now.valid_from));
  all.add("desk.field.valid_until", moment(before.valid_until), moment(now.valid_until));
  all.add("place.title", places_words(before.places, boards), places_words(now.places, boards));
  all.add("desk.field.priority", name_at(priority_names(), std::size_t(before.priority - 1)),
          name_at(priority_names(), std::size_t(now.priority - 1)));
  all.add("desk.field.category", name_at(category_names(), std::size_t(before.category)),
          name_at(category_names(), std::size_t(now.category)));
  all.add("desk.field.origin", name_at(origin_names(), std::size_t(before.origin)),
          name_at(origin_names(), std::size_t(now.origin)));
  all.add("desk.change.owner", name_at(owner_names(), std::size_t(before.owner_kind)),
          name_at(owner_names(), std::size_t(now.owner_kind)));
  all.add("desk.change.commune", before.commune_code, now.commune_code);
  all.add("desk.change.province", before.province_code, now.province_code);
  all.add("desk.field.language", language_name(before.language), language_name(now.language));
  all.add("desk.field.document_number", before.document_number, now.document_number);
  all.add("desk.field.source", before.source, now.source);
  all.add_media(before.media, now.media);
  all.add("desk.change.site", before.site.value_or(""), now.site.value_or(""));
  all.add("desk.field.picture_seconds", seconds_words(before.picture_duration),
          seconds_words(now.picture_duration));
  return std::move(all.found);
}

}  // namespace bangtin::desk
