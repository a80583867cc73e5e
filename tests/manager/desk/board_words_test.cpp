#include "manager/desk/board_words.h"

#include <gtest/gtest.h>

namespace bangtin::desk {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class BoardWords : public testing::Test {
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
  static Finding worst(const BoardRecord& board) {
    return findings_of(board, all_silent({board, well()}), kNow).front();
  }
};

TEST_F(BoardWords, ABoardThatIsWellSaysOnlyThat) {
  const auto findings = findings_of(well(), all_silent({well()}), kNow);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].mark.word, "Tốt");
  EXPECT_EQ(findings[0].mark.tone, ui::Tone::Good);
}

TEST_F(BoardWords, ASilentBoardSaysForHowLongAndWhatIsLikelyBehindIt) {
  const Finding finding = worst(silent(minutes(12)));
  EXPECT_EQ(finding.mark.word, "Mất liên lạc 12 phút");
  EXPECT_EQ(finding.mark.tone, ui::Tone::Bad);
  EXPECT_NE(finding.advice.find("cáp mạng"), std::string::npos) << finding.advice;
}

TEST_F(BoardWords, ARestartIsNoAlarm) {
  EXPECT_EQ(worst(silent(minutes(2))).mark.tone, ui::Tone::Wait);
  EXPECT_EQ(worst(silent(minutes(3))).mark.tone, ui::Tone::Bad);
}

TEST_F(BoardWords, TheCauseFollowsTheBoardsLastWords) {
  BoardRecord board = silent(minutes(30));
  board.status.health->wireless = true;
  EXPECT_NE(worst(board).advice.find("wifi"), std::string::npos);
  board.status.health->temperature_c = 86;
  EXPECT_NE(worst(board).advice.find("86 °C"), std::string::npos);
}

TEST_F(BoardWords, WhatStrikesAllBoardsIsNotLookedForAtOne) {
  BoardRecord one = silent(minutes(30)), two = silent(minutes(31));
  two.id = {"b2"};
  EXPECT_NE(findings_of(one, all_silent({one, two}), kNow).front().advice.find("Mọi màn hình"),
            std::string::npos);
  EXPECT_EQ(findings_of(one, all_silent({one}), kNow).front().advice.find("Mọi màn hình"),
            std::string::npos)
      << "one board alone is not all of them";
  two.state = BoardState::Revoked;
  EXPECT_EQ(findings_of(one, all_silent({one, two}), kNow).front().advice.find("Mọi màn hình"),
            std::string::npos);
}

TEST_F(BoardWords, HeatAndAFullDiskAreToldBeforeTheyHurt) {
  BoardRecord board = well();
  board.status.health->temperature_c = 69;
  EXPECT_EQ(worst(board).mark.word, "Tốt");
  board.status.health->temperature_c = 70;
  EXPECT_EQ(worst(board).mark.word, "Nóng 70 °C");
  EXPECT_EQ(worst(board).mark.tone, ui::Tone::Wait);
  board.status.health->temperature_c = 80;
  EXPECT_EQ(worst(board).mark.tone, ui::Tone::Bad);
  board.status.health->temperature_c.reset();
  board.status.health->disk_free_bytes = 120'000'000;
  EXPECT_EQ(worst(board).mark.word, "Bộ nhớ sắp đầy, còn 120,0 MB");
}

TEST_F(BoardWords, TheWorstStandsFirstWhateverItsKind) {
  BoardRecord board = well();
  board.generation_wanted = 4;
  board.status.health->temperature_c = 85;
  const auto findings = findings_of(board, all_silent({board}), kNow);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].mark.word, "Nóng 85 °C");
  EXPECT_EQ(findings[1].mark.word, "Đang cập nhật");
}

TEST_F(BoardWords, AProblemBringsItsOwnSentence) {
  BoardRecord board = well();
  board.problem = "board.copied_key";
  EXPECT_EQ(worst(board).mark.word, "Có lỗi");
  EXPECT_FALSE(worst(board).advice.empty());
}

TEST_F(BoardWords, ABoardThatJustStartedSaysSoBesideHowItIs) {
  BoardRecord board = well();
  board.status.health->up_s = 200;
  const auto findings = findings_of(board, all_silent({board}), kNow);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].mark.word, "Tốt");
  EXPECT_EQ(findings[1].mark.word, "Mới khởi động 3 phút trước");
}

TEST_F(BoardWords, ABoardThatNeverCalledAndOneWithoutHealthAreNoRiddle) {
  BoardRecord board = silent(minutes(1));
  board.last_seen.reset();
  EXPECT_EQ(worst(board).mark.word, "Chưa liên lạc lần nào");
  board = well();
  board.status.health.reset();
  EXPECT_EQ(worst(board).mark.word, "Tốt");
  board = silent(hours(2));
  board.status.health.reset();
  EXPECT_FALSE(worst(board).advice.empty());
}

TEST(LongDuration, TheTwoGreatestParts) {
  EXPECT_EQ(long_duration_text(Seconds(8)), "8 giây");
  EXPECT_EQ(long_duration_text(minutes(12) + Seconds(30)), "12 phút");
  EXPECT_EQ(long_duration_text(hours(3) + minutes(5)), "3 giờ 5 phút");
  EXPECT_EQ(long_duration_text(hours(76)), "3 ngày 4 giờ");
}

}  // namespace
}  // namespace bangtin::desk
