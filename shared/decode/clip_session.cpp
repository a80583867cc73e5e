#include "shared/decode/clip_session.h"

#include <sys/mman.h>

#include <algorithm>

extern "C" {
#include <libavutil/log.h>
#include <libavutil/mathematics.h>
}

#include "shared/decode/clip_control.h"
#include "shared/decode/clip_reader.h"
#include "shared/decode/clip_source.h"
#include "shared/decode/frame_slots.h"
#include "shared/decode/sound_decoder.h"
#include "shared/decode/video_decoder.h"

namespace bangtin {
namespace {

/// How much video may wait undecoded while sound is looked for behind it.
constexpr std::size_t kVideoPacketsBytesMax = 8u << 20;
constexpr std::size_t kVideoPacketsMax = 512;
constexpr std::int64_t kVideoPacketsSpanMax_us = 2'000'000;

}  // namespace

struct ClipSession::State {
  State(std::uint8_t* memory, const OpenMessage& open_message)
      : order(open_message), slots(memory), control(slots), source(control, order.size_bytes) {}

  ClipEnd open();
  ClipEnd play();
  bool move_video();
  bool move_sound();
  bool move_reader();
  void send_info();
  void tell_skipped();

  OpenMessage order;
  FrameSlots slots;
  ClipControl control;
  ClipSource source;
  ClipReader reader;
  std::unique_ptr<VideoDecoder> video;
  std::unique_ptr<SoundDecoder> sound;
  SoundMessage sound_message;
  bool told = false;
  std::int64_t skipped_us = -kSkipStep_us;
  bool video_done = false;
  bool sound_done = false;
  bool sound_flushed = false;
  bool broken = false;
};

std::unique_ptr<ClipSession> ClipSession::open() {
  av_log_set_level(AV_LOG_QUIET);
  void* memory =
      ::mmap(nullptr, kFrameMemoryBytes, PROT_READ | PROT_WRITE, MAP_SHARED, kClipFramesFd, 0);
  OpenMessage order;
  if (memory == MAP_FAILED || !ClipControl::receive_open(order)) return nullptr;
  const bool right = order.size_bytes > 0 && order.from_us >= 0 && order.threads >= 1 &&
                     order.threads <= kClipThreadsMax;
  if (!right) return nullptr;
  auto state = std::make_unique<State>(static_cast<std::uint8_t*>(memory), order);
  return std::unique_ptr<ClipSession>(new ClipSession(std::move(state)));
}

ClipSession::ClipSession(std::unique_ptr<State> state) : state_(std::move(state)) {}
ClipSession::~ClipSession() = default;

int ClipSession::run() {
  ClipEnd end = state_->open();
  if (end == ClipEnd::Done) end = state_->play();
  EndMessage message;
  message.kind = kEndKind;
  message.how = end;
  state_->control.send(message);
  return 0;
}

ClipEnd ClipSession::State::open() {
  if (source.context() == nullptr) return ClipEnd::NoMemory;
  const bool any = order.any_format != 0;
  const ClipEnd opened = reader.open(*source.context(), any, order.sound != 0);
  if (opened != ClipEnd::Done) return opened;
  video = VideoDecoder::open(reader, slots, order.threads, decoder_names(any));
  if (!video) return ClipEnd::Unsupported;
  if (reader.sound() != nullptr) sound = SoundDecoder::open(*reader.sound(), decoder_names(any));
  sound_done = sound == nullptr;
  if (sound_done && reader.sound() != nullptr) reader.leave_sound();
  video->begin_at(order.from_us);
  if (order.from_us > 0) {
    const auto base = reader.first_video_time();
    if (!base) return ClipEnd::Corrupt;
    video->set_base(*base);
    reader.seek(*base +
                av_rescale_q(order.from_us, libav::kMicroseconds, reader.video().time_base));
  }
  return ClipEnd::Done;
}

ClipEnd ClipSession::State::play() {
  while (!video_done || !sound_done) {
    control.receive(false);
    bool moved = move_video();
    if (broken) return ClipEnd::Corrupt;
    if (move_sound()) moved = true;
    if (move_reader()) moved = true;
    if (!moved) control.receive(true);
  }
  return ClipEnd::Done;
}

bool ClipSession::State::move_video() {
  if (video_done) return false;
  if (!video->has_frame()) {
    switch (video->step()) {
      case VideoDecoder::Step::Idle:
        return false;
      case VideoDecoder::Step::Moved:
        tell_skipped();
        return true;
      case VideoDecoder::Step::Done:
        video_done = true;
        // Without a frame nobody knows when its sound is due.
        if (!told) sound_done = true;
        return true;
      case VideoDecoder::Step::Broken:
        broken = true;
        return true;
      case VideoDecoder::Step::Frame:
        break;
    }
  }
  if (!told) send_info();
  if (!control.may_send_frame()) return false;
  if (const auto message = video->take_frame()) control.send_frame(*message);
  return true;
}

void ClipSession::State::tell_skipped() {
  if (told || video->skipped_us() < skipped_us + kSkipStep_us) return;
  SkipMessage message;
  message.kind = kSkipKind;
  message.pts_us = skipped_us = video->skipped_us();
  control.send(message);
}

void ClipSession::State::send_info() {
  told = true;
  InfoMessage message;
  message.kind = kInfoKind;
  message.width_px = video->shape()->width_px();
  message.height_px = video->shape()->height_px();
  message.has_sound = sound != nullptr;
  message.duration_us = reader.duration_us();
  message.frame_interval_us = reader.frame_interval_us();
  control.send_info(message);
  if (sound) sound->begin_at(video->base_us(), order.from_us);
}

bool ClipSession::State::move_sound() {
  if (sound_done || !told || control.sound_credit() == 0) return false;
  if (sound->next(control.sound_credit(), sound_message)) {
    control.send_sound(sound_message);
    return true;
  }
  if (!reader.sound_packets.empty()) {
    sound->decode(&reader.sound_packets.front());
    reader.sound_packets.pop();
    return true;
  }
  if (!reader.at_end()) return false;
  sound_done = sound_flushed;
  if (!sound_flushed) sound->decode(nullptr);
  sound_flushed = true;
  return true;
}

bool ClipSession::State::move_reader() {
  if (reader.at_end()) return false;
  const PacketQueue& waiting = reader.video_packets;
  const bool for_video = !video_done && !video->has_frame() && waiting.empty();
  const std::int64_t span_us =
      av_rescale_q(waiting.span(), reader.video().time_base, libav::kMicroseconds);
  const bool room = waiting.size_bytes() < kVideoPacketsBytesMax &&
                    waiting.size() < kVideoPacketsMax && span_us < kVideoPacketsSpanMax_us;
  const bool for_sound =
      !sound_done && told && control.sound_credit() > 0 && reader.sound_packets.empty() && room;
  if (!for_video && !for_sound) return false;
  reader.read();
  return true;
}

}  // namespace bangtin
