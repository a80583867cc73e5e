#include <gtest/gtest.h>
#include <sys/stat.h>

#include "shared/storage/disk.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

class PosixDiskTest : public testing::Test {
 protected:
  TempFolder folder_;
  std::unique_ptr<Disk> disk_ = open_posix_disk(folder_.path() / "a" / "b").value();
};

TEST_F(PosixDiskTest, MakesItsRootAndRefusesAFileInItsPlace) {
  EXPECT_TRUE(std::filesystem::is_directory(folder_.path() / "a" / "b"));
  ASSERT_TRUE(disk_->write_atomic("file", "x", false).ok());
  EXPECT_FALSE(open_posix_disk(folder_.path() / "a" / "b" / "file").ok());
}

TEST_F(PosixDiskTest, AppendsReadsAndCuts) {
  ASSERT_TRUE(disk_->append("spool/one", "hello").ok());
  ASSERT_TRUE(disk_->append("spool/one", " world").ok());
  EXPECT_EQ(disk_->size("spool/one").value(), 11);
  EXPECT_EQ(disk_->read("spool/one", 6, 100).value(), "world");
  EXPECT_EQ(disk_->read("spool/one", 6, 3).value(), "wor");
  EXPECT_EQ(disk_->read("spool/one", 11, 3).value(), "");
  EXPECT_EQ(disk_->read("spool/one", 50, 3).value(), "");
  ASSERT_TRUE(disk_->truncate("spool/one", 5).ok());
  EXPECT_EQ(disk_->read("spool/one", 0, 100).value(), "hello");
  EXPECT_EQ(disk_->truncate("spool/one", 6).error().code, Code::Invalid);
  EXPECT_TRUE(disk_->sync("spool/one").ok());
}

TEST_F(PosixDiskTest, SaysWhatIsNotThere) {
  EXPECT_EQ(disk_->read("none", 0, 1).error().code, Code::NotFound);
  EXPECT_EQ(disk_->size("none").error().code, Code::NotFound);
  EXPECT_EQ(disk_->truncate("none", 0).error().code, Code::NotFound);
  EXPECT_EQ(disk_->sync("none").error().code, Code::NotFound);
  EXPECT_EQ(disk_->rename("none", "other").error().code, Code::NotFound);
  EXPECT_TRUE(disk_->remove("none").ok());
  EXPECT_TRUE(disk_->list("none").empty());
}

TEST_F(PosixDiskTest, TakesAFolderForNoFile) {
  ASSERT_TRUE(disk_->append("folder/file", "x").ok());
  EXPECT_EQ(disk_->size("folder").error().code, Code::NotFound);
  EXPECT_FALSE(disk_->read("folder", 0, 1).ok());
}

TEST_F(PosixDiskTest, ListsFilesOfOneFolderSorted) {
  for (const char* name : {"b", "a", "sub/c"}) ASSERT_TRUE(disk_->append(name, "x").ok());
  EXPECT_EQ(disk_->list(""), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(disk_->list("sub"), (std::vector<std::string>{"c"}));
}

TEST_F(PosixDiskTest, RenamesOverWhatIsThereAndIntoNewFolders) {
  ASSERT_TRUE(disk_->append("one", "1").ok());
  ASSERT_TRUE(disk_->append("two", "2").ok());
  ASSERT_TRUE(disk_->rename("one", "two").ok());
  EXPECT_EQ(disk_->read("two", 0, 9).value(), "1");
  EXPECT_FALSE(disk_->size("one").ok());
  ASSERT_TRUE(disk_->rename("two", "new/three").ok());
  EXPECT_EQ(disk_->read("new/three", 0, 9).value(), "1");
}

TEST_F(PosixDiskTest, ReplacesAsOneStepAndKeepsSecretsToItsOwner) {
  ASSERT_TRUE(disk_->write_atomic("keys/key", "old", true).ok());
  ASSERT_TRUE(disk_->write_atomic("keys/key", "new", true).ok());
  EXPECT_EQ(disk_->read("keys/key", 0, 9).value(), "new");
  struct stat status {};
  ASSERT_EQ(::stat((folder_.path() / "a/b/keys/key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(PosixDiskTest, SaysThatTooMuchDoesNotFit) {
  EXPECT_TRUE(disk_->reserve(0).ok());
  EXPECT_TRUE(disk_->reserve(1).ok());
  EXPECT_EQ(disk_->reserve(std::int64_t{1} << 60).error().code, Code::Full);
}

TEST_F(PosixDiskTest, ANameThatLeavesTheRootIsABug) {
  EXPECT_DEATH((void)disk_->size("../secret"), "");
  EXPECT_DEATH((void)disk_->size("/etc/passwd"), "");
  EXPECT_DEATH((void)disk_->size("a/../../b"), "");
}

}  // namespace
}  // namespace bangtin
