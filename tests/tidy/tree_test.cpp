#include "tests/tidy/tree.h"

namespace bangtin::tidy {
namespace {

TEST(Tree, HoldsTheHouse) {
  const auto& sources = house_sources();
  EXPECT_GT(sources.size(), 20u);
  const auto has = [&](std::string_view path) {
    for (const SourceFile& file : sources) {
      if (file.path == path) return !file.text.empty();
    }
    return false;
  };
  EXPECT_TRUE(has("shared/base/json.cpp"));
  EXPECT_TRUE(has("tests/tidy/tree.h"));
}

TEST(CodeOf, BlanksCommentsAndLiteralsAndKeepsLines) {
  EXPECT_EQ(code_of("a // b\nc"), "a     \nc");
  EXPECT_EQ(code_of("a /* b\nc */ d"), "a     \n     d");
  EXPECT_EQ(code_of("f(\"x // y\"); g"), "f(        ); g");
  EXPECT_EQ(code_of("f(\"\\\"\"); g"), "f(    ); g");
  EXPECT_EQ(code_of("'\"' x"), "    x");
  EXPECT_EQ(code_of("1'000 + x // '"), "1'000 + x     ");
  EXPECT_EQ(code_of("R\"(a\n\")\" x"), "R   \n    x");
  EXPECT_EQ(code_of("R\"~(a)\" b)~\" x"), "R            x");
}

TEST(LinesOf, SplitsAtLineEndsOnly) {
  EXPECT_EQ(lines_of(""), std::vector<std::string_view>{});
  EXPECT_EQ(lines_of("a\n\nb"), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(lines_of("a\n"), (std::vector<std::string_view>{"a"}));
}

TEST(IsMain, IsTrueDirectlyInTheProgramFolders) {
  EXPECT_TRUE(is_main("player/app.cpp"));
  EXPECT_TRUE(is_main("manager/ctl_main.cpp"));
  EXPECT_FALSE(is_main("player/core/stage.cpp"));
  EXPECT_FALSE(is_main("tests/player/app_test.cpp"));
}

TEST(None, NamesFileAndLine) {
  EXPECT_TRUE(none({}));
  EXPECT_NE(std::string(none({{"a/b.h", 7, "no"}}).message()).find("a/b.h:7: no"),
            std::string::npos);
}

}  // namespace
}  // namespace bangtin::tidy
