#include "manager/core/item_flow.h"

#include <gtest/gtest.h>

#include "shared/protocol/content_json.h"
#include "tests/fakes/plain_pager.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class ItemFlowTest : public testing::Test {
 protected:
  ItemVersion next_version(const ItemRecord& item, const std::string& author = "lan") {
    return pager_.version(item.id, item.version_number + 1, author, item.content, kinds_, now_);
  }
  ItemRecord after(const ItemRecord& item, const ItemCommand& command,
                   const std::string& login = "lan") {
    auto done = apply(item, command, login, now_);
    EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message);
    return done.ok() ? *done : item;
  }
  std::string key_of(const ItemRecord& item, const ItemCommand& command,
                     const std::string& login = "lan") {
    const auto done = apply(item, command, login, now_);
    return done.ok() ? "" : done.error().key;
  }
  ItemRecord draft() { return new_item({"item-1"}, sample::notice_content(), "lan", now_).value(); }
  ItemRecord submitted() { return after(draft(), Submit{next_version(draft()), kinds_}); }
  ItemRecord approved() {
    const ItemRecord item = submitted();
    return after(item, Approve{*item.submitted, "lan", all_checks()}, "minh");
  }
  ItemRecord returned() {
    const ItemRecord item = submitted();
    return after(item, Return{*item.submitted, "Sai ngày"}, "minh");
  }
  ItemRecord withdrawn() { return after(approved(), Withdraw{"Nhầm"}); }

  PlainPager pager_;
  std::vector<ZoneKind> kinds_ = zone_kinds({});
  Instant now_ = sample::midnight();
};

TEST_F(ItemFlowTest, ANewItemIsADraft) {
  const ItemRecord item = draft();
  EXPECT_EQ(item.state, ItemState::Draft);
  EXPECT_EQ(item.revision, 1);
  EXPECT_EQ(item.author, "lan");
  EXPECT_EQ(item.version_number, 0);
  EXPECT_EQ(item.changed_at, now_);
  EXPECT_EQ(item.changed_by, "lan");
  ItemContent wrong = sample::notice_content();
  wrong.title = "a\x01";
  EXPECT_EQ(new_item({"item-1"}, wrong, "lan", now_).error().code, Code::Invalid);
}

TEST_F(ItemFlowTest, GoesFromDraftToTheGlassAndOffAgain) {
  const ItemVersion version = next_version(draft());
  const ItemRecord waits = after(draft(), Submit{version, kinds_});
  EXPECT_EQ(waits.state, ItemState::Submitted);
  EXPECT_EQ(waits.submitted, hash_of(version));
  EXPECT_EQ(waits.version_number, 1);
  EXPECT_FALSE(waits.approved);
  const ItemRecord plays = after(waits, Approve{hash_of(version), "lan", all_checks()}, "minh");
  EXPECT_EQ(plays.state, ItemState::Approved);
  EXPECT_EQ(plays.approved, hash_of(version));
  EXPECT_EQ(plays.approver, "minh");
  EXPECT_EQ(plays.composer, "lan");
  const ItemRecord gone = after(plays, Withdraw{"Nhầm ảnh"}, "hoa");
  EXPECT_EQ(gone.state, ItemState::Withdrawn);
  EXPECT_FALSE(gone.approved);
  EXPECT_EQ(gone.approver, "");
  EXPECT_EQ(gone.composer, "");
  EXPECT_EQ(gone.reason, "Nhầm ảnh");
}

TEST_F(ItemFlowTest, KnowsWhichStepMayFollowWhich) {
  const Digest version = *submitted().submitted;
  const auto save = [&](const ItemRecord& item) { return SaveDraft{item.content, item.revision}; };
  const auto submit = [&](const ItemRecord& item) { return Submit{next_version(item), kinds_}; };
  const Approve approve{version, "lan", all_checks()};
  const Return back{version, "x"};
  struct Row {
    ItemRecord item;
    const char *submit, *approve, *back, *withdraw;
  };
  const Row rows[] = {
      {draft(), "", "item.state", "item.state", "item.nothing_to_withdraw"},
      {submitted(), "item.state", "", "", ""},
      {returned(), "", "item.state", "item.state", "item.nothing_to_withdraw"},
      {approved(), "item.state", "item.state", "item.state", ""},
      {withdrawn(), "item.state", "item.state", "item.state", ""},
  };
  for (const Row& row : rows) {
    const std::string state(name_of(row.item.state));
    EXPECT_EQ(key_of(row.item, save(row.item)), "") << state;
    EXPECT_EQ(key_of(row.item, submit(row.item)), row.submit) << state;
    EXPECT_EQ(key_of(row.item, approve, "minh"), row.approve) << state;
    EXPECT_EQ(key_of(row.item, back, "minh"), row.back) << state;
    EXPECT_EQ(key_of(row.item, Withdraw{""}), row.withdraw) << state;
  }
}

TEST_F(ItemFlowTest, ANewDraftLeavesTheApprovedVersionPlaying) {
  const ItemRecord plays = approved();
  ItemContent content = plays.content;
  content.title = "Sửa lại";
  const ItemRecord edited = after(plays, SaveDraft{content, plays.revision}, "hoa");
  EXPECT_EQ(edited.state, ItemState::Draft);
  EXPECT_EQ(edited.approved, plays.approved);
  EXPECT_EQ(edited.author, "hoa");
  EXPECT_EQ(edited.revision, plays.revision + 1);
  const ItemRecord waits = after(edited, Submit{next_version(edited, "hoa"), kinds_}, "hoa");
  EXPECT_EQ(waits.approved, plays.approved);
  EXPECT_NE(waits.submitted, plays.approved);
  const ItemRecord replaced = after(waits, Approve{*waits.submitted, "hoa", all_checks()}, "minh");
  EXPECT_EQ(replaced.approved, waits.submitted);
  EXPECT_FALSE(after(waits, Withdraw{""}).approved) << "withdrawing takes down what plays";
}

TEST_F(ItemFlowTest, SavesOnlyOverTheRevisionThatWasRead) {
  const ItemRecord item = draft();
  EXPECT_EQ(key_of(item, SaveDraft{item.content, 0}), "item.moved_on");
  EXPECT_EQ(key_of(item, SaveDraft{item.content, 2}), "item.moved_on");
  ItemContent wrong = item.content;
  wrong.valid_until = wrong.valid_from;
  EXPECT_EQ(key_of(item, SaveDraft{wrong, 1}), "rule.validity_order");
}

TEST_F(ItemFlowTest, SavingTakesASubmittedVersionBack) {
  const ItemRecord waits = submitted();
  const ItemRecord edited = after(waits, SaveDraft{waits.content, waits.revision});
  EXPECT_EQ(key_of(edited, Approve{*waits.submitted, "lan", all_checks()}, "minh"), "item.state");
}

TEST_F(ItemFlowTest, TakesOnlyTheVersionOfThisDraft) {
  const ItemRecord item = draft();
  const auto with = [&](auto change) {
    ItemVersion version = next_version(item);
    change(version);
    return Submit{version, kinds_};
  };
  EXPECT_EQ(key_of(item, with([](ItemVersion& v) { v.id.text = "other"; })), "item.version_id");
  EXPECT_EQ(key_of(item, with([](ItemVersion& v) { v.number = 2; })), "item.version_number");
  EXPECT_EQ(key_of(item, with([](ItemVersion& v) { v.number = 0; })), "item.version_number");
  EXPECT_EQ(key_of(item, with([](ItemVersion& v) { v.author = "hoa"; })), "item.version_author");
  EXPECT_EQ(key_of(item, with([](ItemVersion& v) { v.content.priority = 3; })),
            "item.version_content");
  EXPECT_EQ(key_of(item, with([](ItemVersion& v) { v.paginations[3].pages.pop_back(); })),
            "rule.page_media_missing");
  EXPECT_EQ(key_of(item, Submit{next_version(item), kinds_}, "hoa"), "item.version_author");
}

TEST_F(ItemFlowTest, NeedsAPaginationForEachZoneThatConcernsIt) {
  const ItemRecord item = draft();
  for (std::size_t i = 0; i < next_version(item).paginations.size(); ++i) {
    ItemVersion version = next_version(item);
    version.paginations.erase(version.paginations.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_EQ(key_of(item, Submit{version, kinds_}), "item.pagination_missing") << i;
  }
  const ItemRecord ticker = new_item({"item-2"}, sample::ticker_content(), "lan", now_).value();
  const ItemVersion version = next_version(ticker);
  EXPECT_EQ(version.paginations.size(), 5u);
  EXPECT_EQ(key_of(ticker, Submit{version, kinds_}), "");
  EXPECT_EQ(key_of(ticker, Submit{version, zone_kinds({{800, 600}})}), "item.pagination_missing");
}

TEST_F(ItemFlowTest, WhatIsOverIsNeitherHandedInNorApproved) {
  const ItemRecord item = draft(), waits = submitted(), plays = approved();
  const Submit submit{next_version(item), kinds_};
  const Approve approve{*waits.submitted, "lan", all_checks()};
  now_ = item.content.valid_until - Millis(1);
  EXPECT_EQ(key_of(item, submit), "");
  EXPECT_EQ(key_of(waits, approve, "minh"), "");
  now_ = item.content.valid_until;
  EXPECT_EQ(key_of(item, submit), "item.over");
  EXPECT_EQ(key_of(waits, approve, "minh"), "item.over");
  EXPECT_EQ(key_of(waits, Return{*waits.submitted, "Quá ngày"}, "minh"), "");
  EXPECT_EQ(key_of(plays, Withdraw{"Nhầm"}), "");
  EXPECT_EQ(key_of(item, SaveDraft{item.content, item.revision}), "") << "a draft of old words";
}

TEST_F(ItemFlowTest, NobodyApprovesTheirOwn) {
  const ItemRecord item = submitted();
  EXPECT_EQ(key_of(item, Approve{*item.submitted, "lan", all_checks()}, "lan"), "item.own");
  // Lan wrote the words, Hoa handed them in: neither is a second pair of eyes.
  const ItemRecord handed_in = after(draft(), Submit{next_version(draft(), "hoa"), kinds_}, "hoa");
  EXPECT_EQ(key_of(handed_in, Approve{*handed_in.submitted, "hoa", all_checks()}, "hoa"),
            "item.own");
  EXPECT_EQ(key_of(handed_in, Approve{*handed_in.submitted, "hoa", all_checks()}, "lan"),
            "item.own");
  EXPECT_EQ(key_of(handed_in, Approve{*handed_in.submitted, "hoa", all_checks()}, "minh"), "");
}

TEST_F(ItemFlowTest, OnePersonApprovesTheirOwnWhereTheCommuneLetsThemAndItShows) {
  const ItemRecord item = submitted();
  const Approve own{*item.submitted, "lan", all_checks(), true};
  EXPECT_TRUE(by_one_person(after(item, own, "lan")));
  EXPECT_FALSE(by_one_person(after(item, own, "minh"))) << "a second person looked at it";
  EXPECT_FALSE(by_one_person(item));
  EXPECT_EQ(key_of(item, Approve{*item.submitted, "lan", {}, true}, "lan"), "item.unchecked");
  // Lan wrote the words, Hoa handed them in, Lan lets them through: two keys, two people.
  const ItemRecord handed_in = after(draft(), Submit{next_version(draft(), "hoa"), kinds_}, "hoa");
  const Approve others{*handed_in.submitted, "hoa", all_checks(), true};
  EXPECT_FALSE(by_one_person(after(handed_in, others, "lan")));
}

TEST_F(ItemFlowTest, NothingIsApprovedBeforeAllOfItWasLookedAt) {
  const ItemRecord item = submitted();
  const auto without = [&](ReviewCheck check) {
    auto checked = all_checks();
    std::erase(checked, check);
    return key_of(item, Approve{*item.submitted, "lan", checked}, "minh");
  };
  for (const ReviewCheck check : checks_for(item.content)) {
    EXPECT_EQ(without(check), "item.unchecked") << name_of(check);
  }
  ItemRecord plain = item;
  plain.content.media.clear();
  auto checked = all_checks();
  std::erase(checked, ReviewCheck::Maps);
  EXPECT_EQ(key_of(plain, Approve{*item.submitted, "lan", checked}, "minh"), "")
      << "no picture, no map";
}

TEST_F(ItemFlowTest, ApprovesAndReturnsOnlyTheVersionThatWaits) {
  const ItemRecord first = submitted();
  const ItemRecord edited = after(first, SaveDraft{first.content, first.revision});
  const ItemRecord second = after(edited, Submit{next_version(edited), kinds_});
  EXPECT_EQ(second.version_number, 2);
  EXPECT_EQ(key_of(second, Approve{*first.submitted, "lan", all_checks()}, "minh"),
            "item.version_moved");
  EXPECT_EQ(key_of(second, Return{*first.submitted, "x"}, "minh"), "item.version_moved");
}

TEST_F(ItemFlowTest, AReasonIsCleanText) {
  const ItemRecord item = submitted();
  EXPECT_EQ(key_of(item, Return{*item.submitted, "a\x02"}, "minh"), "text.control");
  EXPECT_EQ(key_of(item, Withdraw{std::string(201, 'x')}), "text.too_long");
  EXPECT_EQ(returned().reason, "Sai ngày");
  EXPECT_EQ(returned().changed_by, "minh");
  const ItemRecord item2 = returned();
  EXPECT_EQ(after(item2, Submit{next_version(item2), kinds_}).reason, "");
}

TEST_F(ItemFlowTest, WithdrawingTwiceChangesNothing) {
  const ItemRecord gone = withdrawn();
  now_ += 1h;
  const ItemRecord again = after(gone, Withdraw{"khác"});
  EXPECT_EQ(again.changed_at, gone.changed_at);
  EXPECT_EQ(again.reason, gone.reason);
}

}  // namespace
}  // namespace bangtin
