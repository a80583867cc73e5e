// What was published may grow over a board's head: what takes something down works all the same.
#include <algorithm>

#include "manager/core/fit.h"
#include "shared/base/limits.h"
#include "shared/model/resolve.h"
#include "shared/protocol/content_json.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeReachTest : public OfficeFixture {
 protected:
  OfficeReachTest() {
    set_commune();
    board_ = pair("Chợ");
    use(kSmallBytes);
  }
  /// From now on a board's generation file may have so many bytes.
  void use(std::size_t generation_bytes_max) {
    office_ = std::make_unique<Office>(
        OfficeParts{*db_, blobs_, seal_key_, random_, kPasswordCostTest, generation_bytes_max});
  }
  ItemRecord lasting(const std::string& title, Instant from, int body_bytes = 20) {
    ItemContent content = notice(title);
    content.body = std::string(static_cast<std::size_t>(body_bytes), 'a');
    content.valid_from = from;
    content.valid_until = from + 24h * 1'500;
    return approved(content);
  }
  /// On and off again so many times a day.
  PlaylistRecord often(const std::vector<ItemRecord>& items, int times_a_day) {
    PlaylistRecord list = playlist(items, {board_});
    for (int i = 0; i < times_a_day; ++i) {
      ScheduleRule& rule = list.schedule.rules.emplace_back();
      rule.begin = std::chrono::minutes(i * 1440 / times_a_day);
      rule.end = rule.begin + 2min;
    }
    list.schedule.priority = 2;
    return office_->save_playlist(lan_, list, now_).value();
  }
  /// A board with a notice, a second one, and one whose many hours come only in 395 days. At
  /// publication that is little; 150 days later it is too much for a look 400 days ahead.
  void publish_what_grows() {
    stays_ = lasting("Ở lại", now_);
    goes_ = lasting("Thu hồi", now_);
    base_ = playlist({stays_, goes_}, {board_});
    publish(base_);
    dense_ = often({lasting("Dày", now_ + 24h * 395)}, 2);
    publish(dense_);
    now_ += 24h * 150;
  }
  Instant horizon() {
    return instant_of_row(db_->query("SELECT horizon FROM selection WHERE board = $1 "
                                     "ORDER BY generation DESC LIMIT 1",
                                     {board_.id.text})
                              .value()
                              .at(0)
                              .at(0));
  }
  static Instant instant_of_row(const DbValue& value) { return Instant(Millis(int_of(value))); }
  std::string problem() { return office_->board(board_.id)->problem; }
  /// Whether the board plays a page at this instant by the selection that it has.
  bool plays(const Selection& selection, Instant at) {
    return std::ranges::any_of(selection.windows, [&](const Window& window) {
      return window.begin <= at && at < window.end;
    });
  }

  static constexpr std::size_t kSmallBytes = 60'000;
  BoardRecord board_;
  ItemRecord stays_;
  ItemRecord goes_;
  PlaylistRecord base_;
  PlaylistRecord dense_;
};

TEST_F(OfficeReachTest, AWithdrawalSucceedsWhenTheProgrammeHasGrownTooLong) {
  publish_what_grows();
  EXPECT_EQ(failure(office_->publish(lan_, base_.id, now_)), "invalid playlist.too_long")
      << "publishing may refuse, in words";
  const auto withdrawn = office_->withdraw_item(lan_, goes_.id, "sai", now_);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.error().message;
  const Selection selection = selection_of(board_.id);
  EXPECT_EQ(std::ranges::count(selection.items, *goes_.approved), 0);
  EXPECT_EQ(std::ranges::count(selection.items, *stays_.approved), 1);
  EXPECT_LT(horizon(), now_ + limits::kExpandHorizon);
  EXPECT_GE(horizon(), now_ + limits::kExpandHorizonMin);
  EXPECT_LE(office_->generation_file_of(board_.id, now_)->size(), kSmallBytes);
  EXPECT_EQ(problem(), "") << "every item plays";
}

TEST_F(OfficeReachTest, WhateverElseChangesSucceedsToo) {
  publish_what_grows();
  const auto after = [&](const char* what, const auto& result) {
    EXPECT_TRUE(result.ok()) << what;
    EXPECT_TRUE(plays(selection_of(board_.id), now_)) << what;
  };
  GroupRecord group;
  group.name = "Nhóm";
  group.boards = {board_.id};
  const auto saved = office_->save_group(tech_, group, now_);
  after("group", saved);
  after("tag", office_->tag_board(tech_, board_.id, {"chợ"}, now_));
  TimetableRecord hours{TimetableScope::Board, board_.id.text, {}};
  hours.timetable.panel_on = Hours{{{{}, 5h, 22h}}};
  after("hours", office_->set_timetable(tech_, hours, now_));
  after("zone", office_->set_commune(
                    admin_, Commune{"30307", "91", "Xã Tân Hưng", "UBND xã Tân Hưng", 480}, now_));
  after("group away", office_->delete_group(tech_, saved->id, now_));
  after("day", office_->refresh_selections(now_));
  after("playlist away", office_->delete_playlist(lan_, dense_.id, now_));
  now_ += 24h * 101;
  ASSERT_TRUE(office_->refresh_selections(now_).ok());
  EXPECT_EQ(horizon(), now_ + limits::kExpandHorizon) << "it fits again";
}

TEST_F(OfficeReachTest, AFreshSelectionComesInTimeWheneverItIsNeeded) {
  publish_what_grows();
  ASSERT_TRUE(office_->withdraw_item(lan_, goes_.id, "sai", now_).ok());
  std::int64_t generations = 0;
  Millis shortest = limits::kExpandHorizon;
  std::optional<Selection> held;
  // A server that runs but once a week renews in time as well.
  for (int day = 0; day < 420; day += 7) {
    now_ += 24h * 7;
    ASSERT_TRUE(office_->refresh_selections(now_).ok());
    const Selection newest = selection_of(board_.id);
    if (!held || newest.generation != held->generation) {
      ++generations;
      held = newest;
      shortest = std::min<Millis>(shortest, horizon() - now_);
    }
    ASSERT_TRUE(plays(*held, now_)) << "day " << day;
    ASSERT_TRUE(plays(*held, now_ + 24h * 6)) << "until the next time";
    if (now_ < sample::midnight() + 24h * 396) continue;
    // Two minutes after midnight of the commune the notice stands alone again.
    const auto midnight = std::chrono::floor<std::chrono::days>(now_ + 7h) - 7h + 24h;
    const auto at = std::ranges::find_if(held->windows, [&](const Window& window) {
      return window.begin <= midnight && midnight < window.end;
    });
    ASSERT_NE(at, held->windows.end());
    EXPECT_EQ(at->end - midnight, 2min) << "the many hours are told by then";
  }
  EXPECT_LT(generations, 30) << "no board fetches a new one every day";
  EXPECT_GE(shortest, Millis(limits::kExpandHorizonMin));
}

TEST_F(OfficeReachTest, ABoardThatIsCutMayBeHelpedStepByStep) {
  publish_what_grows();
  ASSERT_TRUE(office_->withdraw_item(lan_, goes_.id, "sai", now_).ok());
  const Instant cut = horizon();
  ASSERT_LT(cut, now_ + limits::kExpandHorizon);
  base_.items = {stays_.id};
  base_ = office_->save_playlist(lan_, base_, now_).value();
  EXPECT_EQ(failure(office_->publish(lan_, base_.id, now_)), "ok");
  EXPECT_EQ(horizon(), cut);
  // More of the same is refused, and changes nothing.
  const PlaylistRecord more = often({lasting("Thêm", now_)}, 40);
  EXPECT_EQ(failure(office_->publish(lan_, more.id, now_)), "invalid playlist.too_long");
  EXPECT_EQ(horizon(), cut);
}

TEST_F(OfficeReachTest, ABoardThatAPlaylistLeavesNeedsNoRoomForWhatItKeeps) {
  publish_what_grows();
  const BoardRecord other = pair("Trường");
  PlaylistRecord list = playlist({stays_}, {board_, other});
  use(1u << 20);
  publish(list);
  use(kSmallBytes);
  list.boards = {other.id};
  list = office_->save_playlist(lan_, list, now_).value();
  EXPECT_EQ(failure(office_->publish(lan_, list.id, now_)), "ok");
}

TEST_F(OfficeReachTest, WhatCannotBeHeldAtAllIsLeftOutTheNewestFirstAndPeopleSeeIt) {
  use(1u << 20);
  const ItemRecord first = lasting("Một", now_, 15'000);
  const ItemRecord second = lasting("Hai", now_, 15'000);
  const PlaylistRecord above = playlist({lasting("Trên", now_)}, {board_});
  publish(playlist({first}, {board_}));
  publish(playlist({second}, {board_}));
  publish(above);
  use(25'000);
  ASSERT_TRUE(office_->delete_playlist(lan_, above.id, now_).ok());
  EXPECT_EQ(selection_of(board_.id).items, std::vector<Digest>{*first.approved});
  EXPECT_EQ(problem(), "board.too_much");
  EXPECT_EQ(office_->wakes_after(0)->back().board, board_.id);
  ASSERT_TRUE(office_->withdraw_item(lan_, first.id, "xong", now_).ok());
  EXPECT_EQ(selection_of(board_.id).items, std::vector<Digest>{*second.approved});
  EXPECT_EQ(problem(), "");
}

TEST_F(OfficeReachTest, ATailThatNobodyCanVouchForAnyMoreIsTakenFromTheBoard) {
  // The second notice stands far ahead; then the programme grows so that nobody looks so far.
  const ItemRecord far = lasting("Xa", now_ + 24h * 390);
  publish(playlist({lasting("Gần", now_), far}, {board_}));
  ASSERT_EQ(selection_of(board_.id).items.size(), 2u);
  const ItemRecord dense = lasting("Dày", now_);
  PlaylistRecord list = often({dense}, 3);
  use(1u << 20);
  GroupRecord group;
  group.name = "Nhóm";
  group = office_->save_group(tech_, group, now_).value();
  list.boards.clear();
  list.groups = {group.id};
  list = office_->save_playlist(lan_, list, now_).value();
  publish(list);
  use(kSmallBytes);
  group.boards = {board_.id};
  ASSERT_TRUE(office_->save_group(tech_, group, now_).ok());
  const Selection cut = selection_of(board_.id);
  EXPECT_LT(cut.windows.back().end, now_ + 24h * 390);
  EXPECT_EQ(std::ranges::count(cut.items, *far.approved), 0);
}

}  // namespace
}  // namespace bangtin
