// The layouts that the commune draws: all of them, and one while it is drawn.
#include <algorithm>

#include "manager/client/board_day.h"
#include "manager/client/layout_words.h"
#include "manager/core/drawn_layouts.h"
#include "manager/desk/layout_form.h"
#include "manager/desk/pages.h"
#include "manager/desk/spacing.h"
#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/fields.h"
#include "shared/ui/icons.h"
#include "shared/ui/zone_canvas.h"

namespace bangtin::desk {
namespace {

namespace icon = ui::icon;

/// Of the picture of a canvas; a portrait one is as high.
constexpr float kCanvasWidthMax = 640, kCanvasHeightMin = 200;
constexpr float kThumbWidth = 80, kThumbHeight = 45;
/// What has to be seen below the picture.
constexpr float kAroundCanvas = 170;

void layout_step(Commands& commands, LayoutStep step) { commands.emplace_back(std::move(step)); }

ui::Colour colour_of(ZoneRole role) {
  switch (role) {
    case ZoneRole::Main:
      return ui::Colour::Accent;
    case ZoneRole::Side:
      return ui::Colour::Violet;
    case ZoneRole::Header:
      return ui::Colour::Slate;
    case ZoneRole::Ticker:
      return ui::Colour::Amber;
  }
  return ui::Colour::Idle;
}

ui::ZoneShape shape_of(const DrawnZone& zone) {
  return {role_words(zone.role),
          {zone.left, zone.top, zone.width, zone.height},
          colour_of(zone.role),
          false,
          {}};
}

std::vector<ui::ZoneShape> shapes_of(const std::vector<DrawnZone>& zones) {
  std::vector<ui::ZoneShape> shapes;
  for (const DrawnZone& zone : zones) shapes.push_back(shape_of(zone));
  return shapes;
}

ui::Mark unsaved_mark() { return {icon::kPencil, said("layout.unsaved"), ui::Tone::Wait}; }

ui::Mark use_mark(const State& state, const LayoutRecord& layout) {
  const LayoutsState& drawn = state.layouts;
  const bool is_open = drawn.form.id == layout.id && drawn.form.changed;
  if (is_open || drawn.kept.contains(layout.id)) return unsaved_mark();
  const std::vector<std::string> names = playlists_with(state, layout.id);
  if (names.empty()) return {icon::kMonitor, said("layout.unused"), ui::Tone::Muted};
  return {icon::kPlaylist, text("layout.used_by", {{"playlists", listed(names)}}), ui::Tone::Plain};
}

/// A picture of it, and its name as a row that opens it.
void draw_layout_row(const std::string& id, const LayoutRecord& layout, const ui::Mark& mark,
                     Commands& commands) {
  const std::vector<ui::ZoneShape> shapes = shapes_of(layout.landscape);
  (void)ui::zone_canvas({.id = "layout.thumb",
                         .label = layout.name,
                         .shapes = shapes,
                         .width = kThumbWidth,
                         .height = kThumbHeight,
                         .editable = false});
  ui::beside(kGap);
  if (ui::list_row(id, layout.name, mark, ui::Colour::Accent, false)) {
    layout_step(commands, OpenLayout{layout.id});
  }
}

void draw_layout_list(const State& state, Commands& commands) {
  ui::begin_card("layouts", 0, 0);
  ui::heading(text("layout.title"));
  ui::paragraph(text("layout.about"), ui::Tone::Muted);
  ui::gap(8);
  const std::vector<LayoutRecord>& layouts = state.seen->layouts;
  const std::vector<LayoutForm> forms = forms_of_new_layouts(state);
  if (layouts.empty() && forms.empty()) {
    ui::paragraph(text("layout.none"), ui::Tone::Muted);
    ui::gap(4);
  }
  for (const LayoutRecord& layout : layouts) {
    draw_layout_row("layout." + layout.id.text, layout, use_mark(state, layout), commands);
  }
  for (const LayoutForm& form : forms) {
    draw_layout_row("layout.kept." + form.id.text, record_of(form), unsaved_mark(), commands);
  }
  ui::gap(8);
  const bool room = layouts.size() < kDrawnLayoutsMax;
  if (ui::button("layout.new", icon::kPlus, text("layout.new"), ui::Look::Primary, room)) {
    layout_step(commands, NewLayout{});
  }
  if (!room) ui::paragraph(text("layout.too_many"), ui::Tone::Muted);
  ui::end_card();
}

/// One step back and forth, by buttons and by keys; the way back to the list before them.
void draw_head(const State& state, Commands& commands) {
  const LayoutsState& layouts = state.layouts;
  if (ui::icon_button("layout.back", icon::kChevronLeft, text("layout.back"))) {
    layout_step(commands, ShowLayouts{});
  }
  ui::beside();
  const auto forth = draw_steps("layout", steps_of(&layouts.past, !layouts.form.busy));
  ui::beside();
  ui::centred_mark({icon::kPencil, said("layout.drawing"), ui::Tone::Plain});
  ui::paragraph(text("layout.draw"), ui::Tone::Muted);
  if (forth) layout_step(commands, StepLayout{*forth});
}

/// Name, shape of the canvas, save.
bool draw_name_and_save(const std::vector<Problem>& problems, LayoutForm& form,
                        Commands& commands) {
  constexpr float kShapeWidth = 190;
  const std::string_view save = text("desk.save");
  const float save_width = ui::button_width(icon::kSave, save);
  bool changed = ui::text_field({.id = "layout.name",
                                 .label = text("layout.name"),
                                 .error = fault_at(problems, "name"),
                                 .width = ui::room_width() - kShapeWidth - save_width - 2 * kGap,
                                 .characters_max = 60},
                                form.name);
  ui::beside(kGap);
  int shape = form.shows_portrait ? 1 : 0;
  if (ui::choice({.id = "layout.shape", .label = text("layout.shape"), .width = kShapeWidth},
                 {said("layout.landscape"), said("layout.portrait")}, shape)) {
    form.shows_portrait = shape == 1;
    select_zone(form, ZoneRole::Main);
    changed = true;
  }
  ui::beside(kGap);
  ui::below_label();
  const bool ready = form.changed && !form.busy && problems.empty();
  if (ui::button("layout.save", icon::kSave, save, ui::Look::Primary, ready)) {
    layout_step(commands, SaveLayout{});
  }
  ui::end_below_label();
  return changed;
}

/// A button for each role that the drawing lacks.
bool draw_additions(LayoutForm& form) {
  bool changed = false;
  bool first = true;
  for (const ZoneRole role : missing_roles(form)) {
    if (!first) ui::beside(kGap);
    first = false;
    if (ui::button("layout.add." + std::string(name_of(role)), icon::kPlus, role_words(role),
                   ui::Look::Secondary)) {
      add_zone(form, role);
      changed = true;
    }
  }
  if (first) ui::paragraph(text("layout.all_zones"), ui::Tone::Muted);
  return changed;
}

/// The picture on which zones are drawn.
bool draw_canvas(const std::vector<Problem>& problems, LayoutForm& form) {
  const Size shape = form.shows_portrait ? kPortraitDrawn_px : kLandscapeDrawn_px;
  const float ratio = float(shape.width_px) / float(shape.height_px);
  const float high = std::max(kCanvasHeightMin, ui::room_height() - kAroundCanvas);
  const float width = std::min({ui::room_width(), kCanvasWidthMax, high * ratio});
  std::vector<ui::ZoneShape> shapes;
  const std::vector<DrawnZone> zones = drawing_of(form);
  for (const DrawnZone& zone : zones) {
    ui::ZoneShape& one = shapes.emplace_back(shape_of(zone));
    one.selected = form.selected == zone.role;
    one.fault = fault_of(problems, form, zone.role);
  }
  const ui::ZoneDeed deed = ui::zone_canvas({.id = "layout.canvas",
                                             .label = text("layout.canvas"),
                                             .shapes = shapes,
                                             .width = width,
                                             .height = width / ratio});
  if (deed.change) {
    put_zone(form, zones[deed.change->shape].role, deed.change->rect);
  } else if (deed.pressed) {
    select_zone(form, zones[*deed.pressed].role);
  } else if (deed.removed) {
    remove_zone(form, zones[*deed.removed].role);
  } else if (deed.drawn && !missing_roles(form).empty()) {
    add_zone(form, missing_roles(form).front(), *deed.drawn);
  } else {
    return false;
  }
  return true;
}

/// The place of the selected zone in percent, to be typed.
bool draw_numbers(LayoutForm& form) {
  if (!form.selected) return false;
  static constexpr std::pair<const char*, const char*> kParts[] = {
      {"layout.left", "layout.left_percent"},
      {"layout.top", "layout.top_percent"},
      {"layout.width", "layout.width_percent"},
      {"layout.height", "layout.height_percent"}};
  const ZoneRole role = *form.selected;
  constexpr float kPartWidth = 92;
  ui::words(role_words(role), ui::Tone::Plain, ui::Type::Bold);
  bool typed = false;
  for (std::size_t i = 0; i < form.typed.size(); ++i) {
    const auto& [id, label] = kParts[i];
    if (i > 0) ui::beside(kGap);
    const bool understood = share_from_percent(form.typed[i]).has_value();
    typed |= ui::text_field({.id = id,
                             .label = text(label),
                             .error = understood ? std::string_view() : text("layout.percent"),
                             .width = kPartWidth,
                             .characters_max = 6},
                            form.typed[i]);
  }
  if (typed) put_typed(form);
  if (role == ZoneRole::Main) return typed;
  ui::beside(kGap);
  ui::below_label();
  const bool removes = ui::icon_button("layout.remove_zone", icon::kDelete,
                                       text("layout.remove_zone", {{"zone", role_words(role)}}));
  ui::end_below_label();
  if (removes) remove_zone(form, role);
  return typed || removes;
}

/// Each fault at its zone by name, then what boards make of it.
void draw_findings(const State& state, const std::vector<Problem>& problems,
                   const LayoutForm& form) {
  if (form.overtaken) ui::banner({icon::kAlert, said("layout.overtaken"), ui::Tone::Wait});
  if (form.revision == 0 && !form.id.empty()) {
    ui::banner({icon::kAlert, said("layout.made_anew"), ui::Tone::Wait});
  }
  for (const DrawnZone& zone : drawing_of(form)) {
    const std::string fault = fault_of(problems, form, zone.role);
    if (fault.empty()) continue;
    ui::banner({icon::kAlert, role_words(zone.role) + ": " + fault, ui::Tone::Bad});
  }
  for (const char* field : {"landscape", "portrait"}) {
    const std::string fault = fault_at(problems, field);
    if (!fault.empty()) ui::banner({icon::kAlert, fault, ui::Tone::Bad});
  }
  const bool elsewhere = std::ranges::any_of(problems, [&](const Problem& problem) {
    return problem.field.starts_with(form.shows_portrait ? "landscape[" : "portrait[");
  });
  if (elsewhere) {
    ui::banner({icon::kAlert,
                said(form.shows_portrait ? "layout.fault_landscape" : "layout.fault_portrait"),
                ui::Tone::Bad});
  }
  for (const std::string& note : board_notes(state, form)) {
    ui::banner({icon::kInformation, note, ui::Tone::Wait});
  }
  for (const std::string& note : missing_notes(state, form)) {
    ui::banner({icon::kInformation, note, ui::Tone::Wait});
  }
  const LayoutRecord* layout = layout_of(state, form.id);
  if (layout != nullptr && !layout->older_items.empty()) {
    ui::banner({icon::kInformation,
                text("layout.older_items", {{"count", std::to_string(layout->older_items.size())}}),
                ui::Tone::Wait});
  }
}

/// Removes it where the server has it, or drops what was drawn since.
void draw_layout_actions(const LayoutForm& form, bool used, Commands& commands) {
  const bool known = form.revision > 0;
  if (known && ui::button("layout.remove", icon::kDelete, text("layout.remove"), ui::Look::Danger,
                          !used && !form.busy)) {
    Sheet sheet;
    sheet.kind = Sheet::Kind::RemoveLayout;
    sheet.subject = form.name;
    commands.push_back(Ask{std::move(sheet)});
  }
  if (!form.changed) {
    if (!known) ui::gap(0);
    return;
  }
  if (known) ui::beside(kGap);
  if (ui::button("layout.drop", icon::kUndo, text("desk.drop_draft"), ui::Look::Secondary,
                 !form.busy)) {
    layout_step(commands, DropLayout{});
  }
}

/// What becomes of portrait boards, and of the layout as a whole.
bool draw_ends(const State& state, LayoutForm& form, Commands& commands) {
  bool changed = false;
  ui::gap(4);
  if (form.shows_portrait && !form.portrait.empty()) {
    if (ui::button("layout.drop_portrait", icon::kDelete, text("layout.drop_portrait"),
                   ui::Look::Secondary)) {
      drop_portrait(form);
      changed = true;
    }
    ui::beside(kGap);
  }
  const std::vector<std::string> names = playlists_with(state, form.id);
  draw_layout_actions(form, !names.empty(), commands);
  if (!names.empty()) {
    ui::paragraph(text("layout.used_so_stays", {{"playlists", listed(names)}}), ui::Tone::Muted);
  }
  return changed;
}

void draw_layout(const State& state, Commands& commands) {
  LayoutForm form = state.layouts.form;
  const std::vector<Problem> problems = problems_of(form);
  bool changed = false;
  ui::begin_card("layout", 0, 0);
  draw_head(state, commands);
  changed |= draw_name_and_save(problems, form, commands);
  ui::gap(4);
  if (form.shows_portrait && form.portrait.empty()) {
    ui::paragraph(text("layout.portrait_standard"), ui::Tone::Muted);
    if (ui::button("layout.begin_portrait", icon::kPlus, text("layout.begin_portrait"),
                   ui::Look::Secondary)) {
      begin_portrait(form);
      changed = true;
    }
  } else {
    changed |= draw_additions(form);
    ui::gap(4);
    changed |= draw_canvas(problems, form);
    ui::gap(4);
    changed |= draw_numbers(form);
  }
  draw_findings(state, problems, form);
  changed |= draw_ends(state, form, commands);
  ui::end_card();
  if (changed) commands.insert(commands.begin(), LayoutStep{EditLayout{form}});
}

}  // namespace

ui::Mark layouts_mark(const State& state) {
  const std::size_t count = state.seen->layouts.size();
  return {icon::kMonitor,
          count == 0 ? said("layout.count_none")
                     : text("layout.count", {{"count", std::to_string(count)}}),
          ui::Tone::Muted};
}

void draw_layouts(const State& state, Commands& commands) {
  if (state.layouts.open) {
    draw_layout(state, commands);
  } else {
    draw_layout_list(state, commands);
  }
}

}  // namespace bangtin::desk
