// The routes of keys and signatures.
#include <gtest/gtest.h>

#include "shared/crypto/sha256.h"
#include "shared/trust/house_sign.h"
#include "shared/trust/signed_time.h"
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
