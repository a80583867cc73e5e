#include "shared/storage/blob_store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "shared/base/limits.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/temp_folder.h"

namespace bangtin {
namespace {

constexpr std::size_t kChunk = limits::kChunkBytes;

std::string some_bytes(std::size_t size, std::uint64_t seed = 1) {
  SeededRandom random(seed);
  Bytes bytes(size);
  random.fill(bytes);
  return {bytes.begin(), bytes.end()};
}

std::span<const std::uint8_t> span_of(std::string_view bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

class BlobStoreTest : public testing::Test {
 protected:
  std::string part(const Digest& blob) const {
    return folder_.file("blobs/staging/" + to_hex(blob));
  }
  static std::int64_t size_of(const std::string& path) {
    return static_cast<std::int64_t>(std::filesystem::file_size(path));
  }
  static void change_byte(const std::string& path, std::int64_t at) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(at);
    const char changed = static_cast<char>(file.get() ^ 1);
    file.seekp(at);
    file.put(changed);
  }

  TempFolder folder_;
  std::unique_ptr<Disk> disk_ = open_posix_disk(folder_.path()).value();
  BlobStore store_{*disk_, "blobs"};
};

TEST_F(BlobStoreTest, GivesBackWhatWasPut) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kChunk, 2 * kChunk + 7}) {
    const std::string bytes = some_bytes(size);
    const Digest blob = store_.put(bytes).value();
    EXPECT_EQ(blob, sha256(bytes));
    EXPECT_TRUE(store_.has(blob));
    EXPECT_EQ(store_.read(blob, size).value(), bytes);
    EXPECT_EQ(disk_->read(store_.name(blob), 0, size + 1).value(), bytes);
    EXPECT_FALSE(std::filesystem::exists(part(blob)));
  }
}

TEST_F(BlobStoreTest, PutsTheSameBytesOnce) {
  const Digest blob = store_.put("abc").value();
  const auto made = std::filesystem::last_write_time(folder_.file("blobs/" + to_hex(blob)));
  EXPECT_EQ(store_.put("abc").value(), blob);
  EXPECT_EQ(std::filesystem::last_write_time(folder_.file("blobs/" + to_hex(blob))), made);
}

TEST_F(BlobStoreTest, RefusesToReadWhatIsNotThereTooLargeOrChanged) {
  EXPECT_EQ(store_.read(sha256("x"), 10).error().code, Code::NotFound);
  const Digest blob = store_.put("abcdef").value();
  EXPECT_EQ(store_.read(blob, 5).error().code, Code::Invalid);
  change_byte(folder_.file("blobs/" + to_hex(blob)), 3);
  EXPECT_EQ(store_.read(blob, 6).error().code, Code::Corrupt);
}

TEST_F(BlobStoreTest, PlansHaveAHashForEachChunk) {
  const std::string bytes = some_bytes(2 * kChunk + 1);
  const BlobPlan plan = plan_of(bytes);
  EXPECT_EQ(plan.size_bytes, static_cast<std::int64_t>(bytes.size()));
  ASSERT_EQ(plan.chunks.size(), 3u);
  EXPECT_EQ(plan.chunks[2], sha256(bytes.substr(2 * kChunk)));
  EXPECT_TRUE(plan_of("").chunks.empty());
}

TEST_F(BlobStoreTest, RefusesPlansThatCannotBe) {
  BlobPlan plan = plan_of(some_bytes(kChunk + 1));
  plan.chunks.pop_back();
  EXPECT_EQ(store_.stage(plan).error().code, Code::Invalid);
  plan = plan_of("abc");
  plan.size_bytes = -1;
  EXPECT_EQ(store_.stage(plan).error().code, Code::Invalid);
  plan.size_bytes = limits::kBlobBytesMax + 1;
  EXPECT_EQ(store_.stage(plan).error().code, Code::Invalid);
}

TEST_F(BlobStoreTest, GoesOnAfterTheLastWholeChunk) {
  const std::string bytes = some_bytes(3 * kChunk + 100);
  const BlobPlan plan = plan_of(bytes);
  {
    auto staging = store_.stage(plan).value();
    EXPECT_EQ(staging.offset_bytes(), 0);
    ASSERT_TRUE(staging.append(span_of(bytes).first(2 * kChunk + 5)).ok());
    EXPECT_EQ(staging.offset_bytes(), static_cast<std::int64_t>(2 * kChunk));
  }  // killed here
  EXPECT_EQ(size_of(part(plan.blob)), static_cast<std::int64_t>(2 * kChunk + 5));
  auto staging = store_.stage(plan).value();
  EXPECT_EQ(staging.offset_bytes(), static_cast<std::int64_t>(2 * kChunk));
  EXPECT_EQ(size_of(part(plan.blob)), static_cast<std::int64_t>(2 * kChunk)) << "torn tail stays";
  ASSERT_TRUE(staging.append(span_of(bytes).subspan(2 * kChunk)).ok());
  ASSERT_TRUE(staging.finish().ok());
  EXPECT_EQ(store_.read(plan.blob, bytes.size()).value(), bytes);
}

TEST_F(BlobStoreTest, BelievesHeldBytesOnlyByTheirHashes) {
  const std::string bytes = some_bytes(3 * kChunk);
  const BlobPlan plan = plan_of(bytes);
  ASSERT_TRUE(store_.stage(plan).value().append(span_of(bytes)).ok());
  change_byte(part(plan.blob), kChunk + 17);
  EXPECT_EQ(store_.stage(plan).value().offset_bytes(), static_cast<std::int64_t>(kChunk));
}

TEST_F(BlobStoreTest, CutsAwayMoreThanTheBlobHas) {
  const std::string bytes = some_bytes(100);
  const BlobPlan plan = plan_of(bytes);
  ASSERT_TRUE(disk_->append("blobs/staging/" + to_hex(plan.blob), bytes + "tail").ok());
  auto staging = store_.stage(plan).value();
  EXPECT_EQ(staging.offset_bytes(), 100);
  EXPECT_TRUE(staging.finish().ok());
  EXPECT_EQ(store_.read(plan.blob, 200).value(), bytes);
}

TEST_F(BlobStoreTest, CutsAwayAChunkWithAnotherHashAndTakesTheRightOneAfterwards) {
  const std::string bytes = some_bytes(2 * kChunk);
  const BlobPlan plan = plan_of(bytes);
  std::string wrong = bytes;
  wrong[kChunk + 3] = static_cast<char>(wrong[kChunk + 3] ^ 1);
  auto staging = store_.stage(plan).value();
  EXPECT_EQ(staging.append(span_of(wrong)).error().code, Code::Corrupt);
  EXPECT_EQ(staging.offset_bytes(), static_cast<std::int64_t>(kChunk));
  EXPECT_EQ(size_of(part(plan.blob)), static_cast<std::int64_t>(kChunk));
  EXPECT_TRUE(staging.append(span_of(bytes).subspan(kChunk)).ok());
  EXPECT_TRUE(staging.finish().ok());
}

TEST_F(BlobStoreTest, RefusesBytesBeyondTheEnd) {
  const BlobPlan plan = plan_of("abc");
  auto staging = store_.stage(plan).value();
  EXPECT_EQ(staging.append(span_of("abcd")).error().code, Code::Corrupt);
  EXPECT_EQ(staging.offset_bytes(), 3);
  EXPECT_TRUE(staging.finish().ok());
}

TEST_F(BlobStoreTest, FinishesOnlyWhatIsComplete) {
  const BlobPlan plan = plan_of("abc");
  auto staging = store_.stage(plan).value();
  ASSERT_TRUE(staging.append(span_of("ab")).ok());
  EXPECT_EQ(staging.finish().error().code, Code::Unavailable);
  EXPECT_FALSE(store_.has(plan.blob));
}

TEST_F(BlobStoreTest, RemovesAPartWhoseWholeHashIsNotItsName) {
  BlobPlan plan = plan_of("abc");
  plan.blob = sha256("another");
  auto staging = store_.stage(plan).value();
  ASSERT_TRUE(staging.append(span_of("abc")).ok());
  EXPECT_EQ(staging.finish().error().code, Code::Corrupt);
  EXPECT_FALSE(store_.has(plan.blob));
  EXPECT_FALSE(std::filesystem::exists(part(plan.blob)));
}

TEST_F(BlobStoreTest, SeesBytesThatTheDiskLostBetweenAppendAndFinish) {
  const std::string bytes = some_bytes(kChunk + 9);
  const BlobPlan plan = plan_of(bytes);
  auto staging = store_.stage(plan).value();
  ASSERT_TRUE(staging.append(span_of(bytes)).ok());
  change_byte(part(plan.blob), 5);
  EXPECT_EQ(staging.finish().error().code, Code::Corrupt);
  EXPECT_FALSE(store_.has(plan.blob));
}

TEST_F(BlobStoreTest, CollectsWhatNobodyKeeps) {
  const Digest kept = store_.put("kept").value();
  const Digest gone = store_.put("gone").value();
  const BlobPlan kept_part = plan_of("kept part");
  const BlobPlan gone_part = plan_of("gone part");
  ASSERT_TRUE(store_.stage(kept_part).value().append(span_of("kept")).ok());
  ASSERT_TRUE(store_.stage(gone_part).value().append(span_of("gone")).ok());
  EXPECT_EQ(store_.collect({kept, kept_part.blob}).value(), 2);
  EXPECT_TRUE(store_.has(kept));
  EXPECT_FALSE(store_.has(gone));
  EXPECT_TRUE(std::filesystem::exists(part(kept_part.blob)));
  EXPECT_FALSE(std::filesystem::exists(part(gone_part.blob)));
  EXPECT_EQ(store_.collect({kept, kept_part.blob}).value(), 0);
}

/// A disk with room for so many bytes more.
class SmallDisk final : public Disk {
 public:
  SmallDisk(Disk& disk, std::int64_t room) : disk_(disk), room_(room) {}
  void set_honest(bool honest) { honest_ = honest; }
  Result<std::string> read(std::string_view name, std::int64_t at, std::size_t max) override {
    return disk_.read(name, at, max);
  }
  Result<std::int64_t> size(std::string_view name) override { return disk_.size(name); }
  Status append(std::string_view name, std::string_view bytes) override {
    const auto fits = static_cast<std::size_t>(
        std::min<std::int64_t>(room_, static_cast<std::int64_t>(bytes.size())));
    TRY(disk_.append(name, bytes.substr(0, fits)));
    room_ -= static_cast<std::int64_t>(fits);
    if (fits < bytes.size()) return Error{Code::Full, "full", {}};
    return {};
  }
  Status truncate(std::string_view name, std::int64_t size) override {
    room_ += TRY(disk_.size(name)) - size;
    return disk_.truncate(name, size);
  }
  Status sync(std::string_view name) override { return disk_.sync(name); }
  Status rename(std::string_view from, std::string_view to) override {
    return disk_.rename(from, to);
  }
  Status write_atomic(std::string_view name, std::string_view bytes, bool secret) override {
    return disk_.write_atomic(name, bytes, secret);
  }
  Status remove(std::string_view name) override { return disk_.remove(name); }
  std::vector<std::string> list(std::string_view folder) override { return disk_.list(folder); }
  Status reserve(std::int64_t size) override {
    if (honest_ && size > room_) return Error{Code::Full, "full", {}};
    return {};
  }

 private:
  Disk& disk_;
  std::int64_t room_;
  bool honest_ = true;
};

TEST_F(BlobStoreTest, SaysAtOnceThatTheDiskIsTooSmall) {
  SmallDisk small(*disk_, 50);
  BlobStore store(small, "blobs");
  EXPECT_EQ(store.stage(plan_of(some_bytes(51))).error().code, Code::Full);
  EXPECT_TRUE(store.put(some_bytes(50)).ok());
}

TEST_F(BlobStoreTest, KeepsItsWholeChunksWhenTheDiskFillsUp) {
  const std::string bytes = some_bytes(2 * kChunk);
  const BlobPlan plan = plan_of(bytes);
  SmallDisk small(*disk_, kChunk + 100);
  small.set_honest(false);
  BlobStore store(small, "blobs");
  auto staging = store.stage(plan).value();
  EXPECT_EQ(staging.append(span_of(bytes)).error().code, Code::Full);
  EXPECT_EQ(staging.offset_bytes(), static_cast<std::int64_t>(kChunk));
  auto resumed = store_.stage(plan).value();
  EXPECT_EQ(resumed.offset_bytes(), static_cast<std::int64_t>(kChunk));
  EXPECT_EQ(store.put(some_bytes(kChunk, 2)).error().code, Code::Full);
  EXPECT_FALSE(std::filesystem::exists(part(sha256(some_bytes(kChunk, 2)))))
      << "what was given up takes no room";
}

TEST_F(BlobStoreTest, ComesToTheSameBytesHoweverTheLineCutsThem) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SeededRandom random(seed);
    const std::string bytes =
        some_bytes(static_cast<std::size_t>(between(random, 0, 4 * std::int64_t{kChunk})), seed);
    const BlobPlan plan = plan_of(bytes);
    for (bool complete = false; !complete;) {
      auto staging = store_.stage(plan).value();
      std::int64_t at = staging.offset_bytes();
      while (at < plan.size_bytes && !chance(random, 20)) {
        const auto piece =
            static_cast<std::size_t>(std::min(between(random, 1, 700'000), plan.size_bytes - at));
        ASSERT_TRUE(
            staging.append(span_of(bytes).subspan(static_cast<std::size_t>(at), piece)).ok());
        at += static_cast<std::int64_t>(piece);
      }
      ASSERT_LT(at - staging.offset_bytes(), static_cast<std::int64_t>(kChunk));
      if (at == plan.size_bytes) {
        ASSERT_TRUE(staging.finish().ok()) << seed;
        complete = true;
      }
    }
    EXPECT_EQ(store_.read(plan.blob, bytes.size()).value(), bytes) << seed;
  }
}

}  // namespace
}  // namespace bangtin
