// ClipSource: the coded bytes of a clip as FFmpeg reads them. Chunks that are not there are asked
// for and waited for; only a few are kept. Thread: the worker's main thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "shared/decode/clip_control.h"
#include "shared/decode/libav.h"

namespace bangtin {

class ClipSource {
 public:
  ClipSource(ClipControl& control, std::int64_t size_bytes);
  ~ClipSource();
  ClipSource(const ClipSource&) = delete;
  ClipSource& operator=(const ClipSource&) = delete;

  /// For AVFormatContext::pb; null without memory.
  AVIOContext* context() { return context_; }

 private:
  struct Chunk {
    std::uint32_t number = 0;
    bool there = false;
    bool urgent = false;
    std::uint64_t last_use = 0;
  };

  static int read(void* opaque, std::uint8_t* to, int size_bytes);
  static std::int64_t seek(void* opaque, std::int64_t offset, int whence);

  void need(std::uint32_t number);
  void look_ahead(std::uint32_t number);
  Chunk& ask(std::uint32_t number, bool urgent);
  Chunk* find(std::uint32_t number);
  void note_given();

  ClipControl& control_;
  std::int64_t size_bytes_;
  std::int64_t position_ = 0;
  std::array<Chunk, kChunksKeptMax> chunks_{};
  std::size_t count_ = 0;
  std::uint64_t uses_ = 0;
  AVIOContext* context_ = nullptr;
};

}  // namespace bangtin
