#include "shared/base/config.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

const std::vector<Setting> kKnown = {
    {"listen", "127.0.0.1:8443", "where the server listens"},
    {"data-folder", "/var/lib/bangtin", "where everything is kept"},
    {"colour", "#fff", "of the ground"},
};

using Environment = std::map<std::string, std::string>;
using Flags = std::vector<std::pair<std::string, std::string>>;

Result<Settings> merge(std::string_view file, Environment environment = {}, Flags flags = {}) {
  return merge_settings(
      kKnown, file,
      [&](const std::string& name) -> const char* {
        const auto found = environment.find(name);
        return found == environment.end() ? nullptr : found->second.c_str();
      },
      flags);
}

void expect_invalid(const Result<Settings>& result, std::string_view words) {
  ASSERT_FALSE(result.ok()) << words;
  EXPECT_EQ(result.error().code, Code::Invalid);
  EXPECT_NE(result.error().message.find(words), std::string::npos) << result.error().message;
}

TEST(MergeSettings, GivesTheDefaultsWhenNobodySaysAnything) {
  const auto settings = merge("");
  ASSERT_TRUE(settings.ok());
  EXPECT_EQ(*settings, (Settings{{"listen", "127.0.0.1:8443"},
                                 {"data-folder", "/var/lib/bangtin"},
                                 {"colour", "#fff"}}));
}

TEST(MergeSettings, LetsEachLayerOverrideTheOneBefore) {
  const char* file = "listen = [::1]:1\n";
  EXPECT_EQ(merge(file)->at("listen"), "[::1]:1");
  EXPECT_EQ(merge(file, {{"BANGTIN_LISTEN", "2"}})->at("listen"), "2");
  EXPECT_EQ(merge(file, {{"BANGTIN_LISTEN", "2"}}, {{"listen", "3"}})->at("listen"), "3");
  EXPECT_EQ(merge(file, {}, {{"listen", "3"}, {"listen", "4"}})->at("listen"), "4");
}

TEST(MergeSettings, NamesTheEnvironmentInCapitalsWithUnderscores) {
  EXPECT_EQ(merge("", {{"BANGTIN_DATA_FOLDER", "/x"}})->at("data-folder"), "/x");
  EXPECT_EQ(merge("", {{"BANGTIN_LISTEN", ""}})->at("listen"), "");
}

TEST(MergeSettings, ReadsCommentsBlanksAndWindowsLines) {
  const auto settings = merge(
      "# the board in front of the market\r\n"
      "\r\n"
      "  listen=a = b  # said here\r\n"
      "\tcolour = #c00\n"
      "data-folder =");
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->at("listen"), "a = b");
  EXPECT_EQ(settings->at("colour"), "") << "a `#` after a blank starts a comment";
  EXPECT_EQ(settings->at("data-folder"), "");
  EXPECT_EQ(merge("colour =#c00")->at("colour"), "#c00");
  EXPECT_EQ(merge("listen = https://x/#y")->at("listen"), "https://x/#y");
}

TEST(MergeSettings, NamesTheLineOfWhatIsWrong) {
  expect_invalid(merge("\n# x\nlisten 1\n"), "line 3: no `=`");
  expect_invalid(merge("listne = 1"), "line 1: unknown key `listne`");
  expect_invalid(merge("= 1"), "line 1: unknown key ``");
  expect_invalid(merge("Listen = 1"), "unknown key `Listen`");
  expect_invalid(merge("listen = 1\ncolour = x\nlisten = 1\n"), "line 3: `listen` said twice");
}

TEST(MergeSettings, NamesAnUnknownFlag) {
  expect_invalid(merge("", {}, {{"port", "1"}}), "unknown flag `port`");
}

}  // namespace
}  // namespace bangtin
