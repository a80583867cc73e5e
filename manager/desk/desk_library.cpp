// The desk's part for the page Kho: its commands, and what its links told.
#include <algorithm>
#include <charconv>

#include "manager/desk/desk.h"
#include "manager/desk/drafts.h"
#include "manager/desk/item_steps.h"
#include "manager/desk/match.h"
#include "manager/desk/pages.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/model/text.h"

namespace bangtin::desk {
namespace {

/// What others did is seen at the latest after this.
constexpr Seconds kLoadedAgain{60};
constexpr std::size_t kThumbnailsKept = 240;  // Of some 160 kB each.
constexpr std::size_t kThumbnailsAtOnce = 3;

FeedForm feed_form(const FeedRecord& feed) {
  FeedForm form;
  form.id = feed.id;
  form.url = feed.url;
  form.name = feed.name;
  form.category = int(feed.category);
  form.every = std::to_string(feed.every_minutes);
  return form;
}

/// As typed; minutes that are no number become 0, which the server refuses in words.
FeedRecord record_of(const FeedForm& form) {
  FeedRecord feed;
  feed.id = form.id;
  feed.url = form.url;
  feed.name = form.name;
  feed.category = Category(form.category);
  feed.every_minutes = 0;
  const char* end = form.every.data() + form.every.size();
  int minutes = 0;
  const auto read = std::from_chars(form.every.data(), end, minutes);
  if (read.ec == std::errc() && read.ptr == end) feed.every_minutes = minutes;
  return feed;
}

bool holds(std::string_view where, const std::string& folded) {
  return folded.empty() || fold_for_search(where).find(folded) != std::string::npos;
}

bool is_shown(const StoryRecord& record, const NewsForm& form, const std::string& find) {
  if (!form.feed.empty() && record.feed != form.feed) return false;
  const bool used = record.item.has_value();
  const auto filter = StoryFilter(form.filter);
  if (filter == StoryFilter::Unread && (used || record.set_aside)) return false;
  if (filter == StoryFilter::Used && !used) return false;
  if (filter == StoryFilter::Aside && (used || !record.set_aside)) return false;
  const Story& story = record.story;
  return holds(story.title, find) || holds(story.lead, find) || holds(story.source, find);
}

MediaKind kind_of(const MediaRecord& record) {
  if (record.document) return MediaKind::Documents;
  return is_clip(record.media) ? MediaKind::Clips : MediaKind::Pictures;
}

bool is_shown(const MediaRecord& record, const MediaForm& form, const std::string& find) {
  const auto kind = MediaKind(form.kind);
  if (kind != MediaKind::All && kind_of(record) != kind) return false;
  const auto use = MediaUse(form.use);
  if (use != MediaUse::All && record.items.empty() != (use == MediaUse::Unused)) return false;
  return holds(record.name, find);
}

template <class Record, class Test>
std::vector<std::size_t> chosen(const std::vector<Record>& all, const Test& test) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (test(all[i])) shown.push_back(i);
  }
  return shown;
}

template <class Records, class Key, class Member>
const typename Records::value_type* found_in(const Records& all, const Key& key, Member member) {
  const auto found = std::ranges::find(all, key, member);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::string thumbnail_key(const Digest& blob) { return to_hex(blob); }

ThumbnailOrder thumbnail_of(const MediaRecord& record) {
  return {thumbnail_key(record.media.blob), record.thumbnail.value_or(record.media)};
}

std::optional<ThumbnailOrder> thumbnail_of(const StoryRecord& record) {
  if (record.picture_url.empty()) return std::nullopt;
  return ThumbnailOrder{record.id.text, record.id};
}

const StoryRecord* LibraryState::story(const StoryId& id) const {
  return news ? found_in(news->stories, id, &StoryRecord::id) : nullptr;
}

const FeedRecord* LibraryState::feed(const FeedId& id) const {
  return news ? found_in(news->feeds, id, &FeedRecord::id) : nullptr;
}

const MediaRecord* LibraryState::media_of(const Digest& name) const {
  return media ? found_in(media->media, name, name_in_library) : nullptr;
}

const FeedbackRecord* LibraryState::feedback_of(const FeedbackId& id) const {
  return feedback ? found_in(feedback->feedback, id, &FeedbackRecord::id) : nullptr;
}

const FeedbackRecord* LibraryState::answered_by(const ItemId& item) const {
  if (!feedback || item.empty()) return nullptr;
  return found_in(feedback->feedback, std::optional(item), &FeedbackRecord::answer);
}

std::size_t LibraryState::new_feedback() const {
  if (!feedback) return 0;
  return std::size_t(
      std::ranges::count(feedback->feedback, FeedbackState::New, &FeedbackRecord::state));
}

void Desk::order(LibraryOrder order) {
  library_jobs_.push_back({std::move(order), state_.sign_in.address, state_.sign_in.pin, token_});
}

void Desk::open_library(Instant now) {
  library_loaded_ = now;
  // What could not be shown is tried again.
  std::erase_if(state_.library.thumbnails, [](const auto& entry) { return !entry.second; });
  order(LoadNews{});
  order(LoadMedia{});
  order(LoadFeedback{});
}

void Desk::refresh_library(Instant now) {
  const bool looks = state_.page == Page::Library && state_.link == LinkState::Online;
  const bool due = now >= library_loaded_ + kLoadedAgain || now < library_loaded_;
  if (looks && due) open_library(now);
}

void Desk::settle_library() {
  LibraryState& library = state_.library;
  if (library.news) {
    const std::string find = fold_for_search(library.news_form.find);
    library.stories_shown = chosen(library.news->stories, [&](const StoryRecord& record) {
      return is_shown(record, library.news_form, find);
    });
    const FeedRecord* feed = library.feed(library.feed_form.id);
    const FeedForm& form = library.feed_form;
    if (feed != nullptr && !form.changed && !form.busy) library.feed_form = feed_form(*feed);
  }
  if (!library.media) return;
  const auto& media = library.media->media;
  const std::string find = fold_for_search(library.media_form.find);
  library.media_shown = chosen(
      media, [&](const MediaRecord& record) { return is_shown(record, library.media_form, find); });
  library.to_choose.clear();
  if (!library.chooser) return;
  const std::string wanted = fold_for_search(library.chooser->find);
  // A card shows one picture, and no pages.
  const bool takes_documents = ItemKind(state_.item.kind) != ItemKind::News;
  library.to_choose = chosen(media, [&](const MediaRecord& record) {
    return is_clip(record.media) == library.chooser->clips &&
           (takes_documents || !record.document) && holds(record.name, wanted);
  });
}

void Desk::open_feed(const FeedId& id) {
  const FeedRecord* feed = state_.library.feed(id);
  state_.library.feed_form = feed == nullptr ? FeedForm{} : feed_form(*feed);
}

void Desk::save_feed() {
  FeedForm& form = state_.library.feed_form;
  FeedRecord feed = record_of(form);
  form.problem.clear();
  form.busy = true;
  if (form.id.empty()) return order(AddFeedOrder{std::move(feed)});
  const FeedRecord* known = state_.library.feed(form.id);
  feed.paused = known != nullptr && known->paused;
  order(ChangeFeedOrder{std::move(feed)});
}

void Desk::change_feed(const std::function<void(FeedRecord&)>& change) {
  const FeedRecord* known = state_.library.feed(state_.library.feed_form.id);
  if (known == nullptr) return;
  FeedRecord feed = *known;
  change(feed);
  state_.library.feed_form.busy = true;
  order(ChangeFeedOrder{std::move(feed)});
}

void Desk::open_media(const Digest& wanted) {
  const MediaRecord* record = state_.library.media_of(wanted);
  if (record == nullptr) return;
  state_.library.media_form.chosen = wanted;
  state_.library.media_form.name = record->name;
}

void Desk::drop_media(const Digest& wanted) {
  const MediaRecord* record = state_.library.media_of(wanted);
  if (record == nullptr || !record->items.empty()) return;
  // A name is needed to put it back.
  const std::string name =
      record->name.empty() ? std::string(text("library.media.no_name")) : record->name;
  state_.library.undo =
      LibraryUndo{text("library.done.dropped", {{"name", name}}), KeepOrder{wanted, name}};
  order(DropOrder{wanted});
}

void Desk::use_media(const Digest& wanted) {
  const MediaRecord* record = state_.library.media_of(wanted);
  ItemForm& form = state_.item;
  if (record == nullptr || form.draft.empty()) return;
  const ItemForm before = form;
  const bool blank = form.id.empty() && form.title.empty() && form.body.empty();
  if (blank && form.media.empty() && !state_.awaits_files(form.draft) && form.video.empty()) {
    form.kind = int(is_clip(record->media) ? ItemKind::Video : ItemKind::Picture);
  }
  if (!takes_media(state_, *record)) return;
  if (is_clip(record->media)) {
    form.video = {record->media, *record->poster};
    form.video_path.clear();
    form.video_problem.clear();
  } else if (record->document) {
    take_pages(form, record->pages);
  } else {
    form.media.push_back(record->media);
    const bool card = ItemKind(form.kind) == ItemKind::News && form.stories.size() == 1;
    if (card) form.stories[0].media = int(form.media.size()) - 1;
  }
  std::erase_if(form.problems, [](const Problem& problem) { return problem.field == "media"; });
  keep_past(state_.item_pasts, form.draft, before, form);
  form.changed = true;
  keep_form();
}

void Desk::step_library(const LibraryStep& step, Instant now) {
  LibraryState& library = state_.library;
  std::visit(Match{
                 [&](const ShowLibrary& show) {
                   library.view = show.view;
                   library.undo.reset();
                   open_library(now);
                 },
                 [&](const EditLibrary& edit) {
                   if (const auto* news = std::get_if<NewsForm>(&edit.form))
                     library.news_form = *news;
                   if (const auto* link = std::get_if<LinkForm>(&edit.form)) edit_link(*link);
                   if (const auto* media = std::get_if<MediaForm>(&edit.form))
                     library.media_form = *media;
                   if (const auto* province = std::get_if<ProvinceForm>(&edit.form)) {
                     library.province_form = *province;
                     library.province_form.problem.clear();
                   }
                   if (const auto* feed = std::get_if<FeedForm>(&edit.form)) {
                     library.feed_form = *feed;
                     library.feed_form.changed = true;
                     library.feed_form.problem.clear();
                   }
                 },
                 [&](ReadLink) { read_link(); },
                 [&](WriteByHand) { write_by_hand(now); },
                 [&](const TakeStory& take) { order(TakeOrder{take.id}); },
                 [&](const SetStoryAside& aside) {
                   const StoryRecord* record = library.story(aside.id);
                   if (record == nullptr) return;
                   const std::string_view said =
                       aside.aside ? "library.done.aside" : "library.done.brought_back";
                   library.undo = LibraryUndo{text(said, {{"title", record->story.title}}),
                                              AsideOrder{aside.id, !aside.aside}};
                   order(AsideOrder{aside.id, aside.aside});
                 },
                 [&](const OpenFeed& open) { open_feed(open.id); },
                 [&](TryFeed) {
                   FeedForm& form = library.feed_form;
                   form.busy = true;
                   form.problem.clear();
                   // The name of the feed that was tried before is not this one's.
                   if (form.trial && form.name == form.trial->title) form.name.clear();
                   form.trial.reset();
                   form.tried = form.url;
                   order(TryOrder{form.url});
                 },
                 [&](SaveFeed) { save_feed(); },
                 [&](const PauseFeed& pause) {
                   change_feed([&](FeedRecord& feed) { feed.paused = pause.paused; });
                 },
                 [&](FetchFeed) {
                   library.feed_form.busy = true;
                   order(FetchOrder{library.feed_form.id});
                 },
                 [&](const OpenMedia& open) { open_media(open.name); },
                 [&](RenameMedia) {
                   const MediaForm& form = library.media_form;
                   if (form.chosen) order(KeepOrder{*form.chosen, form.name});
                 },
                 [&](const DropMedia& drop) { drop_media(drop.name); },
                 [&](const ImportProvince& import) { import_province(import.path); },
                 [&](const OpenProvinceItem& open) { library.province_open = open.id; },
                 [&](const OpenFeedback& open) {
                   library.feedback_open = open.id;
                   const FeedbackRecord* record = library.feedback_of(open.id);
                   const bool is_new = record != nullptr && record->state == FeedbackState::New;
                   if (is_new) order(FeedbackOrder{open.id, FeedbackDeed::See});
                 },
                 [&](const ChangeFeedback& change) {
                   order(FeedbackOrder{change.id, change.deed});
                 },
                 [&](UndoInLibrary) {
                   if (library.undo) order(std::exchange(library.undo, std::nullopt)->order);
                 },
                 [&](const AddToLibrary& add) {
                   add_to_library(add.path);
                   library.media_form.path.clear();
                 },
                 [&](const AddToItem& add) { add_to_item(add.path); },
                 [&](const EndUpload& end) {
                   end_upload(end.number);
                   send_unsent(now);
                 },
                 [&](const UseMedia& use) {
                   use_media(use.name);
                   library.chooser.reset();
                 },
                 [&](const OpenChooser& open) {
                   library.chooser = MediaChooser{state_.item.draft, open.clips, ""};
                   order(LoadMedia{});
                 },
                 [&](const EditChooser& edit) {
                   if (library.chooser) library.chooser->find = edit.find;
                 },
                 [&](CloseChooser) { library.chooser.reset(); },
                 [&](const WantThumbnails& want) {
                   library.wanted = want.wanted;
                   ask_for_thumbnails();
                 },
             },
             step.step);
  const bool only_looks = std::holds_alternative<WantThumbnails>(step.step);
  if (!only_looks) settle_library();
}

void Desk::ask_for_thumbnails() {
  for (const ThumbnailOrder& wanted : state_.library.wanted) {
    if (thumbnails_asked_.size() >= kThumbnailsAtOnce) return;
    if (thumbnails_asked_.insert(wanted.key).second) order(wanted);
  }
}

void Desk::take_thumbnail(const std::string& key, std::shared_ptr<const Bitmap> picture) {
  auto& thumbnails = state_.library.thumbnails;
  if (thumbnails.size() >= kThumbnailsKept) thumbnails.clear();
  thumbnails[key] = std::move(picture);
  std::erase_if(state_.library.wanted,
                [&](const ThumbnailOrder& wanted) { return wanted.key == key; });
}

void Desk::take(const LibraryReport& report, Instant now) {
  if (const auto* thumbnail = std::get_if<ThumbnailOrder>(&report.job.order)) {
    thumbnails_asked_.erase(thumbnail->key);
  }
  if (report.job.token != token_) return;  // Told to somebody who signed out.
  if (report.found.ok()) {
    take_found(report.job.order, *report.found, now);
  } else {
    take_refusal(report.job.order, report.found.error());
  }
  ask_for_thumbnails();
}

void Desk::take_found(const LibraryOrder& order, const LibraryFound& found, Instant now) {
  LibraryState& library = state_.library;
  if (const auto* news = std::get_if<std::shared_ptr<const NewsShelf>>(&found)) {
    library.news = *news;
    return settle_library();
  }
  if (const auto* media = std::get_if<std::shared_ptr<const MediaShelf>>(&found)) {
    library.media = *media;
    return settle_library();
  }
  if (const auto* feedback = std::get_if<std::shared_ptr<const FeedbackShelf>>(&found)) {
    library.feedback = *feedback;
    return settle_library();
  }
  if (const auto* answer = std::get_if<FeedbackAnswer>(&found)) {
    open_draft(answer->item);
    say("library.done.answer_begun", now);
  }
  if (const auto* imported = std::get_if<ProvinceImportRecord>(&found)) {
    return take_import(*imported, now);
  }
  if (std::holds_alternative<FeedbackOrder>(order)) return this->order(LoadFeedback{});
  if (const auto* thumbnail = std::get_if<ThumbnailOrder>(&order)) {
    return take_thumbnail(thumbnail->key, std::get<std::shared_ptr<const Bitmap>>(found));
  }
  FeedForm& form = library.feed_form;
  if (const auto* trial = std::get_if<FeedTrial>(&found)) {
    form.busy = false;
    form.trial = *trial;
    if (form.name.empty()) form.name = trial->title;
    return;
  }
  if (const auto* taken = std::get_if<StoryTaken>(&found)) {
    take_story(*taken, now);
  } else if (const auto* told = std::get_if<StoryRecord>(&found)) {
    take_article(*told, now);
  } else if (const auto* feed = std::get_if<FeedRecord>(&found)) {
    form = feed_form(*feed);
    const bool fetched = std::holds_alternative<FetchOrder>(order);
    // One that could not be read says so itself.
    if (feed->problem.empty()) {
      say(fetched ? "library.done.fetched" : "library.done.feed_saved", now);
    }
    if (std::holds_alternative<AddFeedOrder>(order)) {
      form.busy = true;
      this->order(FetchOrder{feed->id});  // Its stories are here at once.
    }
  } else if (std::holds_alternative<RemoveFeedOrder>(order)) {
    form = {};
    say("library.done.feed_removed", now);
  }
  const bool of_media =
      std::holds_alternative<KeepOrder>(order) || std::holds_alternative<DropOrder>(order);
  if (!of_media) return this->order(LoadNews{});
  if (std::holds_alternative<KeepOrder>(order)) say("library.done.kept", now);
  this->order(LoadMedia{});
}

/// The draft is there to be edited.
void Desk::open_draft(const ItemRecord& item) {
  if (state_.seen && state_.item_of(item.id) == nullptr) {
    // Until the next look, which brings it too.
    auto seen = std::make_shared<Snapshot>(*state_.seen);
    std::vector<ItemRecord> items = seen->items();
    items.insert(items.begin(), item);
    seen->all_items = std::make_shared<const std::vector<ItemRecord>>(std::move(items));
    state_.seen = std::move(seen);
  }
  state_.item = bangtin::desk::form_of(item, state_.utc_offset_minutes());
  state_.page = Page::Compose;
  state_.preview_form.page = 0;
}

void Desk::take_story(const StoryTaken& taken, Instant now) {
  open_draft(taken.item);
  say(taken.pictures_missing > 0 ? "library.done.taken_without" : "library.done.taken", now);
}

void Desk::take_refusal(const LibraryOrder& order, const Error& error) {
  LibraryState& library = state_.library;
  if (const auto* thumbnail = std::get_if<ThumbnailOrder>(&order)) {
    return take_thumbnail(thumbnail->key, nullptr);
  }
  const bool of_form =
      std::holds_alternative<TryOrder>(order) || std::holds_alternative<AddFeedOrder>(order) ||
      std::holds_alternative<ChangeFeedOrder>(order) || std::holds_alternative<FetchOrder>(order);
  if (of_form) {
    library.feed_form.busy = false;
    library.feed_form.problem = text_of(error);
    return;
  }
  if (std::holds_alternative<LinkOrder>(order)) return take_link_refusal(error);
  if (std::holds_alternative<ImportOrder>(order)) {
    library.province_form.busy = false;
    library.province_form.problem = text_of(error);
    return;
  }
  // Nothing happened that could be taken back.
  library.undo.reset();
  state_.trouble = Trouble{std::string(text("library.failed")) + " " + text_of(error),
                           std::string(text("desk.safe.nothing_changed"))};
}

}  // namespace bangtin::desk
