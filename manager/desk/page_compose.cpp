#include <algorithm>

#include "manager/desk/drafts.h"
#include "manager/desk/item_steps.h"
#include "manager/desk/pages.h"
#include "manager/desk/sight.h"
#include "manager/desk/templates.h"
#include "manager/desk/wording.h"
#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "shared/model/web_address.h"
#include "shared/ui/fields.h"
#include "shared/ui/grid.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

ui::Mark mark_of_draft(const State& state, const ItemForm& form) {
  if (!state.sends_video(form.draft)) return mark_of(form);
  return {icon::kSync, std::string(text("desk.state.video")), ui::Tone::Accent};
}

/// A draft that the server does not have.
void draw_draft_row(const State& state, const ItemForm& form, Commands& commands) {
  if (ui::list_row("draft." + form.draft, title_of(form.title), mark_of_draft(state, form),
                   bar_of(ItemKind(form.kind), form.priority + 1),
                   state.item.draft == form.draft)) {
    commands.push_back(OpenDraft{form.draft});
  }
}

void draw_item_row(const State& state, const ItemRecord& item, Instant now, Commands& commands) {
  const auto draft = state.drafts.find(item.id.text);
  const bool edited = draft != state.drafts.end();
  const ui::Mark mark = edited ? mark_of_draft(state, draft->second) : item_mark(state, item, now);
  const std::string& title = edited ? draft->second.title : item.content.title;
  if (ui::list_row("item." + item.id.text, title_of(title), mark,
                   bar_of(item.content.kind, item.content.priority), state.item.id == item.id)) {
    commands.push_back(OpenItem{item.id});
  }
}

void draw_rows(const State& state, Instant now, Commands& commands) {
  std::vector<const ItemForm*> drafts;
  for (const auto& [name, form] : state.drafts) {
    if (form.id.empty() || state.item_of(form.id) == nullptr) drafts.push_back(&form);
  }
  const std::vector<ItemRecord>& items = state.seen->items();
  ui::list_rows(drafts.size() + items.size(), [&](std::size_t i) {
    if (i < drafts.size()) return draw_draft_row(state, *drafts[i], commands);
    draw_item_row(state, items[i - drafts.size()], now, commands);
  });
}

void draw_item_list(const State& state, Instant now, float width, Commands& commands) {
  ui::begin_card("items", width, 0);
  ui::words(text("desk.compose.list"), ui::Tone::Plain, ui::Type::Bold);
  if (state.may_write() && ui::button("item.new", icon::kPlus, text("desk.compose.new"),
                                      ui::Look::Primary, true, ui::kRest)) {
    commands.push_back(NewItem{});
  }
  ui::gap(4);
  draw_rows(state, now, commands);
  ui::end_card();
}

/// The fields of one item, in the order in which people fill them in.
struct Fields {
  ItemForm form;
  bool changed = false;
  bool enabled = true;

  std::string error, focus_for;  // Live until the field that shows them was drawn.
  ui::Field field(const char* id, std::string_view label, float width = 0,
                  std::size_t characters_max = limits::kShortTextCharactersMax) {
    error = problem_of(form.problems, id);
    return {.id = id,
            .label = label,
            .error = error,
            .width = width,
            .characters_max = characters_max,
            .enabled = enabled,
            .shares_steps = true};
  }
  void text_line(const char* id, std::string_view label, std::string& value, float width = 0,
                 std::size_t characters_max = limits::kShortTextCharactersMax) {
    changed |= ui::text_field(field(id, label, width, characters_max), value);
  }
  void moment(const char* id, std::string_view label, std::string& value, float width) {
    ui::Field shown = field(id, label, width);
    shown.hint = text("desk.date_hint");
    changed |= ui::date_time_field(shown, value, text("desk.date_wrong"));
  }
  void pick(const char* id, std::string_view label, const std::vector<std::string>& names,
            int& value, float width = 0) {
    changed |= ui::choice(field(id, label, width), names, value);
  }

  /// As long as nothing of one's own is in it one template may be tried after the other. It keeps
  /// its place until the item is saved: what is typed below does not move.
  void begin(const State& state, Instant now) {
    if (!form.id.empty() || !enabled) return;
    const std::optional<int> known =
        state.awaits_files(form.draft) ? std::nullopt : template_of(form);
    int chosen = known.value_or(0);
    ui::Field shown = field("template", text("template.choose"));
    shown.enabled = known.has_value();
    const std::vector<std::string> own{said("template.own")};
    if (!ui::choice(shown, known ? template_names() : own, chosen)) return;
    begin_from_template(form, chosen, now, state.utc_offset_minutes());
    changed = true;
  }

  /// Brackets of one's own are words like others.
  bool has_gaps() const {
    const bool any =
        form.title.find('[') != std::string::npos || form.body.find('[') != std::string::npos;
    return any && !field_with_gap(form).empty();
  }

  void what() {
    ui::Field title = field("title", text("desk.field.title"), 0, limits::kTitleCharactersMax);
    // Who begins something new, empty or from a template, types at once.
    const int begun = template_of(form).value_or(0);
    focus_for = form.draft + "." + std::to_string(begun);
    if (form.id.empty() && (form.title.empty() || begun > 0)) title.focus_for = focus_for;
    title.gaps = has_gaps();
    changed |= ui::text_field(title, form.title);
    const float third = column_width(columns());
    // Stories are not gathered here: their kind shows only where an item has it already.
    std::vector<std::string> kinds = kind_names();
    kinds.resize(std::size_t(std::max(form.kind, int(ItemKind::Video)) + 1));
    pick("kind", text("desk.field.kind"), kinds, form.kind, third);
    ui::beside();
    text_line("agency", text("desk.field.agency"), form.agency);
    const ItemKind kind = ItemKind(form.kind);
    if (kind == ItemKind::Notice) {
      ui::Field body = field("body", text("desk.field.body"), 0, limits::kBodyCharactersMax);
      body.gaps = has_gaps();
      changed |= ui::text_area(body, form.body, 190);
    } else if (kind == ItemKind::Ticker) {
      ui::Field line = field("body", text("desk.field.line"), 0, limits::kTickerCharactersMax);
      line.gaps = has_gaps();
      changed |= ui::text_field(line, form.body);
    }
  }

  /// Of so many columns with their gaps.
  static float column_width(int columns) {
    return (ui::room_width() - 10 * float(columns - 1)) / float(columns);
  }

  static int columns() {
    constexpr float kThreeFrom = 560;
    return ui::room_width() < kThreeFrom ? 2 : 3;
  }

  void when_and_whence() {
    const int count = columns();
    const float width = column_width(count);
    int at = 0;
    // The last of a row takes what is left, so that nothing is lost to rounding.
    const auto next = [&]() -> float {
      if (at++ % count != 0) ui::beside();
      return at % count == 0 ? 0 : width;
    };
    const auto moment_next = [&](const char* id, std::string_view label, std::string& value) {
      const float room = next();
      moment(id, label, value, room);
    };
    const auto pick_next = [&](const char* id, std::string_view label,
                               const std::vector<std::string>& names, int& value) {
      const float room = next();
      pick(id, label, names, value, room);
    };
    moment_next("valid_from", text("desk.field.valid_from"), form.valid_from);
    moment_next("valid_until", text("desk.field.valid_until"), form.valid_until);
    pick_next("priority", text("desk.field.priority"), priority_names(), form.priority);
    pick_next("category", text("desk.field.category"), category_names(), form.category);
    pick_next("origin", text("desk.field.origin"), origin_names(), form.origin);
    pick_next("language", text("desk.field.language"), language_names(), form.language);
    text_line("document_number", text("desk.field.document_number"), form.document_number, width);
    ui::beside();
    text_line("source", text("desk.field.source"), form.source);
  }

  /// Only where the commune has a site: elsewhere there is nothing that a code could lead to.
  void code(const State& state) {
    if (!state.seen || state.seen->commune.site.empty()) return;
    if (!carries_code(ItemKind(form.kind)) || !enabled) return;
    changed |= ui::check_row("qr", text("desk.field.qr"), form.qr);
  }

  void attached() {
    for (std::size_t i = 0; i < form.media.size(); ++i) {
      const Size size = form.media[i].size_px;
      const std::string words =
          text("desk.picture_number", {{"number", std::to_string(i + 1)},
                                       {"width", std::to_string(size.width_px)},
                                       {"height", std::to_string(size.height_px)}});
      if (picture_row("media." + std::to_string(i), {icon::kImage, words, ui::Tone::Good})) {
        remove_picture(form, i);
        changed = true;
        return;
      }
    }
  }

  bool picture_row(const std::string& id, const ui::Mark& mark) {
    const bool removed =
        ui::icon_button(id + ".remove", icon::kDelete, text("desk.picture_remove"), enabled);
    ui::beside();
    ui::centred_mark(mark);
    return removed;
  }

  /// A story has its own picture, from its portal or from the library.
  void picture_of_story(Commands& commands) {
    attached();
    const bool card = form.stories.size() == 1 && form.stories[0].media == Media::kNone;
    if (card) draw_chooser_button(false, enabled, commands);
  }

  /// Files on their way to it, whatever kind was chosen meanwhile: they hold it up. They have
  /// buttons of their own; its video stands at the field of a video.
  void coming(const State& state, Commands& commands) {
    const bool video_field = ItemKind(form.kind) == ItemKind::Video;
    for (const Upload& upload : state.uploads) {
      if (form.draft.empty() || upload.draft != form.draft) continue;
      if (!upload.video || !video_field) draw_upload(state, upload, commands);
    }
  }

  void pictures(const State& state, Commands& commands) {
    const ItemKind kind = ItemKind(form.kind);
    if (kind == ItemKind::News) picture_of_story(commands);
    if (takes_pictures(kind) && kind != ItemKind::News) attached();
    coming(state, commands);
    if (!takes_pictures(kind) || kind == ItemKind::News) return;
    if (!form.media.empty()) {
      ui::paragraph(text("review.text_in_pictures"), ui::Tone::Muted);
    }
    const float add_width = ui::button_width(icon::kPlus, text("desk.picture_add")) + 10;
    const float seconds_width = 120;
    ui::Field path = field("media", text("desk.field.picture"), -(add_width + seconds_width + 10),
                           limits::kShortTextCharactersMax * 4);
    path.hint = text("desk.picture_hint");
    // A path is typed or pasted: it belongs to the form but is no change of the item yet.
    changed |= ui::text_field(path, form.picture_path);
    ui::beside();
    text_line("picture_duration", text("desk.field.picture_seconds"), form.picture_seconds,
              seconds_width, 3);
    ui::beside();
    ui::below_label();
    const bool room = form.media.size() + state.coming_to(form.draft) < limits::kMediaPerItemMax;
    if (ui::button("picture.add", icon::kPlus, text("desk.picture_add"), ui::Look::Secondary,
                   enabled && room && !form.picture_path.empty())) {
      commands.push_back(LibraryStep{AddToItem{std::exchange(form.picture_path, {})}});
      changed = true;
    }
    ui::end_below_label();
    draw_chooser_button(false, enabled && room, commands);
  }
};

void draw_save_buttons(const State& state, bool edited, Commands& commands) {
  // Of two versions one would be lost; what is still on its way would be missing.
  const bool free = !state.item.busy && state.clash() == nullptr;
  const bool whole = free && !state.awaits_files(state.item.draft);
  // Nobody signs a picture that he cannot see.
  const bool seen = unseen_pictures(state, media_of(state.item)).empty();
  if (ui::button("item.submit", icon::kSend, text("desk.submit"), ui::Look::Primary,
                 whole && seen && state.can_sign())) {
    commands.push_back(SaveItem{true});
  }
  ui::beside();
  if (ui::button("item.save", icon::kSave, text("desk.save_draft"), ui::Look::Secondary,
                 free && edited)) {
    commands.push_back(SaveItem{false});
  }
  if (!edited) return;
  ui::beside();
  const bool can_drop = whole || state.clash() != nullptr;
  if (ui::button("item.drop", icon::kUndo, text("desk.drop_draft"), ui::Look::Secondary,
                 can_drop)) {
    commands.push_back(DropDraft{});
  }
}

/// What can be done next with an item as it is.
void draw_item_actions(const State& state, const ItemRecord* item, Instant now,
                       Commands& commands) {
  const bool edited = state.drafts.contains(state.item.draft);
  const ItemState at = item == nullptr || edited ? ItemState::Draft : item->state;
  const bool waits = at == ItemState::Submitted;
  const bool judges = waits && state.may_approve();
  if (judges && ui::button("item.review", icon::kCheck, text("desk.review.open"), ui::Look::Primary,
                           !state.item.busy)) {
    commands.push_back(GoTo{Page::Review});
  } else if (at == ItemState::Approved && now < item->content.valid_until) {
    draw_publish_button(state, *item, commands);
  } else if (!waits) {
    draw_save_buttons(state, edited, commands);
  }
  // The writer of what waits has nothing there.
  if (judges || !waits) ui::beside();
  if (item != nullptr) draw_withdraw_button(state, *item, now, commands);
}

/// The words that were dropped are one press away.
void draw_dropped(const State& state, Commands& commands) {
  if (!state.can_take_back()) return;
  const ui::Mark mark{icon::kInformation,
                      text("desk.dropped", {{"title", title_of(state.dropped->title)}}),
                      ui::Tone::Accent};
  if (ui::banner_with_button("item.take_back", mark, icon::kUndo, text("desk.take_back"))) {
    commands.push_back(TakeBackDraft{});
  }
}

void draw_item_notes(const State& state, const ItemRecord* item) {
  if (!state.item.problems.empty()) {
    ui::banner({icon::kAlertCircle, std::string(text("desk.problems")), ui::Tone::Bad});
  }
  if (state.item.unsent) {
    const bool files = state.awaits_files(state.item.draft);
    ui::banner({icon::kCloudUpload,
                std::string(text(files ? "desk.unsent_files" : "desk.unsent_note")),
                ui::Tone::Wait});
  }
  if (item == nullptr) return;
  if (const FeedbackRecord* asked = state.library.answered_by(item->id)) {
    ui::banner({icon::kReply,
                text("library.feedback.beside", {{"code", asked->code}, {"text", asked->text}}),
                ui::Tone::Accent});
  }
  draw_remarks(*item);
}

/// The title with the steps back and forth. Without room for the pane beside the form, the preview
/// is one click away.
void draw_item_head(const State& state, bool narrow, Commands& commands) {
  if (narrow) draw_preview_button(state, commands);
  const std::string title = title_of(state.item.title);
  if (!state.may_write()) return ui::heading(title);
  const Past<ItemForm>* past = find_past(state.item_pasts, state.item.draft);
  const auto forth =
      draw_heading_with_steps("item", title, named_steps(past, state.item, !state.item.busy));
  if (forth) commands.push_back(StepItem{*forth});
}

void draw_form(const State& state, Instant now, float width, Commands& commands) {
  const ItemRecord* item = state.item_of(state.item.id);
  const bool edited = state.drafts.contains(state.item.draft);
  const bool narrow = width == 0;
  ui::begin_card("form", width, 0);
  ui::begin_plain("form.fields", -54);
  draw_item_head(state, narrow, commands);
  if (edited) {
    ui::mark(mark_of(state.item));
  } else if (item != nullptr) {
    draw_item_state(state, *item, now);
  }
  ui::gap(6);
  draw_dropped(state, commands);
  draw_clash(state, commands);
  draw_item_notes(state, item);
  if (narrow) draw_cautions(state, now, commands);
  Fields fields{state.item, false, state.may_write(), "", ""};
  fields.begin(state, now);
  fields.what();
  if (ItemKind(fields.form.kind) == ItemKind::Video) {
    fields.changed |= draw_video_field(state, fields.enabled, fields.form, commands);
  } else if (ItemKind(fields.form.kind) == ItemKind::News) {
    fields.changed |= draw_stories(state, fields.enabled, fields.form);
  }
  fields.when_and_whence();
  fields.changed |= draw_places(state, fields.enabled, fields.form, commands);
  fields.code(state);
  fields.pictures(state, commands);
  draw_unseen(state, media_of(state.item), commands);
  draw_item_history(state, now);
  ui::end_plain();
  ui::gap(4);
  draw_item_actions(state, item, now, commands);
  ui::end_card();
  if (fields.changed) commands.insert(commands.begin(), Edit{fields.form});
}

/// What is written again and again, one press from being begun.
void draw_beginnings(Commands& commands) {
  ui::gap(20);
  ui::words(text("template.choose"), ui::Tone::Plain, ui::Type::Bold);
  ui::paragraph(text("template.begin_hint"), ui::Tone::Muted);
  ui::gap(4);
  const std::vector<std::string> names = template_names();
  float widest = 0;
  for (const std::string& name : names) {
    widest = std::max(widest, ui::button_width(icon::kDocument, name));
  }
  const int columns = std::clamp(int((ui::room_width() + 10) / (widest + 10)), 1, 3);
  const float width = Fields::column_width(columns);
  for (int i = 1; i < int(names.size()); ++i) {
    const bool last = i % columns == 0;
    if ((i - 1) % columns != 0) ui::beside();
    if (ui::button("begin." + std::to_string(i), icon::kDocument, names[std::size_t(i)],
                   ui::Look::Secondary, true, last ? ui::kRest : width)) {
      commands.push_back(NewItem{i});
    }
  }
}

}  // namespace

void draw_compose(const State& state, Instant now, Commands& commands) {
  const bool open = !state.item.draft.empty();
  const ItemColumns columns = item_columns(open);
  draw_item_list(state, now, columns.list, commands);
  ui::beside(columns.gap);
  if (!open) {
    ui::begin_card("form", 0, 0);
    draw_dropped(state, commands);
    ui::empty_state(icon::kBullhorn, text("desk.compose.empty"), text("desk.compose.empty_hint"));
    if (state.may_write()) draw_beginnings(commands);
    ui::end_card();
    return;
  }
  draw_form(state, now, columns.item, commands);
  if (!columns.preview_beside) return;
  ui::beside(columns.gap);
  draw_preview(state, now, commands);
}

}  // namespace bangtin::desk
