#include "manager/desk/drafts.h"

#include <algorithm>
#include <charconv>

#include "manager/core/place_words.h"
#include "manager/desk/item_members.h"
#include "manager/desk/wording.h"
#include "shared/base/document_limits.h"
#include "shared/base/limits.h"
#include "shared/model/text.h"
#include "shared/model/web_address.h"
#include "shared/protocol/content_json.h"
#include "shared/ui/date_time.h"

namespace bangtin::desk {
namespace {

/// More than an item may have: what was added too much is said when it is saved, and not lost.
constexpr std::size_t kFilesMax = 20 * limits::kMediaPerItemMax;

Json to_json(const Story& story) {
  Json json;
  json.set("title", story.title).set("lead", story.lead).set("source", story.source);
  json.set("link", story.link).set("published_as", story.published_as);
  if (story.published_at) json.set("published_at", to_iso8601(*story.published_at));
  json.set("media", story.media);
  return json;
}

Result<Story> story_from(const Json& json) {
  Story story;
  story.title = TRY(json.string_at("title"));
  story.lead = TRY(json.string_at("lead"));
  story.source = TRY(json.string_at("source"));
  story.link = TRY(json.string_at("link"));
  story.published_as = TRY(json.string_at("published_as"));
  if (json.find("published_at") != nullptr) {
    story.published_at = from_iso8601(TRY(json.string_at("published_at")));
  }
  story.media = int(TRY(json.int_at("media", Media::kNone, limits::kMediaPerItemMax)));
  return story;
}

/// What drafts of earlier releases do not have.
Status read_stories(const Json& json, ItemForm& form) {
  for (const Json& one : *TRY(json.array_at("stories", limits::kStoriesMax))) {
    form.stories.push_back(TRY(story_from(one)));
  }
  return {};
}

/// The same.
Status read_video(const Json& json, ItemForm& form) {
  for (const Json& one : *TRY(json.array_at("video", 2))) {
    form.video.push_back(TRY(media_from_json(one)));
  }
  form.video_path = TRY(json.string_at("video_path"));
  return {};
}

template <class Name>
Json names_json(const std::vector<Name>& names, const auto& text_of_name) {
  Json::Array array;
  for (const Name& name : names) array.emplace_back(text_of_name(name));
  return array;
}

/// The same.
Status read_places(const Json& json, ItemForm& form) {
  const auto read = [&](const char* key, const auto& add) -> Status {
    for (const Json& one : *TRY(json.array_at(key, limits::kBoardsPerPlaylistMax))) {
      if (one.as_string() == nullptr) return Error{Code::Invalid, "a place is no text", ""};
      add(*one.as_string());
    }
    return {};
  };
  form.some_boards = TRY(json.bool_at("some_boards"));
  TRY(read("boards", [&](const std::string& id) { form.places.boards.push_back(BoardId{id}); }));
  return read("communes", [&](const std::string& code) { form.places.communes.push_back(code); });
}

/// The text as content may hold it; a text that cannot be cleaned is told by its key.
std::string cleaned(const std::string& typed, std::size_t characters_max, bool lines,
                    const char* field, std::vector<Problem>& problems) {
  Result<std::string> clean = clean_text(typed, characters_max, lines);
  if (clean.ok()) return std::move(*clean);
  problems.push_back({clean.error().key, field});
  return typed;
}

std::vector<Story> stories_of(const ItemForm& form, std::vector<Problem>& problems) {
  std::vector<Story> stories = form.stories;
  for (std::size_t i = 0; i < stories.size(); ++i) {
    const std::string field = "stories[" + std::to_string(i) + "].";
    Story& story = stories[i];
    story.title = cleaned(story.title, limits::kTitleCharactersMax, false,
                          (field + "title").c_str(), problems);
    story.lead =
        cleaned(story.lead, limits::kLeadCharactersMax, true, (field + "lead").c_str(), problems);
    story.source = cleaned(story.source, limits::kShortTextCharactersMax, false,
                           (field + "source").c_str(), problems);
  }
  return stories;
}

Instant moment(const std::string& typed, int utc_offset_minutes, const char* field,
               std::vector<Problem>& problems) {
  const auto at = ui::read_date_time(typed, utc_offset_minutes);
  if (at) return *at;
  problems.push_back({typed.empty() ? "desk.date_missing" : "desk.date_wrong", field});
  return {};
}

Seconds picture_duration(const std::string& typed, std::vector<Problem>& problems) {
  int seconds = 0;
  const char* end = typed.data() + typed.size();
  const auto read = std::from_chars(typed.data(), end, seconds);
  if (read.ec == std::errc() && read.ptr == end) return Seconds(seconds);
  problems.push_back({"rule.duration", "picture_duration"});
  return ItemContent().picture_duration;
}

}  // namespace

bool takes_pictures(ItemKind kind) { return kind != ItemKind::Ticker && kind != ItemKind::Video; }

void take_pages(ItemForm& form, const std::vector<Media>& pages) {
  form.media.insert(form.media.end(), pages.begin(), pages.end());
  // Text wants to be read: longer than a picture is looked at, unless somebody chose.
  if (form.picture_seconds == ItemForm().picture_seconds) {
    form.picture_seconds = std::to_string(limits::kDocumentPageSeconds);
  }
}

Json draft_json(const ItemForm& form) {
  Json json;
  json.set("draft", form.draft);
  for (const TextMember& entry : kTextMembers) json.set(entry.name, form.*entry.member);
  for (const ChoiceMember& entry : kChoiceMembers) json.set(entry.name, form.*entry.member);
  json.set("id", form.id.text).set("revision", form.revision);
  json.set("qr", form.qr);
  json.set("unsent", form.unsent).set("submit_wanted", form.submit_wanted);
  Json::Array media, stories;
  for (const Story& story : form.stories) stories.push_back(to_json(story));
  json.set("stories", std::move(stories));
  for (const Media& one : form.media) media.push_back(bangtin::to_json(one));
  json.set("media", std::move(media));
  Json::Array video;
  for (const Media& one : form.video) video.push_back(bangtin::to_json(one));
  json.set("video", std::move(video)).set("video_path", form.video_path);
  json.set("some_boards", form.some_boards);
  json.set("boards", names_json(form.places.boards, [](const BoardId& id) { return id.text; }));
  json.set("communes", names_json(form.places.communes, [](const auto& code) { return code; }));
  return json;
}

Result<ItemForm> draft_from(const Json& json) {
  ItemForm form;
  form.draft = TRY(json.string_at("draft"));
  for (const TextMember& entry : kTextMembers) {
    form.*entry.member = TRY(json.string_at(entry.name));
  }
  for (const ChoiceMember& entry : kChoiceMembers) {
    form.*entry.member = int(TRY(json.int_at(entry.name, 0, entry.max)));
  }
  form.id.text = TRY(json.string_at("id"));
  form.revision = TRY(json.int_at("revision"));
  // Saved again when the server is there; but signed only by who has it before him.
  form.unsent = TRY(json.bool_at("unsent"));
  for (const Json& one : *TRY(json.array_at("media", kFilesMax))) {
    form.media.push_back(TRY(media_from_json(one)));
  }
  if (json.find("qr") != nullptr) form.qr = TRY(json.bool_at("qr"));
  if (json.find("stories") != nullptr) TRY(read_stories(json, form));
  if (json.find("video") != nullptr) TRY(read_video(json, form));
  if (json.find("some_boards") != nullptr) TRY(read_places(json, form));
  form.changed = true;
  return form;
}

ItemContent content_of(const ItemForm& form, const CommuneRecord& commune,
                       std::vector<Problem>& problems) {
  using namespace limits;
  ItemContent content;
  content.kind = ItemKind(form.kind);
  content.title = cleaned(form.title, kTitleCharactersMax, false, "title", problems);
  const bool ticker = content.kind == ItemKind::Ticker;
  const bool video = content.kind == ItemKind::Video;
  if (content.kind != ItemKind::Picture && !video) {
    content.body = cleaned(form.body, ticker ? kTickerCharactersMax : kBodyCharactersMax, !ticker,
                           "body", problems);
  }
  if (takes_pictures(content.kind)) content.media = form.media;
  if (video) content.media = form.video;
  if (content.kind == ItemKind::News) content.stories = stories_of(form, problems);
  content.agency = cleaned(form.agency, kShortTextCharactersMax, false, "agency", problems);
  content.document_number =
      cleaned(form.document_number, kShortTextCharactersMax, false, "document_number", problems);
  content.source = cleaned(form.source, kShortTextCharactersMax, false, "source", problems);
  content.category = Category(form.category);
  content.language = language_tags()[std::size_t(form.language)];
  content.origin = Origin(form.origin);
  content.priority = form.priority + 1;
  content.commune_code = commune.code;
  content.province_code = commune.province_code;
  content.valid_from = moment(form.valid_from, commune.utc_offset_minutes, "valid_from", problems);
  content.valid_until =
      moment(form.valid_until, commune.utc_offset_minutes, "valid_until", problems);
  // A video lasts as long as it lasts.
  if (!video) content.picture_duration = picture_duration(form.picture_seconds, problems);
  if (form.qr && !commune.site.empty() && carries_code(content.kind)) content.site = commune.site;
  if (form.some_boards) content.places = in_order(form.places);
  // Left like that it would be every board, the very opposite.
  if (form.some_boards && is_everywhere(content.places)) {
    problems.push_back({"place.none_chosen", "boards"});
  }
  for (Problem& problem : validate(content)) {
    const bool told = std::ranges::any_of(
        problems, [&](const Problem& known) { return known.field == problem.field; });
    if (!told) problems.push_back(std::move(problem));
  }
  return content;
}

ItemForm form_of(const ItemRecord& item, int utc_offset_minutes) {
  const ItemContent& content = item.content;
  ItemForm form;
  form.draft = item.id.text;
  form.id = item.id;
  form.revision = item.revision;
  form.title = content.title;
  form.body = content.body;
  form.agency = content.agency;
  form.source = content.source;
  form.document_number = content.document_number;
  form.kind = int(content.kind);
  form.category = int(content.category);
  form.origin = int(content.origin);
  form.priority = std::clamp(content.priority - 1, 0, 2);
  form.language = language_index(content.language);
  form.valid_from = ui::date_time_text(content.valid_from, utc_offset_minutes);
  form.valid_until = ui::date_time_text(content.valid_until, utc_offset_minutes);
  form.picture_seconds = std::to_string(content.picture_duration.count());
  form.qr = content.site.has_value();
  form.some_boards = !is_everywhere(content.places);
  form.places = content.places;
  form.stories = content.stories;
  (content.kind == ItemKind::Video ? form.video : form.media) = content.media;
  return form;
}

std::string evening_text(Instant now, int days, int utc_offset_minutes) {
  const std::chrono::minutes offset{utc_offset_minutes};
  const auto day = std::chrono::floor<std::chrono::days>(now + offset + std::chrono::days(days));
  return ui::date_time_text(day + std::chrono::hours(17) - offset, utc_offset_minutes);
}

int language_index(std::string_view tag) {
  const auto& tags = language_tags();
  const auto found = std::ranges::find(tags, tag);
  return found == tags.end() ? int(tags.size()) - 1 : int(found - tags.begin());
}

ItemForm new_form(const std::string& draft, const CommuneRecord& commune, Instant now) {
  constexpr std::chrono::minutes kStep{5};
  constexpr int kDays = 7;
  ItemForm form;
  form.draft = draft;
  form.agency = commune.agency;
  form.qr = !commune.site.empty();
  form.valid_from = ui::date_time_text(
      std::chrono::floor<std::chrono::minutes>(now) -
          (std::chrono::floor<std::chrono::minutes>(now).time_since_epoch() % kStep),
      commune.utc_offset_minutes);
  form.valid_until = evening_text(now, kDays, commune.utc_offset_minutes);
  return form;
}

}  // namespace bangtin::desk
