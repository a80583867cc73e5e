// While the state mourns: an item that rests is not said to play, wherever its state stands.
#include "shared/base/texts.h"
#include "shared/crypto/sha256.h"
#include "shared/ui/canvas.h"
#include "tests/manager/desk/office_desk.h"

namespace bangtin::desk {
namespace {

using namespace std::chrono_literals;
using std::chrono::year_month_day;

constexpr const char* kResting = "Tạm nghỉ quốc tang";
constexpr const char* kPlaying = "Đang phát";

class RestingPage : public OfficeDesk {
 protected:
  RestingPage() { server_.add_board("b1", "Chợ Tân Hưng"); }

  /// From now on, a Sunday at eight.
  ItemContent festival(const std::string& title, Millis valid = 60h) {
    ItemContent content = notice(title);
    content.category = Category::Culture;
    content.valid_until = server_.now + valid;
    return content;
  }
  ItemId approved(const ItemContent& content) {
    server_.me.login = "hoa";
    const ItemRecord item = submitted(server_.add_item(content).value());
    server_.me.login = "nam";
    EXPECT_TRUE(
        server_.approve_item(item.id, *item.submitted, checks_for(content), server_.now).ok());
    return item.id;
  }
  void published(const std::vector<ItemId>& items) {
    PlaylistRecord playlist;
    playlist.name = "Bản tin sáng";
    playlist.items = items;
    playlist.boards = {{"b1"}};
    ASSERT_TRUE(server_.publish(server_.save_playlist(playlist).value().id).ok());
  }
  void mourns(const year_month_day& first, const year_month_day& last) {
    ASSERT_TRUE(server_.set_mourning(Mourning{first, last, "Thông báo số 12-TB/TW"}).ok());
  }
  ItemRecord of_the_province() {
    ItemRecord item;
    item.id = {"hoi"};
    item.state = ItemState::Approved;
    item.content = festival("Hội đua ghe ngo", 10h);
    item.content.origin = Origin::Province;
    item.content.priority = kPriorityFirst;
    item.author = item.composer = "lan@99091";
    item.approver = "minh@99091";
    item.approved = item.submitted = sha256("hoi");
    item.changed_at = server_.now;
    return item;
  }
};

TEST_F(RestingPage, AnItemRestsFromTheFirstMinuteToTheLastAndPlaysAgain) {
  const ItemId item = approved(festival("Hội diễn văn nghệ"));
  published({item});
  mourns(2026y / 11 / 23, 2026y / 11 / 23);
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.text);
  EXPECT_READS(window, kPlaying);
  EXPECT_READS(window,
               "Quốc tang: tin này sẽ nghỉ trên mọi màn hình từ 23/11/2026 00:00 đến "
               "24/11/2026 00:00, sau đó phát như thường.");
  window.wait(16h - 1ms);
  EXPECT_READS(window, kPlaying);
  EXPECT_FALSE(window.driver.reads(kResting));
  for (const Millis time : {Millis(1), Millis(24h - 1ms)}) {
    window.wait(time);
    EXPECT_READS(window, kResting);
    EXPECT_FALSE(window.driver.reads(kPlaying)) << window.driver.visible();
    EXPECT_READS(window,
                 "Quốc tang: tin này tạm nghỉ trên mọi màn hình đến 24/11/2026 00:00, sau "
                 "đó phát như thường.");
    EXPECT_FALSE(window.driver.reads("Hãy thu hồi")) << "there is nothing to be done";
  }
  window.wait(1ms);
  EXPECT_READS(window, kPlaying);
  EXPECT_FALSE(window.driver.reads(kResting));
  EXPECT_FALSE(window.driver.reads("Quốc tang: tin này"));
}

TEST_F(RestingPage, WhatEndsBeforeTheMourningDoesIsToBeLengthenedOrWithdrawn) {
  const ItemId item = approved(festival("Hội diễn văn nghệ", 10h));
  published({item});
  mourns(2026y / 11 / 22, 2026y / 11 / 23);
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.text);
  EXPECT_READS(window, kResting);
  EXPECT_READS(window,
               "Quốc tang: tin này tạm nghỉ trên mọi màn hình đến lúc hết hạn 22/11/2026 "
               "18:00, sau đó không tự phát lại. Hãy thu hồi, hoặc sửa cho hạn dài hơn rồi "
               "gửi duyệt lại.");
  window.wait(10h);
  EXPECT_READS(window, "Hết hạn");
  EXPECT_FALSE(window.driver.reads(kResting));
  EXPECT_FALSE(window.driver.reads("Quốc tang: tin này"));
}

TEST_F(RestingPage, OtherItemsPlayAsEver) {
  const ItemId law = approved(notice("Luật mới"));
  ItemContent storm = festival("Hoãn hội vì bão");
  storm.priority = kPriorityUrgent;
  const ItemId urgent = approved(storm);
  published({law, urgent});
  mourns(2026y / 11 / 22, 2026y / 11 / 23);
  DeskWindow window(server_);
  window.sign_in("hoa");
  for (const ItemId& item : {law, urgent}) {
    window.click("item." + item.text);
    EXPECT_READS(window, kPlaying);
    EXPECT_FALSE(window.driver.reads(kResting));
    EXPECT_FALSE(window.driver.reads("Quốc tang: tin này"));
  }
}

TEST_F(RestingPage, NothingIsSaidOfWhatDoesNotPlayAnyway) {
  mourns(2026y / 11 / 22, 2026y / 11 / 23);
  server_.me.login = "hoa";
  const ItemId draft = server_.add_item(festival("Nháp")).value().id;
  const ItemRecord returned = submitted(server_.add_item(festival("Bị trả lại")).value());
  const ItemId withdrawn = approved(festival("Thu hồi"));
  server_.me.login = "nam";
  ASSERT_TRUE(server_.return_item(returned.id, *returned.submitted, "Sai ngày").ok());
  ASSERT_TRUE(server_.withdraw_item(withdrawn, "Hoãn", server_.now).ok());
  DeskWindow window(server_);
  window.sign_in("hoa");
  for (const ItemId& item : {draft, returned.id, withdrawn}) {
    window.click("item." + item.text);
    EXPECT_FALSE(window.driver.reads("Quốc tang: tin này")) << window.driver.visible();
    EXPECT_FALSE(window.driver.reads(kResting));
  }
}

TEST_F(RestingPage, WhoApprovesAndWhoPublishesReadItBefore) {
  published({approved(notice("Luật mới"))});
  server_.me.login = "hoa";
  const ItemRecord waits = submitted(server_.add_item(festival("Hội diễn văn nghệ")).value());
  mourns(2026y / 11 / 22, 2026y / 11 / 23);
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.waiting");
  window.click("item." + waits.id.text);
  EXPECT_READS(window, "Chờ duyệt");
  EXPECT_READS(window, "Quốc tang: tin này tạm nghỉ trên mọi màn hình đến 24/11/2026 00:00");
  ASSERT_TRUE(
      server_.approve_item(waits.id, *waits.submitted, checks_for(waits.content), server_.now)
          .ok());
  window.wait(6s);
  EXPECT_READS(window, "Đã duyệt");
  EXPECT_FALSE(window.driver.reads(kResting)) << "no playlist has it yet";
  window.click("item.publish");
  EXPECT_READS(window, "Phát ngay");
  EXPECT_READS(window, "Quốc tang: tin này tạm nghỉ trên mọi màn hình đến 24/11/2026 00:00");
  window.click("sheet.confirm");
  window.wait(6s);
  EXPECT_READS(window, kResting);
}

TEST_F(RestingPage, APlaylistsRowsSayWhichOfItsItemsRest) {
  const ItemId law = approved(notice("Luật mới"));
  const ItemId item = approved(festival("Hội diễn văn nghệ"));
  published({law, item});
  mourns(2026y / 11 / 22, 2026y / 11 / 23);
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.playlist");
  window.click("playlist.playlist-1");
  EXPECT_READS(window, kResting);
  EXPECT_READS(window, kPlaying);
}

TEST_F(RestingPage, APlaylistOfWhichAllRestsIsNotSaidToPlay) {
  const ItemId item = approved(festival("Hội diễn văn nghệ"));
  ItemContent over = notice("Luật cũ");
  over.valid_until = server_.now + 1h;
  published({item, approved(over)});
  mourns(2026y / 11 / 22, 2026y / 11 / 22);
  DeskWindow window(server_);
  window.sign_in("nam");
  window.click("go.playlist");
  EXPECT_READS(window, kPlaying);
  EXPECT_FALSE(window.driver.reads(kResting)) << "another one plays";
  window.wait(1h);
  EXPECT_READS(window, kResting);
  EXPECT_FALSE(window.driver.reads(kPlaying)) << window.driver.visible();
  window.click("go.plan");
  window.click("plan.view.schedule");
  EXPECT_READS(window, kResting);
  EXPECT_FALSE(window.driver.reads(kPlaying)) << window.driver.visible();
  window.wait(15h);
  EXPECT_READS(window, kPlaying);
  EXPECT_FALSE(window.driver.reads(kResting));
}

TEST_F(RestingPage, AProvincesItemRestsTooAndTheProvinceIsAsked) {
  server_.all_items.push_back(of_the_province());
  published({{"hoi"}});
  mourns(2026y / 11 / 22, 2026y / 11 / 23);
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("go.library");
  window.driver.idle();
  window.click("library.view.province");
  window.driver.idle();
  window.click("province.hoi");
  EXPECT_READS(window, kResting);
  EXPECT_READS(window,
               "đến lúc hết hạn 22/11/2026 18:00, sau đó không tự phát lại. Còn cần sau đó "
               "thì xin tỉnh gửi bản có hạn dài hơn.");
  EXPECT_FALSE(window.driver.reads(kPlaying)) << window.driver.visible();
  EXPECT_EQ(window.driver.lint(), std::vector<std::string>());
}

TEST_F(RestingPage, TheHistoryIsAskedForAnewWhenTheDaysChangeAndDoesNotSayThatItPlays) {
  const ItemId item = approved(festival("Hội diễn văn nghệ"));
  published({item});
  ItemHistory& history = server_.histories[item];
  history.plays_from = server_.now;
  history.plays_until = server_.now + 60h;
  DeskWindow window(server_);
  window.sign_in("hoa");
  window.click("item." + item.text);
  EXPECT_READS(window, "Đang phát từ 22/11/2026 08:00");
  mourns(2026y / 11 / 22, 2026y / 11 / 23);
  history.rests_from = server_.now;
  history.rests_until = server_.now + 40h;
  window.wait(6s);
  EXPECT_READS(window, "Đang nghỉ quốc tang, phát lại từ 24/11/2026 00:00 đến 24/11/2026 20:00");
  EXPECT_FALSE(window.driver.reads(kPlaying)) << window.driver.visible();
  const std::size_t asked = server_.histories_asked.size();
  window.wait(12s);
  EXPECT_EQ(server_.histories_asked.size(), asked) << "nothing changed";
  ASSERT_TRUE(server_.set_mourning(std::nullopt).ok());
  history.rests_from.reset();
  history.rests_until.reset();
  window.wait(6s);
  EXPECT_READS(window, "Đang phát từ 22/11/2026 08:00");
}

TEST_F(RestingPage, IsWellPlacedInBothLanguagesAndSets) {
  const ItemId item = approved(festival("Hội diễn văn nghệ mừng Đảng, mừng Xuân", 10h));
  published({item});
  const ItemId next = approved(festival("Hội thi nấu ăn"));
  server_.me.login = "hoa";
  const ItemRecord waits = submitted(server_.add_item(festival("Giải bóng chuyền", 10h)).value());
  mourns(2026y / 11 / 22, 2026y / 11 / 23);
  constexpr Size kUsual{1366, 768};
  const char* folder = std::getenv("BANGTIN_PICTURES");
  const auto keep = [&](const State& state, const std::string& name) {
    if (folder == nullptr) return;
    const int percent = state.display.scale_percent;
    auto canvas = ui::Canvas::open(kUsual, float(percent) / 100).value();
    const Bitmap& page = canvas->draw([&] {
      Commands ignored;
      draw(state, server_.now, ignored);
    });
    const std::string file = "resting-" + name + "-" + std::to_string(percent) + ".png";
    EXPECT_TRUE(write_png(std::filesystem::path(folder) / file, page).ok());
  };
  for (const Display& display : {Display{Language::Vietnamese, ui::ColourSet::Light, 100},
                                 Display{Language::Vietnamese, ui::ColourSet::Light, 125},
                                 Display{Language::English, ui::ColourSet::Dark, 100},
                                 Display{Language::English, ui::ColourSet::Dark, 125}}) {
    std::vector<std::pair<std::string, State>> seen;
    {
      DeskWindow window(server_, kUsual, float(display.scale_percent) / 100);
      const auto look = [&](const std::string& name) {
        window.driver.idle();
        EXPECT_EQ(window.driver.lint(), std::vector<std::string>())
            << name << " " << display_bytes(display);
        seen.emplace_back(name, window.desk.state());
      };
      window.desk.apply({DisplayStep{SetDisplay{display}}}, server_.now);
      window.sign_in("nam");
      window.click("go.compose");
      window.click("item." + item.text);
      EXPECT_READS(window, text("desk.state.resting"));
      look("compose");
      window.click("go.waiting");
      window.click("item." + waits.id.text);
      look("review");
      window.click("go.playlist");
      window.click("playlist.playlist-1");
      look("playlist");
      window.click("go.compose");
      window.click("item." + next.text);
      window.click("item.publish");
      look("publish");
    }
    const std::string language = display.language == Language::English ? "-en" : "-vi";
    put_in_force(display);
    for (const auto& [name, state] : seen) keep(state, name + language);
    put_in_force({});
  }
}

}  // namespace
}  // namespace bangtin::desk
