// What a child says is waited for so long, however it says it.
#include "manager/ingest/child_answer.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

Child child_that(const char* script) { return Child::start("/bin/sh", {"-c", script}, 0).value(); }

TEST(ChildAnswer, GivesLinesThenBytes) {
  Child child = child_that("echo '{\"a\":1}'; printf 'xyz'");
  ChildAnswer answer(child, Millis(60'000));
  const auto line = answer.line([] { return true; });
  ASSERT_TRUE(line);
  EXPECT_EQ(line->dump(), R"({"a":1})");
  EXPECT_EQ(answer.bytes(3, [] { return true; }), "xyz");
  EXPECT_EQ(answer.bytes(1, [] { return true; }), std::nullopt) << "it ended";
}

TEST(ChildAnswer, AByteNowAndThenGainsNoTime) {
  // Each byte comes long before the silence is over; the guard says when that went on for ever.
  constexpr int kFarTooOften = 100;
  int waited = 0;
  const auto guard = [&] { return ++waited < kFarTooOften; };
  Child child = child_that("while printf x; do sleep 0.02; done");
  ChildAnswer answer(child, Millis(200));
  EXPECT_FALSE(answer.line(guard));
  EXPECT_LT(waited, kFarTooOften);
  waited = 0;
  EXPECT_FALSE(answer.bytes(1'000'000, guard));
  EXPECT_LT(waited, kFarTooOften);
}

}  // namespace
}  // namespace bangtin
