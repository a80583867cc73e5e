// What an item has gone through, from a shell.
#include "manager/ctl/history_commands.h"

#include <gtest/gtest.h>

#include "tests/fakes/scripted_channel.h"
#include "tests/manager/ctl/shell_test.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class HistoryCommandsTest : public ShellTest<ScriptedChannel> {
 protected:
  HistoryCommandsTest() {
    const auto step = [this](ItemDeed deed, Millis after, const char* name) {
      ItemStep& made = history_.steps.emplace_back();
      made.deed = deed;
      made.at = clock.wall() - 1h + after;
      made.who = "lan";
      made.name = name;
      return &made;
    };
    step(ItemDeed::Drafted, 0min, "Nguyễn Thị Lan")->until = clock.wall() - 30min;
    step(ItemDeed::Returned, 40min, "Trần Văn Minh")->reason = "Thiếu ngày";
    step(ItemDeed::Approved, 50min, "")->one_person = true;
    history_.plays_from = clock.wall() - 1min;
    history_.plays_until = clock.wall() + 24h;
  }
  int ask(std::vector<std::string> more = {}) {
    server = {};
    server.answer(to_json(history_));
    server.answer(Json()
                      .set("code", "31108")
                      .set("province_code", "91")
                      .set("name", "Tân Hưng")
                      .set("agency", "UBND xã Tân Hưng")
                      .set("utc_offset_minutes", 420));
    more.insert(more.end(), {"item", "history", "tin-1"});
    return run(more);
  }
  bool says(const std::string& words) { return out.str().find(words) != std::string::npos; }

  ItemHistory history_;
};

TEST_F(HistoryCommandsTest, EachStepIsALineWithWhenWhoAndWhy) {
  EXPECT_EQ(ask(), 0) << err.str();
  EXPECT_EQ(server.asked.at(0).target, "/v1/items/tin-1/history");
  EXPECT_TRUE(says("Nguyễn Thị Lan soạn, lưu lần cuối ")) << out.str();
  EXPECT_TRUE(says("Trần Văn Minh trả lại: Thiếu ngày\n")) << out.str();
  EXPECT_TRUE(says("lan vừa soạn vừa duyệt\n")) << out.str();
  EXPECT_TRUE(says("Đang phát từ ")) << out.str();
  EXPECT_FALSE(says("không còn được giữ"));
  history_.whole = false;
  history_.plays_from = clock.wall() + 1h;
  EXPECT_EQ(ask({"--english"}), 0);
  EXPECT_TRUE(says("Older steps are no longer kept.")) << out.str();
  EXPECT_TRUE(says("To be played from ")) << out.str();
}

TEST_F(HistoryCommandsTest, WhatRestsIsNotSaidToPlay) {
  history_.rests_from = clock.wall();
  history_.rests_until = clock.wall() + 12h;
  EXPECT_EQ(ask(), 0) << err.str();
  EXPECT_TRUE(says("Đang nghỉ quốc tang, phát lại từ 23/11/2026 00:00 đến 23/11/2026 12:00\n"))
      << out.str();
  EXPECT_FALSE(says("Đang phát")) << out.str();
}

TEST_F(HistoryCommandsTest, WithJsonItIsTheAnswerItself) {
  history_.rests_from = history_.plays_from;
  history_.rests_until = history_.plays_until;
  EXPECT_EQ(ask({"--json"}), 0);
  ItemHistory read;
  ASSERT_TRUE(from_json(Json::parse(out.str().substr(0, out.str().find('\n'))).value(), read).ok());
  EXPECT_EQ(read, history_);
}

}  // namespace
}  // namespace bangtin
