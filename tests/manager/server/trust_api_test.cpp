// The routes of keys and signatures.
#include <gtest/gtest.h>

#include "shared/crypto/sha256.h"
#include "shared/protocol/board_trust.h"
#include "shared/trust/house_sign.h"
#include "shared/trust/signed_time.h"
#include "tests/fakes/sim_province.h"
#include "tests/manager/server/house.h"
#include "tests/manager/store/office_signers.h"

namespace bangtin {
namespace {

Json one(const char* name, const std::string& value) {
  Json json;
  json.set(name, value);
  return json;
}

TEST(TrustApi, EveryPersonSeesHowFarTheCommuneIs) {
  House house;
  const ApiAnswer answer = house.call("editor", "GET", "/v1/trust");
  ASSERT_EQ(answer.status, 200);
  EXPECT_TRUE(*answer.json.bool_at("begun"));
  EXPECT_TRUE(*answer.json.bool_at("place_signed"));
  EXPECT_TRUE(answer.json.bool_at("people_signed").ok());
  EXPECT_FALSE(*answer.json.bool_at("one_person"));
  EXPECT_EQ(answer.text("signing_code"), "31108");
  EXPECT_EQ(answer.number("targets_version"), 1);
  EXPECT_EQ(answer.text("online_key"), to_hex(house.seal.public_key()));
  EXPECT_NE(answer.text("root").find("consistent_snapshot"), std::string::npos);
}

TEST(TrustApi, AKeyWaitsUntilTheCommunesKeySignsIt) {
  House house;
  EXPECT_EQ(house.call("editor", "GET", "/v1/me/key").text("state"), "trusted");
  const std::string fresh = to_hex(house.new_key().public_key());
  EXPECT_EQ(house.call("editor", "PUT", "/v1/me/key", one("key", fresh)).text("state"), "waiting");
  EXPECT_EQ(house.call("editor", "PUT", "/v1/me/key", one("key", "abc")).key, "key.not_a_key");
  EXPECT_EQ(house.call("approver", "PUT", "/v1/me/key", one("key", fresh)).key, "key.taken");
  EXPECT_EQ(house.call("technician", "GET", "/v1/me/key").key, "key.none");
  const ApiAnswer all = house.call("administrator", "GET", "/v1/people/keys");
  ASSERT_EQ(all.status, 200);
  EXPECT_EQ(all.json.find("keys")->as_array()->size(), 2u);
}

TEST(TrustApi, AProvincesFileIsTakenFromAnUploadAndLetGo) {
  House house;
  SimProvince province(house.now + std::chrono::hours(24 * 300));
  const Office::TrustState state = house.office->trust_state().value();
  const std::string picture = SimProvince::picture("cảnh bão");
  const ItemVersion storm = province.notice("tin-bao", "Bão số 9", picture);
  province.sign(storm);
  const std::string file = province.file({storm}, {picture});
  const auto upload = [&](const std::string& bytes, std::size_t held) {
    Json request;
    request.set("name", "tinh").set("size_bytes", std::int64_t(bytes.size()));
    const std::string id = house.call("editor", "POST", "/v1/uploads", request).text("id");
    const ApiAnswer put =
        house.raw("editor", "PUT", "/v1/uploads/" + id + "?offset=0", bytes.substr(0, held));
    EXPECT_EQ(put.status, 200) << put.key;
    return id;
  };
  const auto take = [&](const std::string& id, const std::string& who = "editor") {
    return house.call(who, "POST", "/v1/provinces/import", one("upload", id));
  };
  EXPECT_EQ(take(upload(file, file.size() - 1)).key, "upload.incomplete");
  const std::string early = upload(file, file.size());
  EXPECT_EQ(take(early, "administrator").status, 403);
  EXPECT_EQ(take(early, "approver").status, 404) << "another's upload";
  EXPECT_EQ(take(early).key, "province.unknown");
  EXPECT_EQ(house.call("editor", "GET", "/v1/uploads/" + early).status, 404) << "let go";
  // The commune's key lets it in; all else stays as it is.
  const auto people = house.office->person_keys().value();
  CommuneKeys keys{state.signing_code, {}, {}, state.online_key, place_bytes(state.place)};
  for (const PersonKey& key : people) {
    const bool composes = key.roles.front() == Role::Editor;
    (composes ? keys.composers : keys.approvers).push_back(key.key);
  }
  keys.provinces = {province.keys()};
  const std::string targets =
      signed_targets(keys, 2, house.now + std::chrono::hours(24 * 300), OfficeSigners::owner());
  ASSERT_EQ(house.call("administrator", "PUT", "/v1/trust/targets", one("targets", targets)).status,
            200);
  const ApiAnswer taken = take(upload(file, file.size()));
  ASSERT_EQ(taken.status, 200) << taken.key;
  EXPECT_EQ(taken.text("code"), "99091");
  EXPECT_EQ(taken.number("added"), 1);
  EXPECT_EQ(house.call("editor", "GET", "/v1/items/tin-bao").text("author"), "lan@99091");
  EXPECT_EQ(house.call("editor", "GET", "/v1/trust/files/1.province-99091.json").status, 200);
  EXPECT_EQ(take(upload("GIF89a", 6)).key, "province.not_ours");
  EXPECT_EQ(take("x").status, 404);
}

TEST(TrustApi, TheRepositoryIsServedToPeopleAndBoardsByName) {
  House house;
  const KeyPair key = house.new_key();
  const std::string board = house.pair(key);
  for (const std::string& name :
       {std::string("timestamp.json"), std::string("1.root.json"), std::string("1.targets.json"),
        std::string("2.select.json"), "1.select%2F" + board + ".json"}) {
    const std::string path = "/v1/trust/files/" + name;
    EXPECT_EQ(house.signed_call(key, "GET", path).status, 200) << name;
    EXPECT_EQ(house.call("editor", "GET", path).status, 200) << name;
  }
  EXPECT_EQ(house.signed_call(key, "GET", "/v1/trust/files/2.root.json").status, 404);
  EXPECT_EQ(house.signed_call(key, "GET", "/v1/trust/files/7.snapshot.txt").status, 404);
}

TEST(TrustApi, ABoardIsToldTheTimeInAnswerToItsQuestion) {
  House house;
  const KeyPair key = house.new_key();
  house.pair(key);
  const std::string nonce = "00112233445566778899aabbccddeeff";
  const ApiAnswer answer =
      house.signed_call(key, "POST", "/v1/board/time", to_json(TimeQuestion{nonce}));
  ASSERT_EQ(answer.status, 200);
  const tuf::Root root = first_root(key.public_key(), house.seal.public_key(), house.now);
  const auto time = signed_time(answer.json.dump(), nonce, root);
  ASSERT_TRUE(time.ok());
  EXPECT_EQ(*time, house.now);
  EXPECT_EQ(house.signed_call(key, "POST", "/v1/board/time", to_json(TimeQuestion{"x"})).status,
            400);
  EXPECT_EQ(house.call("editor", "POST", "/v1/board/time", to_json(TimeQuestion{nonce})).status,
            401);
}

TEST(TrustApi, WhatIsNotSignedIsRefusedInWords) {
  House house;
  const ApiAnswer targets =
      house.call("administrator", "PUT", "/v1/trust/targets", one("targets", "{}"));
  EXPECT_EQ(targets.key, "trust.not_signed");
  EXPECT_EQ(house.call("administrator", "PUT", "/v1/trust/root", one("root", "x")).key,
            "trust.not_signed");
  Json begin = one("root", "{}");
  begin.set("targets", "{}");
  EXPECT_EQ(house.call("administrator", "POST", "/v1/trust", begin).key, "trust.begun");
}

TEST(TrustApi, LiveVersionsAreThoseThatWaitOrMayPlay) {
  House house;
  const std::string item = house.approved_notice();
  const auto versions = [&] {
    return house.call("approver", "GET", "/v1/trust/live")
        .json.find("versions")
        ->as_array()
        ->size();
  };
  EXPECT_EQ(versions(), 1u);
  ASSERT_EQ(
      house.call("editor", "POST", "/v1/items/" + item + "/withdraw", one("reason", "sai")).status,
      200);
  EXPECT_EQ(versions(), 0u);
}

}  // namespace
}  // namespace bangtin
