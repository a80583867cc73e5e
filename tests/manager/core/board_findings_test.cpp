#include "manager/core/board_findings.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

using std::chrono::hours;

class BoardFindings : public testing::Test {
 protected:
  static constexpr Instant kNow{Millis(1'800'000'000'000)};

  static BoardRecord well() {
    BoardRecord board;
    board.id = {"b1"};
    board.online = true;
    board.last_seen = kNow - Seconds(20);
    board.generation_wanted = board.status.generation = 3;
    board.status.health = BoardHealth{52, 4'000'000'000, 90'000, "eth0", false};
    return board;
  }
  static BoardRecord silent(Millis since) {
    BoardRecord board = well();
    board.online = false;
    board.last_seen = kNow - since;
    return board;
  }
  /// Beside one that is well.
  static BoardFinding worst(const BoardRecord& board) {
    return board_findings(board, all_silent({board, well()}), kNow).front();
  }
};

TEST_F(BoardFindings, ABoardThatIsWellSaysOnlyThat) {
  const auto findings = board_findings(well(), all_silent({well()}), kNow);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].words, "Tốt");
  EXPECT_EQ(findings[0].gravity, Gravity::Good);
}

TEST_F(BoardFindings, ASilentBoardSaysForHowLongAndWhatIsLikelyBehindIt) {
  const BoardFinding finding = worst(silent(std::chrono::minutes(12)));
  EXPECT_EQ(finding.words, "Mất liên lạc 12 phút");
  EXPECT_EQ(finding.gravity, Gravity::Bad);
  EXPECT_NE(finding.advice.find("cáp mạng"), std::string::npos) << finding.advice;
}

TEST_F(BoardFindings, ARestartIsNoAlarm) {
  EXPECT_EQ(worst(silent(std::chrono::minutes(2))).gravity, Gravity::Waits);
  EXPECT_EQ(worst(silent(std::chrono::minutes(3))).gravity, Gravity::Bad);
}

TEST_F(BoardFindings, TheCauseFollowsTheBoardsLastWords) {
  BoardRecord board = silent(std::chrono::minutes(30));
  board.status.health->wireless = true;
  EXPECT_NE(worst(board).advice.find("wifi"), std::string::npos);
  board.status.health->temperature_c = 86;
  EXPECT_NE(worst(board).advice.find("86 °C"), std::string::npos);
}

TEST_F(BoardFindings, WhatStrikesAllBoardsIsNotLookedForAtOne) {
  BoardRecord one = silent(std::chrono::minutes(30)), two = silent(std::chrono::minutes(31));
  two.id = {"b2"};
  EXPECT_NE(board_findings(one, all_silent({one, two}), kNow).front().advice.find("Mọi màn hình"),
            std::string::npos);
  EXPECT_EQ(board_findings(one, all_silent({one}), kNow).front().advice.find("Mọi màn hình"),
            std::string::npos)
      << "one board alone is not all of them";
  two.state = BoardState::Revoked;
  EXPECT_EQ(board_findings(one, all_silent({one, two}), kNow).front().advice.find("Mọi màn hình"),
            std::string::npos);
}

TEST_F(BoardFindings, ARevokedBoardThatStillCallsIsSaidWithWhereItIs) {
  BoardRecord board = well();
  board.state = BoardState::Revoked;
  EXPECT_EQ(worst(board).words, "Đã thu hồi quyền");
  board.problem = "board.revoked_calls";
  board.problem_peers = "192.0.2.7";
  EXPECT_NE(worst(board).words.find("192.0.2.7"), std::string::npos);
  EXPECT_EQ(worst(board).gravity, Gravity::Waits);
  board.problem = "board.copied_key";
  EXPECT_EQ(worst(board).gravity, Gravity::Over) << "that is over";
  board.state = BoardState::Paired;
  EXPECT_NE(worst(board).advice.find("192.0.2.7"), std::string::npos);
}

TEST_F(BoardFindings, HeatAndAFullDiskAreToldBeforeTheyHurt) {
  BoardRecord board = well();
  board.status.health->temperature_c = 69;
  EXPECT_EQ(worst(board).words, "Tốt");
  board.status.health->temperature_c = 70;
  EXPECT_EQ(worst(board).words, "Nóng 70 °C");
  EXPECT_EQ(worst(board).gravity, Gravity::Waits);
  board.status.health->temperature_c = 80;
  EXPECT_EQ(worst(board).gravity, Gravity::Bad);
  board.status.health->temperature_c.reset();
  board.status.health->disk_free_bytes = 120'000'000;
  EXPECT_EQ(worst(board).words, "Bộ nhớ sắp đầy, còn 120,0 MB");
}

TEST_F(BoardFindings, TheWorstStandsFirstWhateverItsKind) {
  BoardRecord board = well();
  board.generation_wanted = 4;
  board.status.health->temperature_c = 85;
  const auto findings = board_findings(board, all_silent({board}), kNow);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].words, "Nóng 85 °C");
  EXPECT_EQ(findings[1].words, "Đang cập nhật");
}

TEST_F(BoardFindings, AProblemBringsItsOwnSentence) {
  BoardRecord board = well();
  board.problem = "board.copied_key";
  EXPECT_EQ(worst(board).words, "Có lỗi");
  EXPECT_FALSE(worst(board).advice.empty());
}

TEST_F(BoardFindings, ABoardThatJustStartedSaysSoBesideHowItIs) {
  BoardRecord board = well();
  board.status.health->up_s = 200;
  const auto findings = board_findings(board, all_silent({board}), kNow);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].words, "Tốt");
  EXPECT_EQ(findings[1].words, "Mới khởi động 3 phút trước");
}

TEST_F(BoardFindings, ABoardThatNeverCalledAndOneWithoutHealthAreNoRiddle) {
  BoardRecord board = silent(std::chrono::minutes(1));
  board.last_seen.reset();
  EXPECT_EQ(worst(board).words, "Chưa liên lạc lần nào");
  board = well();
  board.status.health.reset();
  EXPECT_EQ(worst(board).words, "Tốt");
  board = silent(hours(2));
  board.status.health.reset();
  EXPECT_FALSE(worst(board).advice.empty());
}

TEST_F(BoardFindings, TheWorstBoardStandsFirstAndTheNameDecidesBetweenEquals) {
  std::vector<BoardRecord> boards = {well(), silent(std::chrono::minutes(30)), well(),
                                     silent(std::chrono::minutes(1)), well()};
  const char* names[] = {"Chợ", "Bến đò", "Ấp Một", "Trạm", "Kho"};
  for (std::size_t i = 0; i < boards.size(); ++i) boards[i].name = names[i];
  boards[4].state = BoardState::Revoked;
  std::vector<std::string> order;
  for (const BoardRecord* board : worst_first(boards, kNow)) order.push_back(board->name);
  EXPECT_EQ(order, (std::vector<std::string>{"Bến đò", "Trạm", "Chợ", "Ấp Một", "Kho"}));
  EXPECT_TRUE(worst_first({}, kNow).empty());
}

}  // namespace
}  // namespace bangtin
