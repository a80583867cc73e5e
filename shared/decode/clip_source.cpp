#include "shared/decode/clip_source.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr int kReadBytes = 64 << 10;
/// From here on in a chunk the next one is asked for, so that it is there in time.
constexpr std::int64_t kLookAheadFrom = std::int64_t(limits::kChunkBytes) / 4;

}  // namespace

ClipSource::ClipSource(ClipControl& control, std::int64_t size_bytes)
    : control_(control), size_bytes_(size_bytes) {
  auto* buffer = static_cast<unsigned char*>(av_malloc(kReadBytes));
  if (buffer == nullptr) return;
  context_ = avio_alloc_context(buffer, kReadBytes, 0, this, read, nullptr, seek);
  if (context_ == nullptr) av_free(buffer);
}

ClipSource::~ClipSource() {
  if (context_ == nullptr) return;
  av_freep(&context_->buffer);
  avio_context_free(&context_);
}

int ClipSource::read(void* opaque, std::uint8_t* to, int size_bytes) {
  auto& self = *static_cast<ClipSource*>(opaque);
  constexpr auto kChunk = std::int64_t(limits::kChunkBytes);
  if (self.position_ >= self.size_bytes_) return AVERROR_EOF;
  const std::int64_t number = self.position_ / kChunk;
  const std::int64_t end = std::min((number + 1) * kChunk, self.size_bytes_);
  self.need(std::uint32_t(number));
  const auto wanted = std::size_t(std::min<std::int64_t>(size_bytes, end - self.position_));
  const ssize_t got = ::pread(kClipSourceFd, to, wanted, off_t(self.position_));
  if (got <= 0) return AVERROR(EIO);
  self.position_ += got;
  if (self.position_ - number * kChunk >= kLookAheadFrom && end < self.size_bytes_) {
    self.look_ahead(std::uint32_t(number + 1));
  }
  return int(got);
}

std::int64_t ClipSource::seek(void* opaque, std::int64_t offset, int whence) {
  auto& self = *static_cast<ClipSource*>(opaque);
  switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
      return self.size_bytes_;
    case SEEK_SET:
      break;
    case SEEK_CUR:
      offset += self.position_;
      break;
    case SEEK_END:
      offset += self.size_bytes_;
      break;
    default:
      return AVERROR(EINVAL);
  }
  if (offset < 0) return AVERROR(EINVAL);
  self.position_ = offset;
  return offset;
}

ClipSource::Chunk* ClipSource::find(std::uint32_t number) {
  for (std::size_t i = 0; i < count_; ++i) {
    if (chunks_[i].number == number) return &chunks_[i];
  }
  return nullptr;
}

void ClipSource::note_given() {
  for (std::size_t i = 0; i < count_; ++i) {
    if (!chunks_[i].there) chunks_[i].there = control_.take_chunk(chunks_[i].number);
  }
}

void ClipSource::need(std::uint32_t number) {
  control_.receive(false);
  note_given();
  Chunk* chunk = find(number);
  if (chunk == nullptr) {
    chunk = &ask(number, true);
  } else if (!chunk->there && !chunk->urgent) {
    chunk->urgent = true;
    WantMessage want{kWantKind, number, kNoChunk, 1};
    control_.send(want);
  }
  while (!chunk->there) {
    control_.receive(true);
    note_given();
  }
  chunk->last_use = ++uses_;
}

void ClipSource::look_ahead(std::uint32_t number) {
  note_given();
  const bool waiting = std::any_of(chunks_.begin(), chunks_.begin() + std::ptrdiff_t(count_),
                                   [](const Chunk& chunk) { return !chunk.there; });
  if (!waiting && find(number) == nullptr) ask(number, false);
}

ClipSource::Chunk& ClipSource::ask(std::uint32_t number, bool urgent) {
  WantMessage want{kWantKind, number, kNoChunk, urgent ? 1u : 0u};
  Chunk* place = nullptr;
  if (count_ < chunks_.size()) {
    place = &chunks_[count_++];
  } else {
    // At most one other is on its way, so that one to give up is always there.
    for (Chunk& chunk : chunks_) {
      const bool older = place == nullptr || chunk.last_use < place->last_use;
      if (chunk.there && older) place = &chunk;
    }
    want.given_up = place->number;
  }
  *place = Chunk{number, false, urgent, ++uses_};
  control_.send(want);
  return *place;
}

}  // namespace bangtin
