#include "player/setup/setup.h"

#include <algorithm>
#include <array>

#include "player/setup/server_address.h"
#include "shared/base/board_limits.h"
#include "shared/base/texts.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

/// A fresh board whose agent says nothing for so long asks a person.
constexpr auto kAgentPatience = 5s;
constexpr auto kAskAgain = 20s;
constexpr auto kDoneStays = 30s;
constexpr int kInsetSteps = 200;  ///< of the shorter side, for one press
constexpr int kInsetStepMin_px = 2;

/// The pages of the first start beside their steps.
constexpr std::pair<SetupStep, SetupPage> kSteps[] = {
    {SetupStep::Language, SetupPage::Language}, {SetupStep::Server, SetupPage::Server},
    {SetupStep::Name, SetupPage::Name},         {SetupStep::Rotation, SetupPage::Rotation},
    {SetupStep::Overscan, SetupPage::Overscan}, {SetupStep::TestCard, SetupPage::TestCard},
    {SetupStep::Network, SetupPage::Network},   {SetupStep::Pin, SetupPage::NewPin},
    {SetupStep::Pairing, SetupPage::Pairing},   {SetupStep::Done, SetupPage::Done},
};

SetupPage page_of(SetupStep step) {
  return std::ranges::find(kSteps, step, &std::pair<SetupStep, SetupPage>::first)->second;
}

SetupStep step_of(SetupPage page) {
  if (page == SetupPage::PinAgain) return SetupStep::Pin;
  const auto found = std::ranges::find(kSteps, page, &std::pair<SetupStep, SetupPage>::second);
  CHECK(found != std::end(kSteps));
  return found->first;
}

SetupStep after(SetupStep step) { return SetupStep(std::min(int(step) + 1, int(SetupStep::Done))); }

bool is_pin(std::string_view pin) {
  return pin.size() == std::size_t(limits::kPinDigits) &&
         std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
}

/// 111111, 123456, 987654: what a passer-by tries first.
bool is_weak(std::string_view pin) {
  const int step = pin[1] - pin[0];
  if (step < -1 || step > 1) return false;
  for (std::size_t i = 1; i < pin.size(); ++i) {
    if (pin[i] - pin[i - 1] != step) return false;
  }
  return true;
}

bool is_sideways(Rotation rotation) {
  return rotation == Rotation::Quarter || rotation == Rotation::ThreeQuarters;
}

int buttons_of(SetupPage page) {
  switch (page) {
    case SetupPage::Menu:
      return int(std::size(kMenuPages));
    case SetupPage::Language:
      return 2;
    case SetupPage::Rotation:
      return 4;
    case SetupPage::Overscan:
      return kInsetEdges;
    default:
      return 0;
  }
}

}  // namespace

struct Setup::Doer {
  Setup& self;
  Monotonic at;
  void operator()(const GoOn&) { self.go_on(at); }
  void operator()(const GoBack&) { self.go_back(at); }
  void operator()(const Step& by) { self.step(by, at); }
  void operator()(const Pick& pick) { self.pick(pick.index, at); }
  void operator()(const EditText& edit) {
    self.state_.text = edit.text;
    self.state_.problem.clear();
  }
  void operator()(const SwitchLanguage&) {
    if (self.state_.page == SetupPage::Unlock) return;  // A passer-by changes nothing.
    std::string& language = self.state_.setup.language;
    language = language == "vi" ? "en" : "vi";
    self.saved_.language = language;
    self.deeds_.push_back(SaveSetup{self.saved_});
    if (self.state_.page == SetupPage::Language) self.state_.chosen = language == "vi" ? 0 : 1;
    self.state_.problem.clear();
  }
};

bool Setup::covers() const { return state_.page != SetupPage::Closed && !prompts(); }

const Placement& Setup::placement() const {
  return covers() ? state_.setup.placement : saved_.placement;
}

bool Setup::asks_for_setup(Monotonic at) const {
  const SetupSeen& seen = state_.seen;
  if (!answered_ || seen.paired || server_given_ || saved_.step == SetupStep::Done) return false;
  if (saved_.step != SetupStep::Language || !saved_.server_url.empty()) return true;  // Goes on.
  if (seen.agent_speaks) return seen.server_url.empty() && !seen.server_hidden;
  return at >= started_ + kAgentPatience;
}

void Setup::begin_first_start(Monotonic at) {
  state_.first_start = true;
  const bool over = saved_.step == SetupStep::Done;
  show(page_of(over ? SetupStep::Language : saved_.step), at);
}

void Setup::open(Monotonic at) {
  if (state_.page != SetupPage::Closed || !answered_) return;
  touched_ = true;
  last_key_ = at;
  state_.setup = saved_;
  const bool fresh = !state_.seen.paired && !state_.seen.has_pin;
  if (fresh) return begin_first_start(at);
  state_.first_start = false;
  show(SetupPage::Unlock, at);
}

void Setup::show(SetupPage page, Monotonic at) {
  state_.page = page;
  state_.text.clear();
  state_.problem.clear();
  state_.chosen = 0;
  if (page != SetupPage::PinAgain) state_.first_pin.clear();
  last_key_ = at;
  switch (page) {
    case SetupPage::Server:
      state_.text =
          typed_server(saved_.server_url.empty() ? state_.seen.server_url : saved_.server_url);
      break;
    case SetupPage::Name:
      state_.text = saved_.name;
      break;
    case SetupPage::Language:
      state_.chosen = state_.setup.language == "vi" ? 0 : 1;
      break;
    case SetupPage::Rotation:
      state_.chosen = int(state_.setup.placement.rotation);
      break;
    case SetupPage::Network:
      ask_network(at);
      break;
    case SetupPage::Pairing:
      if (state_.seen.paired) done_with(SetupPage::Pairing, at);
      break;
    default:
      break;
  }
}

void Setup::apply(const SetupCommands& commands, Monotonic at) {
  for (const SetupCommand& command : commands) {
    if (state_.page == SetupPage::Closed) return;
    touched_ = true;
    last_key_ = at;
    std::visit(Doer{*this, at}, command);
  }
}

void Setup::save() {
  saved_ = state_.setup;
  deeds_.push_back(SaveSetup{saved_});
}

void Setup::ask_network(Monotonic at) {
  ++saved_.network_asked;
  state_.setup.network_asked = saved_.network_asked;
  deeds_.push_back(SaveSetup{saved_});
  ask_at_ = at + kAskAgain;
}

/// What the page set is saved; then comes the next one, or the menu again.
void Setup::done_with(SetupPage page, Monotonic at) {
  if (!state_.first_start) {
    save();
    return show(SetupPage::Menu, at);
  }
  const SetupStep next = after(step_of(page));
  if (int(next) > int(state_.setup.step)) state_.setup.step = next;
  save();
  show(page_of(next), at);
}

void Setup::accept_server(Monotonic at) {
  const bool by_settings = saved_.server_url.empty() && !state_.seen.server_url.empty() &&
                           state_.text == typed_server(state_.seen.server_url);
  if (by_settings) return done_with(SetupPage::Server, at);
  const Result<std::string> url = server_url_from(state_.text);
  if (!url.ok()) {
    state_.problem = text_of(url.error());
    return;
  }
  state_.setup.server_url = *url;
  done_with(SetupPage::Server, at);
}

void Setup::accept_name(Monotonic at) {
  Result<std::string> name = clean_text(state_.text, limits::kBoardNameCharactersMax, false);
  if (!name.ok()) {
    state_.problem = text_of(name.error());
    return;
  }
  state_.setup.name = std::move(*name);
  done_with(SetupPage::Name, at);
}

void Setup::accept_pin(Monotonic at) {
  if (state_.busy) return;
  const std::string pin = state_.text;
  const bool keeps = state_.page == SetupPage::NewPin && pin.empty() && state_.seen.has_pin;
  if (keeps) return done_with(SetupPage::NewPin, at);
  if (!is_pin(pin)) {
    state_.problem = said("setup.pin_digits");
  } else if (state_.page == SetupPage::Unlock) {
    state_.busy = true;
    deeds_.push_back(CheckPin{pin});
  } else if (is_weak(pin)) {
    state_.problem = said("setup.pin_weak");
  } else if (state_.page == SetupPage::NewPin) {
    state_.first_pin = pin;
    show(SetupPage::PinAgain, at);
  } else if (pin != state_.first_pin) {
    show(SetupPage::NewPin, at);
    state_.problem = said("setup.pin_differs");
  } else {
    state_.busy = true;
    deeds_.push_back(SetPin{pin});
  }
}

void Setup::go_on(Monotonic at) {
  switch (state_.page) {
    case SetupPage::Closed:
      return;
    case SetupPage::Unlock:
      if (state_.seen.has_pin) accept_pin(at);
      return;
    case SetupPage::NewPin:
    case SetupPage::PinAgain:
      return accept_pin(at);
    case SetupPage::Menu:
      return show(kMenuPages[state_.chosen], at);
    case SetupPage::Server:
      return accept_server(at);
    case SetupPage::Name:
      return accept_name(at);
    case SetupPage::Language:
    case SetupPage::Rotation:
    case SetupPage::Overscan:
    case SetupPage::TestCard:
    case SetupPage::Network:
      return done_with(state_.page, at);
    case SetupPage::Pairing:
      return;  // A person in the office goes on.
    case SetupPage::Done:
      state_.page = SetupPage::Closed;
      return;
  }
}

void Setup::go_back(Monotonic at) {
  const SetupPage page = state_.page;
  const BoardSetup before = saved_;
  state_.setup = before;
  if (state_.busy) return;
  if (page == SetupPage::PinAgain) return show(SetupPage::NewPin, at);
  if (page == SetupPage::Unlock || page == SetupPage::Menu || page == SetupPage::Done) {
    state_.page = SetupPage::Closed;
    return;
  }
  if (!state_.first_start) return show(SetupPage::Menu, at);
  if (page != SetupPage::Language) return show(page_of(SetupStep(int(step_of(page)) - 1)), at);
  if (!asks_for_setup(at)) state_.page = SetupPage::Closed;
}

void Setup::move_inset(int by) {
  Insets& insets = state_.setup.placement.insets;
  Size seen = state_.glass_px;
  if (is_sideways(state_.setup.placement.rotation)) std::swap(seen.width_px, seen.height_px);
  const int step =
      by * std::max(kInsetStepMin_px, std::min(seen.width_px, seen.height_px) / kInsetSteps);
  const auto moved = [&](int inset_px, int side_px) {
    return std::clamp(inset_px + step, 0, side_px * limits::kInsetPermilleMax / 1'000);
  };
  const bool all = state_.chosen == 0;
  if (all || state_.chosen == 1) insets.top_px = moved(insets.top_px, seen.height_px);
  if (all || state_.chosen == 2) insets.right_px = moved(insets.right_px, seen.width_px);
  if (all || state_.chosen == 3) insets.bottom_px = moved(insets.bottom_px, seen.height_px);
  if (all || state_.chosen == 4) insets.left_px = moved(insets.left_px, seen.width_px);
}

void Setup::step(const Step& by, Monotonic at) {
  const int buttons = buttons_of(state_.page);
  if (buttons == 0) return;
  if (state_.page == SetupPage::Overscan && by.right != 0) return move_inset(by.right);
  int move = by.down + by.right;
  // The menu has two columns.
  if (state_.page == SetupPage::Menu) move = 2 * by.down + by.right;
  pick(((state_.chosen + move) % buttons + buttons) % buttons, at);
}

void Setup::pick(int index, Monotonic) {
  if (index < 0 || index >= buttons_of(state_.page)) return;
  state_.chosen = index;
  if (state_.page == SetupPage::Language) state_.setup.language = index == 0 ? "vi" : "en";
  if (state_.page == SetupPage::Rotation) state_.setup.placement.rotation = Rotation(index);
}

void Setup::handle(SetupSeen seen, Monotonic at) {
  const bool first = !answered_;
  answered_ = true;
  if (first) saved_ = state_.setup = seen.setup;
  state_.seen = std::move(seen);
  if (!state_.seen.saved && covers()) state_.problem = said("setup.not_saved");
  if (state_.page == SetupPage::Closed && asks_for_setup(at)) {
    state_.setup = saved_;
    touched_ = false;
    begin_first_start(at);
  } else if (covers() && state_.first_start && !touched_ && !asks_for_setup(at)) {
    state_.page = SetupPage::Closed;  // A file named the server: the card shows its code.
  } else if (state_.page == SetupPage::Pairing && state_.seen.paired) {
    done_with(SetupPage::Pairing, at);
  }
}

void Setup::handle(const PinAnswer& answer, Monotonic at) {
  if (!state_.busy) return;
  state_.busy = false;
  last_key_ = at;
  wait_until_ = at + answer.wait;
  switch (answer.kind) {
    case PinAnswer::Kind::Right:
      state_.setup = saved_;
      return show(SetupPage::Menu, at);
    case PinAnswer::Kind::Set:
      state_.seen.has_pin = true;
      if (state_.page == SetupPage::PinAgain) done_with(SetupPage::NewPin, at);
      return;
    case PinAnswer::Kind::Wrong:
      state_.problem = said("setup.pin_wrong");
      break;
    case PinAnswer::Kind::Wait:
      state_.problem = said("setup.pin_early");
      break;
    case PinAnswer::Kind::Failed:
      state_.problem = said("setup.not_saved");
      break;
  }
  state_.text.clear();
  ++state_.entry;
  tick(at);
}

void Setup::tick(Monotonic at) {
  state_.wait = at < wait_until_ ? std::chrono::ceil<Seconds>(wait_until_ - at) : Seconds(0);
  const auto idle = at - last_key_;
  const bool paired = state_.seen.paired;
  if (state_.page == SetupPage::Closed) {
    if (asks_for_setup(at)) {
      touched_ = false;
      begin_first_start(at);
    }
  } else if ((prompts() && idle >= limits::kPinPromptIdle) ||
             (state_.page == SetupPage::Done && idle >= kDoneStays) ||
             (covers() && paired && idle >= limits::kSetupIdle)) {
    state_.page = SetupPage::Closed;
  } else if (state_.page == SetupPage::Network && at >= ask_at_) {
    ask_network(at);
  }
}

Monotonic Setup::next_wake(Monotonic at) const {
  Monotonic wake = Monotonic::max();
  if (state_.page == SetupPage::Closed) {
    const bool waits = answered_ && !state_.seen.paired && !server_given_ &&
                       saved_.step == SetupStep::Language && saved_.server_url.empty() &&
                       !state_.seen.agent_speaks;
    return waits && at < started_ + kAgentPatience ? started_ + kAgentPatience : wake;
  }
  if (prompts()) wake = std::min<Monotonic>(wake, last_key_ + limits::kPinPromptIdle);
  if (state_.page == SetupPage::Done) wake = std::min<Monotonic>(wake, last_key_ + kDoneStays);
  if (covers() && state_.seen.paired) {
    wake = std::min<Monotonic>(wake, last_key_ + limits::kSetupIdle);
  }
  if (state_.page == SetupPage::Network) wake = std::min(wake, ask_at_);
  if (wait_until_ > at) wake = std::min<Monotonic>(wake, at + 1s);
  return wake;
}

}  // namespace bangtin
