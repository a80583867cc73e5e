// bangtin-bench-clip CLIP [THREADS [RUNS]]: what it costs to decode a clip in the caged worker,
// owner and all, against decoding it in one process with FFmpeg's own buffers: the same file, the
// same threads, alternating, processor time of whole processes. A JSON line each.
#include <fmt/core.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include "shared/base/limits.h"
#include "shared/media/clip_worker.h"
#include "shared/media/picture_job.h"

namespace bangtin {
namespace {

/// Frames decoded; nothing is done with them.
int decode_here(const char* path, int threads) {
  AVFormatContext* container = nullptr;
  if (avformat_open_input(&container, path, nullptr, nullptr) < 0) return 0;
  const int index = av_find_best_stream(container, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
  if (index < 0) return 0;
  const AVCodecParameters* about = container->streams[index]->codecpar;
  const AVCodec* codec = avcodec_find_decoder(about->codec_id);
  AVCodecContext* context = avcodec_alloc_context3(codec);
  avcodec_parameters_to_context(context, about);
  context->thread_count = threads;
  if (avcodec_open2(context, codec, nullptr) < 0) return 0;
  AVPacket* packet = av_packet_alloc();
  AVFrame* frame = av_frame_alloc();
  int frames = 0;
  const auto take = [&] {
    while (avcodec_receive_frame(context, frame) >= 0) ++frames;
  };
  while (av_read_frame(container, packet) >= 0) {
    if (packet->stream_index == index) {
      avcodec_send_packet(context, packet);
      take();
    }
    av_packet_unref(packet);
  }
  avcodec_send_packet(context, nullptr);
  take();
  return frames;
}

struct Worked {
  int frames = 0;
  double first_frame_seconds = 0;
};

Worked decode_caged(const std::filesystem::path& worker, const char* path, int threads) {
  SystemClock clock;
  std::ifstream file(path, std::ios::binary);
  ClipWorkerOptions options;
  options.worker = worker;
  options.silence_max = Millis(20'000);
  options.threads = threads;
  options.sound = false;
  const Monotonic begin = clock.monotonic();
  const auto size = std::int64_t(std::filesystem::file_size(path));
  auto clip = ClipWorker::start(options, size, Micros(0), begin);
  Worked worked;
  std::string chunk;
  while (clip.ok() && (*clip)->wake_fd() >= 0) {
    pollfd ready{(*clip)->wake_fd(), POLLIN, 0};
    ::poll(&ready, 1, 100);
    (*clip)->step(clock.monotonic());
    while (const auto wanted = (*clip)->wanted_chunk()) {
      const auto offset = std::int64_t(*wanted * limits::kChunkBytes);
      chunk.resize(std::size_t(std::min<std::int64_t>(limits::kChunkBytes, size - offset)));
      file.seekg(offset);
      file.read(chunk.data(), std::streamsize(chunk.size()));
      (*clip)->give_chunk(*wanted, chunk);
    }
    for (; (*clip)->front() != nullptr; (*clip)->pop()) {
      if (worked.frames++ > 0) continue;
      worked.first_frame_seconds = std::chrono::duration<double>(clock.monotonic() - begin).count();
    }
  }
  return worked;
}

struct Cost {
  double processor_seconds = 0;
  Worked worked;
};

/// In a process of its own, with all its children.
Cost cost_of(const std::function<Worked()>& work) {
  int ends[2];
  if (::pipe(ends) != 0) std::abort();
  const pid_t child = ::fork();
  if (child == 0) {
    const Worked worked = work();
    ::_exit(::write(ends[1], &worked, sizeof worked) == ssize_t(sizeof worked) ? 0 : 1);
  }
  Cost cost;
  rusage usage{};
  ::wait4(child, nullptr, 0, &usage);
  if (::read(ends[0], &cost.worked, sizeof cost.worked) != ssize_t(sizeof cost.worked))
    std::abort();
  ::close(ends[0]);
  ::close(ends[1]);
  const auto seconds = [](const timeval& time) {
    return double(time.tv_sec) + time.tv_usec * 1e-6;
  };
  cost.processor_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  return cost;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int run(const char* path, int threads, int runs) {
  const auto worker = worker_beside_this_program();
  if (!worker.ok()) return 1;
  std::vector<double> here;
  std::vector<double> caged;
  std::vector<double> ratios;
  std::vector<double> first;
  int frames = 0;
  for (int i = 0; i < runs; ++i) {
    const Cost one = cost_of([&] { return Worked{decode_here(path, threads), 0}; });
    const Cost other = cost_of([&] { return decode_caged(*worker, path, threads); });
    if (one.worked.frames == 0 || one.worked.frames != other.worked.frames) {
      fmt::print("{{\"bench\":\"clip_decode\",\"error\":\"{} and {} frames\"}}\n",
                 one.worked.frames, other.worked.frames);
      return 1;
    }
    frames = one.worked.frames;
    here.push_back(one.processor_seconds);
    caged.push_back(other.processor_seconds);
    ratios.push_back(other.processor_seconds / one.processor_seconds);
    first.push_back(other.worked.first_frame_seconds);
  }
  fmt::print(
      "{{\"bench\":\"clip_decode\",\"threads\":{},\"frames\":{},\"in_process_cpu_s\":{:.3f},"
      "\"caged_cpu_s\":{:.3f},\"ratio\":{:.3f},\"ratio_of_medians\":{:.3f},\"goal_ratio\":1.05}}\n",
      threads, frames, median(here), median(caged), median(ratios), median(caged) / median(here));
  fmt::print("{{\"bench\":\"clip_first_frame\",\"threads\":{},\"s\":{:.3f},\"goal_s\":0.15}}\n",
             threads, median(first));
  return 0;
}

}  // namespace
}  // namespace bangtin

int main(int count, char** arguments) {
  if (count < 2) return 2;
  const int threads = count > 2 ? std::atoi(arguments[2]) : 1;
  const int runs = count > 3 ? std::atoi(arguments[3]) : 7;
  return bangtin::run(arguments[1], threads, runs);
}
