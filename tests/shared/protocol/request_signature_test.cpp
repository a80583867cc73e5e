#include "shared/protocol/request_signature.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/fakes/seeded_random.h"

namespace bangtin {
namespace {

PublicKey key_of(std::uint8_t byte) {
  PublicKey key;
  key.bytes.fill(byte);
  return key;
}

Digest digest_of(std::uint8_t byte) {
  Digest digest;
  digest.bytes.fill(byte);
  return digest;
}

TEST(RequestText, IsExactlyTheseLines) {
  EXPECT_EQ(request_text("PUT", "/v1/board/status?x=1", key_of(0xab), 42, "abc"),
            "bangtin-request-v1\n"
            "PUT\n"
            "/v1/board/status?x=1\n"
            "abababababababababababababababababababababababababababababababab\n"
            "42\n"
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n");
}

TEST(RequestText, ChangesWithEachPart) {
  const std::string text = request_text("GET", "/a", key_of(1), 1, "");
  EXPECT_NE(text, request_text("PUT", "/a", key_of(1), 1, ""));
  EXPECT_NE(text, request_text("GET", "/b", key_of(1), 1, ""));
  EXPECT_NE(text, request_text("GET", "/a", key_of(2), 1, ""));
  EXPECT_NE(text, request_text("GET", "/a", key_of(1), 2, ""));
  EXPECT_NE(text, request_text("GET", "/a", key_of(1), 1, "x"));
}

TEST(CounterWindow, TakesEachCounterOnce) {
  CounterWindow window;
  for (std::int64_t counter = 1; counter <= 200; ++counter) {
    EXPECT_TRUE(window.take(counter));
    EXPECT_FALSE(window.take(counter));
    EXPECT_EQ(window.highest(), counter);
  }
}

TEST(CounterWindow, RefusesTheFloorAndAllBelow) {
  CounterWindow window(100);
  for (const std::int64_t counter : {100, 99, 50, 37, 36, 1, 0, -1}) {
    EXPECT_FALSE(window.take(counter)) << counter;
  }
  EXPECT_TRUE(window.take(110));
  EXPECT_FALSE(window.take(100));
  EXPECT_TRUE(window.take(101));
  EXPECT_FALSE(window.take(101));
}

TEST(CounterWindow, TakesSixtyFourOutOfOrder) {
  CounterWindow window;
  EXPECT_TRUE(window.take(1'000));
  EXPECT_TRUE(window.take(937)) << "63 behind is still inside";
  EXPECT_FALSE(window.take(937));
  EXPECT_FALSE(window.take(936)) << "64 behind is too old";
  for (std::int64_t counter = 999; counter > 937; --counter) {
    EXPECT_TRUE(window.take(counter)) << counter;
    EXPECT_FALSE(window.take(counter)) << counter;
  }
}

TEST(CounterWindow, ForgetsTheOldAfterAGreatJump) {
  CounterWindow window;
  EXPECT_TRUE(window.take(5));
  EXPECT_TRUE(window.take(69)) << "64 ahead";
  EXPECT_FALSE(window.take(5));
  EXPECT_TRUE(window.take(6));
  EXPECT_TRUE(window.take(INT64_MAX));
  EXPECT_TRUE(window.take(INT64_MAX - 63));
  EXPECT_FALSE(window.take(INT64_MAX - 64));
  EXPECT_FALSE(window.take(INT64_MAX));
  EXPECT_FALSE(window.take(INT64_MIN));
}

TEST(CounterWindow, AgreesWithASetOfAllThatWasTaken) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    SeededRandom random(seed);
    const std::int64_t floor = between(random, 0, 50);
    CounterWindow window(floor);
    std::set<std::int64_t> taken;
    std::int64_t highest = floor;
    for (int i = 0; i < 300; ++i) {
      const std::int64_t counter = highest + between(random, -80, chance(random, 5) ? 100 : 5);
      const bool fresh = counter > floor && counter > highest - 64 && taken.insert(counter).second;
      ASSERT_EQ(window.take(counter), fresh) << seed << ' ' << counter;
      highest = std::max(highest, counter);
      ASSERT_EQ(window.highest(), highest);
    }
  }
}

TEST(PairingFingerprint, ChangesWithEachKeyAndTheirOrder) {
  const Digest one = pairing_fingerprint(key_of(1), key_of(2), digest_of(3), digest_of(5));
  EXPECT_EQ(one, pairing_fingerprint(key_of(1), key_of(2), digest_of(3), digest_of(5)));
  EXPECT_NE(one, pairing_fingerprint(key_of(2), key_of(1), digest_of(3), digest_of(5)));
  EXPECT_NE(one, pairing_fingerprint(key_of(1), key_of(2), digest_of(4), digest_of(5)));
  EXPECT_NE(one, pairing_fingerprint(key_of(1), key_of(4), digest_of(3), digest_of(5)));
  EXPECT_NE(one, pairing_fingerprint(key_of(4), key_of(2), digest_of(3), digest_of(5)));
  EXPECT_NE(one, pairing_fingerprint(key_of(1), key_of(2), digest_of(3), digest_of(6)));
  EXPECT_NE(one, pairing_fingerprint(key_of(1), key_of(2), digest_of(5), digest_of(3)));
}

TEST(PairingCode, IsReadAsPeopleTypeIt) {
  for (const char* typed : {"BCDFGHJK", "bcdf-ghjk", " b c d f - g h j k ", "BcDf GhJk"}) {
    EXPECT_EQ(canonical_pairing_code(typed), "BCDFGHJK") << typed;
  }
  EXPECT_EQ(canonical_pairing_code("LMNPQRST"), "LMNPQRST");
  EXPECT_EQ(canonical_pairing_code("VWXZ-VWXZ"), "VWXZVWXZ");
}

TEST(PairingCode, IsEmptyForWhatIsNone) {
  for (const char* typed : {"", "BCDF", "BCDFGHJ", "BCDFGHJKL", "ABCDFGHJ", "BCDFGHJ1", "BCDFGHJY",
                            "BCDFGHJĐ", "BCDF_GHJK", "BCDFGHJE", "bcdfghji"}) {
    EXPECT_EQ(canonical_pairing_code(typed), "") << typed;
  }
}

TEST(PairingCode, IsShownInTwoHalves) {
  EXPECT_EQ(pairing_code_text("BCDFGHJK"), "BCDF-GHJK");
  EXPECT_EQ(canonical_pairing_code(pairing_code_text("BCDFGHJK")), "BCDFGHJK");
  EXPECT_EQ(pairing_code_text(""), "");
}

}  // namespace
}  // namespace bangtin
