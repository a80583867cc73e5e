// What is asked of one board from a shell, and how long it is waited for.
#include "manager/ctl/board_commands.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/fakes/scripted_channel.h"
#include "tests/manager/ctl/still_world.h"

namespace bangtin {
namespace {

class BoardCommandsTest : public ::testing::Test {
 protected:
  int run(std::vector<std::string> arguments) {
    out.str("");
    err.str("");
    MediaShell shell;
    shell.rest = [this](Millis time) {
      rested += time;
      return true;
    };
    const CtlParts parts{
        .open_channel = [this](const ServerAddress&) -> std::unique_ptr<Channel> {
          return std::make_unique<Forward<ScriptedChannel>>(channel);
        },
        .pager = pager,
        .clock = clock,
        .read_file = [](const std::string& path) -> Result<std::string> {
          return Error{Code::NotFound, path, ""};
        },
        .write_file =
            [this](const std::string& path, const std::string& bytes) {
              files[path] = bytes;
              return Status{};
            },
        .ask_password = [] { return std::string(); },
        .load_state = [this]() -> Result<CtlState> { return state; },
        .save_state = [](const CtlState&) { return Status{}; },
        .out = out,
        .err = err,
        .media = shell,
    };
    return run_ctl(arguments, parts);
  }
  /// Board b-1 with its last order, and a picture of that number when there is one.
  BoardRecord board(OrderKind kind, std::int64_t value, std::optional<OrderResult> result = {}) {
    BoardRecord made;
    made.id = {"b-1"};
    made.online = true;
    made.orders = {{7, kind, value, clock.wall(), "tuan", clock.wall() + Seconds(600), result, {}}};
    return made;
  }
  BoardRecord pictured(std::int64_t number) {
    BoardRecord made = board(OrderKind::Picture, 0, OrderResult::Done);
    made.picture = GlassPicture{number, clock.wall(), {640, 360}};
    return made;
  }
  std::string asked(std::size_t n) {
    return channel.asked.at(n).method + " " + channel.asked.at(n).target + " " +
           channel.asked.at(n).body;
  }

  ScriptedChannel channel;
  NoPages pager;
  StillClock clock;
  std::map<std::string, std::string> files;
  Millis rested{};
  CtlState state{"https://127.0.0.1:8443", std::string(64, 'a'), "token"};
  std::ostringstream out, err;
};

TEST_F(BoardCommandsTest, APictureIsWaitedForAndWritten) {
  channel.answer(to_json(board(OrderKind::Picture, 0)));
  channel.answer(to_json(board(OrderKind::Picture, 0)));
  channel.answer(to_json(pictured(7)));
  channel.answer(200, "the PNG");
  ASSERT_EQ(run({"--json", "board", "picture", "b-1", "--out", "hinh.png"}), 0) << err.str();
  EXPECT_EQ(asked(0), "POST /v1/boards/b-1/picture {}");
  EXPECT_EQ(asked(1), "GET /v1/boards/b-1 ");
  EXPECT_EQ(asked(3), "GET /v1/boards/b-1/picture ");
  EXPECT_EQ(files["hinh.png"], "the PNG");
  EXPECT_EQ(rested, Millis(1'000));
  EXPECT_EQ(out.str(), to_json(*pictured(7).picture).dump() + "\n");
}

TEST_F(BoardCommandsTest, AnOlderPictureIsNotTheOneAskedFor) {
  BoardRecord refused = pictured(6);
  refused.orders[0].result = OrderResult::TooOften;
  channel.answer(to_json(refused));
  EXPECT_EQ(run({"board", "picture", "b-1", "--out", "hinh.png"}), 1);
  EXPECT_NE(err.str().find("tự giới hạn"), std::string::npos) << err.str();
  EXPECT_TRUE(files.empty());
}

TEST_F(BoardCommandsTest, IsWaitedForNoLongerThanAsked) {
  for (int i = 0; i < 5; ++i) channel.answer(to_json(board(OrderKind::Volume, 40)));
  EXPECT_EQ(run({"board", "volume", "b-1", "40", "--wait", "2"}), 1);
  EXPECT_EQ(rested, Millis(2'000));
  EXPECT_NE(err.str().find("chưa trả lời"), std::string::npos) << err.str();
}

TEST_F(BoardCommandsTest, EachOrderIsWhatItSays) {
  struct Case {
    std::vector<std::string> arguments;
    std::string body;
    OrderKind kind;
    std::int64_t value;
  };
  for (const auto& [arguments, body, kind, value] :
       {Case{{"board", "volume", "b-1", "40"},
             R"({"order":"volume","value":40})",
             OrderKind::Volume,
             40},
        Case{{"board", "brightness", "b-1", "70"},
             R"({"order":"brightness","value":70})",
             OrderKind::Brightness,
             70},
        Case{{"board", "test-card", "b-1", "--minutes", "5"},
             R"({"order":"test_card","value":5})",
             OrderKind::TestCard,
             5},
        Case{{"board", "restart", "b-1"},
             R"({"order":"restart","value":0})",
             OrderKind::Restart,
             0}}) {
    channel.asked.clear();
    channel.answer(to_json(board(kind, value, OrderResult::Done)));
    ASSERT_EQ(run(arguments), 0) << err.str();
    EXPECT_EQ(asked(0), "POST /v1/boards/b-1/orders " + body);
    EXPECT_NE(out.str().find("bảng đã làm"), std::string::npos) << out.str();
  }
}

TEST_F(BoardCommandsTest, WhatABoardCannotDoIsSaidInWords) {
  channel.answer(to_json(board(OrderKind::Brightness, 70, OrderResult::Impossible)));
  EXPECT_EQ(run({"board", "brightness", "b-1", "70"}), 1);
  EXPECT_NE(err.str().find("điều khiển của màn hình"), std::string::npos) << err.str();
}

TEST_F(BoardCommandsTest, NothingOutOfRangeIsAsked) {
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{"board", "volume", "b-1", "101"},
        {"board", "brightness", "b-1", "5"},
        {"board", "test-card", "b-1", "--minutes", "61"},
        {"board", "picture", "b-1"}}) {
    EXPECT_EQ(run(wrong), 2);
  }
  EXPECT_TRUE(channel.asked.empty());
}

TEST_F(BoardCommandsTest, SaysWhatWasAskedAndWhatBecameOfIt) {
  channel.answer(to_json(board(OrderKind::Volume, 40, OrderResult::Done)));
  channel.answer(
      200,
      R"({"code":"30337","province_code":"91","name":"","agency":"","utc_offset_minutes":420})");
  ASSERT_EQ(run({"board", "orders", "b-1"}), 0) << err.str();
  EXPECT_EQ(out.str(), "22/11/2026 12:00  tuan  Âm lượng 40 %: bảng đã làm\n");
}

}  // namespace
}  // namespace bangtin
