#include "shared/crypto/sha256.h"

#include <gtest/gtest.h>

#include <thread>

namespace bangtin {
namespace {

TEST(Sha256, GivesTheDigestsOfTheStandard) {
  // Source: FIPS 180-4 examples.
  EXPECT_EQ(to_hex(sha256(std::string_view())),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(to_hex(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotCareHowTheBytesWereCut) {
  std::string bytes;
  for (int i = 0; i < 1'000; ++i) bytes += static_cast<char>(i * 37);
  const Digest whole = sha256(bytes);
  for (const std::size_t cut : {1u, 7u, 63u, 64u, 65u, 999u}) {
    Sha256 hash;
    for (std::size_t at = 0; at < bytes.size(); at += cut) {
      hash.update(std::string_view(bytes).substr(at, cut));
    }
    EXPECT_EQ(hash.finish(), whole) << cut;
  }
  const Bytes raw(bytes.begin(), bytes.end());
  EXPECT_EQ(sha256(std::span(raw)), whole);
}

TEST(Sha256, StartsAnewAfterFinish) {
  Sha256 hash;
  hash.update("something");
  hash.finish();
  hash.update("abc");
  EXPECT_EQ(hash.finish(), sha256("abc"));
  EXPECT_EQ(hash.finish(), sha256(std::string_view()));
}

TEST(Sha256, CanBeMovedHalfWay) {
  Sha256 first;
  first.update("a");
  Sha256 second = std::move(first);
  second.update("bc");
  EXPECT_EQ(second.finish(), sha256("abc"));
}

TEST(Sha256, WorksOnManyThreadsAtOnce) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      for (int n = 0; n < 500; ++n) {
        ASSERT_EQ(to_hex(sha256("abc")).substr(0, 8), "ba7816bf");
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace bangtin
