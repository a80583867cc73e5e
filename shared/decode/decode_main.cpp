// bangtin-decode: decodes one picture, or with the argument `clip` one video, in a cage and ends.
// Started only by shared/media; the descriptors are those of frame_wire.h and clip_wire.h.
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <span>
#include <string_view>

#include "shared/base/limits.h"
#include "shared/decode/cage.h"
#include "shared/decode/clip_session.h"
#include "shared/decode/still_decoder.h"
#include "shared/media/clip_wire.h"

namespace bangtin {
namespace {

constexpr int kExitNotSpawned = 2;
constexpr int kExitNoCage = 3;

/// A whole descriptor as memory; empty when it is none, is empty or larger than `size_bytes_max`.
std::span<std::uint8_t> map_whole(int fd, int protection, int flags, std::size_t size_bytes_max) {
  struct stat found {};
  if (::fstat(fd, &found) != 0 || found.st_size <= 0 ||
      std::size_t(found.st_size) > size_bytes_max) {
    return {};
  }
  void* memory = ::mmap(nullptr, std::size_t(found.st_size), protection, flags, fd, 0);
  if (memory == MAP_FAILED) return {};
  return {static_cast<std::uint8_t*>(memory), std::size_t(found.st_size)};
}

int run_still() {
  if (!limit_this_process(Cage::Still).ok()) return kExitNoCage;
  const auto coded =
      map_whole(kWorkerInputFd, PROT_READ, MAP_PRIVATE, limits::kPictureUploadBytesMax);
  const auto output = map_whole(kWorkerOutputFd, PROT_READ | PROT_WRITE, MAP_SHARED,
                                sizeof(FrameHeader) + limits::kPicturePixelsMax * 4);
  if (coded.empty() || output.size() < sizeof(FrameHeader)) return kExitNotSpawned;
  auto& header = *reinterpret_cast<FrameHeader*>(output.data());
  const std::span pixels(reinterpret_cast<std::uint32_t*>(output.data() + sizeof(FrameHeader)),
                         (output.size() - sizeof(FrameHeader)) / 4);
  const auto decoder = StillDecoder::open(coded);
  if (!close_the_cage(Cage::Still).ok()) return kExitNoCage;
  FrameHeader result;
  result.status = FrameStatus::Unsupported;
  if (decoder) decoder->decode(coded, result, pixels);
  result.magic = kFrameMagic;
  header = result;
  return 0;
}

int run_clip() {
  if (!limit_this_process(Cage::Clip).ok()) return kExitNoCage;
  auto session = ClipSession::open();
  if (!session) return kExitNotSpawned;
  if (!close_the_cage(Cage::Clip).ok()) return kExitNoCage;
  return session->run();
}

}  // namespace
}  // namespace bangtin

#if defined(__SANITIZE_ADDRESS__)
// The leak check starts a thread, which the cage does not allow.
extern "C" const char* __asan_default_options() { return "detect_leaks=0"; }
#endif

int main(int count, char** arguments) {
  const bool clip = count == 2 && std::string_view(arguments[1]) == bangtin::kClipMode;
  ::_exit(clip ? bangtin::run_clip() : bangtin::run_still());
}
