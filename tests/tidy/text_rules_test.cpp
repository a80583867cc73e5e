#include "tests/tidy/text_rules.h"

namespace bangtin::tidy {
namespace {

using Breaches = std::vector<Breach>;

Breaches pair(std::string vietnamese, std::string english) {
  return find_text_breaches({{"assets/lang/a.vi.json", std::move(vietnamese)},
                             {"assets/lang/a.en.json", std::move(english)}});
}

TEST(House, SaysEverySentenceInBothLanguages) {
  const auto files = files_of("assets/lang");
  EXPECT_GE(files.size(), 2u);
  EXPECT_TRUE(none(find_text_breaches(files)));
}

TEST(TextRule, TakesTheSameKeysWithTheSamePlaceholdersInAnyOrder) {
  EXPECT_TRUE(
      none(pair(R"({"a.x":"{n} tin, {b}","a.y":"có"})", R"({"a.y":"yes","a.x":"{b}: {n}"})")));
}

TEST(TextRule, NamesTheLineOfAKeyInOneLanguageOnly) {
  EXPECT_EQ(pair("{\n\"a.x\":\"x\",\n\"a.y\":\"y\"}", "{\"a.x\":\"x\"}"),
            (Breaches{{"assets/lang/a.vi.json", 3, "a.y is not in assets/lang/a.en.json"}}));
  EXPECT_EQ(pair("{\"a.x\":\"x\"}", "{\"a.x\":\"x\",\n\"a.y\":\"y\"}"),
            (Breaches{{"assets/lang/a.en.json", 2, "a.y is not in assets/lang/a.vi.json"}}));
}

TEST(TextRule, FindsPlaceholdersThatDiffer) {
  EXPECT_EQ(pair(R"({"a.x":"{n} tin"})", R"({"a.x":"{count} items"})").size(), 2u);
  EXPECT_EQ(pair(R"({"a.x":"{n} {n}"})", R"({"a.x":"{n}"})").size(), 2u);
  EXPECT_EQ(pair(R"({"a.x":"{n"})", R"({"a.x":"n"})").size(), 2u);
}

TEST(TextRule, FindsWhatIsNoFlatListOfTexts) {
  EXPECT_FALSE(none(pair("{\"a.x\":", "{}")));
  EXPECT_FALSE(none(pair(R"({"a.x":"x","a.x":"y"})", R"({"a.x":"x"})")));
  EXPECT_FALSE(none(pair("[]", "{}")));
  EXPECT_FALSE(none(pair(R"({"a.x":{"y":"z"}})", R"({"a.x":{"y":"z"}})")));
  EXPECT_FALSE(none(pair(R"({"a.x":""})", R"({"a.x":""})")));
}

TEST(TextRule, FindsStrangersLonelyFilesAndKeysOfTwoAreas) {
  EXPECT_EQ(find_text_breaches({{"assets/lang/vi.json", "{}"}}).size(), 1u);
  EXPECT_EQ(find_text_breaches({{"assets/lang/a.fr.json", "{}"}}).size(), 1u);
  EXPECT_EQ(find_text_breaches({{"assets/lang/a.vi.json", "{}"}}),
            (Breaches{{"assets/lang/a.vi.json", 1, "has no twin in the other language"}}));
  EXPECT_EQ(find_text_breaches({{"assets/lang/a.vi.json", R"({"x":"1"})"},
                                {"assets/lang/a.en.json", R"({"x":"1"})"},
                                {"assets/lang/b.vi.json", R"({"x":"1"})"},
                                {"assets/lang/b.en.json", R"({"x":"1"})"}})
                .size(),
            1u);
}

}  // namespace
}  // namespace bangtin::tidy
