#include "shared/ui/text_box.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/base/texts.h"
#include "shared/ui/box_keys.h"
#include "shared/ui/draw.h"
#include "shared/ui/input.h"
#include "shared/ui/pictures.h"
#include "shared/ui/shortcuts.h"
#include "shared/ui/text_picture.h"

namespace bangtin::ui {
namespace {

/// Logical pixels beside the text for ink and cursor, and of the frame's edge.
constexpr float kTextMargin = 4, kTextEdge = 2;
/// Boxes whose state is kept though they were not drawn in the last frame.
constexpr std::size_t kBoxesMax = 200;
constexpr std::size_t kGivenMax = 64;

struct BoxState {
  BoxText text;
  int drawn = -1;  ///< the layout that the picture shows
  TextView view;
  std::shared_ptr<const Bitmap> picture;
  std::string agreed;              ///< what the page and the box last had in common
  std::vector<std::string> given;  ///< what the page was told since
  int scroll_x_px = 0;
  bool visited = false;
  bool active = false;  ///< had the keyboard at the end of the last frame
  bool dragging = false;
  bool scrolling = false;  ///< its scroll bar is held
  bool menu = false;
  int left_undos = 0;  ///< keys that were left to the page: so many redos are for it first
  int frame = 0;
};

struct Boxes {
  ImGuiContext* context = nullptr;
  int frame = 0;
  std::unordered_map<ImGuiID, BoxState> states;
};

BoxState& state_of(ImGuiID id) {
  static Boxes boxes;
  const int frame = ImGui::GetFrameCount();
  if (boxes.context != ImGui::GetCurrentContext() || frame < boxes.frame) boxes.states.clear();
  boxes.context = ImGui::GetCurrentContext();
  boxes.frame = frame;
  if (boxes.states.size() > kBoxesMax) {
    std::erase_if(boxes.states, [&](const auto& each) { return each.second.frame < frame - 1; });
  }
  BoxState& state = boxes.states[id];
  // What was not there in the last frame begins anew.
  if (state.frame < frame - 1) {
    state.active = state.dragging = state.menu = false;
    forget_past(state.text.edit);
  }
  state.frame = frame;
  return state;
}

/// The frame and what lies in it, in whole pixels.
struct BoxPlace {
  ImGuiID id = 0;
  ImRect frame;
  ImGuiWindow* window = nullptr;  ///< that the box stands in
  ImGuiWindow* inside = nullptr;  ///< that scrolls; the same for one line
  int margin_px = 0, edge_px = 0;
  int left_px = 0, top_px = 0;  ///< of the picture, on the screen
  Size picture_px;
  int text_px = 0;  ///< width for text
  bool lines = false;
};

BoxPlace place_of(ImGuiID id, const ImRect& frame, ImGuiWindow* window, bool lines) {
  const ImGuiStyle& style = ImGui::GetStyle();
  BoxPlace place;
  place.id = id;
  place.frame = frame;
  place.window = place.inside = window;
  place.lines = lines;
  place.margin_px = int(px(kTextMargin));
  place.edge_px = std::max(2, int(px(kTextEdge)));
  const float bar = lines ? style.ScrollbarSize : 0;
  place.text_px = std::max(1, int(frame.GetWidth() - 2 * style.FramePadding.x - bar));
  place.left_px = int(frame.Min.x + style.FramePadding.x) - place.margin_px;
  place.top_px = int(std::ceil(frame.Min.y)) + place.edge_px;
  const int bottom_px = int(frame.Max.y) - place.edge_px;
  place.picture_px = {place.text_px + 2 * place.margin_px, std::max(1, bottom_px - place.top_px)};
  return place;
}

/// Where the layout begins in the picture.
ImVec2 text_begin(const BoxPlace& place, const BoxState& state) {
  const EditLayout& layout = state.text.layout;
  if (place.lines) {
    const int pad = int(ImGui::GetStyle().FramePadding.y) - place.edge_px;
    return {float(place.margin_px), float(pad - int(place.inside->Scroll.y))};
  }
  const int scroll = state.active || state.menu ? state.scroll_x_px : 0;
  return {float(place.margin_px - scroll),
          float((place.picture_px.height_px - layout.line_height_px) / 2)};
}

void take_value(BoxState& state, const std::string& value) {
  TextEdit& edit = state.text.edit;
  if (value == edit.text) {
    state.agreed = value;
    state.given.clear();
    return;
  }
  // A page may be behind what it was told; that is no other text.
  const bool behind = value == state.agreed ||
                      std::find(state.given.begin(), state.given.end(), value) != state.given.end();
  if (state.active && behind) return;
  set_text(edit, value);
  if (!state.active) put_cursor(edit, value.size(), false);
  state.visited = false;
  state.agreed = value;
  state.given.clear();
}

const Clipboard& clipboard() {
  static const Clipboard desktop = {
      [] {
        const char* words = ImGui::GetClipboardText();
        return std::string(words == nullptr ? "" : words);
      },
      [](const std::string& words) { ImGui::SetClipboardText(words.c_str()); }};
  return desktop;
}

Millis now() { return Millis(std::int64_t(ImGui::GetTime() * 1'000)); }

bool commit(TextEdit& edit) {
  if (edit.preedit.empty()) return false;
  reset_input_method();
  return commit_preedit(edit, now());
}

bool leave(const Field& field, BoxState& state) {
  state.active = state.dragging = false;
  const bool changed = commit(state.text.edit);
  if (field.secret) forget_past(state.text.edit);
  return changed;
}

/// Takes the keyboard when the person or the page asks for it.
void enter(const Field& field, const BoxPlace& place, BoxState& state, bool hovered) {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  const ImGuiIO& io = ImGui::GetIO();
  const ImGuiID bar = ImGui::GetWindowScrollbarID(place.inside, ImGuiAxis_Y);
  const bool scrolled = state.scrolling && g.ActiveId == 0;
  state.scrolling = place.lines && g.ActiveId == bar && (state.active || state.scrolling);
  const bool asked = g.ActiveId != place.id && g.NavActivateId == place.id &&
                     ((g.NavActivateFlags & ImGuiActivateFlags_PreferInput) != 0 ||
                      g.NavInputSource == ImGuiInputSource_Keyboard);
  const bool clicked = hovered && (io.MouseClicked[0] || io.MouseClicked[1]);
  if (g.ActiveId == place.id || (!asked && !clicked && !scrolled)) return;
  ImGui::SetActiveID(place.id, place.window);
  ImGui::SetFocusID(place.id, place.window);
  ImGui::FocusWindow(place.window);
  const bool tabbed = (g.NavActivateFlags & ImGuiActivateFlags_FromTabbing) != 0;
  const bool at_gap = asked && field.gaps && select_gap(state.text.edit, 0);
  if (asked && !at_gap && !place.lines && (tabbed || !state.visited)) select_all(state.text.edit);
  state.text.follow = !scrolled;
  state.visited = true;
}

bool take_mouse(const BoxPlace& place, BoxState& state, const BoxLook& look, bool hovered) {
  const ImGuiIO& io = ImGui::GetIO();
  TextEdit& edit = state.text.edit;
  const bool left = hovered && io.MouseClicked[0], right = hovered && io.MouseClicked[1];
  const bool moved = io.MouseDelta.x != 0 || io.MouseDelta.y != 0;
  const bool drags = state.dragging && moved;
  if (!io.MouseDown[0]) state.dragging = false;
  if (!left && !right && !drags) return false;
  const bool changed = commit(edit);
  lay_out_box(state.text, look);
  const ImVec2 begin = text_begin(place, state);
  const int x = int(io.MousePos.x - begin.x) - place.left_px;
  const int y = int(io.MousePos.y - begin.y) - place.top_px;
  const BoxPoint at = point_in(state.text, look, x, y);
  const int count = left ? io.MouseClickedCount[0] : 1;
  if (right) {
    const bool in_selection = at.byte >= selection_begin(edit) && at.byte < selection_end(edit);
    if (!in_selection) put_cursor(edit, at.byte, false);
  } else if (left && count == 2) {
    select_word(edit, at.byte);
  } else if (left && count > 2) {
    place.lines ? select_paragraph(edit, at.byte) : select_all(edit);
  } else {
    put_cursor(edit, at.byte, drags || io.KeyShift);
    edit.upstream = at.upstream;
  }
  if (left) state.dragging = count == 1;
  state.text.follow = !right;
  state.text.wanted_x_px.reset();
  return changed;
}

bool leaves_by_key(const BoxPlace& place) {
  if (ImGui::GetCurrentContext()->ActiveIdIsJustActivated) return false;
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) return true;
  const bool enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) ||
                     ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
  return enter && (!place.lines || ImGui::GetIO().KeyCtrl);
}

/// What it has no use for is a step of the page, and comes forth again before its own letters do.
/// True when the key is for the page.
bool leave_to_page(BoxState& state, const TextEvent& event) {
  const bool key = event.kind == TextEvent::Kind::Key;
  const bool undoes = key && event.key == EditKey::Undo;
  const bool redoes = key && event.key == EditKey::Redo;
  if (undoes && state.text.edit.undo.empty()) {
    ++state.left_undos;
    leave_history_key(HistoryKey::Undo);
    return true;
  }
  if (redoes && (state.left_undos > 0 || state.text.edit.redo.empty())) {
    state.left_undos = std::max(0, state.left_undos - 1);
    leave_history_key(HistoryKey::Redo);
    return true;
  }
  return false;
}

/// All that reaches the box in this frame, in order. True when the text changed.
bool take_input(const Field& field, const BoxPlace& place, BoxState& state, const BoxLook& look,
                bool hovered) {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  enter(field, place, state, hovered);
  const ImGuiIO& io = ImGui::GetIO();
  if (g.ActiveId == place.id && (!field.enabled || (io.MouseClicked[0] && !hovered))) {
    ImGui::ClearActiveID();
  }
  if (g.ActiveId != place.id) return state.active && leave(field, state);
  state.active = true;
  g.ActiveIdAllowOverlap = !io.MouseDown[0];
  g.WantTextInputNextFrame = 1;
  if (hovered && io.MouseClicked[0]) ImGui::SetKeyOwner(ImGuiKey_MouseLeft, place.id);
  bool changed = take_mouse(place, state, look, hovered);
  for (const TextEvent& event : take_text_events(place.id, place.lines)) {
    const bool makes = !state.text.edit.preedit.empty();
    if (makes && event.kind != TextEvent::Kind::Text && event.kind != TextEvent::Kind::Preedit) {
      reset_input_method();
    }
    if (field.shares_steps && leave_to_page(state, event)) continue;
    const bool took = take_event(state.text, look, event, clipboard(), now());
    if (took && state.text.edit.redo.empty() && event.kind != TextEvent::Kind::Key) {
      state.left_undos = 0;  // Typed: nothing comes forth any more.
    }
    changed = took || changed;
  }
  const TextEdit& edit = state.text.edit;
  keep_tab(field.gaps && gap_from(edit.text, selection_end(edit)).has_value());
  if (leaves_by_key(place)) {
    ImGui::ClearActiveID();
    changed = leave(field, state) || changed;
  }
  return changed;
}

/// Scrolls so far that the cursor is seen.
void follow_cursor(const BoxPlace& place, BoxState& state, const BoxCaret& caret) {
  if (!std::exchange(state.text.follow, false)) return;
  const EditLayout& layout = state.text.layout;
  if (!place.lines) {
    const int room = place.text_px, step = room / 4;
    int& scroll = state.scroll_x_px;
    if (caret.x_px < scroll) scroll = caret.x_px - step;
    if (caret.x_px > scroll + room) scroll = caret.x_px - room + step;
    const int most = layout.block.lines[0].width_px - room;
    scroll = std::clamp(scroll, 0, std::max(0, std::max(most, caret.x_px - room)));
    return;
  }
  const int room = int(place.frame.GetHeight() - 2 * ImGui::GetStyle().FramePadding.y);
  float& scroll = place.inside->Scroll.y;
  scroll = std::min(scroll, float(caret.top_px));
  scroll = std::max(scroll, float(caret.top_px + layout.line_height_px - room));
  scroll = std::clamp(scroll, 0.0F, float(std::max(0, layout.height_px() - room)));
}

void draw_caret(const BoxPlace& place, const BoxState& state, const BoxCaret& caret) {
  const ImVec2 begin = text_begin(place, state);
  const float x = float(place.left_px + std::min(caret.x_px, place.text_px + state.scroll_x_px));
  const float top = float(place.top_px + caret.top_px) + begin.y;
  const float height = float(state.text.layout.line_height_px);
  const ImVec2 low{x + begin.x, top + 1};
  place.inside->DrawList->AddRectFilled(
      low, {low.x + std::max(1.0F, float(int(px(1.5F)))), top + height - 1},
      ImGui::GetColorU32(to_u32(Colour::Ink)));
  ImGuiContext& g = *ImGui::GetCurrentContext();
  g.PlatformImeData.WantVisible = true;
  g.PlatformImeData.InputPos = {low.x, top};
  g.PlatformImeData.InputLineHeight = height;
}

void draw_inside(const BoxPlace& place, BoxState& state, const BoxLook& look) {
  BoxText& text = state.text;
  lay_out_box(text, look);
  const bool seen = state.active || state.menu;
  const BoxCaret caret = caret_of(text, look);
  if (state.active) follow_cursor(place, state, caret);
  const ImVec2 begin = text_begin(place, state);
  TextView view;
  view.size_px = place.picture_px;
  view.x_px = int(begin.x);
  view.y_px = int(begin.y);
  if (seen && !text.shown.empty()) {
    view.selection_begin = int(shown_byte(text, look, selection_begin(text.edit)));
    view.selection_end = int(shown_byte(text, look, selection_end(text.edit)));
    view.underline_end = caret.byte;
    view.underline_begin = caret.byte - caret.preedit_bytes;
    view.underline_px = std::max(1, int(px(1.4F)));
  }
  if (state.picture == nullptr || state.drawn != text.laid_out || !(state.view == view)) {
    state.picture = std::make_shared<const Bitmap>(text_picture(field_fonts(), text.layout, view));
    state.drawn = text.laid_out;
    state.view = view;
  }
  if (void* texture = TextureStore::active_texture_of(state.picture)) {
    const ImVec2 low{float(place.left_px), float(place.top_px)};
    place.inside->DrawList->AddImage(
        texture, low,
        {low.x + float(place.picture_px.width_px), low.y + float(place.picture_px.height_px)});
  }
  if (state.active) draw_caret(place, state, caret);
}

/// Right of the mouse: what can be done with the text. True when it changed.
bool edit_menu(const Field& field, const BoxPlace& place, BoxState& state, bool opens) {
  TextEdit& edit = state.text.edit;
  ImGui::PushID(int(place.id));
  if (opens) ImGui::OpenPopup("##edit");
  bool changed = false;
  state.menu = ImGui::BeginPopup("##edit");
  if (state.menu) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(px(8), px(14)));
    const std::string copied = clipboard().read();
    const bool selection = has_selection(edit) && !field.secret;
    const auto row = [&](const char* key, bool enabled, auto deed) {
      const auto flags = enabled ? ImGuiSelectableFlags_None : ImGuiSelectableFlags_Disabled;
      const ImVec2 size{px(140), 0};
      if (!ImGui::Selectable(labelled(text(key), key).c_str(), false, flags, size)) return;
      deed();
      state.text.follow = true;
      focus_next_frame(place.id);
    };
    row("edit.cut", selection, [&] {
      clipboard().write(selected(edit));
      changed = erase(edit, TextUnit::Character, Toward::Begin, now());
    });
    row("edit.copy", selection, [&] { clipboard().write(selected(edit)); });
    row("edit.paste", !copied.empty(), [&] { changed = paste(edit, copied, now()); });
    row("edit.select_all", !edit.text.empty(), [&] { select_all(edit); });
    ImGui::PopStyleVar();
    ImGui::EndPopup();
  }
  ImGui::PopID();
  return changed;
}

BoxLook look_of(const Field& field, const BoxPlace& place) {
  BoxLook look;
  look.line_px = int(ImGui::GetFontSize());
  // Dear ImGui's size is a line's height, 1.362 em of Noto Sans.
  look.size_px = (look.line_px * 1'000 + 681) / 1'362;
  look.wrap_px = place.lines ? place.text_px : 0;
  const float room = place.frame.GetHeight() - 2 * ImGui::GetStyle().FramePadding.y;
  look.page_lines = std::max(1, int(room) / look.line_px);
  look.secret = field.secret;
  look.faint = !field.enabled;
  look.hint = field.hint;
  return look;
}

/// The part that scrolls, as a window of its own.
bool begin_inside(BoxPlace& place, const std::string& label) {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  const ImGuiStyle& style = ImGui::GetStyle();
  // The window would take the activation that is meant for the box.
  const ImGuiID activate = g.NavActivateId;
  if (g.ActiveId == place.id) g.NavActivateId = 0;
  ImGui::PushStyleColor(ImGuiCol_ChildBg, style.Colors[ImGuiCol_FrameBg]);
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, style.FrameRounding);
  ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, style.FrameBorderSize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  const bool visible = ImGui::BeginChildEx(label.c_str(), place.id, place.frame.GetSize(),
                                           ImGuiChildFlags_Border, ImGuiWindowFlags_NoMove);
  g.NavActivateId = activate;
  ImGui::PopStyleVar(3);
  ImGui::PopStyleColor();
  if (!visible) return false;
  place.inside = g.CurrentWindow;
  place.inside->DC.CursorPos.y += style.FramePadding.y;
  place.inside->DC.NavLayersActiveMaskNext |= 1 << place.inside->DC.NavLayerCurrent;
  return true;
}

}  // namespace

void focus_next_frame(unsigned id) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  context.NavNextActivateId = id;
  context.NavNextActivateFlags =
      ImGuiActivateFlags_PreferInput | ImGuiActivateFlags_TryToPreserveState;
}

bool was_cut(unsigned id) { return state_of(id).text.edit.cut; }

bool text_box(const Field& field, const TextBox& box, std::string& value) {
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  if (window->SkipItems) return false;
  ImGuiContext& g = *ImGui::GetCurrentContext();
  const ImGuiStyle& style = ImGui::GetStyle();
  const bool lines = box.height_px > 0;
  const float height = lines ? box.height_px : g.FontSize + 2 * style.FramePadding.y;
  if (lines) ImGui::BeginGroup();
  const ImGuiID id = window->GetID(box.label.c_str());
  const ImVec2 corner = window->DC.CursorPos;
  const ImRect frame(corner, ImVec2(corner.x + box.width_px, corner.y + height));
  ImGui::ItemSize(frame, style.FramePadding.y);
  bool drawn = ImGui::ItemAdd(frame, id, &frame, ImGuiItemFlags_Inputable);
  const ImGuiLastItemData item = g.LastItemData;
  BoxPlace place = place_of(id, frame, window, lines);
  if (drawn && lines) {
    window->DC.CursorPos = corner;
    drawn = begin_inside(place, box.label);
    if (!drawn) ImGui::EndChild();
  }
  if (!drawn) {
    if (lines) ImGui::EndGroup();
    return false;
  }
  BoxState& state = state_of(id);
  state.text.edit.characters_max = field.characters_max;
  state.text.edit.lines = lines;
  take_value(state, value);
  const bool hovered = ImGui::ItemHoverable(frame, id, item.InFlags);
  if (hovered) g.MouseCursor = ImGuiMouseCursor_TextInput;
  const BoxLook look = look_of(field, place);
  bool changed = take_input(field, place, state, look, hovered);
  if (!lines) {
    ImGui::RenderNavHighlight(frame, id);
    ImGui::RenderFrame(frame.Min, frame.Max, to_u32(Colour::Card), true, style.FrameRounding);
  }
  draw_inside(place, state, look);
  if (lines) {
    ImGui::Dummy(ImVec2(1, float(state.text.layout.height_px()) + style.FramePadding.y));
    g.NextItemData.ItemFlags |= ImGuiItemFlags_Inputable | ImGuiItemFlags_NoTabStop;
    ImGui::EndChild();
    ImGui::EndGroup();
  }
  changed = edit_menu(field, place, state, hovered && ImGui::GetIO().MouseClicked[1]) || changed;
  g.LastItemData = item;
  g.LastItemData.Rect = frame;
  if (!changed || value == state.text.edit.text) return false;
  value = state.text.edit.text;
  if (state.given.size() >= kGivenMax) state.given.erase(state.given.begin());
  state.given.push_back(value);
  ImGui::MarkItemEdited(id);
  return true;
}

}  // namespace bangtin::ui
