// What an item has gone through, as the office tells it from its log.
#include "shared/protocol/content_json.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeHistoryTest : public OfficeFixture {
 protected:
  OfficeHistoryTest() { set_commune(); }
  ItemHistory told(const ItemId& id) { return office_->item_history(id, now_).value(); }
  static std::string deeds(const ItemHistory& history) {
    std::string names;
    for (const ItemStep& step : history.steps) {
      names += std::string(name_of(step.deed)) + " " + step.who + ", ";
    }
    return names;
  }
};

TEST_F(OfficeHistoryTest, AnItemsWholeWayIsToldWithWhoAndWhen) {
  const BoardRecord board = pair("Chợ");
  const Person approver{{}, minh_.login, "Trần Văn Minh", minh_.roles, false};
  ASSERT_TRUE(office_->add_person(admin_, approver, "một mật khẩu dài", now_).ok());
  const ItemRecord first = submitted(notice());
  now_ += 1min;
  ASSERT_TRUE(office_->return_item(minh_, first.id, *first.submitted, "Thiếu ngày", now_).ok());
  now_ += 1min;
  const ItemVersion again = next_version(office_->item(first.id).value());
  ASSERT_EQ(failure(submit(lan_, first.id, again)), "ok");
  now_ += 1min;
  ASSERT_EQ(failure(approve(minh_, first.id, hash_of(again))), "ok");
  now_ += 1min;
  const PlaylistRecord list = playlist({office_->item(first.id).value()}, {board});
  publish(list);
  const Instant up = now_;
  ItemHistory history = told(first.id);
  EXPECT_EQ(deeds(history),
            "drafted lan, submitted lan, returned minh, submitted lan, approved minh, "
            "published lan, ");
  EXPECT_TRUE(history.whole);
  EXPECT_EQ(history.steps[2].reason, "Thiếu ngày");
  EXPECT_EQ(history.steps[2].name, "Trần Văn Minh");
  EXPECT_EQ(history.steps[1].name, "") << "nobody here has that login";
  EXPECT_EQ(history.steps[4].version, hash_of(again));
  EXPECT_EQ(history.steps[5].at, up);
  EXPECT_EQ(history.plays_from, up);
  EXPECT_EQ(history.plays_until, again.content.valid_until);
  now_ += 1min;
  publish(list);
  EXPECT_EQ(told(first.id).steps.size(), 6U) << "it was up already";
  ASSERT_TRUE(office_->withdraw_item(lan_, first.id, "Hoãn", now_).ok());
  history = told(first.id);
  EXPECT_EQ(history.steps.back().deed, ItemDeed::Withdrawn);
  EXPECT_EQ(history.steps.back().reason, "Hoãn");
  EXPECT_FALSE(history.plays_from);
}

TEST_F(OfficeHistoryTest, ItIsUpUntilTheLastPlaylistLeavesItOut) {
  const BoardRecord board = pair("Chợ");
  const ItemRecord item = approved(notice("Một"));
  const ItemRecord other = approved(notice("Hai"));
  PlaylistRecord one = playlist({item, other}, {board});
  const PlaylistRecord two = playlist({item}, {board});
  publish(one);
  publish(two);
  one.items = {other.id};
  one = office_->save_playlist(lan_, one, now_).value();
  publish(one);
  EXPECT_EQ(told(item.id).steps.back().deed, ItemDeed::Published) << "the other one has it";
  EXPECT_TRUE(told(item.id).plays_from);
  ASSERT_TRUE(office_->delete_playlist(minh_, two.id, now_).ok());
  const ItemHistory history = told(item.id);
  EXPECT_EQ(history.steps.back().deed, ItemDeed::Unpublished);
  EXPECT_EQ(history.steps.back().who, "minh");
  EXPECT_FALSE(history.plays_from);
  EXPECT_TRUE(told(other.id).plays_from);
  EXPECT_EQ(failure(office_->item_history(ItemId{"khong-co"}, now_)), "not_found item.unknown");
}

TEST_F(OfficeHistoryTest, ItsEndIsToldWhenTheTimeHasCome) {
  const ItemRecord item = approved(notice());
  EXPECT_EQ(told(item.id).steps.back().deed, ItemDeed::Approved);
  now_ = item.content.valid_until;
  EXPECT_EQ(told(item.id).steps.back().deed, ItemDeed::Expired);
  EXPECT_EQ(told(item.id).steps.back().at, item.content.valid_until);
}

/// However long the log is, the steps of one item are looked up, not searched for.
TEST_F(OfficeHistoryTest, TheStepsAreFoundByTheItem) {
  const auto plan = db_->query(
      "EXPLAIN QUERY PLAN SELECT e.body FROM event e WHERE e.target = $1 AND "
      "substr(e.kind, 1, 5) = 'item.' ORDER BY e.seq DESC LIMIT 10",
      {std::string("tin")});
  ASSERT_TRUE(plan.ok());
  std::string words;
  for (const DbRow& row : *plan) words += text_of(row.back()) + "\n";
  EXPECT_NE(words.find("event_by_item"), words.npos) << words;
  EXPECT_EQ(words.find("TEMP B-TREE"), words.npos) << words;
}

}  // namespace
}  // namespace bangtin
