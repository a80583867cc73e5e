#include "shared/protocol/content_json.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficeItemsTest : public OfficeFixture {
 protected:
  OfficeItemsTest() { set_commune(); }
};

TEST_F(OfficeItemsTest, GivesBackWhatWasWrittenNewestChangeFirst) {
  const ItemRecord first = add(notice("Một"));
  const ItemRecord second = add(notice("Hai"));
  EXPECT_NE(first.id, second.id);
  EXPECT_TRUE(is_id_text(first.id.text));
  const ItemRecord saved =
      office_->save_item(lan_, first.id, notice("Một rưỡi"), 1, now_ + 1h).value();
  EXPECT_EQ(saved.revision, 2);
  const auto items = office_->items().value();
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].id, first.id);
  EXPECT_EQ(items[0].content, notice("Một rưỡi"));
  EXPECT_EQ(items[0].changed_at, now_ + 1h);
  EXPECT_EQ(to_json(office_->item(second.id).value()), to_json(second));
}

TEST_F(OfficeItemsTest, SaysWhatIsNotThere) {
  const ItemId none{"none"};
  EXPECT_EQ(failure(office_->item(none)), "not_found item.unknown");
  EXPECT_EQ(failure(office_->save_item(lan_, none, notice(), 1, now_)), "not_found item.unknown");
  EXPECT_EQ(failure(submit(lan_, none, sample::notice())), "not_found item.unknown");
  EXPECT_EQ(failure(office_->withdraw_item(lan_, none, "", now_)), "not_found item.unknown");
  EXPECT_EQ(failure(office_->version(sha256("x"))), "not_found item.version_unknown");
  const ItemRecord item = submitted(notice());
  EXPECT_EQ(failure(approve(minh_, item.id, sha256("x"))), "not_found item.version_unknown");
  EXPECT_EQ(failure(office_->return_item(minh_, item.id, sha256("x"), "", now_)),
            "conflict item.version_moved");
}

TEST_F(OfficeItemsTest, BadTextIsRefusedInWords) {
  const auto refused = [&](auto change) {
    ItemContent content = notice();
    change(content);
    return failure(office_->add_item(lan_, content, now_));
  };
  EXPECT_EQ(refused([](ItemContent& c) {
              c.body =
                  "a\xe2\x80\xae"
                  "b";
            }),
            "invalid text.control");
  EXPECT_EQ(refused([](ItemContent& c) { c.title = "a\x02"; }), "invalid text.control");
  EXPECT_EQ(refused([](ItemContent& c) { c.body = std::string(200'000, 'x'); }),
            "invalid text.too_long");
  EXPECT_EQ(refused([](ItemContent& c) { c.valid_until = {}; }),
            "invalid rule.valid_until_missing");
  EXPECT_EQ(count("item"), 0);
}

TEST_F(OfficeItemsTest, PicturesMustBeUploadedExactlyAsNamed) {
  const Media media = stored_media(std::string(3'000'000, 'p'));
  ItemContent content = notice();
  content.media = {media};
  EXPECT_EQ(failure(office_->add_item(lan_, content, now_)), "ok");
  content.media[0].size_px = {801, 600};
  EXPECT_EQ(failure(office_->add_item(lan_, content, now_)), "invalid item.media_unknown");
  content.media = {sample::media(100, 7)};
  EXPECT_EQ(failure(office_->add_item(lan_, content, now_)), "invalid item.media_unknown");
  EXPECT_EQ(failure(office_->add_media(lan_, content.media[0], now_)), "invalid item.media_unknown")
      << "its bytes are not stored";
  const std::int64_t before = office_->last_event().value();
  EXPECT_EQ(office_->add_media(minh_, media, now_).value(), media);
  EXPECT_EQ(office_->last_event().value(), before) << "known already";
}

TEST_F(OfficeItemsTest, AVersionIsStoredAsItsCanonicalBytesForEver) {
  const ItemRecord draft = add(notice());
  const ItemVersion version = next_version(draft);
  const ItemRecord item = submit(lan_, draft.id, version).value();
  EXPECT_EQ(item.submitted, hash_of(version));
  EXPECT_EQ(office_->version(*item.submitted).value(), to_json(version).dump());
  const auto row = db_->query(
      "SELECT commune_code, province_code, category, language, origin, owner_kind, priority, "
      "source, agency, document_number, valid_from, valid_until, author, has_places "
      "FROM item_version");
  const DbRow wanted = {std::string("30307"),
                        std::string("91"),
                        std::string("procedure"),
                        std::string("vi"),
                        std::string("commune"),
                        std::string("state"),
                        std::int64_t{1},
                        std::string("Trang tin xã"),
                        std::string("UBND xã Tân Hưng"),
                        std::string("12/TB-UBND"),
                        version.content.valid_from.time_since_epoch().count(),
                        version.content.valid_until.time_since_epoch().count(),
                        std::string("lan"),
                        std::int64_t{0}};
  EXPECT_EQ(row->at(0), wanted);
  EXPECT_FALSE(db_->query("UPDATE item_version SET bytes = 'x'").ok());
  EXPECT_FALSE(db_->query("DELETE FROM item_version").ok());
}

TEST_F(OfficeItemsTest, AsksForPagesForEachBoardsZones) {
  EXPECT_EQ(office_->zones().value(), zone_kinds({}));
  const ItemRecord draft = add(notice());
  const ItemVersion version = next_version(draft);
  const BoardRecord board = pair("Lạ", {800, 600});
  EXPECT_EQ(office_->zones().value(), zone_kinds({{800, 600}}));
  EXPECT_EQ(failure(submit(lan_, draft.id, version)), "invalid item.pagination_missing");
  ASSERT_TRUE(office_->revoke_board(tech_, board.id, now_).ok());
  EXPECT_EQ(failure(submit(lan_, draft.id, version)), "ok");
}

TEST_F(OfficeItemsTest, ASecondPersonApproves) {
  const ItemRecord item = submitted(notice());
  Person lan_both = lan_;
  lan_both.roles.push_back(Role::Approver);
  EXPECT_EQ(failure(approve(lan_both, item.id, *item.submitted)), "denied item.own");
  EXPECT_EQ(office_->item(item.id)->state, ItemState::Submitted);
  const ItemRecord done = approve(minh_, item.id, *item.submitted).value();
  EXPECT_EQ(done.approved, item.submitted);
  EXPECT_EQ(count("approval"), 1);
  EXPECT_EQ(failure(approve(minh_, item.id, *item.submitted)), "conflict item.state");
}

TEST_F(OfficeItemsTest, AReturnedItemCanBeCorrectedAndSubmittedAgain) {
  const ItemRecord item = submitted(notice());
  const ItemRecord back =
      office_->return_item(minh_, item.id, *item.submitted, "Sai ngày", now_).value();
  EXPECT_EQ(back.state, ItemState::Returned);
  EXPECT_EQ(back.reason, "Sai ngày");
  const ItemRecord saved =
      office_->save_item(lan_, item.id, notice("Đúng ngày"), back.revision, now_).value();
  const ItemRecord again = submit(lan_, item.id, next_version(saved)).value();
  EXPECT_EQ(again.version_number, 2);
}

TEST_F(OfficeItemsTest, WithdrawingTakesItOffEachBoardThatPlaysIt) {
  const BoardRecord plays = pair("Một");
  const BoardRecord other = pair("Hai");
  const ItemRecord item = approved(notice("A"));
  const ItemRecord stays = approved(notice("B"));
  publish(playlist({item, stays}, {plays}));
  publish(playlist({stays}, {other}));
  const std::int64_t before = office_->last_event().value();
  ASSERT_TRUE(office_->withdraw_item(lan_, item.id, "Nhầm", now_).ok());
  EXPECT_EQ(selection_of(plays.id).items, std::vector<Digest>{*stays.approved});
  const auto wakes = office_->wakes_after(before).value();
  ASSERT_EQ(wakes.size(), 1u);
  EXPECT_EQ(wakes[0].board, plays.id);
  EXPECT_EQ(wakes[0].generation, selection_of(plays.id).generation);
  const std::int64_t after = office_->last_event().value();
  EXPECT_EQ(wakes[0].seq, after);
  EXPECT_EQ(failure(office_->withdraw_item(minh_, item.id, "", now_)), "ok");
  EXPECT_EQ(office_->last_event().value(), after) << "withdrawn already";
}

TEST_F(OfficeItemsTest, ANewApprovedVersionReplacesTheOldOnTheBoards) {
  const BoardRecord board = pair("Một");
  const ItemRecord item = approved(notice("Cũ"));
  publish(playlist({item}, {board}));
  const ItemRecord edited =
      office_->save_item(lan_, item.id, notice("Mới"), item.revision, now_).value();
  EXPECT_EQ(selection_of(board.id).items, std::vector<Digest>{*item.approved});
  const ItemRecord waits = submit(lan_, item.id, next_version(edited)).value();
  EXPECT_EQ(selection_of(board.id).items, std::vector<Digest>{*item.approved});
  const ItemRecord done = approve(minh_, item.id, *waits.submitted).value();
  EXPECT_NE(done.approved, item.approved);
  EXPECT_EQ(selection_of(board.id).items, std::vector<Digest>{*done.approved});
}

TEST_F(OfficeItemsTest, AWithdrawalSaysWhichVersionPlayedUntilThen) {
  const ItemRecord item = approved(notice("Nhầm giờ"));
  const ItemRecord draft =
      office_->save_item(lan_, item.id, notice("Đúng giờ"), item.revision, now_).value();
  ASSERT_TRUE(submit(lan_, item.id, next_version(draft)).ok());
  const WithdrawnItem gone = office_->withdraw_item(lan_, item.id, "sai", now_).value();
  EXPECT_EQ(gone.played, item.approved);
  EXPECT_EQ(gone.item.state, ItemState::Withdrawn);
  EXPECT_FALSE(office_->withdraw_item(lan_, item.id, "sai", now_)->played.has_value())
      << "a second time there is nothing to take down";
}

TEST_F(OfficeItemsTest, AnItemThatComesBackPlaysAgainWithoutANewPublication) {
  const BoardRecord board = pair("Một");
  const ItemRecord item = approved(notice("Cũ"));
  publish(playlist({item}, {board}));
  const ItemRecord gone = office_->withdraw_item(lan_, item.id, "", now_).value().item;
  EXPECT_TRUE(selection_of(board.id).windows.empty());
  const ItemRecord draft =
      office_->save_item(lan_, item.id, notice("Mới"), gone.revision, now_).value();
  const ItemRecord waits = submit(lan_, item.id, next_version(draft)).value();
  ASSERT_TRUE(approve(minh_, item.id, *waits.submitted).ok());
  EXPECT_EQ(selection_of(board.id).items, std::vector<Digest>{*waits.submitted});
}

TEST_F(OfficeItemsTest, WhatChangedIsToldWhileSomebodyElseWrites) {
  add(notice("Một"));
  const Other writer = open_other();
  ASSERT_TRUE(writer.db
                  ->transact([&]() -> Status {
                    const Result<ItemsPiece> piece = office_->items_since("");
                    EXPECT_TRUE(piece.ok()) << piece.error().message;
                    return {};
                  })
                  .ok());
}

}  // namespace
}  // namespace bangtin
