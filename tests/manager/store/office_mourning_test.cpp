// State mourning: every board follows at once and goes back by itself.
#include <gtest/gtest.h>

#include "manager/core/mourning.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeMourningTest : public OfficeFixture {
 protected:
  OfficeMourningTest() {
    set_commune();
    ItemContent festival = notice("Hội diễn văn nghệ");
    festival.category = Category::Culture;
    festival_ = approved(festival);
    board_ = pair("Chợ");
    publish(playlist({festival_}, {board_}));
  }
  /// The instants at which something else shows.
  std::vector<std::string> edges() {
    std::vector<std::string> all;
    for (const Window& window : selection_of(board_.id).windows) {
      all.push_back(to_iso8601(window.begin) + " " + to_iso8601(window.end));
    }
    return all;
  }
  Mourning two_days() const {
    const auto first = std::chrono::sys_days(std::chrono::floor<std::chrono::days>(now_ + 31h));
    return {first, first + std::chrono::days(1), " Thông báo số 12 "};
  }

  ItemRecord festival_;
  BoardRecord board_;
};

TEST_F(OfficeMourningTest, WhatIsCultureRestsForItsDaysAndPlaysAgainByItself) {
  const std::vector<std::string> before = edges();
  ASSERT_EQ(before.size(), 1u);
  const std::int64_t generation = selection_of(board_.id).generation;
  const MourningRecord record = office_->declare_mourning(minh_, two_days(), now_).value();
  ASSERT_TRUE(record.declared);
  EXPECT_EQ(record.declared->who, "minh");
  EXPECT_EQ(record.declared->at, now_);
  EXPECT_EQ(record.declared->mourning.reason, "Thông báo số 12");
  EXPECT_EQ(office_->mourning().value(), record);

  const Span span = span_of(record.declared->mourning, 420);
  const Selection selection = selection_of(board_.id);
  EXPECT_EQ(selection.generation, generation + 1) << "in the same transaction";
  ASSERT_EQ(selection.windows.size(), 2u);
  EXPECT_EQ(selection.windows[0].end, span.begin);
  EXPECT_EQ(selection.windows[1].begin, span.end);

  EXPECT_FALSE(office_->end_mourning(minh_, now_).value().declared);
  EXPECT_EQ(edges(), before);
  EXPECT_FALSE(office_->mourning().value().declared);
  const auto kinds = db_->query("SELECT kind, who FROM event WHERE kind LIKE 'mourning%'").value();
  ASSERT_EQ(kinds.size(), 2u);
  EXPECT_EQ(text_of(kinds[0][0]), "mourning.declared");
  EXPECT_EQ(text_of(kinds[1][0]), "mourning.ended");
  EXPECT_EQ(text_of(kinds[1][1]), "minh");
}

TEST_F(OfficeMourningTest, AnItemsHistorySaysWhenTheVersionThatIsUpRests) {
  const auto told = [&] { return office_->item_history(festival_.id, now_).value(); };
  EXPECT_FALSE(told().rests_from);
  const Span span =
      span_of(office_->declare_mourning(minh_, two_days(), now_).value().declared->mourning, 420);
  EXPECT_EQ(told().rests_from, span.begin);
  EXPECT_EQ(told().rests_until, span.end);
  ItemContent no_festival = festival_.content;
  no_festival.category = Category::Policy;
  ASSERT_TRUE(office_->save_item(lan_, festival_.id, no_festival, festival_.revision, now_).ok());
  EXPECT_EQ(told().rests_from, span.begin) << "whatever its draft says by now";
  ASSERT_TRUE(office_->end_mourning(minh_, now_).ok());
  EXPECT_FALSE(told().rests_from);
  EXPECT_TRUE(told().plays_from);
}

TEST_F(OfficeMourningTest, WhatIsPublishedMeanwhileFollowsIt) {
  office_->declare_mourning(minh_, two_days(), now_).value();
  const BoardRecord later = pair("Trạm y tế");
  publish(playlist({festival_}, {later}));
  EXPECT_EQ(selection_of(later.id).windows.size(), 2u);
}

TEST_F(OfficeMourningTest, ABadOneIsRefusedAndChangesNothing) {
  const std::vector<std::string> before = edges();
  Mourning bad = two_days();
  bad.reason = "  ";
  EXPECT_EQ(failure(office_->declare_mourning(minh_, bad, now_)),
            "invalid mourning.reason_missing");
  bad = two_days();
  std::swap(bad.first_day, bad.last_day);
  EXPECT_EQ(failure(office_->declare_mourning(minh_, bad, now_)), "invalid mourning.order");
  EXPECT_FALSE(office_->mourning().value().declared);
  EXPECT_FALSE(office_->end_mourning(minh_, now_).value().declared) << "nothing to take back";
  EXPECT_EQ(edges(), before);
  EXPECT_EQ(db_->query("SELECT 1 FROM event WHERE kind LIKE 'mourning%'").value().size(), 0u);
}

TEST_F(OfficeMourningTest, TheLastOneStandsInsteadOfTheOneBefore) {
  office_->declare_mourning(minh_, two_days(), now_).value();
  Mourning longer = two_days();
  longer.last_day = std::chrono::sys_days(longer.last_day) + std::chrono::days(1);
  const MourningRecord record = office_->declare_mourning(admin_, longer, now_).value();
  EXPECT_EQ(selection_of(board_.id).windows[1].begin, span_of(record.declared->mourning, 420).end);
}

}  // namespace
}  // namespace bangtin
