// Where a decoded picture lies: what the player can show as it is was written by the decoder itself
// into shared memory (get_buffer2), and nobody copied it.
#include "shared/decode/frame_slots.h"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include "shared/decode/frame_converter.h"
#include "shared/decode/video_decoder.h"
#include "tests/shared/media/clip_maker.h"

namespace bangtin {
namespace {

class FrameMemory : public ::testing::Test {
 protected:
  FrameMemory()
      : memory_(static_cast<std::uint8_t*>(
            ::mmap(nullptr, kFrameMemoryBytes, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0))) {}
  ~FrameMemory() override { ::munmap(memory_, kFrameMemoryBytes); }

  struct Counts {
    int direct = 0;
    int converted = 0;
  };
  /// Decodes all of a file as the worker does and gives each slot back at once.
  Counts decode(const std::string& path, int threads) {
    FrameSlots slots(memory_);
    AVIOContext* source = nullptr;
    EXPECT_GE(avio_open(&source, path.c_str(), AVIO_FLAG_READ), 0);
    Counts counts;
    {
      ClipReader reader;
      EXPECT_EQ(reader.open(*source, true, false), ClipEnd::Done);
      const auto decoder = VideoDecoder::open(reader, slots, threads, decoder_names(true));
      EXPECT_TRUE(decoder != nullptr);
      for (auto step = VideoDecoder::Step::Idle;
           decoder && step != VideoDecoder::Step::Done && step != VideoDecoder::Step::Broken;) {
        step = decoder->step();
        if (step == VideoDecoder::Step::Idle) reader.read();
        if (step == VideoDecoder::Step::Frame) count(slots, decoder->take_frame(), counts);
      }
    }
    avio_closep(&source);
    return counts;
  }

  ClipMaker maker;

 private:
  static void count(FrameSlots& slots, const std::optional<FrameMessage>& frame, Counts& counts) {
    ASSERT_TRUE(frame.has_value());
    slots.take_back(std::uint64_t{1} << frame->slot);
    // Behind the decoder's slots lie those that pictures are copied into.
    const auto copied = slots.take_converted(plane_layout(96, 64).size_bytes);
    ASSERT_TRUE(copied.has_value());
    const bool direct = frame->plane_offset[0] < slots.offset_of(slots.converted_memory(*copied));
    ++(direct ? counts.direct : counts.converted);
  }

  std::uint8_t* memory_;
};

TEST_F(FrameMemory, TheDecoderWritesAPlainPictureThereItself) {
  maker.make(test_picture("96x64", 25, 1) + kPlainH264, "plain.mp4");
  for (const int threads : {1, 3}) {
    SCOPED_TRACE(threads);
    const Counts counts = decode(maker.path("plain.mp4"), threads);
    EXPECT_EQ(counts.direct, 25);
    EXPECT_EQ(counts.converted, 0);
  }
}

TEST_F(FrameMemory, WhatHasToBeConvertedIsCopiedOnce) {
  maker.make(test_picture("96x64", 25, 1) + "-c:v libx264 -pix_fmt yuv422p", "other.mp4");
  const Counts counts = decode(maker.path("other.mp4"), 1);
  EXPECT_EQ(counts.direct, 0);
  EXPECT_EQ(counts.converted, 25);
}

}  // namespace
}  // namespace bangtin
