#include "player/setup_glass.h"

#include "player/glass/placement.h"
#include "player/setup/pages.h"
#include "player/setup/test_card.h"
#include "shared/base/log.h"
#include "shared/base/texts.h"
#include "shared/compose/palette.h"

namespace bangtin {
namespace {

std::optional<ui::Key> key_of(KeyName name) {
  switch (name) {
    case KeyName::Enter:
      return ui::Key::Enter;
    case KeyName::Escape:
      return ui::Key::Escape;
    case KeyName::Tab:
      return ui::Key::Tab;
    case KeyName::BackTab:
      return ui::Key::Up;
    case KeyName::Backspace:
      return ui::Key::Backspace;
    case KeyName::Delete:
      return ui::Key::Delete;
    case KeyName::Left:
      return ui::Key::Left;
    case KeyName::Right:
      return ui::Key::Right;
    case KeyName::Up:
      return ui::Key::Up;
    case KeyName::Down:
      return ui::Key::Down;
    case KeyName::Home:
      return ui::Key::Home;
    case KeyName::End:
      return ui::Key::End;
    case KeyName::F2:
      return ui::Key::F2;
    case KeyName::None:
    case KeyName::Text:
    case KeyName::F10:
      break;
  }
  return std::nullopt;
}

}  // namespace

Language language_of(const BoardSetup& setup) {
  return setup.language == "en" ? Language::English : Language::Vietnamese;
}

Bitmap laid_over(const Bitmap& picture, const Bitmap& prompt) {
  Bitmap result = picture;
  const int x = (picture.width() - prompt.width()) / 2;
  const int y = (picture.height() - prompt.height()) / 2;
  const int edge = std::max(2, prompt.height() / 60);
  fill(result, {x - edge, y - edge, prompt.width() + 2 * edge, prompt.height() + 2 * edge},
       palette::kGold);
  blit(result, prompt, x, y);
  return result;
}

SetupGlass::SetupGlass(FolderThread& folder, SdlDisplay& display, bool server_given, Monotonic at)
    : folder_(folder),
      display_(display),
      setup_(server_given, at),
      placement_(display.placement()) {
  setup_.set_glass(display.glass_px());
}

void SetupGlass::handle(SetupSeen seen, Monotonic at) {
  setup_.handle(std::move(seen), at);
  follow();
}

void SetupGlass::handle(const PinAnswer& answer, Monotonic at) {
  setup_.handle(answer, at);
  follow();
}

/// What the state wants of the world outside.
void SetupGlass::follow() {
  for (const SetupDeed& deed : setup_.take_deeds()) {
    if (const auto* save = std::get_if<SaveSetup>(&deed)) folder_.save(save->setup);
    if (const auto* check = std::get_if<CheckPin>(&deed)) folder_.check_pin(check->pin);
    if (const auto* set = std::get_if<SetPin>(&deed)) folder_.set_pin(set->pin);
  }
  const SetupState& state = setup_.state();
  if (setup_.placement() != placement_) {
    placement_ = setup_.placement();
    display_.place(placement_);
    placed_ = true;
  }
  if (state.setup.language != language_) {
    language_ = state.setup.language;
    set_language(language_of(state.setup));
    reworded_ = true;
  }
  stale_ = true;
}

/// A canvas of the size that is needed; false when there cannot be one.
bool SetupGlass::prepare() {
  const bool prompts = setup_.prompts();
  if (!prompts && !setup_.covers()) {
    if (canvas_) changed_ = true;
    canvas_.reset();
    fonts_.reset();
    picture_ = Bitmap();
    return false;
  }
  const Size canvas_px = display_.size_px();
  Placement turned = placement_;
  turned.insets = {};
  const Size wanted = prompts ? unlock_size(canvas_px) : canvas_px;
  // Insets do not change the scale: the fonts are made once.
  const float scale = setup_scale(prompts ? canvas_px : canvas_size(turned, display_.glass_px()));
  if (!canvas_) {
    auto opened = ui::Canvas::open(wanted, scale);
    if (!opened.ok()) {
      log::error("player", "the set-up page", {{"reason", opened.error().message}});
      return false;
    }
    canvas_ = std::move(*opened);
    scale_ = scale;
  } else if (canvas_->size_px() != wanted || scale_ != scale) {
    const Status resized = canvas_->resize(wanted, scale);
    if (!resized.ok()) {
      log::error("player", "the set-up page", {{"reason", resized.error().message}});
      canvas_.reset();
      return false;
    }
    scale_ = scale;
  }
  return true;
}

void SetupGlass::take_keys(const std::vector<KeyStroke>& keys, Monotonic at) {
  for (const KeyStroke& key : keys) {
    const bool open = setup_.covers() || setup_.prompts();
    if (!open) {
      if (key.name != KeyName::F10) continue;
      setup_.open(at);
      follow();
      continue;
    }
    if (!prepare()) return;
    if (key.name == KeyName::Text) {
      canvas_->type(key.text);
    } else if (const auto code = key_of(key.name)) {
      canvas_->press(*code);
    } else {
      continue;
    }
    draw(at);
    follow();
  }
}

void SetupGlass::draw(Monotonic at) {
  const bool prompts = setup_.prompts();
  const Bitmap& drawn = canvas_->draw([&] {
    SetupCommands commands;
    if (prompts) {
      draw_unlock(setup_.state(), commands);
    } else {
      draw_setup(setup_.state(), commands);
    }
    setup_.apply(commands, at);
  });
  picture_ = drawn;
}

void SetupGlass::step(Monotonic at, bool ready) {
  const SetupPage before = setup_.state().page;
  const Seconds wait = setup_.state().wait;
  setup_.tick(at);
  if (setup_.state().page != before || setup_.state().wait != wait) follow();
  if (!stale_ || !ready) return;
  stale_ = false;
  if (!prepare()) return;
  draw(at);
  const SetupPage page = setup_.state().page;
  if (page == SetupPage::TestCard) {
    if (!fonts_) {
      if (auto fonts = Fonts::open(); fonts.ok()) fonts_ = std::move(*fonts);
    }
    if (fonts_) {
      picture_ = test_card(*fonts_, display_.size_px(), display_.refresh_hz(),
                           std::string(text("setup.keys_card")));
    }
  } else if (page == SetupPage::Overscan || page == SetupPage::Rotation) {
    draw_edges(picture_);
  }
  changed_ = true;
}

}  // namespace bangtin
