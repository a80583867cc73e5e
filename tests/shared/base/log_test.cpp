#include "shared/base/log.h"

#include <gtest/gtest.h>

#include <functional>

#include "shared/base/clock.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

/// What `act` writes to standard error.
std::string captured(const std::function<void()>& act) {
  testing::internal::CaptureStderr();
  act();
  return testing::internal::GetCapturedStderr();
}

/// The line after its time, which is checked to be one.
std::string after_time(const std::string& line) {
  const auto blank = line.find(' ');
  EXPECT_TRUE(from_iso8601(line.substr(0, blank)).has_value()) << line;
  return line.substr(blank + 1);
}

class Log : public testing::Test {
 protected:
  void TearDown() override { log::set_level(log::Level::Info); }
};

TEST_F(Log, WritesOneLineWithTimeLevelAreaMessageAndFields) {
  const std::string line = captured([] {
    log::warn("sync", "retries", {{"tries", "3"}, {"board", "cho-ba-dau"}});
  });
  EXPECT_EQ(after_time(line), "warn sync retries tries=3 board=cho-ba-dau\n");
}

TEST_F(Log, QuotesValuesThatWouldNotReadBack) {
  const std::string line = captured([] {
    log::info("a", "m", {{"x", "b c"}, {"y", "say \"no\" \\"}, {"z", ""}});
  });
  EXPECT_EQ(after_time(line), "info a m x=\"b c\" y=\"say \\\"no\\\" \\\\\" z=\"\"\n");
}

TEST_F(Log, LetsNoValueForgeALineOrSteerATerminal) {
  const std::string line = captured([] {
    log::error("a", "m\nm", {{"x", "1\n2026 error fake\x1b[31m\x7f"}});
  });
  EXPECT_EQ(after_time(line), "error a m\\x0am x=\"1\\x0a2026 error fake\\x1b[31m\\x7f\"\n");
}

TEST_F(Log, KeepsVietnameseAsItIs) {
  EXPECT_EQ(after_time(captured([] {
              log::info("a", "bảng", {{"x", "chợ"}});
            })),
            "info a bảng x=chợ\n");
}

TEST_F(Log, DropsWhatIsAboveTheLevel) {
  EXPECT_EQ(captured([] { log::debug("a", "m"); }), "");
  log::set_level(log::Level::Error);
  EXPECT_EQ(captured([] { log::warn("a", "m"); }), "");
  EXPECT_NE(captured([] { log::error("a", "m"); }), "");
  EXPECT_TRUE(log::set_level("debug"));
  EXPECT_EQ(after_time(captured([] { log::debug("a", "m"); })), "debug a m\n");
}

TEST_F(Log, KeepsTheLevelWhenTheNameIsUnknown) {
  EXPECT_TRUE(log::set_level("warn"));
  EXPECT_FALSE(log::set_level("loud"));
  EXPECT_FALSE(log::set_level(""));
  EXPECT_EQ(captured([] { log::info("a", "m"); }), "");
}

TEST_F(Log, CutsALongLineBetweenCharacters) {
  std::string text;
  while (text.size() < 2 * limits::kLogLineBytesMax) text += "ộ";
  for (const char* lead : {"", "x", "xx"}) {
    const std::string line = captured([&] { log::info("a", lead + text); });
    EXPECT_LE(line.size(), limits::kLogLineBytesMax + 8);
    EXPECT_GE(line.size(), limits::kLogLineBytesMax);
    EXPECT_TRUE(line.ends_with("ộ (cut)\n")) << lead;
  }
}

}  // namespace
}  // namespace bangtin
