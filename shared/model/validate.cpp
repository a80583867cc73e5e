// The rules of items and their versions; those of selections are in validate_selection.cpp.
#include "shared/model/validate.h"

#include <algorithm>

#include "shared/model/problems.h"
#include "shared/model/text.h"
#include "shared/model/web_address.h"

namespace bangtin {
namespace {

void check_clean(Problems& problems, std::string_view text, std::string field,
                 std::size_t characters_max, bool lines) {
  const auto clean = clean_text(text, characters_max, lines);
  if (!clean.ok()) {
    problems.add(clean.error().key, std::move(field));
  } else if (*clean != text) {
    problems.add("rule.text_not_clean", std::move(field));
  }
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_letter_or_digit(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

/// The outer shape of a language tag: "vi", "km-KH", "zh-Hant-TW". Source: RFC 5646 2.1.
bool is_language_tag(std::string_view tag) {
  constexpr std::size_t kBytesMax = 35;
  if (tag.size() > kBytesMax) return false;
  for (std::size_t part = 0;; ++part) {
    const std::string_view subtag = tag.substr(0, tag.find('-'));
    const bool all = part == 0 ? std::all_of(subtag.begin(), subtag.end(), is_letter)
                               : std::all_of(subtag.begin(), subtag.end(), is_letter_or_digit);
    if (!all || subtag.size() < (part == 0 ? 2u : 1u) || subtag.size() > (part == 0 ? 3u : 8u)) {
      return false;
    }
    if (subtag.size() == tag.size()) return true;
    tag.remove_prefix(subtag.size() + 1);
  }
}

constexpr std::string_view kClipType = "video/mp4";

bool is_picture_type(std::string_view type) {
  constexpr std::string_view kPrefix = "image/";
  constexpr std::size_t kBytesMax = 64;
  if (!type.starts_with(kPrefix) || type.size() <= kPrefix.size() || type.size() > kBytesMax) {
    return false;
  }
  type.remove_prefix(kPrefix.size());
  return type.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.+-") == type.npos;
}

void check_media(Problems& problems, const Media& media, const std::string& field) {
  const bool clip = is_clip(media);
  const bool sized = media.size_bytes >= 1 && media.size_bytes <= limits::kBlobBytesMax;
  if (problems.require(sized, "rule.media_size", field + ".size_bytes")) {
    const auto size_bytes = static_cast<std::uint64_t>(media.size_bytes);
    const std::uint64_t chunks = (size_bytes + limits::kChunkBytes - 1) / limits::kChunkBytes;
    problems.require(media.chunks.size() == chunks, "rule.media_chunks", field + ".chunks");
  }
  const auto [width_px, height_px] = media.size_px;
  const bool fits = width_px >= 1 && height_px >= 1 && width_px <= limits::kPictureSideMax_px &&
                    height_px <= limits::kPictureSideMax_px;
  problems.require(fits, "rule.media_pixels", field + ".size_px");
  problems.require(clip ? media.media_type == kClipType : is_picture_type(media.media_type),
                   "rule.media_type", field + ".media_type");
  if (clip) {
    problems.require(is_clip_duration(media.duration), "rule.clip_duration", field + ".duration");
  } else {
    const bool still = media.duration == Millis{0} && !media.has_sound && media.poster == -1;
    problems.require(still, "rule.media_type", field + ".duration");
  }
}

/// The stories of a News item; `pictures` is how many it has.
void check_stories(Problems& problems, const ItemContent& content) {
  const std::vector<Story>& stories = content.stories;
  if (content.kind != ItemKind::News) {
    problems.require(stories.empty(), "rule.stories_unused", "stories");
    return;
  }
  const bool counted = !stories.empty() && stories.size() <= limits::kStoriesMax;
  if (!problems.require(counted, "rule.stories_count", "stories")) return;
  constexpr auto kShort = limits::kShortTextCharactersMax;
  for (std::size_t i = 0; i < stories.size(); ++i) {
    const Story& story = stories[i];
    const std::string field = field_at("stories", i);
    check_short_text(problems, story.title, field + ".title", limits::kTitleCharactersMax, false);
    if (!story.lead.empty()) {
      check_clean(problems, story.lead, field + ".lead", limits::kLeadCharactersMax, true);
    }
    check_short_text(problems, story.source, field + ".source", kShort, false);
    check_short_text(problems, story.published_as, field + ".published_as", kShort, true);
    check_short_text(problems, story.link, field + ".link", limits::kLinkBytesMax, true);
    if (story.published_at) {
      problems.require(is_wire_instant(*story.published_at), "rule.time_range",
                       field + ".published_at");
    }
    const bool pictured =
        story.media == Media::kNone ||
        (story.media >= 0 && static_cast<std::size_t>(story.media) < content.media.size());
    problems.require(pictured, "rule.index", field + ".media");
  }
}

/// Which media an item of each kind carries. Each of them is sound by itself.
void check_media_of_kind(Problems& problems, const ItemContent& content) {
  const std::vector<Media>& media = content.media;
  if (content.kind == ItemKind::Video) {
    if (!problems.require(!media.empty() && is_clip(media[0]), "rule.clip_missing", "media"))
      return;
    const bool poster = media.size() == 2 && !is_clip(media[1]) && media[0].poster == 1;
    problems.require(poster, "rule.poster_missing", "media");
    return;
  }
  const bool pictures = std::none_of(media.begin(), media.end(), is_clip);
  problems.require(pictures, "rule.clip_unused", "media");
  if (content.kind == ItemKind::Picture) {
    problems.require(!media.empty(), "rule.media_missing", "media");
  } else if (content.kind == ItemKind::Ticker) {
    problems.require(media.empty(), "rule.media_unused", "media");
  }
}

void check_texts(Problems& problems, const ItemContent& content) {
  check_short_text(problems, content.title, "title", limits::kTitleCharactersMax, false);
  constexpr auto kShort = limits::kShortTextCharactersMax;
  check_short_text(problems, content.agency, "agency", kShort, false);
  check_short_text(problems, content.document_number, "document_number", kShort, true);
  check_short_text(problems, content.source, "source", kShort, true);
  const bool worded = content.kind == ItemKind::Notice || content.kind == ItemKind::Ticker;
  if (!worded) {
    problems.require(content.body.empty(), "rule.body_unused", "body");
  } else if (problems.require(!is_blank(content.body), "rule.body_missing", "body")) {
    const bool ticker = content.kind == ItemKind::Ticker;
    check_clean(problems, content.body, "body",
                ticker ? limits::kTickerCharactersMax : limits::kBodyCharactersMax, !ticker);
  }
}

void check_all_media(Problems& problems, const ItemContent& content) {
  const std::size_t count = content.media.size();
  if (!problems.require(count <= limits::kMediaPerItemMax, "rule.media_too_many", "media")) return;
  check_media_of_kind(problems, content);
  for (std::size_t i = 0; i < count; ++i) {
    check_media(problems, content.media[i], field_at("media", i));
  }
}

void check_validity(Problems& problems, Instant from, Instant until) {
  if (!problems.require(until != Instant{}, "rule.valid_until_missing", "valid_until")) return;
  if (!problems.require(is_wire_instant(from), "rule.time_range", "valid_from")) return;
  if (!problems.require(is_wire_instant(until), "rule.time_range", "valid_until")) return;
  if (!problems.require(from < until, "rule.validity_order", "valid_until")) return;
  problems.require(until - from <= limits::kItemValidityMax, "rule.validity_too_long",
                   "valid_until");
}

/// Each of them sound, in order, no two alike: one set of places is one run of bytes.
template <class Name, class IsName>
void check_places(Problems& problems, const std::vector<Name>& names, const std::string& list,
                  IsName is_name) {
  if (!problems.require(names.size() <= Places::kMax, "rule.places_too_many", list)) return;
  for (std::size_t i = 0; i < names.size() && !problems.full(); ++i) {
    const std::string field = field_at(list, i);
    problems.require(is_name(names[i]), "rule.place", field);
    if (i > 0) problems.require(names[i - 1] < names[i], "rule.places_order", field);
  }
}

bool is_character_boundary(std::string_view text, std::size_t byte) {
  return byte == text.size() || (static_cast<unsigned char>(text[byte]) & 0xC0) != 0x80;
}

/// Follows the pages of one pagination through body, pictures and stories.
struct PageWalk {
  const ItemContent& content;
  std::size_t body_done_bytes = 0;
  int media_done = 0;
  int stories_done = 0;

  void take(Problems& problems, const Page& page, const std::string& field) {
    const bool timed = content.kind == ItemKind::Video
                           ? !content.media.empty() && page.duration == content.media[0].duration
                           : is_page_duration(page.duration);
    problems.require(timed, "rule.duration", field + ".duration");
    if (content.kind == ItemKind::News) {
      take_stories(problems, page, field);
      return;
    }
    problems.require(page.begin_story == 0 && page.end_story == 0, "rule.page_stories", field);
    if (page.media == Page::kNoMedia) {
      take_text(problems, page, field);
    } else {
      problems.require(page.media == media_done, "rule.page_media", field + ".media");
      problems.require(page.begin_byte == page.end_byte, "rule.page_media_text", field);
      ++media_done;
    }
  }

  void take_stories(Problems& problems, const Page& page, const std::string& field) {
    const bool in_order = page.begin_story == stories_done && page.end_story > stories_done &&
                          static_cast<std::size_t>(page.end_story) <= content.stories.size();
    problems.require(in_order, "rule.page_stories", field);
    problems.require(page.begin_byte == 0 && page.end_byte == 0 && page.media == Page::kNoMedia,
                     "rule.page_stories", field);
    stories_done = std::max(stories_done, page.end_story);
  }

  void take_text(Problems& problems, const Page& page, const std::string& field) {
    const std::string_view body = content.body;
    problems.require(page.text_px >= 1 && page.text_px <= limits::kCanvasSideMax_px,
                     "rule.page_text_px", field + ".text_px");
    problems.require(media_done == 0, "rule.page_order", field);
    const auto begin = static_cast<std::size_t>(std::max(page.begin_byte, 0));
    const auto end = static_cast<std::size_t>(std::max(page.end_byte, 0));
    const bool in_order = page.begin_byte >= 0 && begin >= body_done_bytes && begin < end &&
                          end <= body.size() && is_character_boundary(body, begin) &&
                          is_character_boundary(body, end);
    if (!problems.require(in_order, "rule.page_range", field)) return;
    problems.require(is_blank(body.substr(body_done_bytes, begin - body_done_bytes)),
                     "rule.page_gap", field + ".begin_byte");
    body_done_bytes = end;
  }

  void finish(Problems& problems, const std::string& field) const {
    problems.require(is_blank(std::string_view(content.body).substr(body_done_bytes)),
                     "rule.page_gap", field);
    if (content.kind == ItemKind::News) {
      problems.require(static_cast<std::size_t>(stories_done) == content.stories.size(),
                       "rule.page_stories", field);
      return;
    }
    // A clip's poster stands for it and has no page of its own.
    const std::size_t paged = content.kind == ItemKind::Video ? 1 : content.media.size();
    problems.require(static_cast<std::size_t>(media_done) == paged, "rule.page_media_missing",
                     field);
  }
};

void check_pagination(Problems& problems, const ItemContent& content, const Pagination& pagination,
                      const std::string& field) {
  const auto [width_px, height_px] = pagination.zone_px;
  const bool sized = width_px >= 1 && height_px >= 1 && width_px <= limits::kCanvasSideMax_px &&
                     height_px <= limits::kCanvasSideMax_px;
  problems.require(sized, "rule.zone_size", field + ".zone_px");
  const std::size_t count = pagination.pages.size();
  const std::string pages = field + ".pages";
  const bool single = content.kind == ItemKind::Ticker || content.kind == ItemKind::Video;
  const bool counted = single ? count == 1 : count >= 1 && count <= limits::kPagesMax;
  if (!problems.require(counted, "rule.page_count", pages)) return;
  PageWalk walk{content};
  for (std::size_t i = 0; i < count; ++i) {
    walk.take(problems, pagination.pages[i], field_at(pages, i));
  }
  walk.finish(problems, pages);
}

}  // namespace

void check_short_text(Problems& problems, std::string_view text, std::string field,
                      std::size_t characters_max, bool optional) {
  if (text.empty() && optional) return;
  if (is_blank(text)) {
    problems.add(optional ? "rule.text_not_clean" : "rule.text_missing", std::move(field));
    return;
  }
  check_clean(problems, text, std::move(field), characters_max, false);
}

std::vector<Problem> validate(const ItemContent& content) {
  Problems problems;
  check_texts(problems, content);
  check_all_media(problems, content);
  check_stories(problems, content);
  check_validity(problems, content.valid_from, content.valid_until);
  problems.require(is_digits(content.commune_code, 5), "rule.commune_code", "commune_code");
  problems.require(is_digits(content.province_code, 2), "rule.province_code", "province_code");
  problems.require(content.priority >= 1 && content.priority <= 3, "rule.priority", "priority");
  problems.require(is_language_tag(content.language), "rule.language", "language");
  problems.require(is_page_duration(content.picture_duration), "rule.duration", "picture_duration");
  if (content.site) {
    problems.require(is_site(*content.site), "rule.site", "site");
    problems.require(carries_code(content.kind), "rule.site_unused", "site");
  }
  check_places(problems, content.places.boards, "boards",
               [](const BoardId& board) { return is_id_text(board.text); });
  check_places(problems, content.places.communes, "communes",
               [](const std::string& code) { return is_digits(code, 5); });
  return problems.take();
}

std::vector<Problem> validate(const ItemVersion& version) {
  Problems problems;
  problems.require(is_id_text(version.id.text), "rule.id", "id");
  problems.require(version.number >= 1, "rule.number", "number");
  check_short_text(problems, version.author, "author", limits::kShortTextCharactersMax, false);
  problems.require(is_wire_instant(version.made_at), "rule.time_range", "made_at");
  problems.add_all(validate(version.content), "content");
  const auto& paginations = version.paginations;
  if (!problems.require(paginations.size() <= limits::kCanvasKindsMax, "rule.paginations_too_many",
                        "paginations")) {
    return problems.take();
  }
  for (std::size_t i = 0; i < paginations.size(); ++i) {
    const std::string field = field_at("paginations", i);
    if (i > 0) {
      problems.require(paginations[i - 1].zone_px < paginations[i].zone_px,
                       "rule.paginations_order", field + ".zone_px");
    }
    check_pagination(problems, version.content, paginations[i], field);
  }
  return problems.take();
}

}  // namespace bangtin
