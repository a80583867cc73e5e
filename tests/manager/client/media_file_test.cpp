#include "manager/client/media_file.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "shared/base/files.h"

namespace bangtin {
namespace {

TEST(MediaFile, IsReadPieceByPiece) {
  const std::string path = testing::TempDir() + "/hoi-lang.mp4";
  ASSERT_TRUE(files::write_atomic(path, "0123456789").ok());
  EXPECT_EQ(*media_file_bytes(path), 10);
  EXPECT_EQ(*read_media_piece(path, 0, 4), "0123");
  EXPECT_EQ(*read_media_piece(path, 8, 4), "89");
  EXPECT_EQ(*read_media_piece(path, 10, 4), "");
}

TEST(MediaFile, WhatIsNoFileIsNotFound) {
  EXPECT_EQ(media_file_bytes(testing::TempDir()).error().code, Code::NotFound);
  EXPECT_EQ(media_file_bytes("/khong/co.mp4").error().code, Code::NotFound);
  EXPECT_EQ(read_media_piece("/khong/co.mp4", 0, 1).error().code, Code::NotFound);
}

}  // namespace
}  // namespace bangtin
