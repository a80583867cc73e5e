// What residents send: kept, looked at, answered by a draft without their words, forgotten.
#include <algorithm>

#include "manager/store/upkeep.h"
#include "shared/base/feedback_limits.h"
#include "shared/protocol/content_json.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr const char* kWords = "Đèn đường trước nhà bà Trần Thị Mỹ Lệ hỏng ba hôm nay.";
constexpr const char* kContact = "Lệ, 0912 345 678";

class OfficeFeedbackTest : public OfficeFixture {
 protected:
  OfficeFeedbackTest() {
    set_commune();
    const BoardRecord board = pair("Chợ");
    item_ = approved(notice("Lịch chiếu sáng"));
    publish(playlist({item_}, {board}));
  }
  std::string sent(const std::string& words = kWords, const std::string& contact = kContact) {
    return office_->take_feedback(item_.id, words, contact, now_).value();
  }
  FeedbackRecord only() { return office_->feedback().value().at(0); }
  /// All that the events say, as one text.
  std::string events() {
    std::string all;
    const std::vector<EventRow> rows = office_->events_after(0, 10'000).value();
    for (const EventRow& event : rows) {
      all += event.kind + " " + event.who + " " + event.target + " " + event.body.dump() + "\n";
    }
    return all;
  }
  ItemRecord item_;
};

TEST_F(OfficeFeedbackTest, IsKeptWithWhereItCameFromAndACode) {
  const std::string code = sent();
  EXPECT_EQ(code.size(), std::size_t(kFeedbackCodeLetters));
  const FeedbackRecord record = only();
  EXPECT_EQ(record.code, code);
  EXPECT_EQ(record.item, item_.id);
  EXPECT_EQ(record.title, "Lịch chiếu sáng");
  EXPECT_EQ(record.text, kWords);
  EXPECT_EQ(record.contact, kContact);
  EXPECT_EQ(record.state, FeedbackState::New);
  EXPECT_EQ(record.at, now_);
}

TEST_F(OfficeFeedbackTest, IsTakenOnlyForWhatResidentsCanReadAndWithinBounds) {
  const auto refused = [&](const ItemId& id, const std::string& words, const std::string& contact) {
    return key_of(office_->take_feedback(id, words, contact, now_));
  };
  EXPECT_EQ(refused(ItemId{"nothing"}, kWords, ""), "resident.unknown");
  EXPECT_EQ(refused(add(notice()).id, kWords, ""), "resident.unknown");
  EXPECT_EQ(refused(item_.id, "  \n ", ""), "feedback.empty");
  EXPECT_EQ(refused(item_.id, "\x01\x02", ""), "feedback.empty");
  EXPECT_EQ(refused(item_.id, std::string(2'001, 'a'), ""), "feedback.too_long");
  EXPECT_EQ(refused(item_.id, kWords, std::string(201, '0')), "feedback.contact_too_long");
  std::string most;
  for (int i = 0; i < 2'000; ++i) most += "ệ";
  EXPECT_EQ(refused(item_.id, most, ""), "");
  ASSERT_TRUE(office_->withdraw_item(lan_, item_.id, "sai", now_).ok());
  EXPECT_EQ(refused(item_.id, kWords, ""), "feedback.over");
  EXPECT_EQ(count("feedback"), 1);
}

TEST_F(OfficeFeedbackTest, AFormThatIsSentTwiceCountsOnce) {
  const std::string code = sent();
  now_ += 1min;
  EXPECT_EQ(sent(), code);
  EXPECT_EQ(count("feedback"), 1);
  EXPECT_NE(sent("Khác"), code);
  now_ += limits::kFeedbackTwice;
  EXPECT_NE(sent(), code);
  EXPECT_EQ(count("feedback"), 3);
}

TEST_F(OfficeFeedbackTest, AFloodEndsWhereNobodyHasLooked) {
  for (std::int64_t i = 0; i < limits::kFeedbackWaitingMax; ++i) sent(std::to_string(i), "");
  EXPECT_EQ(key_of(office_->take_feedback(item_.id, "one more", "", now_)), "feedback.full");
  EXPECT_EQ(office_->feedback()->size(), std::size_t(limits::kFeedbackWaitingMax));
  ASSERT_TRUE(office_->see_feedback(lan_, only().id, now_).ok());
  EXPECT_EQ(key_of(office_->take_feedback(item_.id, "one more", "", now_)), "");
}

TEST_F(OfficeFeedbackTest, PublishesNothingAndLeavesNoWordOfThePersonInTheEvents) {
  const std::int64_t items = count("item");
  const std::int64_t selections = count("selection");
  sent();
  ASSERT_TRUE(office_->see_feedback(lan_, only().id, now_).ok());
  ASSERT_TRUE(office_->answer_feedback(lan_, only().id, now_).ok());
  EXPECT_EQ(count("item"), items + 1) << "a draft";
  EXPECT_EQ(count("selection"), selections);
  const std::string all = events();
  for (const char* kind : {"feedback.received", "feedback.seen lan", "feedback.answer_begun lan"}) {
    EXPECT_NE(all.find(kind), all.npos) << kind << "\n" << all;
  }
  for (const char* word : {"Đèn đường", "Mỹ Lệ", "0912"}) EXPECT_EQ(all.find(word), all.npos);
  EXPECT_TRUE(office_->check_audit(std::nullopt)->faults.empty());
}

TEST_F(OfficeFeedbackTest, TheAnswerIsADraftThatHoldsNotAWordOfIt) {
  sent();
  const FeedbackAnswer begun = office_->answer_feedback(lan_, only().id, now_).value();
  EXPECT_EQ(begun.feedback.state, FeedbackState::Seen) << "not before two people say so";
  EXPECT_EQ(begun.feedback.answer, begun.item.id);
  EXPECT_EQ(begun.item.state, ItemState::Draft);
  EXPECT_EQ(begun.item.author, "lan");
  const ItemContent& content = begun.item.content;
  EXPECT_EQ(content.category, Category::Answer);
  EXPECT_EQ(content.agency, "UBND xã Tân Hưng");
  for (const char* word : {"Đèn", "Mỹ Lệ", "0912", "Lệ"}) {
    EXPECT_EQ((content.title + content.body + content.source).find(word), std::string::npos)
        << word;
  }
  const FeedbackAnswer again = office_->answer_feedback(minh_, only().id, now_).value();
  EXPECT_EQ(again.item.id, begun.item.id) << "one answer";
  EXPECT_EQ(key_of(office_->dismiss_feedback(lan_, only().id, now_)), "feedback.answered_already");
}

TEST_F(OfficeFeedbackTest, IsAnsweredOnceTheAnswerIsApproved) {
  sent();
  const ItemRecord draft = office_->answer_feedback(lan_, only().id, now_)->item;
  const ItemVersion version = next_version(draft);
  ASSERT_TRUE(submit(lan_, draft.id, version).ok());
  EXPECT_EQ(only().state, FeedbackState::Seen);
  ASSERT_TRUE(approve(minh_, draft.id, hash_of(version)).ok());
  EXPECT_EQ(only().state, FeedbackState::Answered);
  EXPECT_EQ(only().changed_by, "minh");
  EXPECT_NE(events().find("feedback.answered minh"), std::string::npos);
}

TEST_F(OfficeFeedbackTest, IsSeenAndDismissedByName) {
  sent();
  EXPECT_EQ(office_->see_feedback(lan_, only().id, now_)->state, FeedbackState::Seen);
  EXPECT_EQ(office_->see_feedback(minh_, only().id, now_)->changed_by, "lan") << "the first";
  const FeedbackRecord gone = office_->dismiss_feedback(minh_, only().id, now_).value();
  EXPECT_EQ(gone.state, FeedbackState::Dismissed);
  EXPECT_EQ(gone.changed_by, "minh");
  EXPECT_EQ(key_of(office_->see_feedback(lan_, FeedbackId{"none"}, now_)), "feedback.unknown");
  EXPECT_EQ(office_->see_feedback(lan_, gone.id, now_)->state, FeedbackState::Dismissed);
}

TEST_F(OfficeFeedbackTest, TheContactIsForgottenFirstAndAllOfItLater) {
  Upkeep upkeep(*db_, *disk_, blobs_, Retention{});
  const auto round = [&] {
    for (int i = 0; i < 1'000; ++i) {
      if (!upkeep.step(now_).value()) return;
    }
  };
  sent();
  now_ += limits::kContactKept - 1h;
  round();
  EXPECT_EQ(only().contact, kContact);
  now_ += 1h;
  round();
  EXPECT_EQ(only().contact, "");
  EXPECT_EQ(only().text, kWords);
  now_ += limits::kFeedbackKept - limits::kContactKept;
  round();
  EXPECT_EQ(count("feedback"), 0);
}

}  // namespace
}  // namespace bangtin
