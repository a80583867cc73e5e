#include "shared/crypto/sha512.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

// Source: FIPS 180-4 examples.
constexpr const char* kOfNothing =
    "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
    "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e";
constexpr const char* kOfAbc =
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

TEST(Sha512, IsThatOfTheStandardWholeAndByPieces) {
  Sha512 hash;
  EXPECT_EQ(hash.finish_hex(), kOfNothing);
  hash.update("abc");
  EXPECT_EQ(hash.finish_hex(), kOfAbc);
  for (const char* piece : {"a", "", "b", "c"}) hash.update(piece);
  EXPECT_EQ(hash.finish_hex(), kOfAbc) << "and starts anew after each";
}

}  // namespace
}  // namespace bangtin
