#include "shared/base/files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <fstream>
#include <thread>

namespace bangtin {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kPlenty = 1u << 30;

class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "bangtin-files-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  std::string text(const fs::path& path) { return *files::read_all(path, kPlenty); }
  static mode_t mode(const fs::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 07777;
  }

  fs::path folder_;
};

/// Lets no file of this process grow past `bytes` while it lives: a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    EXPECT_EQ(::getrlimit(RLIMIT_FSIZE, &before_), 0);
    handler_ = ::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{bytes, before_.rlim_max};
    EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &tight), 0);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST_F(Files, WrittenBytesReadBack) {
  const fs::path path = folder_ / "a";
  std::string bytes(300'000, 'x');
  bytes[7] = '\0';
  ASSERT_TRUE(files::write_atomic(path, bytes).ok());
  EXPECT_EQ(text(path), bytes);
  ASSERT_TRUE(files::write_atomic(path, "").ok());
  EXPECT_EQ(text(path), "");
  EXPECT_EQ(files::list(folder_), std::vector<std::string>{"a"}) << "no temp file stays";
}

TEST_F(Files, SecretsAreTheOwnersAlone) {
  const mode_t mask = ::umask(0);
  ASSERT_TRUE(files::write_atomic(folder_ / "key", "k", true).ok());
  ::umask(0077);
  ASSERT_TRUE(files::write_atomic(folder_ / "public", "p").ok());
  ::umask(mask);
  EXPECT_EQ(mode(folder_ / "key"), 0600u);
  EXPECT_EQ(mode(folder_ / "public"), 0644u);
  ASSERT_TRUE(files::write_atomic(folder_ / "public", "p", true).ok());
  EXPECT_EQ(mode(folder_ / "public"), 0600u);
}

TEST_F(Files, ReadersSeeTheOldOrTheNewBytesButNeverAMix) {
  const fs::path path = folder_ / "a";
  const auto version = [](int n) { return std::string(40'000, static_cast<char>('a' + n % 26)); };
  ASSERT_TRUE(files::write_atomic(path, version(0)).ok());
  std::atomic<bool> done{false};
  std::thread writer([&] {
    for (int n = 1; n <= 200; ++n) EXPECT_TRUE(files::write_atomic(path, version(n)).ok());
    done = true;
  });
  int reads = 0;
  do {
    const auto seen = files::read_all(path, kPlenty);
    EXPECT_TRUE(seen.ok());
    EXPECT_EQ(seen->size(), 40'000u);
    EXPECT_EQ(seen->find_first_not_of(seen->front()), std::string::npos) << "a mix";
    ++reads;
  } while (!done && !HasFailure());
  writer.join();
  EXPECT_GT(reads, 0);
}

TEST_F(Files, TwoWritersOfOnePathTakeTurns) {
  const fs::path path = folder_ / "a";
  const auto write_many = [&](char letter, std::size_t size) {
    for (int n = 0; n < 100; ++n) {
      const auto status = files::write_atomic(path, std::string(size, letter));
      ASSERT_TRUE(status.ok()) << status.error().message;
    }
  };
  std::thread other([&] { write_many('b', 9'000); });
  write_many('a', 70'000);
  other.join();
  const std::string last = text(path);
  EXPECT_EQ(last, std::string(last[0] == 'a' ? 70'000 : 9'000, last[0]));
}

TEST_F(Files, AnOpenReaderKeepsTheOldBytes) {
  const fs::path path = folder_ / "a";
  ASSERT_TRUE(files::write_atomic(path, "old").ok());
  std::ifstream reader(path);
  ASSERT_TRUE(files::write_atomic(path, "new").ok());
  std::string seen;
  reader >> seen;
  EXPECT_EQ(seen, "old");
}

TEST_F(Files, WhatACrashLeftIsTakenOverAndNotListed) {
  std::ofstream(folder_ / ".tmp-a") << std::string(5'000, 'z');
  EXPECT_TRUE(files::list(folder_).empty());
  ASSERT_TRUE(files::write_atomic(folder_ / "a", "short", true).ok());
  EXPECT_EQ(text(folder_ / "a"), "short");
  EXPECT_FALSE(fs::exists(folder_ / ".tmp-a"));
}

TEST_F(Files, ATempNameThatPointsElsewhereIsNotFollowed) {
  std::ofstream(folder_ / "victim") << "precious";
  fs::create_symlink(folder_ / "victim", folder_ / ".tmp-a");
  EXPECT_FALSE(files::write_atomic(folder_ / "a", "x").ok());
  EXPECT_EQ(text(folder_ / "victim"), "precious");
}

TEST_F(Files, AFullDiskIsSaidToBeFullAndTheOldBytesStay) {
  const fs::path path = folder_ / "a";
  ASSERT_TRUE(files::write_atomic(path, "old").ok());
  Status status;
  {
    const FullDisk full(1'000);
    status = files::write_atomic(path, std::string(5'000, 'n'));
  }
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, Code::Full) << status.error().message;
  EXPECT_EQ(text(path), "old");
  EXPECT_FALSE(fs::exists(folder_ / ".tmp-a")) << "a full disk is not filled further";
  ASSERT_TRUE(files::write_atomic(path, std::string(5'000, 'n')).ok()) << "and it works again";
}

TEST_F(Files, NoSpaceOnTheDeviceIsSaidToBeFull) {
  const Fd device(::open("/dev/full", O_WRONLY | O_CLOEXEC));
  ASSERT_TRUE(device.valid());
  ASSERT_LT(::write(device.get(), "x", 1), 0);
  EXPECT_EQ(files::error_of(errno, "write").code, Code::Full);
}

TEST_F(Files, WritingTellsWhatIsWrong) {
  EXPECT_EQ(files::write_atomic(folder_ / "no" / "a", "x").error().code, Code::NotFound);
  fs::create_directory(folder_ / "d");
  EXPECT_FALSE(files::write_atomic(folder_ / "d", "x").ok()) << "a folder is not replaced";
  EXPECT_FALSE(fs::exists(folder_ / ".tmp-d"));
  EXPECT_EQ(files::write_atomic(folder_ / std::string(255, 'n'), "x").error().code, Code::Invalid);
}

TEST_F(Files, ReadingTellsWhatIsWrong) {
  const auto code = [](const fs::path& path, std::uintmax_t max = kPlenty) {
    return files::read_all(path, max).error().code;
  };
  EXPECT_EQ(code(folder_ / "no"), Code::NotFound);
  EXPECT_EQ(code(folder_), Code::Invalid);
  ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(code(folder_ / "pipe"), Code::Invalid) << "and it does not wait for a writer";
  EXPECT_EQ(code("/dev/zero"), Code::Invalid);
  ASSERT_TRUE(files::write_atomic(folder_ / "five", "12345").ok());
  EXPECT_EQ(code(folder_ / "five", 4), Code::Invalid);
  EXPECT_EQ(*files::read_all(folder_ / "five", 5), "12345");
  EXPECT_EQ(code(folder_ / "five" / "x"), Code::NotFound);
}

TEST_F(Files, ReadsAndBoundsAFileThatDoesNotSayItsSize) {
  const auto status = files::read_all("/proc/self/status", kPlenty);
  ASSERT_TRUE(status.ok());
  EXPECT_NE(status->find("VmPeak"), std::string::npos);
  EXPECT_EQ(files::read_all("/proc/self/status", 10).error().code, Code::Invalid);
}

TEST_F(Files, MakesFoldersWithTheirParents) {
  ASSERT_TRUE(files::make_folders(folder_ / "a/b/c/").ok());
  EXPECT_TRUE(fs::is_directory(folder_ / "a/b/c"));
  EXPECT_TRUE(files::make_folders(folder_ / "a/b").ok());
  EXPECT_TRUE(files::make_folders("/").ok());
  ASSERT_TRUE(files::write_atomic(folder_ / "file", "").ok());
  EXPECT_EQ(files::make_folders(folder_ / "file").error().code, Code::Conflict);
  EXPECT_FALSE(files::make_folders(folder_ / "file/x").ok());
  EXPECT_FALSE(files::make_folders("/proc/nothing/here").ok());
}

TEST_F(Files, RemovesAFileAndDoesNotMindItsAbsence) {
  ASSERT_TRUE(files::write_atomic(folder_ / "a", "").ok());
  EXPECT_TRUE(files::remove(folder_ / "a").ok());
  EXPECT_FALSE(fs::exists(folder_ / "a"));
  EXPECT_TRUE(files::remove(folder_ / "a").ok());
  EXPECT_FALSE(files::remove(folder_).ok()) << "a folder is no file";
  EXPECT_TRUE(fs::exists(folder_));
}

TEST_F(Files, ListsSorted) {
  for (const char* name : {"b", "a", "c"}) {
    ASSERT_TRUE(files::write_atomic(folder_ / name, "").ok());
  }
  EXPECT_EQ(files::list(folder_), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(files::list(folder_ / "no").empty());
}

TEST_F(Files, SyncingAFolderThatIsNotThereFails) {
  EXPECT_TRUE(files::sync_folder(folder_).ok());
  EXPECT_EQ(files::sync_folder(folder_ / "no").error().code, Code::NotFound);
}

TEST(ErrorOf, SortsTheSystemsErrors) {
  const auto code = [](int number) { return files::error_of(number, "x").code; };
  EXPECT_EQ(code(ENOENT), Code::NotFound);
  EXPECT_EQ(code(ENOSPC), Code::Full);
  EXPECT_EQ(code(EDQUOT), Code::Full);
  EXPECT_EQ(code(EACCES), Code::Denied);
  EXPECT_EQ(code(EROFS), Code::Denied);
  EXPECT_EQ(code(EEXIST), Code::Conflict);
  EXPECT_EQ(code(ENAMETOOLONG), Code::Invalid);
  EXPECT_EQ(code(EIO), Code::Unavailable);
  EXPECT_EQ(files::error_of(EIO, "read a").message, "read a: Input/output error");
}

bool is_open(int fd) { return ::fcntl(fd, F_GETFD) >= 0; }

TEST(FdTest, ClosesOnceAndMovesItsDescriptor) {
  int raw = -1;
  {
    Fd fd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    raw = fd.get();
    ASSERT_TRUE(is_open(raw));
    Fd other = std::move(fd);
    EXPECT_FALSE(fd.valid());  // NOLINT: what is left behind is the point
    EXPECT_EQ(other.get(), raw);
    Fd third(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    const int replaced = third.get();
    third = std::move(other);
    EXPECT_FALSE(is_open(replaced));
    EXPECT_TRUE(is_open(raw));
  }
  EXPECT_FALSE(is_open(raw));
}

}  // namespace
}  // namespace bangtin
