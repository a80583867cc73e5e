#include "tests/fuzz/clip_targets.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>

extern "C" {
#include <libavutil/log.h>
}

#include "shared/base/files.h"
#include "shared/decode/clip_reader.h"
#include "shared/decode/frame_slots.h"
#include "shared/decode/sound_decoder.h"
#include "shared/decode/video_decoder.h"
#include "shared/media/clip_ledger.h"

namespace bangtin::fuzz {
namespace {

constexpr std::int64_t kClipBytes = 20 << 20;

/// One byte of what the owner does before the message, two of its length, the message.
std::string step_of(int deed, std::string_view message) {
  std::string bytes;
  bytes.push_back(char(deed));
  bytes.push_back(char(message.size() & 0xff));
  bytes.push_back(char(message.size() >> 8));
  return bytes + std::string(message);
}

template <class Message>
std::string step_of(int deed, const Message& message) {
  return step_of(deed, std::string_view(reinterpret_cast<const char*>(&message), sizeof message));
}

void do_deed(ClipLedger& ledger, int deed) {
  if ((deed & 1) != 0 && !ledger.frames().empty()) ledger.pop_frame();
  if ((deed & 2) != 0) (void)ledger.take_sound();
  if ((deed & 4) != 0) {
    if (const auto chunk = ledger.wanted_chunk()) {
      CHECK(ledger.chunk_size_bytes(*chunk) > 0);
      ledger.give_chunk(*chunk);
    }
  }
  if ((deed & 8) != 0 && ledger.grant()) ledger.granted();
  for (const std::size_t chunk : ledger.take_given_up()) CHECK(chunk < ledger.chunk_count());
}

/// What the owner reads without looking again.
void check_frames(const ClipLedger& ledger) {
  CHECK(ledger.frames().size() <= kFramesAheadMax);
  std::int64_t last_us = -1;
  for (const FrameMessage& frame : ledger.frames()) {
    CHECK(ledger.info().has_value() && frame.pts_us > last_us);
    last_us = frame.pts_us;
    for (std::size_t i = 0; i < 3; ++i) {
      const auto width =
          std::uint64_t(i == 0 ? ledger.info()->width_px : (ledger.info()->width_px + 1) / 2);
      const auto height =
          std::uint64_t(i == 0 ? ledger.info()->height_px : (ledger.info()->height_px + 1) / 2);
      CHECK(frame.stride_bytes[i] > 0);
      const std::uint64_t stride = std::uint64_t(frame.stride_bytes[i]);
      CHECK(frame.plane_offset[i] + stride * (height - 1) + width <= kFrameMemoryBytes);
    }
  }
}

/// A clip in memory as FFmpeg reads it.
class MemorySource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {
    constexpr int kBufferBytes = 4'096;
    auto* buffer = static_cast<unsigned char*>(av_malloc(kBufferBytes));
    context_ = avio_alloc_context(buffer, kBufferBytes, 0, this, read, nullptr, seek);
    CHECK(context_ != nullptr);
  }
  ~MemorySource() {
    av_freep(&context_->buffer);
    avio_context_free(&context_);
  }
  MemorySource(const MemorySource&) = delete;
  MemorySource& operator=(const MemorySource&) = delete;
  AVIOContext& context() { return *context_; }

 private:
  static int read(void* opaque, std::uint8_t* to, int size_bytes) {
    auto& self = *static_cast<MemorySource*>(opaque);
    if (self.at_ >= self.bytes_.size()) return AVERROR_EOF;
    const std::size_t count = std::min(std::size_t(size_bytes), self.bytes_.size() - self.at_);
    std::memcpy(to, self.bytes_.data() + self.at_, count);
    self.at_ += count;
    return int(count);
  }
  static std::int64_t seek(void* opaque, std::int64_t offset, int whence) {
    auto& self = *static_cast<MemorySource*>(opaque);
    if ((whence & AVSEEK_SIZE) != 0) return std::int64_t(self.bytes_.size());
    if ((whence & ~AVSEEK_FORCE) != SEEK_SET || offset < 0) return AVERROR(EINVAL);
    self.at_ = std::size_t(offset);
    return offset;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  AVIOContext* context_ = nullptr;
};

std::uint8_t* frame_memory() {
  static void* memory = ::mmap(nullptr, kFrameMemoryBytes, PROT_READ | PROT_WRITE,
                               MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  CHECK(memory != MAP_FAILED);
  return static_cast<std::uint8_t*>(memory);
}

/// Frames and packets after which nothing new comes.
constexpr int kStepsMax = 2'000;

void decode_video(ClipReader& reader, FrameSlots& slots) {
  const auto video = VideoDecoder::open(reader, slots, 1, decoder_names(true));
  if (!video) return;
  for (int i = 0; i < kStepsMax; ++i) {
    switch (video->step()) {
      case VideoDecoder::Step::Idle:
        reader.read();
        break;
      case VideoDecoder::Step::Moved:
        break;
      case VideoDecoder::Step::Frame: {
        const auto message = video->take_frame();
        if (message) slots.take_back(1ull << message->slot);
        break;
      }
      case VideoDecoder::Step::Done:
      case VideoDecoder::Step::Broken:
        return;
    }
  }
}

void decode_sound(ClipReader& reader) {
  if (reader.sound() == nullptr) return;
  const auto sound = SoundDecoder::open(*reader.sound(), decoder_names(true));
  if (!sound) return;
  SoundMessage message;
  for (int i = 0; i < kStepsMax && !reader.sound_packets.empty(); ++i) {
    sound->decode(&reader.sound_packets.front());
    reader.sound_packets.pop();
    while (sound->next(kSoundMessageSamples, message)) {
      CHECK(message.samples > 0 && message.samples <= kSoundMessageSamples && message.pts_us >= 0);
    }
  }
}

std::string made_by_ffmpeg(const std::string& arguments, const std::string& name) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("bangtin-fuzz-" + std::to_string(::getpid()) + "-" + name);
  const std::string command =
      "ffmpeg -v error -nostdin -y -f lavfi -i testsrc2=s=50x34:r=10:d=0.5 "
      "-f lavfi -i sine=d=0.5 " +
      arguments + " " + path.string();
  CHECK(std::system(command.c_str()) == 0);
  const auto bytes = files::read_all(path, 1 << 20);
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  CHECK(bytes.ok());
  return *bytes;
}

}  // namespace

void run_clip_messages(std::string_view bytes) {
  ClipLedger ledger(kClipBytes, Micros(bytes.size() % 2 == 0 ? 0 : 1'000'000));
  while (bytes.size() >= 3) {
    const auto length = std::size_t(std::uint8_t(bytes[1])) | std::size_t(std::uint8_t(bytes[2]))
                                                                  << 8;
    do_deed(ledger, bytes[0]);
    const std::string_view message = bytes.substr(3, length);
    if (!ledger.take(message).ok()) return;
    check_frames(ledger);
    bytes.remove_prefix(3 + message.size());
  }
}

std::vector<std::string> clip_message_seeds() {
  InfoMessage info;
  info.kind = kInfoKind;
  info.width_px = 64;
  info.height_px = 48;
  info.has_sound = 1;
  info.frame_interval_us = 40'000;
  FrameMessage frame;
  frame.kind = kFrameKind;
  frame.plane_offset = {0, 4'096, 8'192};
  frame.stride_bytes = {64, 32, 32};
  frame.pts_us = 2'000'000;
  FrameMessage next = frame;
  next.slot = 1;
  next.pts_us = 2'040'000;
  const WantMessage want{kWantKind, 3, kNoChunk, 1};
  const WantMessage ahead{kWantKind, 4, kNoChunk, 0};
  SoundMessage sound;
  sound.kind = kSoundKind;
  sound.samples = 2;
  sound.pts_us = 2'000'000;
  const std::string_view two(reinterpret_cast<const char*>(&sound), kSoundHeadBytes + 8);
  return {
      step_of(0, want) + step_of(4, ahead) + step_of(12, info) + step_of(0, frame) +
          step_of(0, two) + step_of(3, next) + step_of(8, EndMessage{kEndKind, ClipEnd::Done}),
      step_of(0, SkipMessage{kSkipKind, 0, 100'000}) + step_of(0, info) + step_of(0, frame) + "x"};
}

void run_clip(std::string_view bytes) {
  av_log_set_level(AV_LOG_QUIET);
  MemorySource source(bytes);
  ClipReader reader;
  if (reader.open(source.context(), true, true) != ClipEnd::Done) return;
  CHECK(reader.frame_interval_us() >= 1'000 && reader.duration_us() >= 0);
  FrameSlots slots(frame_memory());
  decode_video(reader, slots);
  decode_sound(reader);
}

std::vector<std::string> clip_seeds() {
  return {made_by_ffmpeg("-c:v libx264 -threads 1 -pix_fmt yuv422p -c:a aac -movflags +faststart "
                         "-metadata:s:v rotate=90",
                         "a.mp4"),
          made_by_ffmpeg("-c:v libvpx-vp9 -threads 1 -cpu-used 8 -deadline realtime -c:a libopus",
                         "a.webm"),
          made_by_ffmpeg("-c:v mpeg2video -pix_fmt yuv420p -c:a mp2", "a.ts"),
          made_by_ffmpeg("-c:v mpeg4 -pix_fmt yuv420p -c:a mp3", "a.avi")};
}

}  // namespace bangtin::fuzz
