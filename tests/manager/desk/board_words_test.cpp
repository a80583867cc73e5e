#include "manager/desk/board_words.h"

#include <gtest/gtest.h>

#include "shared/ui/icons.h"

namespace bangtin::desk {
namespace {

constexpr Instant kNow{Millis(1'800'000'000'000)};

BoardRecord silent_board() {
  BoardRecord board;
  board.id = {"b1"};
  board.last_seen = kNow - std::chrono::minutes(12);
  return board;
}

TEST(BoardWords, AFindingHasItsIconItsWordAndItsColour) {
  const Finding silent = findings_of(silent_board(), false, kNow).front();
  EXPECT_STREQ(silent.mark.icon, ui::icon::kOffline);
  EXPECT_EQ(silent.mark.word, "Mất liên lạc 12 phút");
  EXPECT_EQ(silent.mark.tone, ui::Tone::Bad);
  EXPECT_FALSE(silent.advice.empty());
  BoardRecord well = silent_board();
  well.online = true;
  const Finding good = findings_of(well, false, kNow).front();
  EXPECT_STREQ(good.mark.icon, ui::icon::kCheckCircle);
  EXPECT_EQ(good.mark.tone, ui::Tone::Good);
}

TEST(BoardWords, WhatIsOverIsMutedAndComesLast) {
  BoardRecord board = silent_board();
  board.state = BoardState::Revoked;
  const Finding over = findings_of(board, false, kNow).front();
  EXPECT_EQ(over.mark.tone, ui::Tone::Muted);
  EXPECT_GT(rank_of(over.mark.tone), rank_of(ui::Tone::Good));
  EXPECT_LT(rank_of(ui::Tone::Bad), rank_of(ui::Tone::Wait));
}

}  // namespace
}  // namespace bangtin::desk
