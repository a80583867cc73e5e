// The loop of the player with a real folder on SDL's offscreen driver, and a panel that is none.
#include "player/player_loop.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "player/clip_options.h"
#include "shared/crypto/password.h"
#include "shared/protocol/messages.h"
#include "tests/fakes/paths.h"
#include "tests/fakes/sim_panel.h"
#include "tests/fakes/temp_folder.h"
#include "tests/player/glass/sample_board.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr Size kCanvas{640, 360};

class PanelOfALoop : public ::testing::Test {
 protected:
  /// A generation whose panel rests in these spans.
  void publish(const std::vector<Span>& panel_off) {
    const Instant begin = std::chrono::floor<std::chrono::hours>(clock_.wall());
    auto content = sample::board_content(*fonts_, kCanvas, {}, begin, 1);
    content.manifest.selection.panel_off = panel_off;
    sample::write_board(board(), content);
  }

  /// Runs it for so long, and says what it wrote to the folder last.
  std::optional<ShownFile> run(Seconds seconds) {
    Inbox<PlayerMessage> inbox;
    const auto tell = [&inbox](auto message) { inbox.push(std::move(message)); };
    const auto display = SdlDisplay::open({kCanvas, false});
    EXPECT_TRUE(display.ok());
    if (!display.ok()) return std::nullopt;
    SystemRandom random;
    const ReadClip no_clip = [](const Media&, std::size_t) -> Result<std::string> {
      return Error{Code::NotFound, "no clip", {}};
    };
    const PictureBytes no_picture = [](const Media&) -> Result<std::string> {
      return Error{Code::NotFound, "no picture", {}};
    };
    const auto decoder = program("bangtin-decode");
    {
      WorkshopThreads workshop(fonts_, no_picture, {decoder, PictureJobOptions().timeout}, clock_,
                               {tell, tell});
      FolderThread folder(
          {open_posix_disk(board()).value(), open_posix_disk(folder_.path() / "player").value()},
          clock_, random, kCanvas,
          {tell, [tell](bool full) { tell(SpoolState{full}); }, tell, tell, tell, tell, tell,
           tell});
      ClipThreads clips(clip_options(decoder), tell);
      PlayerParts parts{
          Watchdog::of_this_process(), clock_, inbox, **display, folder, workshop, clips, no_clip};
      parts.panel = &panel;
      PlayerOptions options;
      options.size_px = kCanvas;
      options.run_for = seconds;
      EXPECT_TRUE(PlayerLoop(std::move(parts), options, {}, {}).run().ok());
    }
    std::ifstream file(board() / "shown.json", std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    const auto shown = message_from<ShownFile>(bytes.str());
    return shown.ok() ? std::optional(*shown) : std::nullopt;
  }
  Instant now() { return clock_.wall(); }

  SimPanel panel;

 private:
  std::filesystem::path board() const { return folder_.path() / "board"; }

  TempFolder folder_;
  SystemClock clock_;
  std::shared_ptr<Fonts> fonts_ = Fonts::open().value();
};

TEST_F(PanelOfALoop, IsToldOnceAtTheStartAndAtEachHourOfThePanel) {
  // It rests before the loop begins, for three seconds in the middle, and long after its end.
  const Instant start = now();
  publish({{start - 1h, start + 5s}, {start + 8s, start + 11s}, {start + 1h, start + 2h}});
  const auto shown = run(14s);
  // Where the folder answers late the card comes first, on a lit panel.
  if (panel.told.size() == 5 && panel.told[0]) panel.told.erase(panel.told.begin());
  EXPECT_EQ(panel.told, (std::vector<bool>{false, true, false, true}));
  EXPECT_GT(panel.steps, 5) << "it is looked after";
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(shown->generation, 1);
  EXPECT_EQ(shown->problem, "");
}

TEST_F(PanelOfALoop, ThatDoesNotFollowIsAProblemThatTheOfficeHears) {
  panel.stubborn = true;
  publish({});
  const auto shown = run(3s);
  EXPECT_EQ(panel.told, std::vector<bool>{true});
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(shown->problem, "player.panel_differs");
}

}  // namespace
}  // namespace bangtin
