#include "player/verify/blob_reader.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"
#include "shared/storage/blob_store.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_disk.h"

namespace bangtin {
namespace {

struct BlobWorld {
  SeededRandom random{3};
  SimDisk disk{random};
  std::string bytes = std::string(2 * limits::kChunkBytes + 12'345, 'x');
  Media media;

  BlobWorld() {
    for (std::size_t i = 0; i < bytes.size(); i += 97) bytes[i] = char(i / 97);
    const BlobPlan plan = plan_of(bytes);
    media = {plan.blob, plan.size_bytes, plan.chunks, "image/jpeg", {10, 10}};
    store(bytes);
  }
  void store(const std::string& stored) {
    EXPECT_TRUE(disk.write_atomic("blobs/" + to_hex(media.blob), stored, false).ok());
  }
  Result<std::string> read() { return read_picture(disk, "blobs", media); }
};

Code code_of(const Result<std::string>& result) {
  EXPECT_FALSE(result.ok());
  return result.ok() ? Code::Invalid : result.error().code;
}

TEST(BlobReader, GivesBackEveryByteOfAWholeBlob) {
  BlobWorld world;
  const auto bytes = world.read();
  ASSERT_TRUE(bytes.ok()) << bytes.error().message;
  EXPECT_EQ(*bytes, world.bytes);
}

TEST(BlobReader, RefusesOneFlippedBitInAnyChunk) {
  for (const std::size_t at : {std::size_t(0), limits::kChunkBytes - 1, limits::kChunkBytes,
                               2 * limits::kChunkBytes + 12'344}) {
    BlobWorld world;
    std::string bad = world.bytes;
    bad[at] = char(bad[at] ^ 4);
    world.store(bad);
    EXPECT_EQ(code_of(world.read()), Code::Corrupt) << at;
  }
}

TEST(BlobReader, RefusesABlobThatIsShorterLongerOrMissing) {
  BlobWorld world;
  world.store(world.bytes.substr(0, world.bytes.size() - 1));
  EXPECT_EQ(code_of(world.read()), Code::Corrupt);
  world.store(world.bytes + "y");
  EXPECT_EQ(code_of(world.read()), Code::Corrupt);
  world.media.blob = sha256(std::string_view("another"));
  EXPECT_EQ(code_of(world.read()), Code::NotFound);
}

TEST(BlobReader, RefusesChunksThatAreNotThoseOfTheBlob) {
  BlobWorld world;
  const std::string other(world.bytes.size(), 'o');
  world.media.chunks = plan_of(other).chunks;
  world.store(other);  // Chunks agree, but the blob is another.
  EXPECT_EQ(code_of(world.read()), Code::Corrupt);
}

TEST(BlobReader, RefusesSizesThatDoNotFitTheirChunks) {
  BlobWorld world;
  world.media.chunks.pop_back();
  EXPECT_EQ(code_of(world.read()), Code::Invalid);
  world.media.size_bytes = 0;
  EXPECT_EQ(code_of(world.read()), Code::Invalid);
  world.media.size_bytes = std::int64_t(limits::kPictureUploadBytesMax) + 1;
  EXPECT_EQ(code_of(world.read()), Code::Invalid);
}

}  // namespace
}  // namespace bangtin
