// What a province hands over, in the office of a commune: only what the commune's own key let in
// and two people of the province signed, all of it or nothing, and judged by a board of the
// commune.
#include "manager/core/province_files.h"
#include "shared/base/texts.h"
#include "shared/protocol/board_trust.h"
#include "shared/trust/passing_trust_store.h"
#include "tests/fakes/sim_province.h"
#include "tests/manager/store/office_fixture.h"
#include "tests/manager/store/office_signers.h"

namespace bangtin {
namespace {

class OfficeProvincesTest : public OfficeFixture {
 protected:
  OfficeProvincesTest() {
    set_commune();
    storm_ = province_.notice("tin-bao", "Bão số 9", picture_);
    province_.sign(storm_);
  }

  Status sign_targets(const std::vector<ProvinceKeys>& provinces) {
    const Office::TrustState state = office_->trust_state().value();
    CommuneKeys keys{state.signing_code,
                     {OfficeSigners::key_of("lan").public_key()},
                     {OfficeSigners::key_of("minh").public_key()},
                     state.online_key,
                     place_bytes(state.place)};
    keys.provinces = provinces;
    const std::string targets = signed_targets(
        keys, state.targets + 1, now_ + limits::kTrustOwnerHolds, OfficeSigners::owner());
    return office_->take_targets(admin_, targets, now_);
  }
  void let_in() { ASSERT_TRUE(sign_targets({province_.keys()}).ok()); }

  Result<ProvinceImport> import_file(const std::string& file) {
    return office_->import_province(lan_, file, now_);
  }
  Result<ProvinceImport> import_storm() {
    return import_file(province_.file({storm_}, {picture_}));
  }
  ItemRecord item(const ItemVersion& version) { return office_->item(version.id).value(); }

  /// What a board of the commune says of its newest selection.
  Result<VerifiedManifest> judged(const BoardId& board) {
    const Selection selection = selection_of(board);
    std::vector<ItemVersion> items;
    for (const Digest& hash : selection.items) {
      items.push_back(
          item_version_from_json(Json::parse(office_->version(hash).value()).value()).value());
    }
    TrustBundle bundle;
    for (const std::string& role :
         {std::string("timestamp"), std::string("snapshot"), std::string("targets"),
          std::string("compose-30307"), std::string("approve-30307"), std::string(kSelectRole),
          select_role(board), std::string("province-99091"), std::string("compose-99091"),
          std::string("approve-99091")}) {
      if (const auto body = office_->trust_file(role + ".json")) bundle.roles[role] = *body;
    }
    return verify_alone(generation_file(to_json(selection).dump(), items, bundle),
                        office_->trust_state().value().root, board, now_);
  }
  /// With both signatures of the province.
  ItemVersion prior(const std::string& id, int priority) {
    ItemVersion version = province_.notice(id, "Tin " + id);
    version.content.priority = priority;
    province_.sign(version);
    return version;
  }
  ItemRecord ours(const std::string& title, int priority) {
    ItemContent content = notice(title);
    content.priority = priority;
    return approved(content);
  }
  PlaylistRecord saved(const PlaylistId& id) {
    const auto all = office_->playlists().value();
    return *std::ranges::find(all, id, &PlaylistRecord::id);
  }
  std::string tables() {
    std::string all;
    for (const char* table : {"item", "item_version", "media", "approval", "trust_file", "event"}) {
      all += std::to_string(count(table)) + " ";
    }
    return all;
  }

  SimProvince province_{now_ + std::chrono::hours(24 * 300)};
  const std::string picture_ = SimProvince::picture("cảnh bão");
  ItemVersion storm_;
};

TEST_F(OfficeProvincesTest, AnItemOfTheProvinceIsAnApprovedOneAndPlays) {
  let_in();
  const auto taken = import_storm();
  ASSERT_TRUE(taken.ok()) << taken.error().message;
  EXPECT_EQ(taken->added, 1);
  EXPECT_EQ(taken->code, "99091");
  const ItemRecord record = item(storm_);
  EXPECT_EQ(record.state, ItemState::Approved);
  EXPECT_EQ(record.author, "lan@99091");
  EXPECT_EQ(record.composer, "lan@99091");
  EXPECT_EQ(record.approver, "duc@99091");
  EXPECT_EQ(record.content.origin, Origin::Province);
  EXPECT_EQ(blobs_.read(sha256(picture_), 1'000).value(), picture_);
  const BoardRecord board = pair("Chợ");
  publish(playlist({record, approved(notice())}, {board}));
  const auto shown = judged(board.id);
  ASSERT_TRUE(shown.ok()) << shown.error().message;
  EXPECT_EQ(shown->manifest.items.size(), 2u);
}

TEST_F(OfficeProvincesTest, NobodyHereChangesWhatTheProvinceSigned) {
  let_in();
  ASSERT_TRUE(import_storm().ok());
  const ItemRecord record = item(storm_);
  EXPECT_EQ(failure(office_->save_item(lan_, record.id, record.content, record.revision, now_)),
            "denied item.of_province");
  EXPECT_EQ(failure(submit(lan_, record.id, next_version(record))), "denied item.of_province");
  EXPECT_EQ(failure(office_->return_item(minh_, record.id, *record.approved, "không", now_)),
            "denied item.of_province");
  EXPECT_EQ(item(storm_).content, storm_.content);
}

TEST_F(OfficeProvincesTest, WhatTheCommuneTookDownStaysDownUntilTheProvinceSignsAnew) {
  let_in();
  ASSERT_TRUE(import_storm().ok());
  const BoardRecord board = pair("Chợ");
  publish(playlist({item(storm_)}, {board}));
  ASSERT_TRUE(office_->withdraw_item(minh_, storm_.id, "Không hợp", now_).ok());
  EXPECT_TRUE(selection_of(board.id).items.empty());
  ASSERT_TRUE(import_storm().ok());
  EXPECT_EQ(item(storm_).state, ItemState::Withdrawn);
  EXPECT_EQ(item(storm_).reason, "Không hợp");
  const ItemVersion next = province_.notice("tin-bao", "Bão số 9 đổi hướng", picture_, 2);
  province_.sign(next);
  ++province_.lists_version;
  const auto taken = import_file(province_.file({next}, {picture_}));
  ASSERT_TRUE(taken.ok()) << taken.error().message;
  EXPECT_EQ(taken->replaced, 1);
  EXPECT_EQ(selection_of(board.id).items, std::vector<Digest>{hash_of(next)});
  EXPECT_TRUE(judged(board.id).ok());
}

TEST_F(OfficeProvincesTest, TheSameFileAgainChangesNothing) {
  let_in();
  ASSERT_TRUE(import_storm().ok());
  const ItemRecord before = item(storm_);
  const auto again = import_storm();
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(again->added + again->replaced + again->taken_back, 0);
  EXPECT_EQ(item(storm_).revision, before.revision);
}

/// Scenario 9.
TEST_F(OfficeProvincesTest, WhatIsOrdinaryWaitsAndWhatHasPriorityIsInTheLoopAlready) {
  let_in();
  const BoardRecord board = pair("Chợ");
  const ItemRecord urgent = ours("Lũ về", 3), first = ours("Tiêm chủng", 2), last = ours("Hội", 1);
  const PlaylistRecord loop = playlist({urgent, first, last}, {board});
  publish(loop);
  const ItemVersion waits = prior("thuong", 1), plays = prior("uu-tien", 2);
  ASSERT_TRUE(import_file(province_.file({waits, plays})).ok());
  EXPECT_EQ(saved(loop.id).items, (std::vector<ItemId>{urgent.id, plays.id, first.id, last.id}));
  EXPECT_EQ(saved(loop.id).published_revision, saved(loop.id).revision);
  EXPECT_EQ(selection_of(board.id).items, (std::vector<Digest>{*urgent.approved, hash_of(plays),
                                                               *first.approved, *last.approved}));
  EXPECT_TRUE(judged(board.id).ok());
  EXPECT_EQ(office_->playlists().value().size(), 1U);
  EXPECT_EQ(item(waits).state, ItemState::Approved);
  ASSERT_TRUE(import_file(province_.file({waits, plays})).ok());
  EXPECT_EQ(saved(loop.id).items.size(), 4U) << "once is enough";
}

TEST_F(OfficeProvincesTest, APriorityItemIsPutIntoAnotherOrderAndNotTakenOut) {
  let_in();
  const BoardRecord board = pair("Chợ"), other = pair("Bến phà");
  const ItemRecord own = ours("Tiêm chủng", 2);
  const PlaylistRecord loop = playlist({own}, {board, other});
  publish(loop);
  const ItemVersion plays = prior("uu-tien", 2);
  ASSERT_TRUE(import_file(province_.file({plays})).ok());
  PlaylistRecord form = saved(loop.id);
  ASSERT_EQ(form.items, (std::vector<ItemId>{plays.id, own.id}));
  std::swap(form.items[0], form.items[1]);
  form = office_->save_playlist(lan_, form, now_).value();
  publish(form);
  EXPECT_EQ(selection_of(board.id).items, (std::vector<Digest>{*own.approved, hash_of(plays)}));

  const std::string before = tables();
  PlaylistRecord without = saved(loop.id);
  without.items = {own.id};
  EXPECT_EQ(failure(office_->save_playlist(lan_, without, now_)), "denied playlist.province_first");
  EXPECT_EQ(failure(office_->withdraw_item(minh_, plays.id, "Không hợp", now_)),
            "denied item.province_first");
  EXPECT_EQ(failure(office_->delete_playlist(lan_, loop.id, now_)),
            "denied playlist.province_first");
  EXPECT_EQ(tables(), before);
  PlaylistRecord fewer = saved(loop.id);
  fewer.boards = {board.id};
  fewer = office_->save_playlist(lan_, fewer, now_).value();
  EXPECT_EQ(failure(office_->publish(lan_, loop.id, now_)), "denied playlist.province_first");
  EXPECT_EQ(selection_of(other.id).items.size(), 2U);
  for (const char* key : {"playlist.province_first", "item.province_first", "province.loop"}) {
    EXPECT_TRUE(has_text(key)) << key;
  }

  // On every board where it plays by another list it may leave this one; and what is over may go.
  publish(playlist({item(plays)}, {other}));
  EXPECT_EQ(failure(office_->publish(lan_, loop.id, now_)), "ok");
  now_ = item(plays).content.valid_until;
  PlaylistRecord later = saved(loop.id);
  later.items = {own.id};
  EXPECT_EQ(failure(office_->save_playlist(lan_, later, now_)), "ok");
  EXPECT_EQ(failure(office_->delete_playlist(lan_, loop.id, now_)), "ok");
}

TEST_F(OfficeProvincesTest, WhatWasNotPublishedStaysSoBesideAPriorityItem) {
  let_in();
  const BoardRecord board = pair("Chợ");
  const ItemRecord own = ours("Tiêm chủng", 1), later = ours("Chưa phát", 1);
  PlaylistRecord loop = playlist({own}, {board});
  publish(loop);
  loop = saved(loop.id);
  loop.items = {later.id, own.id};
  ASSERT_TRUE(office_->save_playlist(lan_, loop, now_).ok());
  const ItemVersion plays = prior("uu-tien", 2);
  ASSERT_TRUE(import_file(province_.file({plays})).ok());
  EXPECT_EQ(selection_of(board.id).items, (std::vector<Digest>{hash_of(plays), *own.approved}));
  EXPECT_EQ(saved(loop.id).items, (std::vector<ItemId>{plays.id, later.id, own.id}));
  EXPECT_NE(saved(loop.id).published_revision, saved(loop.id).revision);
}

/// What is published counts, and of a board the list that is seen: not what was saved since, nor
/// one below.
TEST_F(OfficeProvincesTest, APriorityItemGoesIntoTheHighestListThatAlwaysPlays) {
  let_in();
  const BoardRecord board = pair("Chợ"), quiet = pair("Bến phà");
  const ItemRecord own = ours("Tiêm chủng", 1);
  const auto published = [&](const std::vector<BoardRecord>& boards, int priority) {
    PlaylistRecord list = playlist({own}, boards);
    list.schedule.priority = priority;
    list = office_->save_playlist(lan_, list, now_).value();
    publish(list);
    return list;
  };
  const PlaylistRecord low = published({board}, 1), high = published({board}, 5);
  const PlaylistRecord background = published({quiet}, Schedule::kPriorityBackground);
  PlaylistRecord changed = saved(high.id);
  changed.schedule.priority = 0;
  changed.schedule.zone = PageZone::Side;
  ASSERT_TRUE(office_->save_playlist(lan_, changed, now_).ok());
  const ItemVersion plays = prior("uu-tien", 2);
  ASSERT_TRUE(import_file(province_.file({plays})).ok());
  const std::vector<ItemId> both{plays.id, own.id};
  EXPECT_EQ(saved(high.id).items, both);
  EXPECT_EQ(saved(low.id).items, std::vector<ItemId>{own.id});
  EXPECT_EQ(saved(background.id).items, both) << "nothing of the commune's is silenced";
  EXPECT_EQ(office_->playlists().value().size(), 3U);
}

TEST_F(OfficeProvincesTest, MoreThanTenWaitSoThatTheCommunesOwnKeepTheirPlace) {
  let_in();
  const BoardRecord board = pair("Chợ");
  const PlaylistRecord loop = playlist({ours("Tiêm chủng", 1)}, {board});
  publish(loop);
  std::vector<ItemVersion> many;
  for (int i = 0; i < 14; ++i) many.push_back(prior("tin-" + std::to_string(10 + i), 2));
  ASSERT_TRUE(import_file(province_.file(many)).ok());
  const std::vector<ItemId> listed = saved(loop.id).items;
  EXPECT_EQ(listed.size(), 11U);
  EXPECT_EQ(selection_of(board.id).items.size(), 11U);
  EXPECT_EQ(office_->playlists().value().size(), 1U);
  const auto waits = std::ranges::find_if(many, [&](const ItemVersion& version) {
    return std::ranges::find(listed, version.id) == listed.end();
  });
  ASSERT_NE(waits, many.end());
  EXPECT_EQ(failure(office_->withdraw_item(minh_, waits->id, "Không hợp", now_)), "ok")
      << "what plays nowhere may go";
}

TEST_F(OfficeProvincesTest, ABoardWithoutALoopGetsOneForWhatHasPriority) {
  let_in();
  const BoardRecord board = pair("Chợ"), other = pair("Bến phà");
  const ItemRecord own = ours("Tiêm chủng", 1);
  publish(playlist({own}, {board}));
  const ItemVersion plays = prior("uu-tien", 2), urgent = prior("khan", 3);
  ASSERT_TRUE(import_file(province_.file({plays, urgent})).ok());
  const auto lists = office_->playlists().value();
  const auto made = std::ranges::find(lists, text("province.loop"), &PlaylistRecord::name);
  ASSERT_NE(made, lists.end());
  EXPECT_EQ(made->items, (std::vector<ItemId>{urgent.id, plays.id}));
  EXPECT_EQ(made->boards, std::vector<BoardId>{other.id});
  EXPECT_EQ(selection_of(other.id).items, (std::vector<Digest>{hash_of(urgent), hash_of(plays)}));
  EXPECT_EQ(selection_of(board.id).items,
            (std::vector<Digest>{hash_of(urgent), hash_of(plays), *own.approved}));
}

TEST_F(OfficeProvincesTest, A29AProvinceThatNobodyLetInHandsOverNothing) {
  const std::string before = tables();
  EXPECT_EQ(failure(import_storm()), "denied province.unknown");
  EXPECT_EQ(tables(), before);
  EXPECT_FALSE(blobs_.has(sha256(picture_)));
  let_in();
  EXPECT_TRUE(import_storm().ok());
}

TEST_F(OfficeProvincesTest, A29ADelegationThatIsTakenBackTakesTheItemsDown) {
  let_in();
  ASSERT_TRUE(import_storm().ok());
  const BoardRecord board = pair("Chợ");
  publish(playlist({item(storm_)}, {board}));
  ASSERT_EQ(selection_of(board.id).items.size(), 1u);
  ASSERT_TRUE(sign_targets({}).ok());
  EXPECT_TRUE(selection_of(board.id).items.empty());
  EXPECT_TRUE(judged(board.id).ok());
  EXPECT_EQ(item(storm_).state, ItemState::Withdrawn);
  EXPECT_EQ(item(storm_).reason, text("province.taken_back"));
  EXPECT_EQ(failure(import_storm()), "denied province.unknown");
  let_in();
  EXPECT_EQ(item(storm_).state, ItemState::Approved) << "let in again";
  EXPECT_EQ(selection_of(board.id).items.size(), 1u);
  EXPECT_TRUE(judged(board.id).ok());
}

TEST_F(OfficeProvincesTest, WhatTheProvinceTakesBackComesDown) {
  let_in();
  ASSERT_TRUE(import_storm().ok());
  const BoardRecord board = pair("Chợ");
  publish(playlist({item(storm_)}, {board}));
  province_.take_back(storm_);
  ++province_.lists_version;
  const auto taken = import_file(province_.file({}));
  ASSERT_TRUE(taken.ok()) << taken.error().message;
  EXPECT_EQ(taken->taken_back, 1);
  EXPECT_TRUE(selection_of(board.id).items.empty());
  EXPECT_EQ(item(storm_).state, ItemState::Withdrawn);
}

TEST_F(OfficeProvincesTest, A12AnOlderFileIsRefused) {
  let_in();
  const std::string older = province_.file({storm_}, {picture_});
  province_.take_back(storm_);
  province_.lists_version = 5;
  ASSERT_TRUE(import_file(province_.file({})).ok());
  const std::string before = tables();
  EXPECT_EQ(failure(import_file(older)), "conflict province.older");
  EXPECT_EQ(tables(), before);
  // The same number for other bytes is no newer one.
  province_.sign(storm_);
  EXPECT_EQ(failure(import_storm()), "conflict province.older");
  province_.lists_version = 6;
  EXPECT_TRUE(import_storm().ok());
}

TEST_F(OfficeProvincesTest, A02OneOfThreeOwnersIsNotEnough) {
  let_in();
  province_.who_signs = {1};
  const std::string before = tables();
  EXPECT_EQ(failure(import_storm()), "denied province.not_signed");
  EXPECT_EQ(tables(), before);
  EXPECT_FALSE(blobs_.has(sha256(picture_)));
  province_.who_signs = {1, 2};
  EXPECT_TRUE(import_storm().ok());
}

TEST_F(OfficeProvincesTest, A29OneKeyOfTheProvinceInBothClassesIsRefused) {
  let_in();
  const KeyPair right = province_.approver;
  province_.approver = province_.composer;
  EXPECT_EQ(failure(import_storm()), "denied province.not_signed");
  province_.approver = right;
  EXPECT_TRUE(import_storm().ok());
}

TEST_F(OfficeProvincesTest, A28AnItemThatOneOfTheTwoSignedIsRefusedWithAllElse) {
  let_in();
  const ItemVersion half = province_.notice("tin-nua", "Một người ký");
  province_.sign(KeyClass::Compose, half);
  const std::string before = tables();
  EXPECT_EQ(failure(import_file(province_.file({storm_, half}, {picture_}))),
            "denied province.not_listed");
  EXPECT_EQ(tables(), before) << "nothing half taken";
  EXPECT_FALSE(blobs_.has(sha256(picture_)));
  province_.sign(KeyClass::Approve, half);
  EXPECT_EQ(import_file(province_.file({storm_, half}, {picture_})).value().added, 2);
}

TEST_F(OfficeProvincesTest, A29ListsByKeysThatTheOwnersDidNotNameAreRefused) {
  let_in();
  ProvinceBundle bundle = province_.bundle({storm_}, {picture_});
  const KeyPair right = province_.approver;
  province_.approver = OfficeSigners::key_of("minh");
  bundle.approve = province_.bundle({}).approve;
  EXPECT_EQ(failure(import_file(to_file(bundle).value())), "denied province.not_signed");
  province_.approver = right;
  EXPECT_TRUE(import_storm().ok());
}

TEST_F(OfficeProvincesTest, AnItemUnderTheNumberOfOneOfOursIsRefused) {
  let_in();
  const ItemRecord ours = add(notice());
  const ItemVersion odd = province_.notice(ours.id.text, "Trùng mã");
  province_.sign(odd);
  EXPECT_EQ(failure(import_file(province_.file({odd}))), "conflict province.item_taken");
  EXPECT_EQ(office_->item(ours.id).value().content, ours.content);
}

TEST_F(OfficeProvincesTest, APictureInOtherChunksThanAreSignedIsRefused) {
  let_in();
  ItemVersion odd = province_.notice("tin-le", "Ảnh lệch", picture_);
  odd.content.media[0].chunks[0] = sha256("khác");
  province_.sign(odd);
  EXPECT_EQ(failure(import_file(province_.file({odd}, {picture_}))), "corrupt province.damaged");
  EXPECT_FALSE(blobs_.has(sha256(picture_)));
}

TEST_F(OfficeProvincesTest, AFileThatIsNoneIsRefusedInWords) {
  let_in();
  const std::string file = province_.file({storm_}, {picture_});
  EXPECT_EQ(failure(import_file("GIF89a")), "invalid province.not_ours");
  EXPECT_EQ(failure(import_file(file.substr(0, file.size() - 1))), "corrupt province.damaged");
  for (const char* key : {"province.not_ours", "province.damaged", "province.not_signed"}) {
    EXPECT_TRUE(has_text(key)) << key;
  }
}

}  // namespace
}  // namespace bangtin
