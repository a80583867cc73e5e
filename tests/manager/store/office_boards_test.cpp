#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeBoardsTest : public OfficeFixture {
 protected:
  OfficeBoardsTest() { set_commune(); }
};

TEST_F(OfficeBoardsTest, ListsBoardsByName) {
  const BoardRecord b = pair("B");
  const BoardRecord a = pair("A");
  const auto boards = office_->boards().value();
  ASSERT_EQ(boards.size(), 2u);
  EXPECT_EQ(boards[0].id, a.id);
  EXPECT_EQ(boards[1].id, b.id);
  EXPECT_EQ(office_->rename_board(tech_, b.id, " Chợ ", now_)->name, "Chợ");
  EXPECT_EQ(failure(office_->rename_board(tech_, b.id, "", now_)), "invalid board.name_missing");
}

TEST_F(OfficeBoardsTest, SaysWhatIsNotThere) {
  const BoardId none{"none"};
  EXPECT_EQ(failure(office_->board(none)), "not_found board.unknown");
  EXPECT_EQ(failure(office_->rename_board(tech_, none, "x", now_)), "not_found board.unknown");
  EXPECT_EQ(failure(office_->revoke_board(tech_, none, now_)), "not_found board.unknown");
  EXPECT_EQ(failure(office_->note_counter(none, 1)), "not_found board.unknown");
  EXPECT_EQ(failure(office_->counter_of(none)), "not_found board.unknown");
  EXPECT_EQ(failure(office_->note_problem(none, "x", now_)), "not_found board.unknown");
  EXPECT_EQ(failure(office_->selection_of(none, now_)), "not_found board.unknown");
  EXPECT_EQ(failure(office_->generation_file_of(none, now_)), "not_found board.unknown");
  EXPECT_EQ(failure(office_->take_status(none, {}, now_)), "not_found board.unknown");
  EXPECT_EQ(failure(office_->take_plays(none, {"log", 1, {}}, now_)), "not_found board.unknown");
  EXPECT_FALSE(office_->may_fetch(none, sha256("x")).value());
  EXPECT_EQ(failure(office_->board_of(new_key().public_key())), "denied board.unknown");
}

TEST_F(OfficeBoardsTest, ARevokedBoardIsDeniedEverywhere) {
  const BoardRecord board = pair("Một");
  const PlaylistRecord list = playlist({approved(notice())}, {board});
  publish(list);
  EXPECT_EQ(office_->revoke_board(tech_, board.id, now_)->state, BoardState::Revoked);
  EXPECT_EQ(failure(office_->revoke_board(tech_, board.id, now_)), "ok");
  EXPECT_EQ(failure(office_->board_of(board.key)), "denied board.revoked");
  EXPECT_EQ(failure(office_->selection_of(board.id, now_)), "denied board.revoked");
  EXPECT_EQ(failure(office_->generation_file_of(board.id, now_)), "denied board.revoked");
  EXPECT_EQ(failure(office_->take_status(board.id, {}, now_)), "denied board.revoked");
  EXPECT_EQ(failure(office_->take_plays(board.id, {"log", 1, {}}, now_)), "denied board.revoked");
  EXPECT_TRUE(office_->delivery(list.id)->empty());
  const std::int64_t before = office_->last_event().value();
  ASSERT_TRUE(office_->delete_playlist(lan_, list.id, now_).ok());
  EXPECT_TRUE(office_->wakes_after(before)->empty());
}

TEST_F(OfficeBoardsTest, ACounterOnlyRises) {
  const BoardRecord board = pair("Một");
  EXPECT_EQ(office_->counter_of(board.id).value(), 0);
  ASSERT_TRUE(office_->note_counter(board.id, 90).ok());
  ASSERT_TRUE(office_->note_counter(board.id, 40).ok());
  EXPECT_EQ(office_->counter_of(board.id).value(), 90);
}

TEST_F(OfficeBoardsTest, AStatusIsKeptAndOnlyItsChangesAreEvents) {
  const BoardRecord board = pair("Một");
  const auto sealed = office_->selection_of(board.id, now_).value();
  BoardStatus status;
  status.generation = sealed.generation;
  status.generation_held = sealed.generation;
  status.selection = sha256(sealed.bytes);
  status.canvas_px = {1920, 1080};
  status.at = now_ - 3s;
  status.program_version = "0.1.0";
  status.problem = "agent.disk_full";
  const std::int64_t before = office_->last_event().value();
  ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  ASSERT_TRUE(office_->take_status(board.id, status, now_ + 60s).ok());
  EXPECT_EQ(office_->last_event().value(), before + 1);
  const BoardRecord seen = office_->board(board.id).value();
  EXPECT_EQ(seen.last_seen, now_ + 60s);
  EXPECT_EQ(to_json(seen.status), to_json(status));
  status.problem = "";
  ASSERT_TRUE(office_->take_status(board.id, status, now_ + 120s).ok());
  EXPECT_EQ(office_->last_event().value(), before + 2);
}

TEST_F(OfficeBoardsTest, ABoardThatWasTurnedGetsPagesForItsNewCanvas) {
  const BoardRecord board = pair("Một");
  publish(playlist({approved(notice())}, {board}));
  const Selection before = selection_of(board.id);
  BoardStatus status;
  const auto tell = [&](Size canvas_px) {
    status.canvas_px = canvas_px;
    ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  };
  tell({});  // not known yet
  tell({20, 100'000});
  tell(before.canvas_px);
  EXPECT_EQ(selection_of(board.id).generation, before.generation);
  const Size turned{before.canvas_px.height_px, before.canvas_px.width_px};
  tell(turned);
  EXPECT_EQ(office_->board(board.id)->canvas_px, turned);
  EXPECT_EQ(selection_of(board.id).canvas_px, turned);
  EXPECT_EQ(selection_of(board.id).items, before.items);
  const std::int64_t last = office_->last_event().value();
  tell(turned);
  EXPECT_EQ(office_->last_event().value(), last) << "once is enough";
}

TEST_F(OfficeBoardsTest, AStatusOutOfRangeIsRefused) {
  const BoardRecord board = pair("Một");
  const auto refused = [&](auto change) {
    BoardStatus status;
    change(status);
    return failure(office_->take_status(board.id, status, now_));
  };
  EXPECT_EQ(refused([](BoardStatus& s) { s.generation = -1; }), "invalid board.status");
  EXPECT_EQ(refused([](BoardStatus& s) { s.generation_held = -1; }), "invalid board.status");
  EXPECT_EQ(refused([](BoardStatus& s) { s.problem = "<script>"; }), "invalid board.status");
  EXPECT_EQ(refused([](BoardStatus& s) { s.problem = std::string(65, 'a'); }),
            "invalid board.status");
  EXPECT_EQ(refused([](BoardStatus& s) { s.program_version = std::string(201, 'a'); }),
            "invalid board.status");
  EXPECT_FALSE(office_->board(board.id)->last_seen);
}

TEST_F(OfficeBoardsTest, AProblemIsNotedOnce) {
  const BoardRecord board = pair("Một");
  const std::int64_t before = office_->last_event().value();
  ASSERT_TRUE(office_->note_problem(board.id, "board.copied_key", now_).ok());
  ASSERT_TRUE(office_->note_problem(board.id, "board.copied_key", now_).ok());
  EXPECT_EQ(office_->board(board.id)->problem, "board.copied_key");
  EXPECT_EQ(office_->last_event().value(), before + 1);
}

TEST_F(OfficeBoardsTest, AMissingSelectionIsMadeWhenItIsAskedFor) {
  const BoardRecord board = pair("Một");
  ASSERT_TRUE(db_->query("DELETE FROM selection").ok());
  const Selection made = selection_of(board.id);
  EXPECT_EQ(made.generation, 1);
  EXPECT_TRUE(made.windows.empty());
  EXPECT_EQ(selection_of(board.id), made) << "made once";
}

TEST_F(OfficeBoardsTest, ABoardThatIsAheadOfARestoredServerIsOvertaken) {
  const BoardRecord board = pair("Một");
  publish(playlist({approved(notice())}, {board}));
  const Selection ours = selection_of(board.id);
  BoardStatus status;
  status.generation = status.generation_held = ours.generation + 5;
  status.selection = sha256("of the time that was lost");
  ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  const Selection next = selection_of(board.id);
  EXPECT_EQ(next.generation, ours.generation + 6);
  EXPECT_EQ(next.items, ours.items);
  ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  EXPECT_EQ(selection_of(board.id).generation, next.generation) << "once is enough";
  status.generation_held = (std::int64_t{1} << 52) + 1;
  EXPECT_EQ(failure(office_->take_status(board.id, status, now_)), "invalid board.status");
}

TEST_F(OfficeBoardsTest, WhatABoardMeasuresOfItselfIsKeptAsItWasToldLast) {
  const BoardRecord board = pair("Một");
  EXPECT_FALSE(office_->board(board.id)->status.health);
  BoardStatus status;
  status.health = BoardHealth{71, 1'000'000'000, 3'600, "wlan0", true};
  ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  EXPECT_EQ(office_->board(board.id)->status.health, status.health);
  const std::int64_t events = office_->last_event().value();
  status.health->temperature_c = 72;
  ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  EXPECT_EQ(office_->last_event().value(), events) << "no event for each degree";
  status.health.reset();
  ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  EXPECT_FALSE(office_->board(board.id)->status.health);
}

TEST_F(OfficeBoardsTest, AWildMeasureIsRefused) {
  const BoardRecord board = pair("Một");
  const auto refused = [&](auto change) {
    BoardStatus status;
    change(status.health.emplace());
    return failure(office_->take_status(board.id, status, now_)) == "invalid board.status";
  };
  EXPECT_TRUE(refused([](BoardHealth& health) { health.temperature_c = 1'000; }));
  EXPECT_TRUE(refused([](BoardHealth& health) { health.temperature_c = -1; }));
  EXPECT_TRUE(refused([](BoardHealth& health) { health.disk_free_bytes = -1; }));
  EXPECT_TRUE(refused([](BoardHealth& health) { health.up_s = std::int64_t{1} << 60; }));
  EXPECT_TRUE(refused([](BoardHealth& health) { health.link = "eth0\n\x01"; }));
}

TEST_F(OfficeBoardsTest, ABoardWithAnotherSelectionOfTheSameNumberIsOvertakenToo) {
  const BoardRecord board = pair("Một");
  publish(playlist({approved(notice())}, {board}));
  const auto sealed = office_->selection_of(board.id, now_).value();
  BoardStatus status;
  status.generation = status.generation_held = sealed.generation;
  status.selection = sha256(sealed.bytes);
  ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  EXPECT_EQ(selection_of(board.id).generation, sealed.generation);
  status.selection = sha256("of the time that was lost");
  ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  EXPECT_EQ(selection_of(board.id).generation, sealed.generation + 1);
}

}  // namespace
}  // namespace bangtin
