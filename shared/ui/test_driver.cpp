#include "shared/ui/test_driver.h"

#include <SDL.h>

#include <algorithm>

#include "imgui.h"
#include "imgui_internal.h"
#include "shared/ui/input.h"
#include "shared/ui/theme.h"

namespace bangtin::ui {
namespace {

constexpr int kIdleFramesMax = 500;
constexpr int kTabsMax = 200;  ///< more than any page has to use

std::size_t character_bytes(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Places of the mouse on its way.
constexpr int kDragSteps = 4;

bool seen_at_all(const LoggedItem& item) {
  return item.box.right > item.clip.left && item.box.left < item.clip.right &&
         item.box.bottom > item.clip.top && item.box.top < item.clip.bottom;
}

bool collide(const Box& a, const Box& b) {
  constexpr float kSlack_px = 1.0F;
  return a.left + kSlack_px < b.right && b.left + kSlack_px < a.right &&
         a.top + kSlack_px < b.bottom && b.top + kSlack_px < a.bottom;
}

std::string place(const Box& box) {
  return " [" + std::to_string(int(box.left)) + "," + std::to_string(int(box.top)) + " " +
         std::to_string(int(box.width())) + "x" + std::to_string(int(box.height())) + "]";
}

}  // namespace

TestDriver::TestDriver(Size size_px, float scale, std::function<void()> draw)
    : size_px_(size_px), scale_(scale), draw_(std::move(draw)) {
  // Drawing the letters takes longest: all drivers of a program share them.
  static ImFontAtlas shared_letters;
  context_ = ImGui::CreateContext(&shared_letters);
  ImGui::SetCurrentContext(context_);
  forget_input();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.DisplaySize = ImVec2(float(size_px.width_px), float(size_px.height_px));
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigInputTextCursorBlink = false;
  io.ClipboardUserData = this;
  io.SetClipboardTextFn = [](void* self, const char* text) {
    static_cast<TestDriver*>(self)->clipboard_ = text;
  };
  io.GetClipboardTextFn = [](void* self) {
    return static_cast<const char*>(static_cast<TestDriver*>(self)->clipboard_.c_str());
  };
  const Status themed = apply_theme(scale);
  CHECK(themed.ok());
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  ItemLog::activate(&log_);
  idle();
}

TestDriver::~TestDriver() {
  ItemLog::activate(nullptr);
  ImGui::DestroyContext(context_);
}

void TestDriver::frame() {
  ImGuiIO& io = ImGui::GetIO();
  settle(
      [&] {
        io.DeltaTime = 1.0F / 60;
        log_.begin_frame();
      },
      draw_);
  ImGui::Render();
  seen_ = log_.items();
}

void TestDriver::idle() {
  for (int i = 0; i < 4; ++i) frame();
  for (int i = 0; i < kIdleFramesMax && context_->InputEventsQueue.Size > 0; ++i) frame();
}

const LoggedItem* TestDriver::find(std::string_view label) const {
  for (const LoggedItem& item : seen_) {
    if (!item.is_text && !item.name.empty() && item.name == label) return &item;
  }
  for (const LoggedItem& item : seen_) {
    if (!item.is_text && !item.label.empty() && item.label == label) return &item;
  }
  return nullptr;
}

/// What is scrolled out of sight has no label: look through every window as a person would.
const LoggedItem* TestDriver::find_by_scrolling(std::string_view label) {
  if (const LoggedItem* item = find(label)) return item;
  for (ImGuiWindow* window : context_->Windows) {
    if (!window->Active || window->ScrollMax.y <= 0) continue;
    const float step = std::max(20.0F, window->InnerRect.GetHeight() / 2);
    for (float at = 0; at < window->ScrollMax.y + step; at += step) {
      window->ScrollTarget.y = std::min(at, window->ScrollMax.y);
      window->ScrollTargetCenterRatio.y = 0;
      window->ScrollTargetEdgeSnapDist.y = 0;
      idle();
      if (const LoggedItem* item = find(label)) return item;
    }
  }
  return nullptr;
}

void TestDriver::scroll_to(const LoggedItem& item) {
  ImGuiWindow* window = ImGui::FindWindowByName(item.window.c_str());
  while (window != nullptr && window->ScrollMax.y <= 0) window = window->ParentWindow;
  if (window == nullptr) return;
  const float middle = window->InnerRect.GetCenter().y;
  window->ScrollTarget.y = std::max(0.0F, window->Scroll.y + (item.box.top - middle));
  window->ScrollTargetCenterRatio.y = 0;
  window->ScrollTargetEdgeSnapDist.y = 0;
  idle();
}

Result<Box> TestDriver::reach(std::string_view label) {
  idle();
  const LoggedItem* item = find_by_scrolling(label);
  if (item != nullptr && (item->box.top < item->clip.top || item->box.bottom > item->clip.bottom)) {
    scroll_to(*item);
    item = find(label);
  }
  if (item == nullptr) {
    return Error{Code::NotFound,
                 "nothing is labelled '" + std::string(label) + "'; there is:\n" + visible(), ""};
  }
  if (item->disabled) {
    return Error{Code::Denied, "'" + std::string(label) + "' is disabled", ""};
  }
  if (!seen_at_all(*item)) {
    return Error{Code::NotFound, "'" + std::string(label) + "' cannot be scrolled into sight", ""};
  }
  Box seen = item->box;
  seen.top = std::max(item->box.top, item->clip.top);
  seen.bottom = std::min(item->box.bottom, item->clip.bottom);
  return seen;
}

Status TestDriver::click(std::string_view label) { return drag(label, 0.5F, 0.5F); }

Status TestDriver::see(std::string_view label) {
  TRY(reach(label));
  return {};
}

Status TestDriver::drag(std::string_view label, float from, float to) {
  const Box box = TRY(reach(label));
  const float y = (box.top + box.bottom) / 2;
  draw_mouse({box.left + box.width() * from, y}, {box.left + box.width() * to, y});
  return {};
}

Status TestDriver::drag_across(std::string_view label, Share from, Share to) {
  const Box box = TRY(reach(label));
  const auto place = [&](Share share) {
    return Place{box.left + box.width() * share.x, box.top + box.height() * share.y};
  };
  draw_mouse(place(from), place(to));
  return {};
}

Status TestDriver::drag_onto(std::string_view label, std::string_view onto, float height) {
  const Box box = TRY(reach(label));
  const LoggedItem* target = find(onto);
  if (target == nullptr) {
    return Error{Code::NotFound, "nothing is labelled '" + std::string(onto) + "'", ""};
  }
  draw_mouse({(box.left + box.right) / 2, (box.top + box.bottom) / 2},
             {(target->box.left + target->box.right) / 2,
              target->box.top + target->box.height() * height});
  return {};
}

void TestDriver::draw_mouse(Place from, Place to) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(from.x, from.y);
  frame();
  io.AddMouseButtonEvent(0, true);
  frame();
  for (int step = 1; from != to && step <= kDragSteps; ++step) {
    const float share = float(step) / kDragSteps;
    io.AddMousePosEvent(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
    frame();
  }
  if (from != to && on_way_) std::exchange(on_way_, nullptr)();
  io.AddMouseButtonEvent(0, false);
  idle();
}

void TestDriver::type(std::string_view text) {
  while (!text.empty()) {
    const std::size_t bytes = std::min(character_bytes(text[0]), text.size());
    if (text[0] == '\n') {
      feed_key(SDLK_RETURN, true);
      feed_key(SDLK_RETURN, false);
    } else {
      feed_text(text.substr(0, bytes));
    }
    text.remove_prefix(bytes);
  }
  idle();
}

void TestDriver::burst(int backspaces, std::string_view text) {
  for (int i = 0; i < backspaces; ++i) feed_key(SDLK_BACKSPACE, true, KMOD_NONE, i > 0);
  if (backspaces > 0) feed_key(SDLK_BACKSPACE, false);
  if (!text.empty()) feed_text(text);
  frame();
}

void TestDriver::key(Key key, bool ctrl) {
  const int modifiers = ctrl ? KMOD_LCTRL : KMOD_NONE;
  if (ctrl) feed_key(SDLK_LCTRL, true, modifiers);
  feed_key(keycode_of(key), true, modifiers);
  feed_key(keycode_of(key), false, modifiers);
  if (ctrl) feed_key(SDLK_LCTRL, false);
  idle();
}

std::string TestDriver::tab() {
  key(Key::Tab);
  const auto at = std::ranges::find_if(seen_, [this](const LoggedItem& item) {
    return item.id == context_->NavId && !item.name.empty();
  });
  return at == seen_.end() ? "" : at->name;
}

std::vector<std::string> TestDriver::tab_through() {
  std::vector<std::string> reached;
  ImGuiID first = 0;
  for (int i = 0; i < kTabsMax; ++i) {
    const std::string name = tab();
    if (i == 0) first = context_->NavId;
    if (i > 0 && context_->NavId == first) break;
    if (!name.empty()) reached.push_back(name);
  }
  return reached;
}

Status TestDriver::tab_to(std::string_view name) {
  for (int i = 0; i < kTabsMax; ++i) {
    if (tab() == name) return {};
  }
  return Error{Code::NotFound,
               "Tab does not come to '" + std::string(name) + "'; there is:\n" + visible(), ""};
}

std::vector<std::string> TestDriver::usable() const {
  std::vector<std::string> names;
  for (const LoggedItem& item : seen_) {
    if (!item.is_text && !item.is_surface && !item.name.empty() && !item.disabled &&
        seen_at_all(item)) {
      names.push_back(item.name);
    }
  }
  return names;
}

void TestDriver::ctrl(char letter) {
  feed_key(SDLK_LCTRL, true, KMOD_LCTRL);
  feed_key(letter, true, KMOD_LCTRL);
  feed_key(letter, false, KMOD_LCTRL);
  feed_key(SDLK_LCTRL, false);
  idle();
}

void TestDriver::shift(Key key) {
  feed_key(SDLK_LSHIFT, true, KMOD_LSHIFT);
  feed_key(keycode_of(key), true, KMOD_LSHIFT);
  feed_key(keycode_of(key), false, KMOD_LSHIFT);
  feed_key(SDLK_LSHIFT, false);
  idle();
}

void TestDriver::alt(Key key) {
  feed_key(SDLK_LALT, true, KMOD_LALT);
  feed_key(keycode_of(key), true, KMOD_LALT);
  feed_key(keycode_of(key), false, KMOD_LALT);
  feed_key(SDLK_LALT, false);
  idle();
}

void TestDriver::paste(std::string_view text) {
  clipboard_ = text;
  ctrl('v');
}

Status TestDriver::fill(std::string_view label, std::string_view text) {
  TRY(click(label));
  ctrl('a');
  if (text.empty()) {
    key(Key::Delete);
  } else {
    type(text);
  }
  return {};
}

bool TestDriver::has(std::string_view label) const { return find(label) != nullptr; }

bool TestDriver::reads(std::string_view words) const {
  return std::any_of(seen_.begin(), seen_.end(), [&](const LoggedItem& item) {
    return item.label.find(words) != std::string::npos;
  });
}

bool TestDriver::enabled(std::string_view label) const {
  const LoggedItem* item = find(label);
  return item != nullptr && !item->disabled;
}

std::vector<std::string> TestDriver::lint() const {
  constexpr float kTargetMin_px = 36;
  std::vector<std::string> problems;
  std::vector<const LoggedItem*> targets, texts;
  const float width = float(size_px_.width_px), height = float(size_px_.height_px);
  for (const LoggedItem& item : seen_) {
    if (!seen_at_all(item)) continue;
    if (item.is_text) {
      if (item.box.left < item.clip.left - 1 || item.box.right > item.clip.right + 1 ||
          item.box.right > width + 1) {
        problems.push_back("words cut off: " + item.label + place(item.box));
      }
      texts.push_back(&item);
      continue;
    }
    if (item.name.empty()) continue;
    targets.push_back(&item);
    if (item.label.empty()) problems.push_back("no label: " + item.name);
    if (item.box.height() + 0.5F < kTargetMin_px * scale_) {
      problems.push_back("too low: " + item.name + place(item.box));
    }
    if (item.box.left < 0 || item.box.right > width + 0.5F || item.box.left < item.clip.left - 1 ||
        item.box.right > item.clip.right + 1 || item.box.top >= height) {
      problems.push_back("outside: " + item.name + place(item.box));
    }
  }
  const auto tell_overlaps = [&](const std::vector<const LoggedItem*>& all, const char* what,
                                 std::string LoggedItem::*name) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = i + 1; j < all.size(); ++j) {
        const LoggedItem &a = *all[i], &b = *all[j];
        if (a.window != b.window || !collide(a.box, b.box)) continue;
        problems.push_back(what + a.*name + place(a.box) + " and " + b.*name + place(b.box));
      }
    }
  };
  tell_overlaps(targets, "overlap: ", &LoggedItem::name);
  tell_overlaps(texts, "words over words: ", &LoggedItem::label);
  return problems;
}

std::string TestDriver::visible() const {
  std::string all;
  for (const LoggedItem& item : seen_) {
    if (item.label.empty()) continue;
    all += (item.is_text ? "  " : "* ") + item.label;
    if (!item.name.empty()) all += " (" + item.name + ")";
    if (item.disabled) all += " disabled";
    all += "\n";
  }
  return all;
}

}  // namespace bangtin::ui
