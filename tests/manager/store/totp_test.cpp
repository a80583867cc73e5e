#include "manager/store/totp.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

const std::string kRfcSecret = "12345678901234567890";

Instant at_seconds(std::int64_t seconds) { return Instant(Seconds(seconds)); }

TEST(Totp, GivesTheCodesOfTheStandard) {
  // RFC 6238 appendix B, SHA-1; six digits are the last six of its eight.
  const std::pair<std::int64_t, const char*> rows[] = {{59, "287082"},
                                                       {1'111'111'109, "081804"},
                                                       {1'111'111'111, "050471"},
                                                       {1'234'567'890, "005924"},
                                                       {2'000'000'000, "279037"},
                                                       {20'000'000'000, "353130"}};
  for (const auto& [seconds, code] : rows) {
    const std::int64_t step = totp::step_at(at_seconds(seconds));
    EXPECT_EQ(totp::code_of(kRfcSecret, step).value(), code) << seconds;
    EXPECT_EQ(totp::step_of(kRfcSecret, code, at_seconds(seconds), 0), step) << seconds;
  }
}

TEST(Totp, AClockMayBeOneStepEarlyOrLateAndNoMore) {
  const Instant now = at_seconds(1'111'111'111);
  const std::int64_t here = totp::step_at(now);
  for (int off = -2; off <= 2; ++off) {
    const std::string code = totp::code_of(kRfcSecret, here + off).value();
    const auto found = totp::step_of(kRfcSecret, code, now, 0);
    EXPECT_EQ(found.has_value(), off >= -1 && off <= 1) << off;
    EXPECT_EQ(found.value_or(here + off), here + off);
  }
}

TEST(Totp, ACodeCountsOnce) {
  const Instant now = at_seconds(1'111'111'111);
  const std::int64_t here = totp::step_at(now);
  EXPECT_FALSE(totp::step_of(kRfcSecret, "050471", now, here));
  EXPECT_FALSE(totp::step_of(kRfcSecret, "081804", now, here)) << "nor does one before it";
  EXPECT_TRUE(totp::step_of(kRfcSecret, "050471", now, here - 1));
}

TEST(Totp, BlanksDoNotMatterAndOtherThingsAreNoCode) {
  const Instant now = at_seconds(59);
  EXPECT_TRUE(totp::step_of(kRfcSecret, " 287 082 ", now, 0));
  for (const char* odd : {"", "28708", "2870821", "28708x",
                          "287\xE2\x80\x8B"
                          "082"}) {
    EXPECT_FALSE(totp::step_of(kRfcSecret, odd, now, 0)) << odd;
  }
}

TEST(Totp, TheKeyIsReadByApps) {
  EXPECT_EQ(totp::base32(kRfcSecret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  EXPECT_EQ(totp::address_of("Bảng Tin", "bien.tap", kRfcSecret),
            "otpauth://totp/B%E1%BA%A3ng%20Tin:bien.tap?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=B%E1%BA%A3ng%20Tin&digits=6&period=30");
}

}  // namespace
}  // namespace bangtin
