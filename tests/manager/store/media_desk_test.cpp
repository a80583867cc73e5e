// Uploads on a disk that fills up, refuses to sync or loses its power.
#include "manager/store/media_desk.h"

#include "shared/base/limits.h"
#include "shared/base/texts.h"
#include "tests/fakes/sim_disk.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

class MediaDeskTest : public OfficeFixture {
 protected:
  UploadRecord begin(std::int64_t size_bytes) {
    return desk_.begin_upload(lan_, {"hội làng.mp4", size_bytes, {}}, now_).value();
  }
  Result<UploadRecord> append(const UploadRecord& upload, std::int64_t offset,
                              const std::string& bytes) {
    return desk_.append(lan_, upload.id, offset, bytes);
  }
  std::int64_t held(const UploadRecord& upload) {
    return desk_.upload(lan_, upload.id).value().held_bytes;
  }
  std::string bytes_of(const UploadRecord& upload) {
    return sim_.read(MediaDesk::path_of(upload.id), 0, 1u << 20).value();
  }

  SimDisk sim_{random_};
  MediaDesk desk_{*db_, sim_, random_};
};

TEST_F(MediaDeskTest, AFullDiskIsToldInWordsAndTheUploadGoesOnOnceThereIsRoom) {
  const UploadRecord upload = begin(30);
  ASSERT_TRUE(append(upload, 0, "0123456789").ok());
  sim_.set_full(true);
  const auto refused = append(upload, 10, "abcdefghij");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(failure(refused), "full upload.disk_full");
  EXPECT_TRUE(has_text("upload.disk_full"));
  EXPECT_EQ(held(upload), 10) << "what was acknowledged is there";
  EXPECT_EQ(failure(desk_.begin_upload(lan_, {"another", 10, {}}, now_)), "full upload.disk_full");
  sim_.crash();
  EXPECT_EQ(held(upload), 10) << "also after the power went";
  sim_.set_full(false);
  ASSERT_TRUE(append(upload, 10, "abcdefghij").ok());
  ASSERT_TRUE(append(upload, 20, "KLMNOPQRST").ok());
  EXPECT_EQ(bytes_of(upload), "0123456789abcdefghijKLMNOPQRST");
  EXPECT_TRUE(desk_.add_conversion(lan_, upload.id, now_).ok());
}

TEST_F(MediaDeskTest, WhatIsNotDurableDoesNotCount) {
  const UploadRecord upload = begin(20);
  ASSERT_TRUE(append(upload, 0, "0123456789").ok());
  sim_.fail_next_sync();
  EXPECT_FALSE(append(upload, 10, "abcdefghij").ok());
  EXPECT_EQ(held(upload), 10);
  ASSERT_TRUE(append(upload, 10, "ABCDEFGHIJ").ok());
  EXPECT_EQ(bytes_of(upload), "0123456789ABCDEFGHIJ");
}

TEST_F(MediaDeskTest, NothingAcknowledgedIsLostWhereverThePowerGoes) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    SeededRandom chances(seed);
    const UploadRecord upload = begin(40);
    std::string sent;
    while (sent.size() < 40) {
      const std::string piece(4, static_cast<char>('a' + sent.size() / 4));
      if (chance(chances, 40)) sim_.cut_power_at(between(chances, 1, 3), chance(chances, 50));
      sim_.set_full(chance(chances, 20));
      bool acknowledged = false;
      try {
        acknowledged = append(upload, static_cast<std::int64_t>(sent.size()), piece).ok();
      } catch (const PowerCut&) {
        sim_.crash();
      }
      sim_.keep_power();
      sim_.set_full(false);
      if (acknowledged) sent += piece;
      // The sender goes on where the server says: torn bytes without an answer are none.
      ASSERT_EQ(held(upload), static_cast<std::int64_t>(sent.size()));
      ASSERT_TRUE(sent.empty() || bytes_of(upload).starts_with(sent));
    }
    EXPECT_EQ(bytes_of(upload), sent);
    ASSERT_TRUE(desk_.drop_upload(lan_, upload.id).ok());
  }
}

}  // namespace
}  // namespace bangtin
