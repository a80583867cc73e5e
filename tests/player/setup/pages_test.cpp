// The pages by keys, as a technician has them, and their looks at the sizes that boards have.
#include "player/setup/pages.h"

#include <gtest/gtest.h>

#include "imgui.h"
#include "shared/base/texts.h"
#include "shared/ui/test_driver.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;
using ui::Key;

constexpr Size kSizes[] = {{384, 192}, {1280, 720}, {1920, 1080}, {1080, 1920}};

/// The pages of a board, stepped in one thread.
class Pages {
 public:
  explicit Pages(Size size = {1920, 1080})
      : driver(size, setup_scale(size), [this] { draw_frame(); }) {
    ImGui::GetIO().ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;  // As ui::Canvas has it.
    setup.set_glass(size);
    seen.agent_speaks = true;
    setup.handle(seen, at);
    driver.idle();
  }
  void draw_frame() {
    SetupCommands commands;
    if (setup.prompts()) {
      draw_unlock(setup.state(), commands);
    } else if (setup.covers()) {
      draw_setup(setup.state(), commands);
    }
    setup.apply(commands, at);
    for (const SetupDeed& deed : setup.take_deeds()) {
      if (const auto* save = std::get_if<SaveSetup>(&deed)) {
        seen.setup = save->setup;
        set_language(seen.setup.language == "en" ? Language::English : Language::Vietnamese);
      }
      if (std::holds_alternative<SetPin>(deed)) {
        seen.has_pin = true;
        setup.handle(PinAnswer{PinAnswer::Kind::Set, 0ms}, at);
      }
      if (const auto* check = std::get_if<CheckPin>(&deed)) {
        checked = check->pin;
        if (slow) continue;
        const bool right = check->pin == "402615";
        setup.handle(
            right ? PinAnswer{PinAnswer::Kind::Right, 0ms} : PinAnswer{PinAnswer::Kind::Wrong, 60s},
            at);
      }
    }
  }
  void look() {
    setup.handle(seen, at);
    driver.idle();
  }
  void enter(std::string_view typed = {}) {
    driver.type(typed);
    driver.key(Key::Enter);
  }
  SetupPage page() const { return setup.state().page; }
  void unlock() {
    seen.paired = seen.has_pin = true;
    seen.setup.step = SetupStep::Done;
    setup = bangtin::Setup(false, at);
    setup.handle(seen, at);
    setup.open(at);
    driver.idle();
  }

  Monotonic at{1h};
  std::string checked;  ///< the PIN that was tried last
  bool slow = false;    ///< the test answers for the folder's thread
  SetupSeen seen;
  Setup setup{false, at};
  ui::TestDriver driver;
};

#define EXPECT_READS(pages, words) \
  EXPECT_TRUE((pages).driver.reads(words)) << (words) << "\n" << (pages).driver.visible()

class PagesTest : public testing::Test {
 protected:
  ~PagesTest() override { set_language(Language::Vietnamese); }
};

TEST_F(PagesTest, TheWholeFirstStartByKeys) {
  Pages pages;
  EXPECT_READS(pages, "1/9");
  EXPECT_READS(pages, "Tiếng Việt");
  pages.driver.key(Key::Down);
  EXPECT_EQ(pages.setup.state().chosen, 1);
  pages.driver.key(Key::Up);
  pages.enter();
  EXPECT_READS(pages, "2/9");
  pages.enter("nonsense!");
  EXPECT_READS(pages, text("setup.server_name"));
  for (int i = 0; i < 20; ++i) pages.driver.key(Key::Backspace);
  pages.enter("192.168.1.10");
  EXPECT_EQ(pages.seen.setup.server_url, "https://192.168.1.10:8443");
  pages.enter("Chợ Tân Hưng");
  EXPECT_EQ(pages.seen.setup.name, "Chợ Tân Hưng");
  EXPECT_EQ(pages.page(), SetupPage::Rotation);
  pages.driver.key(Key::Right);
  pages.driver.key(Key::Right);
  pages.enter();
  EXPECT_EQ(pages.seen.setup.placement.rotation, Rotation::Half);
  pages.driver.key(Key::Right);
  EXPECT_READS(pages, "Trên: 5");
  pages.enter();
  EXPECT_EQ(pages.page(), SetupPage::TestCard);
  pages.enter();
  EXPECT_READS(pages, text("setup.net.no_facts"));
  pages.enter();
  pages.enter("402615");
  EXPECT_READS(pages, text("setup.pin_again"));
  EXPECT_FALSE(pages.driver.reads("402615")) << "nobody reads it over a shoulder";
  pages.enter("402615");
  EXPECT_EQ(pages.page(), SetupPage::Pairing);
  pages.seen.code = "BCDFGHJK";
  pages.seen.words = {"sông", "bàn", "mẹ", "trăng", "lúa", "chim"};
  pages.look();
  EXPECT_READS(pages, "BCDF GHJK");
  EXPECT_READS(pages, "trăng");
  pages.seen.paired = true;
  pages.seen.agency = "UBND xã Tân Hưng";
  pages.look();
  EXPECT_READS(pages, "Đã kết nối");
  EXPECT_READS(pages, "UBND xã Tân Hưng");
  pages.enter();
  EXPECT_EQ(pages.page(), SetupPage::Closed);
}

TEST_F(PagesTest, EnterAloneGoesThroughEverythingThatNeedsNoAnswer) {
  Pages pages;
  pages.enter();
  pages.enter("10.0.0.1");
  for (int i = 0; i < 5; ++i) pages.enter();
  EXPECT_EQ(pages.page(), SetupPage::NewPin);
}

TEST_F(PagesTest, F2TurnsThePageToEnglishAndBack) {
  Pages pages;
  pages.driver.key(Key::F2);
  EXPECT_READS(pages, "Board set-up");
  pages.driver.key(Key::F2);
  EXPECT_READS(pages, "Cài đặt bảng");
}

TEST_F(PagesTest, TabReachesEachButton) {
  Pages pages;
  pages.enter();
  pages.enter("10.0.0.1");
  pages.enter();
  for (int i = 1; i <= 4; ++i) {
    pages.driver.key(Key::Tab);
    EXPECT_EQ(pages.setup.state().chosen, i % 4);
  }
}

TEST_F(PagesTest, ThePromptTakesThePinAndTellsOfTheWait) {
  Pages pages;
  pages.unlock();
  pages.enter("111111");
  EXPECT_READS(pages, text("setup.pin_wrong"));
  EXPECT_READS(pages, "60");
  pages.enter("402615");
  EXPECT_EQ(pages.page(), SetupPage::Menu);
  EXPECT_READS(pages, text("setup.network"));
  pages.driver.key(Key::Down);
  pages.driver.key(Key::Right);
  EXPECT_EQ(pages.setup.state().chosen, 3);
}

TEST_F(PagesTest, ATryAfterASlowAnswerIsWhatWasTypedThen) {
  Pages pages;
  pages.unlock();
  pages.slow = true;
  pages.enter("111111");
  EXPECT_EQ(pages.checked, "111111");
  pages.setup.handle(PinAnswer{PinAnswer::Kind::Wrong, 2s}, pages.at);
  pages.driver.idle();
  pages.enter("402615");
  EXPECT_EQ(pages.checked, "402615");
}

NetworkFacts bad_facts() {
  NetworkFacts facts;
  facts.server_url = "https://may-chu-cua-xa.tanhung.gov.vn:8443";
  facts.links = {{"eth0", false, true, {"192.168.1.20", "2001:db8:1234:5678::abcd"}}};
  facts.reach = ServerReach::NotOurs;
  return facts;
}

std::string all_of(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  return all;
}

/// Every page at every size in both languages: nothing is cut off, too low or over another.
TEST_F(PagesTest, LookRightAtTheSizesOfBoards) {
  const SetupPage all[] = {SetupPage::Menu,    SetupPage::Language, SetupPage::Server,
                           SetupPage::Name,    SetupPage::Rotation, SetupPage::Overscan,
                           SetupPage::Network, SetupPage::NewPin,   SetupPage::PinAgain,
                           SetupPage::Pairing, SetupPage::Done,     SetupPage::Unlock};
  for (const Language language : {Language::Vietnamese, Language::English}) {
    set_language(language);
    for (const Size size : kSizes) {
      SetupState state;
      const Size window = size;
      ui::TestDriver driver(window, setup_scale(size), [&] {
        SetupCommands commands;
        if (state.page == SetupPage::Unlock) {
          draw_unlock(state, commands);
        } else {
          draw_setup(state, commands);
        }
      });
      for (const SetupPage page : all) {
        for (const bool first : {true, false}) {
          state = {};
          state.page = page;
          state.first_start = first;
          state.glass_px = size;
          state.setup.name = "Nhà văn hoá ấp Phước Lộc";
          state.seen.network = bad_facts();
          state.seen.code = "BCDFGHJK";
          state.seen.words = {"nghiêng", "bàn", "mẹ", "trăng", "lúa", "chuồng"};
          state.seen.agency = "UBND xã Tân Hưng";
          state.seen.has_pin = first;
          state.setup.placement.insets = {288, 162, 288, 162};
          if (page == SetupPage::Server) state.problem = text("setup.server_bracket");
          driver.idle();
          EXPECT_EQ(driver.lint(), std::vector<std::string>())
              << all_of(driver.lint()) << "page " << int(page) << " at " << size.width_px << "x"
              << size.height_px;
          // What must be done is on the glass without scrolling.
          for (const ui::LoggedItem& item : driver.items()) {
            if (item.is_surface || item.label.empty()) continue;
            EXPECT_LE(item.box.bottom, item.clip.bottom + 2)
                << item.label << " on page " << int(page) << " at " << size.width_px << "x"
                << size.height_px;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace bangtin
