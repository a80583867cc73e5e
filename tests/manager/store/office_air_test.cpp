// Boards off the air: the place's card, whatever is published, until somebody says otherwise.
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

class OfficeAirTest : public OfficeFixture {
 protected:
  OfficeAirTest() { set_commune(); }

  bool plays(const BoardRecord& board) { return !selection_of(board.id).windows.empty(); }
  std::vector<BoardRecord> off(const std::vector<BoardId>& boards,
                               const std::string& reason = "Sai số tiền") {
    return office_->take_off_air(tech_, boards, reason, now_).value();
  }
  std::vector<BoardRecord> on(const std::vector<BoardId>& boards) {
    return office_->put_on_air(minh_, boards, now_).value();
  }
};

TEST_F(OfficeAirTest, TakesAllBoardsOffAndBackWithWhatIsPublishedThen) {
  const BoardRecord a = pair("A");
  const BoardRecord b = pair("B");
  publish(playlist({approved(notice("Tin 1"))}, {a, b}));
  ASSERT_TRUE(plays(a) && plays(b));
  const std::vector<BoardRecord> boards = off({});
  ASSERT_EQ(boards.size(), 2u);
  for (const BoardRecord& board : boards) {
    ASSERT_TRUE(board.off_air);
    EXPECT_EQ(board.off_air->who, tech_.login);
    EXPECT_EQ(board.off_air->reason, "Sai số tiền");
    EXPECT_EQ(board.off_air->since, now_);
    EXPECT_FALSE(plays(board));
    EXPECT_TRUE(selection_of(board.id).items.empty());
  }
  // Nothing that is published meanwhile gets through, and nothing of it is lost.
  const ItemRecord later = approved(notice("Tin 2"));
  publish(playlist({later}, {a}));
  EXPECT_FALSE(plays(a));
  for (const BoardRecord& board : on({})) EXPECT_FALSE(board.off_air);
  EXPECT_EQ(selection_of(a.id).items.size(), 2u);
  EXPECT_EQ(selection_of(a.id).items[1], *later.approved);
  EXPECT_TRUE(plays(b));
}

TEST_F(OfficeAirTest, TakesOnlyTheNamedOnesAndKeepsTheFirstReason) {
  const BoardRecord a = pair("A");
  const BoardRecord b = pair("B");
  publish(playlist({approved(notice())}, {a, b}));
  off({a.id});
  EXPECT_FALSE(plays(a));
  EXPECT_TRUE(plays(b));
  const Instant first = now_;
  now_ += std::chrono::minutes(5);
  const std::int64_t generation = selection_of(a.id).generation;
  off({}, "Theo yêu cầu");
  EXPECT_EQ(office_->board(a.id)->off_air->since, first);
  EXPECT_EQ(office_->board(a.id)->off_air->reason, "Sai số tiền");
  EXPECT_EQ(office_->board(b.id)->off_air->reason, "Theo yêu cầu");
  EXPECT_EQ(selection_of(a.id).generation, generation) << "it is off already";
  on({b.id});
  EXPECT_FALSE(plays(a));
  EXPECT_TRUE(plays(b));
}

TEST_F(OfficeAirTest, EveryStepIsInTheRecordWithWhoAndWhy) {
  const BoardRecord a = pair("A");
  const std::int64_t before = office_->last_event().value();
  off({});
  on({});
  std::vector<std::string> seen;
  const std::vector<EventRow> events = office_->events_after(before, 100).value();
  for (const EventRow& event : events) {
    if (!event.kind.ends_with("_air")) continue;
    seen.push_back(event.kind + " " + event.who + " " + event.target);
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"board.off_air " + tech_.login + " " + a.id.text,
                                            "board.on_air " + minh_.login + " " + a.id.text}));
}

TEST_F(OfficeAirTest, AsksForAReasonAndKnowsItsBoards) {
  const BoardRecord a = pair("A");
  EXPECT_EQ(failure(office_->take_off_air(tech_, {}, " ", now_)), "invalid board.reason_missing");
  EXPECT_EQ(failure(office_->take_off_air(tech_, {a.id, BoardId{"none"}}, "x", now_)),
            "not_found board.unknown");
  EXPECT_FALSE(office_->board(a.id)->off_air) << "all or nothing";
  EXPECT_EQ(failure(office_->put_on_air(minh_, {BoardId{"none"}}, now_)),
            "not_found board.unknown");
}

}  // namespace
}  // namespace bangtin
