#include "shared/decode/frame_shape.h"

#include <gtest/gtest.h>

#include <vector>

#include "shared/decode/frame_converter.h"
#include "shared/media/clip_wire.h"

namespace bangtin {
namespace {

constexpr AVRational kSquare{1, 1};
constexpr std::int32_t kOne = 65'536;

using Matrix = std::array<std::int32_t, 9>;
constexpr Matrix kClockwise{0, kOne, 0, -kOne, 0, 0, 0, 0, 1 << 30};
constexpr Matrix kUpsideDown{-kOne, 0, 0, 0, -kOne, 0, 0, 0, 1 << 30};
constexpr Matrix kCounterClockwise{0, -kOne, 0, kOne, 0, 0, 0, 0, 1 << 30};
constexpr Matrix kMirrored{-kOne, 0, 0, 0, kOne, 0, 0, 0, 1 << 30};

TEST(FrameShape, IsThePictureItselfWhereNothingIsSaid) {
  for (const AVRational aspect :
       {kSquare, AVRational{0, 1}, AVRational{0, 0}, AVRational{1, 0}, AVRational{-4, 3},
        AVRational{100, 1}, AVRational{1'001, 1'000}}) {
    const FrameShape shape = shape_of(321, 241, aspect, nullptr);
    EXPECT_EQ(shape.width_px(), 321);
    EXPECT_EQ(shape.height_px(), 241);
    EXPECT_TRUE(shape.upright() && !shape.scaled());
  }
}

TEST(FrameShape, GrowsTheLongerSideOfPixelsThatAreNotSquare) {
  EXPECT_EQ(shape_of(720, 576, {16, 11}, nullptr).width_px(), 1'048);
  EXPECT_EQ(shape_of(720, 576, {16, 11}, nullptr).height_px(), 576);
  EXPECT_EQ(shape_of(720, 480, {8, 9}, nullptr).height_px(), 540);
  // Not beyond what a clip may have.
  const FrameShape large = shape_of(4'096, 2'304, {2, 1}, nullptr);
  EXPECT_EQ(large.width_px(), 4'096);
  EXPECT_EQ(large.height_px(), 1'152);
  const FrameShape narrow = shape_of(8'192, 1, {3, 1}, nullptr);
  EXPECT_LE(std::int64_t(narrow.width_px()) * narrow.height_px(), kClipPixelsMax);
}

TEST(FrameShape, SwapsItsSidesWhereThePictureLiesOnItsSide) {
  EXPECT_EQ(shape_of(64, 48, kSquare, kClockwise.data()).width_px(), 48);
  EXPECT_EQ(shape_of(64, 48, kSquare, kUpsideDown.data()).width_px(), 64);
  EXPECT_EQ(shape_of(64, 48, {2, 1}, kCounterClockwise.data()).height_px(), 128);
  EXPECT_TRUE(shape_of(64, 48, kSquare, Matrix{}.data()).upright()) << "no matrix at all";
  const Matrix extreme{INT32_MIN, INT32_MIN, 0, INT32_MIN, INT32_MIN};
  EXPECT_GT(shape_of(64, 48, kSquare, extreme.data()).width_px(), 0);
}

/// The luma of a picture 3 x 2 that holds 0 1 2 / 3 4 5, as shown.
std::vector<int> shown(const Matrix& matrix) {
  const libav::Frame frame(av_frame_alloc());
  frame->format = AV_PIX_FMT_YUV420P;
  frame->width = 3;
  frame->height = 2;
  EXPECT_EQ(av_frame_get_buffer(frame.get(), 0), 0);
  for (int i = 0; i < 6; ++i) {
    frame->data[0][i / 3 * frame->linesize[0] + i % 3] = std::uint8_t(i);
  }
  const FrameShape shape = shape_of(3, 2, kSquare, matrix.data());
  const PlaneLayout layout = plane_layout(shape.width_px(), shape.height_px());
  std::vector<std::uint8_t> to(layout.size_bytes);
  FrameConverter converter;
  EXPECT_TRUE(converter.convert(*frame, shape, to.data()));
  std::vector<int> pixels;
  for (int y = 0; y < shape.height_px(); ++y) {
    for (int x = 0; x < shape.width_px(); ++x) pixels.push_back(to[y * layout.stride_bytes[0] + x]);
  }
  return pixels;
}

TEST(FrameConverter, TurnsPicturesAsTheirMatrixSays) {
  EXPECT_EQ(shown(kClockwise), (std::vector<int>{3, 0, 4, 1, 5, 2}));
  EXPECT_EQ(shown(kUpsideDown), (std::vector<int>{5, 4, 3, 2, 1, 0}));
  EXPECT_EQ(shown(kCounterClockwise), (std::vector<int>{2, 5, 1, 4, 0, 3}));
  EXPECT_EQ(shown(kMirrored), (std::vector<int>{2, 1, 0, 5, 4, 3}));
}

TEST(FrameConverter, RefusesAPixelFormatThatNobodyKnows) {
  const libav::Frame frame(av_frame_alloc());
  frame->format = AV_PIX_FMT_VAAPI;
  frame->width = 64;
  frame->height = 48;
  FrameConverter converter;
  std::vector<std::uint8_t> to(plane_layout(64, 48).size_bytes);
  EXPECT_FALSE(converter.convert(*frame, shape_of(64, 48, kSquare, nullptr), to.data()));
}

}  // namespace
}  // namespace bangtin
