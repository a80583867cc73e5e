#include "shared/trust/byte_check.h"

#include <gtest/gtest.h>

namespace bangtin::tuf {
namespace {

const std::string kSha256OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const std::string kSha512OfAbc =
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

Code result(std::optional<std::int64_t> length, Hashes hashes, std::string_view bytes) {
  ByteCheck check(length, std::move(hashes));
  for (const char& byte : bytes) {
    const Status piece = check.update({&byte, 1});
    if (!piece) return piece.error().code;
  }
  const Status status = check.finish();
  return status ? Code::Full : status.error().code;
}
constexpr Code kFits = Code::Full;

TEST(ByteCheck, A20AsksForTheExactLength) {
  EXPECT_EQ(result(3, {}, "abc"), kFits);
  EXPECT_EQ(result(3, {}, "ab"), Code::Corrupt);
  EXPECT_EQ(result(3, {}, "abcd"), Code::Corrupt);
  EXPECT_EQ(result(0, {}, ""), kFits);
  EXPECT_EQ(result(std::nullopt, {}, "whatever"), kFits);
}

TEST(ByteCheck, A20AsksForEveryHashThatItKnows) {
  EXPECT_EQ(result(3, {{"sha256", kSha256OfAbc}}, "abc"), kFits);
  EXPECT_EQ(result(3, {{"sha512", kSha512OfAbc}}, "abc"), kFits);
  EXPECT_EQ(result(3, {{"sha256", kSha256OfAbc}, {"sha512", kSha512OfAbc}}, "abc"), kFits);
  EXPECT_EQ(result(3, {{"sha256", kSha256OfAbc}}, "abd"), Code::Corrupt);
  EXPECT_EQ(result(3, {{"sha512", kSha512OfAbc}}, "abd"), Code::Corrupt);
  EXPECT_EQ(result(3, {{"sha256", kSha256OfAbc}, {"sha512", "00"}}, "abc"), Code::Corrupt);
  EXPECT_EQ(result(3, {{"sha256", "00"}, {"sha512", kSha512OfAbc}}, "abc"), Code::Corrupt);
}

TEST(ByteCheck, A22HashesThatNobodyKnowsProveNothing) {
  EXPECT_EQ(result(3, {{"sha3-999", kSha256OfAbc}}, "abc"), Code::Unsupported);
  EXPECT_EQ(result(3, {{"sha3-999", "00"}, {"sha256", kSha256OfAbc}}, "abc"), kFits);
  EXPECT_FALSE(known_hash_of({{"md5", "00"}}).ok());
  EXPECT_EQ(*known_hash_of({{"md5", "00"}, {"sha512", "11"}}), "11");
}

}  // namespace
}  // namespace bangtin::tuf
