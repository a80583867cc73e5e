#include <set>

#include "manager/store/rows.h"
#include "shared/base/limits.h"
#include "shared/model/resolve.h"
#include "shared/protocol/content_json.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

class OfficePlaylistsTest : public OfficeFixture {
 protected:
  OfficePlaylistsTest() { set_commune(); }
  std::string save(PlaylistRecord wanted) {
    return failure(office_->save_playlist(lan_, wanted, now_));
  }
};

TEST_F(OfficePlaylistsTest, GivesBackWhatWasSaved) {
  const BoardRecord board = pair("Một");
  const ItemRecord a = add(notice("A"));
  const ItemRecord b = add(notice("B"));
  PlaylistRecord list = playlist({b, a, b}, {board});
  EXPECT_EQ(list.revision, 1);
  EXPECT_FALSE(list.published_at);
  list.name = "Chiều";
  list.items = {a.id};
  const PlaylistRecord saved = office_->save_playlist(lan_, list, now_).value();
  EXPECT_EQ(saved.revision, 2);
  const PlaylistRecord other = playlist({}, {});
  const auto all = office_->playlists().value();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].id, other.id) << "newest change first";
  EXPECT_EQ(to_json(all[1]), to_json(saved));
}

TEST_F(OfficePlaylistsTest, RefusesWhatCannotBeAPlaylist) {
  const BoardRecord board = pair("Một");
  PlaylistRecord good = playlist({add(notice())}, {board});
  const auto refused = [&](auto change) {
    PlaylistRecord wanted = good;
    change(wanted);
    return save(wanted);
  };
  EXPECT_EQ(refused([](PlaylistRecord& l) { l.name = " "; }), "invalid playlist.name_missing");
  EXPECT_EQ(refused([](PlaylistRecord& l) { l.items.push_back({"none"}); }),
            "invalid playlist.unknown_item");
  EXPECT_EQ(refused([](PlaylistRecord& l) { l.boards.push_back({"none"}); }),
            "invalid playlist.unknown_board");
  EXPECT_EQ(refused([](PlaylistRecord& l) { l.boards.push_back(l.boards[0]); }),
            "invalid playlist.board_twice");
  EXPECT_EQ(refused([](PlaylistRecord& l) { l.items.assign(501, l.items[0]); }),
            "invalid playlist.too_long");
  EXPECT_EQ(refused([](PlaylistRecord& l) {
              l.boards.assign(limits::kBoardsPerPlaylistMax + 1, l.boards[0]);
            }),
            "invalid playlist.too_many_boards");
  EXPECT_EQ(refused([](PlaylistRecord& l) { l.id.text = "none"; }), "not_found playlist.unknown");
  EXPECT_EQ(refused([](PlaylistRecord& l) { l.revision = 0; }), "conflict playlist.moved_on");
  EXPECT_EQ(refused([](PlaylistRecord&) {}), "ok");
  EXPECT_EQ(save(good), "conflict playlist.moved_on") << "the second of two who edited";
}

TEST_F(OfficePlaylistsTest, PublishesOnlyWhatIsApproved) {
  const BoardRecord board = pair("Một");
  const ItemRecord good = approved(notice("A"));
  const ItemRecord waits = submitted(notice("B"));
  const PlaylistRecord list = playlist({good, waits}, {board});
  const auto refused = office_->publish(lan_, list.id, now_);
  EXPECT_EQ(failure(refused), "invalid playlist.not_approved");
  EXPECT_NE(refused.error().message.find(waits.id.text), std::string::npos);
  EXPECT_EQ(refused.error().message.find(good.id.text), std::string::npos);
  EXPECT_FALSE(office_->playlists()->at(0).published_at);
  EXPECT_TRUE(selection_of(board.id).windows.empty());
  EXPECT_EQ(failure(office_->publish(lan_, {"none"}, now_)), "not_found playlist.unknown");
  EXPECT_EQ(failure(office_->delivery({"none"})), "not_found playlist.unknown");
}

TEST_F(OfficePlaylistsTest, APublicationReachesItsBoardsSealedAndValid) {
  const BoardRecord landscape = pair("Ngang");
  const BoardRecord portrait = pair("Dọc", {1080, 1920});
  const BoardRecord other = pair("Khác");
  const ItemRecord item = approved(notice());
  const std::int64_t before = office_->last_event().value();
  const auto deliveries = publish(playlist({item}, {landscape, portrait}));
  ASSERT_EQ(deliveries.size(), 2u);
  EXPECT_EQ(deliveries[0].board, portrait.id);
  EXPECT_EQ(deliveries[0].board_name, "Dọc") << "by name";
  EXPECT_EQ(deliveries[0].generation_wanted, 2);
  EXPECT_FALSE(deliveries[0].confirmed);
  EXPECT_FALSE(deliveries[0].last_seen);
  EXPECT_EQ(office_->wakes_after(before)->size(), 2u);
  EXPECT_EQ(selection_of(portrait.id).canvas_px, (Size{1080, 1920}));
  EXPECT_TRUE(selection_of(other.id).windows.empty());
  const auto manifest = manifest_of(office_->generation_file_of(landscape.id, now_).value());
  ASSERT_TRUE(manifest.ok()) << manifest.error().message;
  EXPECT_EQ(resolve(*manifest, now_).scene.kind, Scene::Kind::Layout);
}

TEST_F(OfficePlaylistsTest, RemembersWhichRevisionIsPublished) {
  const BoardRecord board = pair("Một");
  const ItemRecord a = approved(notice("A"));
  const ItemRecord b = approved(notice("B"));
  PlaylistRecord list = playlist({a}, {board});
  publish(list);
  list.items = {a.id, b.id};
  list = office_->save_playlist(lan_, list, now_).value();
  EXPECT_EQ(list.published_at, now_);
  EXPECT_EQ(list.published_revision, 1);
  EXPECT_EQ(selection_of(board.id).items.size(), 1u) << "an edit waits for its publication";
  now_ += 1h;
  publish(list);
  EXPECT_EQ(selection_of(board.id).items.size(), 2u);
  EXPECT_EQ(office_->playlists()->at(0).published_at, now_);
  EXPECT_EQ(office_->playlists()->at(0).published_revision, 2);
}

TEST_F(OfficePlaylistsTest, AnIdleRepublicationIsQuiet) {
  const BoardRecord board = pair("Một");
  const PlaylistRecord list = playlist({approved(notice())}, {board});
  publish(list);
  const Selection first = selection_of(board.id);
  now_ += 3h;
  const std::int64_t before = office_->last_event().value();
  const auto deliveries = publish(list);
  EXPECT_EQ(deliveries[0].generation_wanted, first.generation);
  EXPECT_TRUE(office_->wakes_after(before)->empty());
  EXPECT_EQ(selection_of(board.id), first);
}

TEST_F(OfficePlaylistsTest, SeveralPlaylistsPlayInTheOrderOfTheirFirstPublication) {
  const BoardRecord board = pair("Một");
  const ItemRecord a = approved(notice("A"));
  const ItemRecord b = approved(notice("B"));
  const PlaylistRecord later = playlist({b}, {board});
  const PlaylistRecord first = playlist({a}, {board});
  publish(first);
  publish(later);
  const std::vector<Digest> wanted = {*a.approved, *b.approved};
  EXPECT_EQ(selection_of(board.id).items, wanted);
  publish(first);
  EXPECT_EQ(selection_of(board.id).items, wanted);
}

TEST_F(OfficePlaylistsTest, ABoardThatIsLeftOutOrAPlaylistThatIsDeletedLosesItAtOnce) {
  const BoardRecord one = pair("Một");
  const BoardRecord two = pair("Hai");
  PlaylistRecord list = playlist({approved(notice())}, {one, two});
  publish(list);
  list.boards = {one.id};
  list = office_->save_playlist(lan_, list, now_).value();
  EXPECT_EQ(publish(list).size(), 1u);
  EXPECT_TRUE(selection_of(two.id).windows.empty());
  EXPECT_FALSE(selection_of(one.id).windows.empty());
  ASSERT_TRUE(office_->delete_playlist(lan_, list.id, now_).ok());
  EXPECT_TRUE(selection_of(one.id).windows.empty());
  EXPECT_TRUE(office_->playlists()->empty());
  EXPECT_EQ(failure(office_->delete_playlist(lan_, list.id, now_)), "not_found playlist.unknown");
}

TEST_F(OfficePlaylistsTest, AnExpiredItemLeavesTheOthersPlaying) {
  const BoardRecord board = pair("Một");
  ItemContent short_lived = notice("Ngắn");
  short_lived.valid_until = now_ + 1h;
  const ItemRecord ends = approved(short_lived);
  const ItemRecord stays = approved(notice("Dài"));
  const PlaylistRecord list = playlist({ends, stays}, {board});
  publish(list);
  EXPECT_EQ(selection_of(board.id).windows.size(), 2u);
  now_ += 2h;
  const std::int64_t before = office_->last_event().value();
  publish(list);
  EXPECT_TRUE(office_->wakes_after(before)->empty()) << "its boards knew";
}

TEST_F(OfficePlaylistsTest, TooMuchForABoardIsRefusedAndChangesNothing) {
  const BoardRecord board = pair("Một");
  ItemContent content = notice("Dài");
  content.body.clear();
  for (int i = 0; i < 50; ++i) content.body += "Đoạn " + std::to_string(i) + "\n";
  content.body.pop_back();
  const ItemRecord item = approved(content);
  const PlaylistRecord list = playlist(std::vector<ItemRecord>(11, item), {board});
  EXPECT_EQ(failure(office_->publish(lan_, list.id, now_)), "invalid playlist.too_long");
  EXPECT_FALSE(office_->playlists()->at(0).published_at);
  EXPECT_EQ(selection_of(board.id).generation, 1);
}

TEST_F(OfficePlaylistsTest, AnItemGoesOnlyToTheBoardsItWasSignedFor) {
  const BoardRecord market = pair("Chợ");
  const BoardRecord temple = pair("Đình");
  ItemContent placed = notice("Họp chợ");
  placed.places.boards = {market.id};
  placed.priority = kPriorityUrgent;
  const ItemRecord everywhere = approved(notice("Tiêm chủng"));
  const ItemRecord only_market = approved(placed);
  const PlaylistRecord list = playlist({everywhere, only_market}, {market, temple});
  const auto deliveries = publish(list);
  ASSERT_EQ(deliveries.size(), 2u);
  EXPECT_EQ(selection_of(market.id).items.size(), 2u);
  EXPECT_EQ(selection_of(temple.id).items, std::vector<Digest>{*everywhere.approved});
  EXPECT_EQ(deliveries[0].elsewhere_count, 0) << "sorted by name: the market first";
  EXPECT_EQ(deliveries[1].elsewhere, std::vector<std::string>{"Họp chợ"});
  EXPECT_EQ(deliveries[1].elsewhere_count, 1);
  EXPECT_EQ(office_->delivery(list.id)->at(1).elsewhere_count, 1) << "said as long as it is so";
  const auto urgent = db_->query("SELECT body FROM event WHERE kind = 'item.urgent'").value();
  ASSERT_EQ(urgent.size(), 1u);
  EXPECT_NE(text_of(urgent[0][0]).find("\"" + market.id.text + "\""), std::string::npos);
  EXPECT_EQ(text_of(urgent[0][0]).find(temple.id.text), std::string::npos)
      << "nobody waits for it there";
}

TEST_F(OfficePlaylistsTest, ADeliveryReadsOnlyTheVersionsThatNamePlaces) {
  const BoardRecord market = pair("Chợ");
  const BoardRecord temple = pair("Đình");
  const PlaylistRecord anywhere =
      playlist({approved(notice("A")), approved(notice("B"))}, {market});
  ItemContent content = notice("Họp chợ");
  content.places.boards = {market.id};
  const PlaylistRecord placed = playlist({approved(content)}, {market, temple});
  publish(anywhere);
  publish(placed);
  ASSERT_EQ(office_->delivery(placed.id)->at(1).elsewhere_count, 1);
  // Whatever is read from here on is corrupt.
  ASSERT_TRUE(db_->query("DROP TRIGGER item_version_stays").ok());
  ASSERT_TRUE(db_->query("UPDATE item_version SET bytes = 'x'").ok());
  ASSERT_EQ(failure(office_->delivery(anywhere.id)), "ok") << "nothing to read";
  EXPECT_EQ(office_->delivery(anywhere.id)->at(0).elsewhere_count, 0);
  EXPECT_EQ(office_->delivery(placed.id).error().code, Code::Corrupt);
}

TEST_F(OfficePlaylistsTest, WhoOnlyLooksWaitsForNoWriter) {
  const BoardRecord market = pair("Chợ");
  ItemContent content = notice("Họp chợ");
  content.places.boards = {market.id};
  const ItemRecord item = approved(content);
  const PlaylistRecord list = playlist({item}, {market});
  publish(list);
  Other other = open_other();
  const Status written = other.db->transact([&]() -> Status {
    TRY(other.db->query("UPDATE playlist SET name = 'Trưa'"));
    EXPECT_EQ(failure(office_->delivery(list.id)), "ok");
    EXPECT_EQ(failure(office_->playlists()), "ok");
    EXPECT_EQ(failure(office_->groups()), "ok");
    EXPECT_EQ(failure(office_->item_history(item.id, now_)), "ok");
    EXPECT_EQ(office_->playlists()->at(0).name, list.name) << "as it was before";
    return {};
  });
  EXPECT_TRUE(written.ok());
}

TEST_F(OfficePlaylistsTest, OtherPlacesMoveAnItemAsSoonAsTheyAreApproved) {
  const BoardRecord market = pair("Chợ");
  const BoardRecord temple = pair("Đình");
  ItemContent content = notice("Họp chợ");
  content.places.boards = {market.id};
  const ItemRecord item = approved(content);
  publish(playlist({item}, {market, temple}));
  EXPECT_TRUE(selection_of(temple.id).windows.empty());
  content.places.boards = {temple.id};
  const ItemRecord saved = office_->save_item(lan_, item.id, content, item.revision, now_).value();
  const ItemVersion version = next_version(saved);
  ASSERT_TRUE(submit(lan_, item.id, version).ok());
  ASSERT_TRUE(approve(minh_, item.id, hash_of(version)).ok());
  EXPECT_TRUE(selection_of(market.id).windows.empty());
  EXPECT_EQ(selection_of(temple.id).items, std::vector<Digest>{hash_of(version)});
}

TEST_F(OfficePlaylistsTest, ConfirmsADeliveryByTheBoardsOwnHash) {
  const BoardRecord board = pair("Một");
  const PlaylistRecord list = playlist({approved(notice())}, {board});
  publish(list);
  const auto known = office_->selection_of(board.id, now_).value();
  BoardStatus status;
  status.generation = known.generation;
  status.generation_held = known.generation;
  status.selection = sha256("another file of the same number");
  ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  EXPECT_FALSE(office_->delivery(list.id)->at(0).confirmed);
  // What it has is overtaken by the next number.
  const auto sealed = office_->selection_of(board.id, now_).value();
  EXPECT_EQ(sealed.generation, known.generation + 1);
  status.generation = status.generation_held = sealed.generation;
  status.selection = sha256(sealed.bytes);
  ASSERT_TRUE(office_->take_status(board.id, status, now_).ok());
  Delivery delivery = office_->delivery(list.id)->at(0);
  EXPECT_TRUE(delivery.confirmed);
  EXPECT_EQ(delivery.last_seen, now_);
  EXPECT_EQ(delivery.generation_held, sealed.generation);
  ASSERT_TRUE(office_->delete_playlist(lan_, list.id, now_).ok());
  publish(playlist({approved(notice())}, {board}));
  EXPECT_FALSE(office_->delivery(office_->playlists()->at(0).id)->at(0).confirmed);
}

TEST_F(OfficePlaylistsTest, KeepsTheLastGenerationsAndTheirRightToFetch) {
  const BoardRecord board = pair("Một");
  const ItemRecord a = approved(notice("A"));
  const ItemRecord b = approved(notice("B"));
  PlaylistRecord list = playlist({a}, {board});
  publish(list);
  EXPECT_TRUE(office_->may_fetch(board.id, *a.approved).value());
  for (int i = 0; i < 30; ++i) {
    list.items = i % 2 ? std::vector<ItemId>{b.id} : std::vector<ItemId>{b.id, b.id};
    list = office_->save_playlist(lan_, list, now_).value();
    publish(list);
  }
  EXPECT_EQ(selection_of(board.id).generation, 32);
  EXPECT_EQ(count("selection"), 21);
  EXPECT_TRUE(office_->may_fetch(board.id, *b.approved).value());
  EXPECT_FALSE(office_->may_fetch(board.id, *a.approved).value());
}

TEST_F(OfficePlaylistsTest, ABoardMayFetchWhatItIsToShowAndNothingElse) {
  const BoardRecord board = pair("Một");
  const BoardRecord other = pair("Hai");
  const Media media = stored_media("a picture");
  const Media secret = stored_media("another picture");
  ItemContent content = notice();
  content.media = {media};
  const ItemRecord item = approved(content);
  publish(playlist({item}, {board}));
  EXPECT_TRUE(office_->may_fetch(board.id, *item.approved).value());
  EXPECT_TRUE(office_->may_fetch(board.id, media.blob).value());
  EXPECT_FALSE(office_->may_fetch(board.id, secret.blob).value());
  EXPECT_FALSE(office_->may_fetch(other.id, media.blob).value());
  ASSERT_TRUE(office_->revoke_board(tech_, board.id, now_).ok());
  EXPECT_FALSE(office_->may_fetch(board.id, media.blob).value());
}

TEST_F(OfficePlaylistsTest, RenewsASelectionOnlyWhenItsHorizonComesNear) {
  const BoardRecord board = pair("Một");
  const BoardRecord idle = pair("Hai");
  ItemContent content = notice();
  content.valid_until = now_ + 24h * 900;
  publish(playlist({approved(content)}, {board}));
  const auto refresh = [&] {
    const std::int64_t before = office_->last_event().value();
    EXPECT_TRUE(office_->refresh_selections(now_).ok());
    return office_->wakes_after(before)->size();
  };
  EXPECT_EQ(refresh(), 0u);
  now_ += 24h * 199;
  EXPECT_EQ(refresh(), 0u);
  now_ += 24h * 2;
  EXPECT_EQ(refresh(), 1u) << "the idle board has nothing more to say";
  EXPECT_EQ(selection_of(board.id).windows.back().end, now_ + limits::kExpandHorizon);
  EXPECT_EQ(refresh(), 0u);
  EXPECT_EQ(selection_of(idle.id).generation, 1);
}

}  // namespace
}  // namespace bangtin
