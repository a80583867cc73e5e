#include "shared/trust/file_name.h"

#include <gtest/gtest.h>

#include <set>

#include "shared/base/limits.h"

namespace bangtin::tuf {
namespace {

TEST(FileName, KeepsPlainNames) {
  EXPECT_EQ(file_name_of("targets", ".json"), "targets.json");
  EXPECT_EQ(file_name_of("target_file-1.txt~"), "target_file-1.txt~");
}

TEST(FileName, A24NoNameLeavesTheFolderOrHidesOrEndsEarly) {
  const std::vector<std::string> names = {"..",
                                          ".",
                                          "../x",
                                          "/etc/passwd",
                                          "a/b",
                                          "%2e",
                                          "..%2Fx",
                                          "",
                                          "a\\b",
                                          ".tmp-root",
                                          ".part",
                                          std::string("a\0b", 3),
                                          "=",
                                          "a=b",
                                          "?#",
                                          "\n",
                                          "Tổ dân phố 5/ảnh.png"};
  for (const std::string& name : names) {
    const std::string file = file_name_of(name, ".json");
    EXPECT_EQ(file.find_first_of(std::string("/\\=?#\n\0", 7)), std::string::npos) << file;
    EXPECT_FALSE(name.starts_with('.') && file.starts_with('.')) << file;
  }
  EXPECT_EQ(file_name_of("../delegated"), "%2E.%2Fdelegated");
  EXPECT_EQ(file_name_of("%2e"), "%252e");
}

TEST(FileName, A24DifferentNamesGetDifferentFiles) {
  const std::string composed = "\xe1\xba\xa3nh";  // "ả" in one
  const std::string decomposed = "a\xcc\x89nh";   // the same letter in two
  const std::string longest(1'000, 'x');
  const std::vector<std::string> names = {"a",   "A",           "a/b",         "a%2Fb", "%61",
                                          "a%b", ".a",          "%2Ea",        "ảnh",   decomposed,
                                          "a ",  longest + "a", longest + "b", longest};
  std::set<std::string> files;
  for (const std::string& name : names) files.insert(file_name_of(name));
  files.insert(file_name_of(composed));
  EXPECT_EQ(files.size(), names.size()) << "composed is the only one twice";
}

TEST(FileName, A24AVeryLongNameFitsAFileSystem) {
  const std::string name = file_name_of(std::string(10'000, '/'), ".json");
  EXPECT_LE(name.size(), limits::kEncodedNameBytesMax + 5);
  EXPECT_TRUE(name.ends_with(".json"));
  EXPECT_NE(name.find('='), std::string::npos) << "which no short name has";
  EXPECT_EQ(file_name_of(std::string(limits::kEncodedNameBytesMax, 'a')),
            std::string(limits::kEncodedNameBytesMax, 'a'));
}

TEST(FileName, AUrlKeepsTheFoldersOfATarget) {
  EXPECT_EQ(target_url_path("a/b c/d.png", "")->c_str(), std::string("a/b%20c/d.png"));
  EXPECT_EQ(target_url_path("a/d.png", "ff.")->c_str(), std::string("a/ff.d.png"));
  EXPECT_EQ(target_url_path("d.png", "ff.")->c_str(), std::string("ff.d.png"));
  EXPECT_EQ(url_encoded("a/b"), "a%2Fb");
}

TEST(FileName, AUrlHasNoSegmentThatIsResolved) {
  for (const char* target : {"", "/", "/a", "a/", "a//b", "..", "../a", "a/../b", "a/.", "./a"}) {
    EXPECT_FALSE(target_url_path(target, "ff.").ok()) << target;
  }
  EXPECT_TRUE(target_url_path("...", "").ok());
  EXPECT_EQ(*target_url_path("%2e%2e/a", ""), "%252e%252e/a");
}

}  // namespace
}  // namespace bangtin::tuf
