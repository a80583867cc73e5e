// When an item plays and when it rests, in one sentence.
#include "manager/client/history_words.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

using namespace std::chrono_literals;

const Instant kMidnight = *from_iso8601("2026-11-23T17:00:00.000Z");  // 24/11/2026 00:00

class HistoryWords : public testing::Test {
 protected:
  /// In hours after that midnight.
  static ItemHistory history(int plays_from, int plays_until) {
    ItemHistory made;
    made.plays_from = kMidnight + plays_from * 1h;
    made.plays_until = kMidnight + plays_until * 1h;
    return made;
  }
  static ItemHistory resting(ItemHistory made, int from, int until) {
    made.rests_from = kMidnight + from * 1h;
    made.rests_until = kMidnight + until * 1h;
    return made;
  }
  static std::string at(const ItemHistory& history, Millis now) {
    return plays_words(history, kMidnight + now, 420);
  }
};

TEST_F(HistoryWords, WhatDoesNotRestPlaysOrWill) {
  const ItemHistory plain = history(-24, 72);
  EXPECT_EQ(at(plain, 0h), "Đang phát từ 23/11/2026 00:00 đến 27/11/2026 00:00");
  EXPECT_EQ(at(plain, -25h), "Sẽ phát từ 23/11/2026 00:00 đến 27/11/2026 00:00");
  EXPECT_EQ(at(plain, 72h), "");
  EXPECT_EQ(at({}, 0h), "");
  EXPECT_FALSE(rests(plain, kMidnight));
}

TEST_F(HistoryWords, WhatRestsIsNotSaidToPlay) {
  const ItemHistory two_days = resting(history(-24, 72), 0, 48);
  EXPECT_EQ(at(two_days, -1ms),
            "Đang phát từ 23/11/2026 00:00 đến 24/11/2026 00:00, nghỉ quốc tang đến 26/11/2026 "
            "00:00, rồi phát tiếp đến 27/11/2026 00:00");
  EXPECT_FALSE(rests(two_days, kMidnight - 1ms));
  for (const Millis now : {Millis(0), Millis(48h - 1ms)}) {
    EXPECT_EQ(at(two_days, now),
              "Đang nghỉ quốc tang, phát lại từ 26/11/2026 00:00 đến 27/11/2026 00:00");
    EXPECT_TRUE(rests(two_days, kMidnight + now));
  }
  EXPECT_EQ(at(two_days, 48h), "Đang phát từ 23/11/2026 00:00 đến 27/11/2026 00:00");
  EXPECT_FALSE(rests(two_days, kMidnight + 48h));
}

TEST_F(HistoryWords, WhatEndsMeanwhileDoesNotPlayAgain) {
  const ItemHistory ends = resting(history(-24, 10), 0, 10);
  EXPECT_EQ(at(ends, -1h),
            "Đang phát từ 23/11/2026 00:00 đến 24/11/2026 00:00, rồi nghỉ quốc tang đến hết hạn "
            "24/11/2026 10:00");
  EXPECT_EQ(at(ends, 1h), "Nghỉ quốc tang đến hết hạn 24/11/2026 10:00, không tự phát lại");
  EXPECT_EQ(at(ends, 10h), "");
}

TEST_F(HistoryWords, WhatBeginsMeanwhileWillPlayAfterIt) {
  EXPECT_EQ(at(resting(history(5, 72), 5, 48), 1h),
            "Sẽ phát từ 26/11/2026 00:00 đến 27/11/2026 00:00");
  EXPECT_EQ(at(resting(history(5, 10), 5, 10), 1h),
            "Nghỉ quốc tang đến hết hạn 24/11/2026 10:00, không tự phát lại");
}

}  // namespace
}  // namespace bangtin
