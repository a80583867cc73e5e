#include "shared/decode/frame_slots.h"

extern "C" {
#include <libavutil/imgutils.h>
}

#include <algorithm>

namespace bangtin {
namespace {

/// The last slots are for converted pictures: as many as the owner can have, and one in the making.
constexpr std::uint32_t kConvertedSlots = kFramesAheadMax + 1;
constexpr std::uint32_t kDirectSlots = kFrameSlotsMax - kConvertedSlots;
constexpr std::size_t kConvertedMemoryBytes = 80u << 20;
constexpr std::size_t kDirectMemoryBytes = std::size_t(kFrameMemoryBytes) - kConvertedMemoryBytes;
constexpr std::size_t kPageBytes = 4'096;
/// What FFmpeg's own pool leaves behind each plane: decoders read and write a little beyond.
constexpr std::size_t kPlaneSpareBytes = 16 + 64;

std::size_t rounded_up(std::size_t size_bytes, std::size_t to) {
  return (size_bytes + to - 1) / to * to;
}

struct Layout {
  std::array<int, 4> stride_bytes{};
  std::array<std::size_t, 3> offset{};
  std::size_t size_bytes = 0;
};

/// The planes of a picture as FFmpeg's own pool would lay them out.
std::optional<Layout> layout_of(AVCodecContext* codec, const AVFrame& frame) {
  int width = frame.width;
  int height = frame.height;
  int align[AV_NUM_DATA_POINTERS] = {};
  avcodec_align_dimensions2(codec, &width, &height, align);
  Layout layout;
  bool aligned = false;
  while (!aligned) {
    const int failed =
        av_image_fill_linesizes(layout.stride_bytes.data(), AVPixelFormat(frame.format), width);
    if (failed < 0) return std::nullopt;
    width += width & ~(width - 1);
    aligned = std::all_of(layout.stride_bytes.begin(), layout.stride_bytes.begin() + 3,
                          [&](int stride) { return stride % std::max(align[0], 1) == 0; });
  }
  const std::ptrdiff_t strides[4] = {layout.stride_bytes[0], layout.stride_bytes[1],
                                     layout.stride_bytes[2], 0};
  std::size_t sizes[4] = {};
  if (av_image_fill_plane_sizes(sizes, AVPixelFormat(frame.format), height, strides) < 0) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < 3; ++i) {
    layout.offset[i] = layout.size_bytes;
    layout.size_bytes += rounded_up(sizes[i] + kPlaneSpareBytes, 64);
  }
  return layout;
}

}  // namespace

int FrameSlots::get_buffer(AVCodecContext* codec, AVFrame* frame, int flags) {
  auto& slots = *static_cast<FrameSlots*>(codec->opaque);
  const auto format = AVPixelFormat(frame->format);
  const bool plain = format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P;
  if (!plain || (codec->codec->capabilities & AV_CODEC_CAP_DR1) == 0) {
    return avcodec_default_get_buffer2(codec, frame, flags);
  }
  const auto layout = layout_of(codec, *frame);
  const auto slot = layout ? slots.take_direct(layout->size_bytes) : std::nullopt;
  if (!slot) return avcodec_default_get_buffer2(codec, frame, flags);
  std::uint8_t* memory = slots.memory_ + *slot * slots.direct_bytes_;
  frame->buf[0] =
      av_buffer_create(memory, layout->size_bytes, free_buffer, &slots.slots_[*slot], 0);
  if (frame->buf[0] == nullptr) {
    free_buffer(&slots.slots_[*slot], memory);
    return AVERROR(ENOMEM);
  }
  for (std::size_t i = 0; i < 3; ++i) {
    frame->data[i] = memory + layout->offset[i];
    frame->linesize[i] = layout->stride_bytes[i];
  }
  frame->extended_data = frame->data;
  return 0;
}

std::optional<std::uint32_t> FrameSlots::take_direct(std::size_t size_bytes) {
  const std::scoped_lock lock(mutex_);
  if (direct_bytes_ == 0) direct_bytes_ = rounded_up(size_bytes, kPageBytes);
  if (size_bytes > direct_bytes_) return std::nullopt;
  const std::size_t count = std::min<std::size_t>(kDirectSlots, kDirectMemoryBytes / direct_bytes_);
  // The lowest one: memory that nobody touched yet costs nothing.
  for (std::size_t i = 0; i < count; ++i) {
    if (slots_[i].decoder_has || slots_[i].owner_has) continue;
    slots_[i].home = this;
    slots_[i].decoder_has = true;
    return std::uint32_t(i);
  }
  return std::nullopt;
}

void FrameSlots::free_buffer(void* opaque, std::uint8_t*) {
  auto& slot = *static_cast<Slot*>(opaque);
  const std::scoped_lock lock(slot.home->mutex_);
  slot.decoder_has = false;
}

std::optional<std::uint32_t> FrameSlots::slot_of(const AVFrame& frame) const {
  if (frame.buf[0] == nullptr || direct_bytes_ == 0) return std::nullopt;
  const std::uint8_t* data = frame.buf[0]->data;
  if (data < memory_ || data >= memory_ + kDirectMemoryBytes) return std::nullopt;
  return std::uint32_t(offset_of(data) / direct_bytes_);
}

std::optional<std::uint32_t> FrameSlots::take_converted(std::size_t size_bytes) {
  const std::scoped_lock lock(mutex_);
  converted_bytes_ = rounded_up(size_bytes, kPageBytes);
  if (converted_bytes_ * kConvertedSlots > kConvertedMemoryBytes) return std::nullopt;
  for (std::uint32_t i = kDirectSlots; i < kFrameSlotsMax; ++i) {
    if (!slots_[i].owner_has) return i;
  }
  return std::nullopt;
}

std::uint8_t* FrameSlots::converted_memory(std::uint32_t slot) const {
  return memory_ + kDirectMemoryBytes + (slot - kDirectSlots) * converted_bytes_;
}

void FrameSlots::lend(std::uint32_t slot) {
  const std::scoped_lock lock(mutex_);
  slots_[slot].owner_has = true;
}

void FrameSlots::take_back(std::uint64_t slots) {
  const std::scoped_lock lock(mutex_);
  for (std::uint32_t i = 0; i < kFrameSlotsMax; ++i) {
    if ((slots >> i & 1) != 0) slots_[i].owner_has = false;
  }
}

}  // namespace bangtin
