#include "manager/client/client.h"

#include <gtest/gtest.h>

#include "shared/model/validate.h"
#include "shared/protocol/content_json.h"
#include "tests/fakes/scripted_channel.h"

namespace bangtin {
namespace {

/// Two pages whatever the zone, so that what was asked of it can be seen in the version.
class TwoPages final : public Pager {
 public:
  std::vector<Page> paginate(const ItemContent& content, Size zone_px) override {
    asked.push_back(zone_px);
    const int half = static_cast<int>(content.body.size() / 2);
    const int all = static_cast<int>(content.body.size());
    return {{0, half, 40, Page::kNoMedia, Millis(9000)},
            {half, all, 40, Page::kNoMedia, Millis(9000)}};
  }
  std::vector<Size> asked;
};

ItemRecord draft() {
  ItemRecord record;
  record.id = ItemId{"tin-1"};
  record.version_number = 2;
  record.content.title = "Thông báo";
  record.content.body = "Kính mời bà con.";
  record.content.agency = "UBND xã Tân Hưng";
  record.content.commune_code = "31108";
  record.content.province_code = "91";
  record.content.valid_from = Instant(Millis(1'790'000'000'000));
  record.content.valid_until = Instant(Millis(1'790'600'000'000));
  return record;
}

TEST(Client, SendsTheTokenOfTheSessionWithEachCallThatFollows) {
  ScriptedChannel channel;
  Client client(channel, nullptr);
  Session session{"the-token",
                  {PersonId{"p-1"}, "lan", "Trần Thị Lan", {Role::Editor}, false},
                  Instant(Millis(1'790'000'000'000))};
  channel.answer(to_json(session));
  channel.answer(to_json(session.person));
  ASSERT_TRUE(client.sign_in("lan", "một mật khẩu dài").ok());
  ASSERT_TRUE(client.me().ok());
  EXPECT_TRUE(channel.asked[0].headers.empty());
  ASSERT_EQ(channel.asked[1].headers.size(), 1u);
  EXPECT_EQ(channel.asked[1].headers[0].second, "Bearer the-token");
}

TEST(Client, APasswordIsRightWhereOnlyTheCodeIsMissing) {
  ScriptedChannel channel;
  Client client(channel, nullptr);
  client.set_token("the-token");
  const auto refuse = [&](const char* key) {
    channel.answer(403, error_body(Error{Code::Denied, "no", key}));
    return client.check_password("lan", "một mật khẩu dài");
  };
  EXPECT_TRUE(refuse("person.code_missing").ok());
  EXPECT_FALSE(refuse("person.wrong_sign_in").ok());
  EXPECT_FALSE(refuse("person.wait").ok());
  EXPECT_EQ(client.token(), "the-token");
}

TEST(Client, GivesTheErrorThatTheServerAnswered) {
  ScriptedChannel channel;
  Client client(channel, nullptr);
  channel.answer(409, error_body(Error{Code::Conflict, "revision 3, not 2", "item.changed"}));
  const Result<ItemRecord> saved = client.save_item(ItemId{"tin-1"}, draft().content, 2);
  ASSERT_FALSE(saved.ok());
  EXPECT_EQ(saved.error().code, Code::Conflict);
  EXPECT_EQ(saved.error().key, "item.changed");
}

TEST(Client, AnAnswerThatIsNoJsonIsAnErrorAndNotACrash) {
  ScriptedChannel channel;
  Client client(channel, nullptr);
  channel.answer(200, "<html>đăng nhập wifi</html>");
  EXPECT_FALSE(client.items().ok());
  channel.answer(502, "<html>bad gateway</html>");
  EXPECT_FALSE(client.items().ok());
}

TEST(Client, PagesANoticeForEachMainZoneAndNoTickerZone) {
  TwoPages pager;
  const std::vector<ZoneKind> zones = {
      {ZoneRole::Main, {1920, 864}}, {ZoneRole::Main, {384, 120}}, {ZoneRole::Ticker, {1920, 98}}};
  const ItemVersion version =
      make_version(draft(), "lan", zones, pager, Instant(Millis(1'790'000'000'000)));
  EXPECT_EQ(version.number, 3);
  EXPECT_EQ(version.author, "lan");
  ASSERT_EQ(version.paginations.size(), 2u);
  EXPECT_EQ(version.paginations[0].zone_px, (Size{384, 120}));
  EXPECT_EQ(version.paginations[1].zone_px, (Size{1920, 864}));
  EXPECT_TRUE(validate(version).empty());
}

TEST(Client, SaysWhichRuleADraftBreaksBeforeItIsHandedIn) {
  ScriptedChannel channel;
  TwoPages pager;
  Client client(channel, &pager);
  ItemRecord record = draft();
  record.content.valid_until = record.content.valid_from;
  channel.answer(to_json(record));
  const Result<ItemRecord> handed = client.submit_item(
      ItemId{"tin-1"}, record.content, SigningPerson{KeyPair::from_seed({1}), "/nowhere"},
      Instant(Millis(1'790'000'000'000)));
  ASSERT_FALSE(handed.ok());
  EXPECT_FALSE(handed.error().key.empty());
  EXPECT_EQ(channel.asked.size(), 1u);
}

TEST(Client, RefusesAVersionWhoseBytesAreNotItsHash) {
  ScriptedChannel channel;
  Client client(channel, nullptr);
  TwoPages pager;
  ItemVersion version = make_version(draft(), "lan", {{ZoneRole::Main, {1920, 864}}}, pager,
                                     Instant(Millis(1'790'000'000'000)));
  const Digest hash = hash_of(version);
  channel.answer(to_json(version));
  EXPECT_TRUE(client.version(hash).ok());
  version.content.title = "Tin giả";
  channel.answer(to_json(version));
  const Result<ItemVersion> forged = client.version(hash);
  ASSERT_FALSE(forged.ok());
  EXPECT_EQ(forged.error().code, Code::Corrupt);
}

TEST(Client, EscapesWhatAPersonTypedIntoATarget) {
  ScriptedChannel channel;
  Client client(channel, nullptr);
  EXPECT_FALSE(client.pairing("../x?y=1 ă").ok());
  EXPECT_EQ(channel.asked[0].target, "/v1/pairing-codes/..%2Fx%3Fy%3D1%20%C4%83");
}

TEST(Client, TellsWhereABoardStandsOrThatNobodyKnows) {
  ScriptedChannel channel;
  Client client(channel, nullptr);
  BoardRecord board;
  board.position = GeoPoint{10'045'200, 105'746'900};
  channel.answer(to_json(board));
  EXPECT_EQ(client.place_board({"b-1"}, board.position)->position, board.position);
  EXPECT_EQ(channel.asked[0].method, "PUT");
  EXPECT_EQ(channel.asked[0].target, "/v1/boards/b-1/position");
  EXPECT_EQ(channel.asked[0].body, R"({"position":[10045200,105746900]})");
  channel.answer(to_json(BoardRecord{}));
  EXPECT_FALSE(client.place_board({"b-1"}, std::nullopt)->position);
  EXPECT_EQ(channel.asked[1].body, R"({"position":null})");
}

TEST(Client, TheCommuneNamesItsMap) {
  ScriptedChannel channel;
  Client client(channel, nullptr);
  Json commune = Json().set("code", "31108").set("province_code", "91").set("name", "Tân Hưng");
  commune.set("agency", "UBND xã Tân Hưng").set("utc_offset_minutes", 420);
  channel.answer(commune);
  EXPECT_FALSE(client.commune()->map);
  channel.answer(commune.set("map", std::string(64, 'b')));
  EXPECT_EQ(client.commune()->map, digest_from_hex(std::string(64, 'b')));
  channel.answer(200, R"({"outline":[[10,20,30,40,50,60]],"lines":[]})");
  EXPECT_EQ(client.commune_map()->outline.at(0).at(1), (GeoPoint{30, 40}));
  channel.answer(200, R"({"outline":[[10]],"lines":[]})");
  EXPECT_FALSE(client.commune_map().ok());
}

}  // namespace
}  // namespace bangtin
