// Pictures, clips and documents that people keep: found, sent, named, used in an item, let go.
#include <algorithm>

#include "manager/desk/drafts.h"
#include "manager/desk/library_words.h"
#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/ui/date_time.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"
#include "shared/ui/pictures.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

constexpr float kDetailWidth = 312;
constexpr float kChoiceWidth = 150;

void edit(Commands& commands, MediaForm form) {
  commands.insert(commands.begin(), LibraryStep{EditLibrary{std::move(form)}});
}

void draw_filters(MediaForm& form, bool& changed) {
  changed |= ui::text_field({.id = "media.find",
                             .label = text("library.find"),
                             .hint = text("library.find_media_hint"),
                             .width = -2 * (kChoiceWidth + kGap)},
                            form.find);
  ui::beside();
  changed |= ui::choice(
      {.id = "media.kind", .label = text("library.media.kind"), .width = kChoiceWidth},
      {std::string(text("library.media.all_kinds")), std::string(text("library.media.pictures")),
       std::string(text("library.media.clips")), std::string(text("library.media.documents"))},
      form.kind);
  ui::beside();
  changed |= ui::choice(
      {.id = "media.use", .label = text("library.media.use")},
      {std::string(text("library.media.any_use")), std::string(text("library.media.in_use")),
       std::string(text("library.media.not_used"))},
      form.use);
}

void draw_adding(MediaForm& form, bool& changed, Commands& commands) {
  const std::string_view word = text("library.media.add");
  changed |= ui::text_field({.id = "media.path",
                             .label = text("library.media.path"),
                             .hint = text("library.media.path_hint"),
                             .width = -(ui::button_width(icon::kCloudUpload, word) + 10),
                             .characters_max = limits::kShortTextCharactersMax * 4},
                            form.path);
  ui::beside();
  ui::below_label();
  if (ui::button("media.add", icon::kCloudUpload, word, ui::Look::Primary, !form.path.empty())) {
    commands.push_back(LibraryStep{AddToLibrary{form.path}});
  }
  ui::end_below_label();
}

void draw_uploads(const State& state, Commands& commands) {
  constexpr std::size_t kShownMax = 3;
  const auto& uploads = state.uploads;
  for (std::size_t i = 0; i < std::min(uploads.size(), kShownMax); ++i) {
    draw_upload(state, uploads[i], commands);
  }
  if (uploads.size() <= kShownMax) return;
  ui::words(text("library.upload.more",
                 {{"count", number_text(std::int64_t(uploads.size() - kShownMax))}}),
            ui::Tone::Muted);
}

std::string count_words(const MediaShelf& shelf) {
  const auto unused = std::ranges::count_if(
      shelf.media, [](const MediaRecord& record) { return record.items.empty(); });
  return text("library.media.count", {{"count", number_text(std::int64_t(shelf.media.size()))},
                                      {"unused", number_text(unused)}});
}

void draw_media_grid(const State& state, Commands& commands) {
  const LibraryState& library = state.library;
  ui::begin_plain("media.grid", 0);
  if (library.media_shown.empty()) {
    const bool none = library.media->media.empty();
    ui::empty_state(icon::kFolderImages,
                    text(none ? "library.media.empty" : "library.media.none_found"),
                    text(none ? "library.media.empty_hint" : "library.media.none_found_hint"));
  }
  std::vector<ThumbnailOrder> seen;
  const auto pressed = ui::tiles(library.media_shown.size(), [&](std::size_t i) {
    const MediaRecord& record = library.media->media[library.media_shown[i]];
    seen.push_back(thumbnail_of(record));
    ui::Tile tile = tile_of(state, record, "media.");
    tile.selected = library.media_form.chosen == name_in_library(record);
    return tile;
  });
  ui::end_plain();
  if (pressed) {
    const MediaRecord& record = library.media->media[library.media_shown[*pressed]];
    commands.push_back(LibraryStep{OpenMedia{name_in_library(record)}});
  }
  want_thumbnails(state, std::move(seen), commands);
}

void draw_uses(const State& state, const MediaRecord& record, Commands& commands) {
  if (record.items.empty()) {
    ui::paragraph(text("library.media.unused_hint"), ui::Tone::Muted);
    return;
  }
  ui::words(text("library.media.used_in"), ui::Tone::Plain, ui::Type::Bold);
  for (const ItemId& id : record.items) {
    const ItemRecord* item = state.item_of(id);
    const ItemKind kind = item == nullptr ? ItemKind::Notice : item->content.kind;
    const ui::Mark mark{icon::kBullhorn, kind_names()[std::size_t(kind)], ui::Tone::Muted};
    if (ui::list_row("use." + id.text, title_of(item == nullptr ? "" : item->content.title), mark,
                     bar_of(kind, 1), false) &&
        item != nullptr) {
      commands.push_back(OpenItem{id});
      commands.push_back(GoTo{Page::Compose});
    }
  }
}

void draw_using(const State& state, const MediaRecord& record, Commands& commands) {
  const LibraryStep use{UseMedia{name_in_library(record)}};
  if (ui::button("media.new_item", icon::kPlus, text("library.media.new_item"), ui::Look::Primary,
                 true, ui::kRest)) {
    commands.insert(commands.end(), {NewItem{}, use, GoTo{Page::Compose}});
  }
  if (!state.item.draft.empty() && takes_media(state, record)) {
    if (ui::button("media.take", icon::kPencil, text("library.media.use_here"), ui::Look::Secondary,
                   true, ui::kRest)) {
      commands.insert(commands.end(), {use, GoTo{Page::Compose}});
    }
    ui::paragraph(text("library.media.item_at_hand", {{"title", title_of(state.item.title)}}),
                  ui::Tone::Muted);
  }
}

void draw_name(const MediaRecord& record, MediaForm& form, bool& changed, Commands& commands) {
  changed |= ui::text_field({.id = "media.name", .label = text("library.media.name"), .width = -48},
                            form.name);
  ui::beside();
  ui::below_label();
  if (ui::icon_button("media.rename", icon::kSave, text("library.media.rename"),
                      !form.name.empty() && form.name != record.name)) {
    commands.push_back(LibraryStep{RenameMedia{}});
  }
  ui::end_below_label();
}

void draw_detail(const State& state, MediaForm& form, bool& changed, Commands& commands) {
  const MediaRecord* record = form.chosen ? state.library.media_of(*form.chosen) : nullptr;
  ui::begin_card("media.detail", 0, 0);
  if (record == nullptr) {
    ui::empty_state(icon::kImage, text("library.media.choose"), text("library.media.choose_hint"));
    ui::end_card();
    return;
  }
  const auto known = state.library.thumbnails.find(thumbnail_key(record->media.blob));
  if (known != state.library.thumbnails.end() && known->second) {
    ui::picture("media.picture", name_of(*record), known->second);
  }
  draw_name(*record, form, changed, commands);
  if (is_clip(record->media)) ui::paragraph(playing_words(record->media));
  ui::paragraph(record->document ? pages_words(*record) : size_words(record->media),
                ui::Tone::Muted);
  ui::paragraph(text("library.media.added",
                     {{"login", record->added_by},
                      {"time", ui::date_time_text(record->added_at, state.utc_offset_minutes())}}),
                ui::Tone::Muted);
  ui::gap(4);
  draw_using(state, *record, commands);
  ui::gap(4);
  draw_uses(state, *record, commands);
  ui::gap(4);
  if (ui::button("media.drop", icon::kDelete, text("library.media.drop"), ui::Look::Danger,
                 record->items.empty(), ui::kRest)) {
    commands.push_back(LibraryStep{DropMedia{name_in_library(*record)}});
  }
  if (!record->items.empty()) ui::paragraph(text("library.media.in_use_stays"), ui::Tone::Muted);
  ui::end_card();
}

}  // namespace

void draw_run(const State& state, const UploadRun& run, const std::string& name) {
  const bool waits = run.progress.stage == MediaProgress::Stage::Waiting;
  if (!name.empty()) ui::paragraph(name);
  ui::progress(mark_of(run), aside_of(state, run), waits ? 0 : run.progress.permille);
}

void draw_upload(const State& state, const Upload& upload, Commands& commands) {
  const std::string id = "upload." + std::to_string(upload.number);
  const std::string name = upload.path.substr(upload.path.find_last_of('/') + 1);
  const UploadRun* run = state.run_of(upload.number);
  const bool stopping = run != nullptr && run->stopping;
  if (ui::icon_button(id, icon::kClose,
                      text(run != nullptr ? "library.upload.stop" : "library.upload.drop"),
                      !stopping)) {
    commands.push_back(LibraryStep{EndUpload{upload.number}});
  }
  ui::beside();
  if (!upload.problem.empty()) {
    ui::titled_mark(name, {icon::kAlertCircle, upload.problem, ui::Tone::Bad});
  } else if (run == nullptr) {
    ui::titled_mark(name, waiting_mark(state));
  } else {
    draw_run(state, *run, name);
  }
}

bool takes_media(const State& state, const MediaRecord& record) {
  const ItemForm& form = state.item;
  const auto kind = ItemKind(form.kind);
  if (is_clip(record.media)) {
    return kind == ItemKind::Video && record.poster && !state.sends_video(form.draft);
  }
  if (kind == ItemKind::News) {
    return !record.document && form.stories.size() == 1 && form.stories[0].media == Media::kNone;
  }
  return takes_pictures(kind) && form.media.size() + state.coming_to(form.draft) +
                                         std::max(record.pages.size(), std::size_t(1)) <=
                                     limits::kMediaPerItemMax;
}

void draw_media(const State& state, Commands& commands) {
  if (!state.library.media) {
    ui::empty_state(icon::kSync, text("desk.loading"), text("desk.loading_hint"));
    return;
  }
  MediaForm form = state.library.media_form;
  bool changed = false;
  ui::begin_card("media.all", -(kDetailWidth + kGap), 0);
  draw_filters(form, changed);
  draw_adding(form, changed, commands);
  draw_uploads(state, commands);
  ui::words(count_words(*state.library.media), ui::Tone::Muted);
  draw_media_grid(state, commands);
  ui::end_card();
  ui::beside(kGap);
  draw_detail(state, form, changed, commands);
  if (changed) edit(commands, std::move(form));
}

}  // namespace bangtin::desk
