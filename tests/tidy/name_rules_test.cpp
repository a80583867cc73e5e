#include "tests/tidy/name_rules.h"

namespace bangtin::tidy {
namespace {

SourceFile in_house(const std::string& path, const std::string& body) {
  return {path, "namespace bangtin {\n" + body + "\n}  // namespace bangtin\n"};
}

TEST(NameRules, HoldInThisHouse) { EXPECT_TRUE(none(find_name_breaches(house_sources()))); }

TEST(NameRules, FindTheSameTypeNameInTwoFiles) {
  const std::vector<Breach> found = {{"b.h", 2, "bangtin::Log is another type in a.h"}};
  EXPECT_EQ(find_name_breaches({in_house("a.h", "struct Log {\n};"),
                                in_house("b.h", "class Log final : public Base {\n};")}),
            found);
  EXPECT_EQ(find_name_breaches(
                {in_house("a.h", "struct Log {};"), in_house("b.h", "enum class Log { On };")}),
            found);
  // What an unnamed namespace closed before does not count as open.
  EXPECT_EQ(
      find_name_breaches({in_house("a.h", "struct Log {};"),
                          in_house("b.h", "namespace {\nint x;\n}  // namespace\nstruct Log {};")}),
      (std::vector<Breach>{{"b.h", 5, "bangtin::Log is another type in a.h"}}));
}

TEST(NameRules, LetNamesBeOfTheirOwnPlace) {
  const SourceFile one = in_house("a.h", "struct Log {};");
  for (const std::string body :
       {"class Log;", "struct Log::Impl {\n};", "class LogBook {};", "// struct Log {",
        "template <>\nstruct Log<int> {};", "namespace {\nstruct Log {};\n}  // namespace",
        "namespace ui {\nstruct Log {};\n}  // namespace ui",
        "struct Other {\n  struct Log {};\n};"}) {
    EXPECT_TRUE(none(find_name_breaches({one, in_house("b.h", body)}))) << body;
  }
}

}  // namespace
}  // namespace bangtin::tidy
