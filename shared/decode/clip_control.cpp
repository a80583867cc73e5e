#include "shared/decode/clip_control.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>

#include "shared/decode/frame_slots.h"

namespace bangtin {
namespace {

constexpr int kExitOwnerGone = 4;

}  // namespace

bool ClipControl::receive_open(OpenMessage& message) {
  return ::recv(kClipControlFd, &message, sizeof message, 0) == ssize_t(sizeof message) &&
         message.kind == kOpenKind;
}

void ClipControl::send_bytes(const void* bytes, std::size_t size_bytes) {
  for (;;) {
    const ssize_t sent = ::send(kClipControlFd, bytes, size_bytes, MSG_NOSIGNAL);
    if (sent == ssize_t(size_bytes)) return;
    if (sent >= 0 || errno != EINTR) ::_exit(kExitOwnerGone);
  }
}

void ClipControl::send_frame(const FrameMessage& message) {
  ++frames_out_;
  send(message);
}

void ClipControl::send_sound(const SoundMessage& message) {
  sound_credit_ -= message.samples;
  send_bytes(&message, kSoundHeadBytes + std::size_t(message.samples) * 4);
}

void ClipControl::receive(bool wait) {
  for (;;) {
    GrantMessage message;
    const ssize_t size = ::recv(kClipControlFd, &message, sizeof message, wait ? 0 : MSG_DONTWAIT);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (size != ssize_t(sizeof message) || message.kind != kGrantKind) ::_exit(kExitOwnerGone);
    take(message);
    wait = false;
  }
}

void ClipControl::take(const GrantMessage& message) {
  sound_credit_ += message.sound_samples;
  frames_out_ -= std::uint32_t(std::popcount(message.freed_slots));
  slots_.take_back(message.freed_slots);
  for (const std::uint32_t chunk : message.chunks) {
    if (chunk != kNoChunk && given_count_ < given_.size()) given_[given_count_++] = chunk;
  }
}

bool ClipControl::take_chunk(std::uint32_t chunk) {
  const auto end = given_.begin() + std::ptrdiff_t(given_count_);
  const auto found = std::find(given_.begin(), end, chunk);
  if (found == end) return false;
  std::copy(found + 1, end, found);
  --given_count_;
  return true;
}

}  // namespace bangtin
