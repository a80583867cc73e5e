#include "player/setup/setup.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"
#include "shared/base/texts.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

/// A board with its folder in memory and a technician in front of it.
class SetupTest : public testing::Test {
 protected:
  SetupTest() { restart(); }

  /// The player begins anew; what was not saved is gone.
  void restart(bool server_given = false) {
    setup_.emplace(server_given, at_);
    setup_->set_glass({1'920, 1'080});
    look();
  }
  /// The folder's thread answers.
  void look(bool saved = true) {
    seen_.saved = saved;
    setup_->handle(seen_, at_);
    work();
  }
  void work() {
    for (const SetupDeed& deed : setup_->take_deeds()) {
      if (const auto* save = std::get_if<SaveSetup>(&deed)) {
        ++saves_;
        if (!disk_full_) seen_.setup = save->setup;
        seen_.saved = !disk_full_;
        setup_->handle(seen_, at_);
      } else if (const auto* set = std::get_if<SetPin>(&deed)) {
        pin_ = set->pin;
        seen_.has_pin = true;
        setup_->handle(PinAnswer{PinAnswer::Kind::Set, 0ms}, at_);
      } else if (const auto* check = std::get_if<CheckPin>(&deed)) {
        ++checks_;
        const bool right = check->pin == pin_;
        setup_->handle(
            right ? PinAnswer{PinAnswer::Kind::Right, 0ms} : PinAnswer{PinAnswer::Kind::Wrong, 2s},
            at_);
      }
      work();
    }
  }
  void press(SetupCommand command) {
    setup_->apply({std::move(command)}, at_);
    work();
  }
  void type(std::string text) { press(EditText{std::move(text)}); }
  void enter() { press(GoOn{}); }
  void enter(std::string text) {
    type(std::move(text));
    enter();
  }
  void pass(Seconds time) {
    at_ += time;
    setup_->tick(at_);
    work();
  }
  SetupPage page() const { return setup_->state().page; }
  const std::string& problem() const { return setup_->state().problem; }

  /// The agent is there and has no server.
  void agent_asks() {
    seen_.agent_speaks = true;
    look();
  }
  void to_page(SetupPage wanted) {
    for (int i = 0; i < 20 && page() != wanted; ++i) {
      if (page() == SetupPage::Server) type("10.0.0.1");
      if (page() == SetupPage::NewPin || page() == SetupPage::PinAgain) type("402615");
      enter();
    }
    ASSERT_EQ(page(), wanted);
  }
  /// The first start is over and the board shows its programme.
  void paired() {
    agent_asks();
    to_page(SetupPage::Pairing);
    seen_.paired = true;
    seen_.agency = "UBND xã Tân Hưng";
    look();
    ASSERT_EQ(page(), SetupPage::Done);
    enter();
    ASSERT_EQ(page(), SetupPage::Closed);
  }

  Monotonic at_{1h};
  std::optional<bangtin::Setup> setup_;
  SetupSeen seen_;
  std::string pin_;
  bool disk_full_ = false;
  int saves_ = 0;
  int checks_ = 0;
};

TEST_F(SetupTest, OpensByItselfOnABoardWithoutAServer) {
  EXPECT_EQ(page(), SetupPage::Closed) << "the agent has not spoken yet";
  agent_asks();
  EXPECT_EQ(page(), SetupPage::Language);
  EXPECT_TRUE(setup_->covers());
}

TEST_F(SetupTest, OpensByItselfWhenNoAgentSpeaks) {
  EXPECT_EQ(setup_->next_wake(at_), at_ + 5s);
  pass(5s);
  EXPECT_EQ(page(), SetupPage::Language);
}

TEST_F(SetupTest, StaysAwayWhereAServerIsKnown) {
  seen_.agent_speaks = true;
  seen_.server_url = "https://10.0.0.1:8443";
  restart();
  pass(1h);
  EXPECT_EQ(page(), SetupPage::Closed) << "named in the agent's settings";
  seen_ = {};
  restart(true);
  pass(1h);
  EXPECT_EQ(page(), SetupPage::Closed) << "given by flag";
  seen_.paired = true;
  restart();
  pass(1h);
  EXPECT_EQ(page(), SetupPage::Closed) << "paired before there was this page";
}

TEST_F(SetupTest, AnUntouchedPageMakesRoomForTheCardWhenAFileNamesTheServer) {
  agent_asks();
  seen_.server_url = "https://10.0.0.1:8443";
  look();
  EXPECT_EQ(page(), SetupPage::Closed);
}

TEST_F(SetupTest, TheFirstStartGoesThroughAllStepsInOrder) {
  agent_asks();
  EXPECT_EQ(page(), SetupPage::Language);
  press(Step{0, 1});
  EXPECT_EQ(setup_->state().setup.language, "en");
  press(Step{0, 1});
  enter();
  EXPECT_EQ(page(), SetupPage::Server);
  enter("may-chu.xa");
  EXPECT_EQ(page(), SetupPage::Name);
  EXPECT_EQ(seen_.setup.server_url, "https://may-chu.xa:8443");
  enter("Cho Tan Hung");
  EXPECT_EQ(seen_.setup.name, "Cho Tan Hung");
  EXPECT_EQ(page(), SetupPage::Rotation);
  press(Step{1, 0});
  EXPECT_EQ(setup_->placement().rotation, Rotation::Quarter) << "seen at once";
  EXPECT_EQ(seen_.setup.placement.rotation, Rotation::None) << "not yet saved";
  enter();
  EXPECT_EQ(seen_.setup.placement.rotation, Rotation::Quarter);
  EXPECT_EQ(page(), SetupPage::Overscan);
  press(Step{1, 0});
  EXPECT_EQ(setup_->placement().insets, (Insets{5, 5, 5, 5}));
  enter();
  EXPECT_EQ(page(), SetupPage::TestCard);
  enter();
  EXPECT_EQ(page(), SetupPage::Network);
  EXPECT_EQ(seen_.setup.network_asked, 1);
  enter();
  EXPECT_EQ(page(), SetupPage::NewPin);
  enter("402615");
  EXPECT_EQ(page(), SetupPage::PinAgain);
  enter("402615");
  EXPECT_EQ(page(), SetupPage::Pairing);
  EXPECT_EQ(pin_, "402615");
  enter();
  EXPECT_EQ(page(), SetupPage::Pairing) << "the office goes on, not Enter";
  seen_.paired = true;
  look();
  EXPECT_EQ(page(), SetupPage::Done);
  EXPECT_EQ(seen_.setup.step, SetupStep::Done);
  pass(30s);
  EXPECT_EQ(page(), SetupPage::Closed) << "the picture comes by itself";
}

TEST_F(SetupTest, ARestartGoesOnAtEachStepWithAllThatWasEntered) {
  agent_asks();
  const SetupPage pages[] = {SetupPage::Language, SetupPage::Server,   SetupPage::Name,
                             SetupPage::Rotation, SetupPage::Overscan, SetupPage::TestCard,
                             SetupPage::Network,  SetupPage::NewPin,   SetupPage::Pairing};
  for (const SetupPage wanted : pages) {
    to_page(wanted);
    const BoardSetup before = seen_.setup;
    // Something half done is gone, nothing else.
    if (wanted == SetupPage::Server || wanted == SetupPage::Name) type("dang go");
    press(Step{1, 0});
    restart();
    EXPECT_EQ(page(), wanted);
    EXPECT_EQ(setup_->state().setup.server_url, before.server_url);
    EXPECT_EQ(setup_->placement(), before.placement);
    EXPECT_TRUE(setup_->state().first_start);
  }
}

TEST_F(SetupTest, ARestartBetweenTheTwoPinsSetsNone) {
  agent_asks();
  to_page(SetupPage::NewPin);
  enter("402615");
  restart();
  EXPECT_EQ(page(), SetupPage::NewPin);
  EXPECT_EQ(pin_, "");
  EXPECT_FALSE(seen_.has_pin);
}

TEST_F(SetupTest, NonsenseIsRefusedInWordsAndNothingIsSaved) {
  agent_asks();
  enter();
  const int saves = saves_;
  enter("");
  EXPECT_EQ(problem(), text("setup.server_empty"));
  enter("khong phai dia chi");
  EXPECT_EQ(problem(), text("setup.server_blank"));
  enter(std::string(300, 'a'));
  EXPECT_EQ(problem(), text("setup.server_name"));
  EXPECT_EQ(page(), SetupPage::Server);
  EXPECT_EQ(saves_, saves);
  type("a");
  EXPECT_EQ(problem(), "") << "typing takes the sentence away";
  enter("10.0.0.1");
  enter(std::string(300, 'x'));
  EXPECT_EQ(page(), SetupPage::Name);
  EXPECT_EQ(problem(), text("text.too_long"));
  enter("a\u202Eb");
  EXPECT_EQ(page(), SetupPage::Name);
  EXPECT_NE(problem(), "");
  enter("");
  EXPECT_EQ(page(), SetupPage::Rotation) << "a board needs no name";
}

TEST_F(SetupTest, APinIsSixDigitsNotTooEasyAndTypedTwice) {
  agent_asks();
  to_page(SetupPage::NewPin);
  for (const char* pin : {"", "12345", "1234567", "12345a"}) {
    enter(pin);
    EXPECT_EQ(problem(), text("setup.pin_digits")) << pin;
  }
  for (const char* pin : {"000000", "123456", "987654"}) {
    enter(pin);
    EXPECT_EQ(problem(), text("setup.pin_weak")) << pin;
  }
  enter("402615");
  enter("402616");
  EXPECT_EQ(page(), SetupPage::NewPin);
  EXPECT_EQ(problem(), text("setup.pin_differs"));
  EXPECT_EQ(pin_, "");
}

TEST_F(SetupTest, EscapeGoesBackAndForgetsWhatWasTriedOut) {
  agent_asks();
  to_page(SetupPage::Overscan);
  press(Step{1, 0});
  press(GoBack{});
  EXPECT_EQ(page(), SetupPage::Rotation);
  EXPECT_EQ(setup_->placement().insets, Insets{});
  for (int i = 0; i < 5; ++i) press(GoBack{});
  EXPECT_EQ(page(), SetupPage::Language) << "there is nothing behind the first page";
}

TEST_F(SetupTest, EachEdgeMovesByItselfAndOnlyAsFarAsAPictureNeeds) {
  agent_asks();
  to_page(SetupPage::Overscan);
  press(Step{0, 1});
  press(Step{1, 0});
  EXPECT_EQ(setup_->placement().insets, (Insets{0, 5, 0, 0}));
  press(Step{0, -1});
  press(Step{0, -1});
  for (int i = 0; i < 500; ++i) press(Step{1, 0});
  EXPECT_EQ(setup_->placement().insets, (Insets{288, 5, 0, 0}));
  for (int i = 0; i < 500; ++i) press(Step{-1, 0});
  EXPECT_EQ(setup_->placement().insets, (Insets{0, 5, 0, 0}));
}

TEST_F(SetupTest, F2ChangesTheLanguageAnywhereAndKeepsIt) {
  agent_asks();
  to_page(SetupPage::Network);
  press(SwitchLanguage{});
  EXPECT_EQ(seen_.setup.language, "en");
  EXPECT_EQ(page(), SetupPage::Network);
  restart();
  EXPECT_EQ(setup_->state().setup.language, "en");
}

TEST_F(SetupTest, AfterPairingItOpensOnlyWithThePin) {
  paired();
  setup_->open(at_);
  EXPECT_EQ(page(), SetupPage::Unlock);
  EXPECT_TRUE(setup_->prompts());
  EXPECT_FALSE(setup_->covers()) << "the picture goes on";
  enter("111111");
  EXPECT_EQ(problem(), text("setup.pin_wrong"));
  EXPECT_EQ(setup_->state().wait, 2s);
  EXPECT_EQ(page(), SetupPage::Unlock);
  pass(2s);
  EXPECT_EQ(setup_->state().wait, 0s);
  enter("402615");
  EXPECT_EQ(page(), SetupPage::Menu);
  press(GoBack{});
  EXPECT_EQ(page(), SetupPage::Closed);
  setup_->open(at_);
  EXPECT_EQ(page(), SetupPage::Unlock) << "the PIN holds for once";
}

TEST_F(SetupTest, NoCommandGoesPastThePrompt) {
  paired();
  setup_->open(at_);
  const BoardSetup before = seen_.setup;
  for (const SetupCommand& command :
       {SetupCommand(Step{1, 0}), SetupCommand(Step{0, 1}), SetupCommand(Pick{0}),
        SetupCommand(Pick{7}), SetupCommand(SwitchLanguage{}), SetupCommand(GoOn{})}) {
    press(command);
    EXPECT_EQ(page(), SetupPage::Unlock);
  }
  EXPECT_EQ(seen_.setup, before);
  EXPECT_EQ(checks_, 0) << "nothing that is no PIN is even tried";
  press(GoBack{});
  EXPECT_EQ(page(), SetupPage::Closed);
}

TEST_F(SetupTest, ThePromptGoesAwayAfterAMinuteWithoutAKey) {
  paired();
  setup_->open(at_);
  pass(59s);
  EXPECT_EQ(page(), SetupPage::Unlock);
  type("4");
  pass(59s);
  EXPECT_EQ(page(), SetupPage::Unlock);
  EXPECT_EQ(setup_->next_wake(at_), at_ + 1s);
  pass(1s);
  EXPECT_EQ(page(), SetupPage::Closed);
  setup_->open(at_);
  EXPECT_EQ(setup_->state().text, "") << "nothing typed is left";
}

TEST_F(SetupTest, OnAPairedBoardNobodyIsLeftInFrontOfThePages) {
  paired();
  setup_->open(at_);
  enter("402615");
  enter();
  EXPECT_EQ(page(), SetupPage::Network);
  for (int i = 0; i < 599; ++i) pass(1s);
  EXPECT_EQ(page(), SetupPage::Network);
  pass(1s);
  EXPECT_EQ(page(), SetupPage::Closed);
  EXPECT_EQ(setup_->next_wake(at_), Monotonic::max()) << "a closed page costs nothing";
}

TEST_F(SetupTest, APairedBoardWithoutAPinCannotBeOpenedByAPasserBy) {
  seen_.paired = true;
  restart();
  setup_->open(at_);
  EXPECT_EQ(page(), SetupPage::Unlock);
  enter("402615");
  EXPECT_EQ(page(), SetupPage::Unlock);
  EXPECT_EQ(checks_, 0);
}

TEST_F(SetupTest, TheMenuReachesEveryPageAndComesBack) {
  paired();
  setup_->open(at_);
  enter("402615");
  for (int i = 0; i < int(std::size(kMenuPages)); ++i) {
    press(Pick{i});
    enter();
    EXPECT_EQ(page(), kMenuPages[i]);
    press(GoBack{});
    EXPECT_EQ(page(), SetupPage::Menu) << i;
  }
  press(Pick{4});
  enter();
  enter("10.9.8.7");
  EXPECT_EQ(page(), SetupPage::Menu);
  EXPECT_EQ(seen_.setup.server_url, "https://10.9.8.7:8443");
  EXPECT_EQ(seen_.setup.step, SetupStep::Done);
}

TEST_F(SetupTest, ADiskThatTakesNothingIsToldInWords) {
  agent_asks();
  disk_full_ = true;
  enter();
  EXPECT_EQ(problem(), text("setup.not_saved"));
}

TEST_F(SetupTest, TheNetworkIsAskedAgainOnlyWhileItsPageIsOpen) {
  agent_asks();
  to_page(SetupPage::Network);
  EXPECT_EQ(seen_.setup.network_asked, 1);
  pass(20s);
  EXPECT_EQ(seen_.setup.network_asked, 2);
  enter();
  pass(10min);
  EXPECT_EQ(seen_.setup.network_asked, 2);
}

TEST_F(SetupTest, APairingThatEndsBeforeItsPageIsReachedIsNoTrap) {
  agent_asks();
  to_page(SetupPage::NewPin);
  seen_.paired = true;
  look();
  EXPECT_EQ(page(), SetupPage::NewPin);
  to_page(SetupPage::Done);
}

}  // namespace
}  // namespace bangtin
