#include "shared/trust/path_pattern.h"

#include <gtest/gtest.h>

#include "tests/fakes/seeded_random.h"

namespace bangtin::tuf {
namespace {

TEST(PathPattern, StarNeverStandsForASlash) {
  EXPECT_TRUE(matches_pattern("targets/*.tgz", "targets/foo.tgz"));
  EXPECT_FALSE(matches_pattern("targets/*.tgz", "targets/foo.txt"));
  EXPECT_TRUE(matches_pattern("*.tgz", "foo.tgz"));
  EXPECT_FALSE(matches_pattern("*.tgz", "targets/foo.tgz"));
  EXPECT_FALSE(matches_pattern("*", "a/b"));
  EXPECT_FALSE(matches_pattern("*/*", "a"));
  EXPECT_FALSE(matches_pattern("c/*", "c/a/b"));
  EXPECT_TRUE(matches_pattern("c/*/*", "c/a/b"));
  EXPECT_FALSE(matches_pattern("a?b", "a/b"));
}

TEST(PathPattern, QuestionMarkIsOneCharacterOfUtf8) {
  EXPECT_TRUE(matches_pattern("foo-version-?.tgz", "foo-version-2.tgz"));
  EXPECT_FALSE(matches_pattern("foo-version-?.tgz", "foo-version-alpha.tgz"));
  EXPECT_TRUE(matches_pattern("x?", "xẦ"));
  EXPECT_FALSE(matches_pattern("x??", "xẦ"));
  EXPECT_FALSE(matches_pattern("?", ""));
}

TEST(PathPattern, SetsHaveRangesAndCanBeTurnedRound) {
  EXPECT_TRUE(matches_pattern("[a-c]x", "bx"));
  EXPECT_FALSE(matches_pattern("[a-c]x", "dx"));
  EXPECT_FALSE(matches_pattern("[!a-c]x", "bx"));
  EXPECT_TRUE(matches_pattern("[!a-c]x", "dx"));
  EXPECT_TRUE(matches_pattern("[]x]", "]"));
  EXPECT_TRUE(matches_pattern("[đ-ư]", "ơ"));
  EXPECT_TRUE(matches_pattern("[a-]", "-"));
  EXPECT_TRUE(matches_pattern("a[b", "a[b"));
  EXPECT_FALSE(matches_pattern("[a]", ""));
}

TEST(PathPattern, WithoutWildcardsIsThePathItself) {
  EXPECT_TRUE(matches_pattern("foo.tgz", "foo.tgz"));
  EXPECT_FALSE(matches_pattern("foo.tgz", "foo.tgz "));
  EXPECT_FALSE(matches_pattern("foo.tgz", "FOO.tgz"));
  EXPECT_TRUE(matches_pattern("", ""));
  EXPECT_FALSE(matches_pattern("", "a"));
  EXPECT_FALSE(matches_pattern("a", "/a"));
}

/// The same by trying every split: slow, and plainly right.
bool slow_match(std::string_view pattern, std::string_view path) {
  if (pattern.empty()) return path.empty();
  if (pattern[0] == '*') {
    for (std::size_t n = 0; n <= path.size(); ++n) {
      if (path.substr(0, n).find('/') != path.npos) return false;
      if (slow_match(pattern.substr(1), path.substr(n))) return true;
    }
    return false;
  }
  if (path.empty()) return false;
  const bool fits = pattern[0] == '?' ? path[0] != '/' : pattern[0] == path[0];
  return fits && slow_match(pattern.substr(1), path.substr(1));
}

TEST(PathPattern, IsTheSameAsTryingEverySplit) {
  SeededRandom random(11);
  const auto text = [&random](std::string_view letters) {
    std::string out;
    for (auto left = random.below(9); left > 0; --left) {
      out += letters[random.below(letters.size())];
    }
    return out;
  };
  int matched = 0;
  for (int i = 0; i < 50'000; ++i) {
    const std::string pattern = text("ab/*?*");
    const std::string path = text("ab/");
    const bool fits = matches_pattern(pattern, path);
    matched += fits;
    EXPECT_EQ(fits, slow_match(pattern, path)) << pattern << " on " << path;
  }
  EXPECT_GT(matched, 1'000) << "the letters meet often enough to tell";
}

TEST(PathPattern, ManyStarsTakeNoLongTime) {
  std::string pattern;
  for (int i = 0; i < 2'000; ++i) pattern += "a*";
  EXPECT_FALSE(matches_pattern(pattern + "b", std::string(4'000, 'a')));
}

TEST(PathPattern, ADelegationCoversByPathOrByHash) {
  Delegation role;
  EXPECT_FALSE(covers(role, "foo"));
  role.paths = {"a/*", "f?o"};
  EXPECT_TRUE(covers(role, "foo"));
  EXPECT_FALSE(covers(role, "fo/o"));
  role.paths.clear();
  // The SHA-256 of "foo" begins with 2c26b46b.
  role.path_hash_prefixes = {"2c26b46b"};
  EXPECT_TRUE(covers(role, "foo"));
  role.path_hash_prefixes = {"2c26b46c", "C"};
  EXPECT_FALSE(covers(role, "foo"));
}

TEST(PathPattern, BinsAreCountedInHexadecimal) {
  SuccinctRoles bins;
  bins.name_prefix = "bin";
  const auto name = [&bins](int bits) {
    bins.bit_length = bits;
    return bin_of(bins, "foo");
  };
  EXPECT_EQ(name(1), "bin-0");
  EXPECT_EQ(name(4), "bin-2");
  EXPECT_EQ(name(5), "bin-05");
  EXPECT_EQ(name(16), "bin-2c26");
  EXPECT_EQ(name(32), "bin-2c26b46b");
}

}  // namespace
}  // namespace bangtin::tuf
