// Setup: the technician's pages as one object that is stepped. It knows neither files nor keys nor
// pixels: pages give commands, deeds are handed out, what came of them is told. Thread: the
// glass's.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/ids.h"
#include "shared/model/board_setup.h"

namespace bangtin {

enum class SetupPage {
  Closed,
  Unlock,  ///< asks for the PIN; the picture goes on around it
  Menu,
  Language,
  Server,
  Name,
  Rotation,
  Overscan,
  TestCard,
  Network,
  NewPin,
  PinAgain,
  Pairing,
  Done,
};

/// What the board folder says.
struct SetupSeen {
  BoardSetup setup;
  bool saved = true;  ///< false: the last SaveSetup failed
  bool has_pin = false;
  bool paired = false;
  std::string agency;              ///< once paired
  bool agent_speaks = false;       ///< there is a pairing card
  std::string server_url;          ///< of the card: where the agent pairs
  bool server_hidden = false;      ///< the card names one that is not shown
  std::string code;                ///< of the card
  std::vector<std::string> words;  ///< of the card
  std::string problem;             ///< of the card: key of a sentence
  std::optional<NetworkFacts> network;
};

/// What came of CheckPin or SetPin.
struct PinAnswer {
  enum class Kind { Right, Wrong, Wait, Set, Failed };
  Kind kind = Kind::Failed;
  Millis wait{};  ///< until the next try is taken
};

// What pages ask for.
struct GoOn {};
struct GoBack {};
/// One step to the right or left, down or up.
struct Step {
  int right = 0;
  int down = 0;
};
struct Pick {
  int index = 0;
};
struct EditText {
  std::string text;
};
struct SwitchLanguage {};
using SetupCommand = std::variant<GoOn, GoBack, Step, Pick, EditText, SwitchLanguage>;
using SetupCommands = std::vector<SetupCommand>;

// What is to be done outside.
struct SaveSetup {
  BoardSetup setup;
};
struct CheckPin {
  std::string pin;
};
struct SetPin {
  std::string pin;
};
using SetupDeed = std::variant<SaveSetup, CheckPin, SetPin>;

/// The edges of the overscan page, in the order of their buttons.
inline constexpr int kInsetEdges = 5;  // all, top, right, bottom, left
/// What the menu offers, in the order of its buttons.
inline constexpr SetupPage kMenuPages[] = {
    SetupPage::Network, SetupPage::TestCard, SetupPage::Rotation, SetupPage::Overscan,
    SetupPage::Server,  SetupPage::Name,     SetupPage::NewPin,   SetupPage::Language,
};

/// All that pages draw.
struct SetupState {
  SetupPage page = SetupPage::Closed;
  bool first_start = false;
  BoardSetup setup;       ///< as it would be saved
  std::string text;       ///< of the page's field
  int entry = 0;          ///< counts up when the field begins anew on the same page
  std::string first_pin;  ///< while it is asked for again
  int chosen = 0;         ///< of the page's buttons
  std::string problem;    ///< a sentence, or empty
  bool busy = false;      ///< the PIN is being checked or set
  Seconds wait{};         ///< until a PIN is taken again
  SetupSeen seen;
  Size glass_px;  ///< as people see it, without insets
};

class Setup {
 public:
  /// `server_given`: the program was told its server; the pages then open by key only.
  Setup(bool server_given, Monotonic at) : server_given_(server_given), started_(at) {}

  const SetupState& state() const { return state_; }
  bool covers() const;
  bool prompts() const { return state_.page == SetupPage::Unlock; }
  /// Where the picture stands now, what is tried out included.
  const Placement& placement() const;

  /// The key that opens it was pressed.
  void open(Monotonic at);
  void apply(const SetupCommands& commands, Monotonic at);
  void handle(SetupSeen seen, Monotonic at);
  void handle(const PinAnswer& answer, Monotonic at);
  void set_glass(Size glass_px) { state_.glass_px = glass_px; }
  /// Forgets what has run out.
  void tick(Monotonic at);
  /// When tick() is due; max() when it never is.
  Monotonic next_wake(Monotonic at) const;

  std::vector<SetupDeed> take_deeds() { return std::exchange(deeds_, {}); }

 private:
  struct Doer;
  bool asks_for_setup(Monotonic at) const;
  void begin_first_start(Monotonic at);
  void show(SetupPage page, Monotonic at);
  void go_on(Monotonic at);
  void go_back(Monotonic at);
  void step(const Step& by, Monotonic at);
  void pick(int index, Monotonic at);
  void done_with(SetupPage page, Monotonic at);
  void accept_server(Monotonic at);
  void accept_name(Monotonic at);
  void accept_pin(Monotonic at);
  void move_inset(int by);
  void save();
  void ask_network(Monotonic at);

  bool server_given_;
  Monotonic started_;
  bool answered_ = false;
  bool touched_ = false;
  BoardSetup saved_;
  SetupState state_;
  std::vector<SetupDeed> deeds_;
  Monotonic last_key_{};
  Monotonic wait_until_ = Monotonic::min();
  Monotonic ask_at_{};
};

}  // namespace bangtin
