#include "shared/trust/signed_time.h"

#include <gtest/gtest.h>

#include "shared/trust/house_sign.h"
#include "shared/trust/parse.h"
#include "shared/trust/sign.h"
#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

const Instant kNow = Instant(std::chrono::sys_days(std::chrono::year(2027) / 3 / 1)) +
                     std::chrono::milliseconds(1'234);
const std::string kNonce = "00112233445566778899aabbccddeeff";

KeyPair key(std::uint8_t name) { return KeyPair::from_seed({name}); }
tuf::Root root_of(const KeyPair& online) {
  return first_root(key(1).public_key(), online.public_key(), kNow);
}

TEST(SignedTime, IsWhatTheServerSaidToThisQuestion) {
  const auto said = signed_time(sign_time(kNow, kNonce, key(2)).value(), kNonce, root_of(key(2)));
  ASSERT_TRUE(said.ok());
  EXPECT_EQ(*said, kNow);
}

TEST(SignedTime, IsNotTheAnswerToAnotherQuestion) {
  const std::string other(32, 'a');
  const auto said = signed_time(sign_time(kNow, other, key(2)).value(), kNonce, root_of(key(2)));
  ASSERT_FALSE(said.ok());
  EXPECT_EQ(said.error().code, Code::Conflict);
}

TEST(SignedTime, IsSignedByTheKeyThatStandsForFreshness) {
  for (const std::uint8_t name : {1, 3}) {  // The commune's own key, and a stranger's.
    const auto said =
        signed_time(sign_time(kNow, kNonce, key(name)).value(), kNonce, root_of(key(2)));
    ASSERT_FALSE(said.ok());
    EXPECT_EQ(said.error().code, Code::Denied);
  }
  std::string changed = sign_time(kNow, kNonce, key(2)).value();
  changed.replace(changed.find("2027"), 4, "2028");
  EXPECT_FALSE(signed_time(changed, kNonce, root_of(key(2))).ok());
}

TEST(SignedTime, IsNoMetadataAndNoMetadataIsATime) {
  EXPECT_FALSE(tuf::parse_timestamp(
                   tuf::parse_envelope(sign_time(kNow, kNonce, key(2)).value())->signed_part)
                   .ok());
  Json timestamp;  // What the same key signs otherwise, with the members of a time beside.
  timestamp.set("_type", "timestamp");
  timestamp.set("nonce", kNonce);
  timestamp.set("time", to_iso8601(kNow));
  const KeyPair online = key(2);
  const auto said =
      signed_time(tuf::sign(timestamp, std::span(&online, 1)), kNonce, root_of(online));
  ASSERT_FALSE(said.ok());
  EXPECT_EQ(said.error().code, Code::Invalid);
}

TEST(SignedTime, RefusesWhatHasAnotherForm) {
  const std::string good = sign_time(kNow, kNonce, key(2)).value();
  for (const std::string& bad : {std::string(), std::string("{}"), good.substr(1),
                                 good.substr(0, good.size() / 2), good + "x"}) {
    const auto said = signed_time(bad, kNonce, root_of(key(2)));
    ASSERT_FALSE(said.ok());
    EXPECT_EQ(said.error().code, Code::Invalid);
  }
}

TEST(TimeNonce, IsRandomHexadecimal) {
  SeededRandom random(1);
  const std::string one = make_time_nonce(random);
  EXPECT_TRUE(is_time_nonce(one));
  EXPECT_NE(one, make_time_nonce(random));
  EXPECT_TRUE(is_time_nonce(kNonce));
  for (const char* bad :
       {"", "00", "00112233445566778899AABBCCDDEEFF", "00112233445566778899aabbccddeeffff",
        "0011223344556677 899aabbccddeeff"}) {
    EXPECT_FALSE(is_time_nonce(bad)) << bad;
  }
}

}  // namespace
}  // namespace bangtin
