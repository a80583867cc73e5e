#include "manager/ingest/animation.h"

#include <algorithm>
#include <vector>

#include "manager/ingest/clip_output.h"
#include "manager/ingest/picture.h"
#include "manager/ingest/picture_chain.h"
#include "manager/ingest/vips_image.h"
#include "shared/base/limits.h"

namespace bangtin {
namespace {

constexpr auto kShortest = Millis(3'000);  ///< shorter ones are repeated
constexpr int kDelay_ms = 100;             ///< where a frame says none that can be meant
constexpr int kDelayMin_ms = 11;
constexpr int kBands = 3;

/// All frames below one another; the head is read, no pixel yet. Null on failure.
vips::Image open_strip(std::string_view bytes) {
  VipsImage* image = nullptr;
  void* data = const_cast<char*>(bytes.data());  // The C interface lacks const.
  const auto fail = VIPS_FAIL_ON_TRUNCATED;
  if (sniff(bytes) == PictureKind::Gif) {
    vips_gifload_buffer(data, bytes.size(), &image, "n", -1, "fail_on", fail, nullptr);
  } else {
    vips_webpload_buffer(data, bytes.size(), &image, "n", -1, "fail_on", fail, nullptr);
  }
  return vips::Image(image);
}

/// The frames of an animation as the strip tells them.
struct Frames {
  Size size_px;
  std::vector<std::int64_t> begins_us;
  std::int64_t end_us = 0;
};

Frames frames_of(VipsImage& strip) {
  Frames frames;
  const int height = vips_image_get_page_height(&strip);
  frames.size_px = {vips_image_get_width(&strip), height};
  int* delays = nullptr;
  int count = 0;
  if (vips_image_get_typeof(&strip, "delay") != 0) {
    vips_image_get_array_int(&strip, "delay", &delays, &count);
  }
  const int pages = vips_image_get_height(&strip) / std::max(1, height);
  for (int i = 0; i < pages; ++i) {
    frames.begins_us.push_back(frames.end_us);
    const int said = i < count ? delays[i] : 0;
    frames.end_us += std::int64_t(said >= kDelayMin_ms ? said : kDelay_ms) * 1'000;
  }
  return frames;
}

/// The pixels of the strip as rows of RGB, transparent parts on white. Empty on failure.
std::vector<std::uint8_t> pixels_of(vips::Image strip) {
  VipsImage* out = nullptr;
  if (vips_colourspace(strip.get(), &out, VIPS_INTERPRETATION_sRGB, nullptr) != 0) return {};
  strip.reset(out);
  if (vips_image_hasalpha(strip.get())) {
    const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> white(
        vips_array_double_newv(1, vips::kWhite),
        [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); });
    if (vips_flatten(strip.get(), &out, "background", white.get(), nullptr) != 0) return {};
    strip.reset(out);
  }
  if (vips_cast_uchar(strip.get(), &out, nullptr) != 0) return {};
  strip.reset(out);
  if (vips_image_get_bands(strip.get()) != kBands) return {};
  std::size_t size = 0;
  void* data = vips_image_write_to_memory(strip.get(), &size);
  if (!data) return {};
  const auto* begin = static_cast<const std::uint8_t*>(data);
  std::vector<std::uint8_t> pixels(begin, begin + size);
  g_free(data);
  return pixels;
}

av::Frame frame_of(const std::vector<std::uint8_t>& pixels, Size size_px, std::size_t number) {
  av::Frame frame = av::new_frame();
  if (!frame) return nullptr;
  frame->width = size_px.width_px;
  frame->height = size_px.height_px;
  frame->format = AV_PIX_FMT_RGB24;
  frame->colorspace = AVCOL_SPC_RGB;
  if (av_frame_get_buffer(frame.get(), 0) < 0) return nullptr;
  const std::size_t row = std::size_t(size_px.width_px) * kBands;
  const std::uint8_t* from = pixels.data() + number * row * std::size_t(size_px.height_px);
  for (int y = 0; y < size_px.height_px; ++y) {
    std::copy_n(from + std::size_t(y) * row, row,
                frame->data[0] + std::ptrdiff_t(y) * frame->linesize[0]);
  }
  return frame;
}

std::optional<ClipRefusal> write_clip(const std::vector<std::uint8_t>& pixels, const Frames& frames,
                                      int output, const StepWatch& watch) {
  const auto file = ClipOutput::create(output);
  if (!file) return ClipRefusal::Failed;
  const std::int64_t whole_us = std::chrono::microseconds(kShortest).count();
  const std::int64_t rounds = std::max<std::int64_t>(1, (whole_us - 1) / frames.end_us + 1);
  const PictureTarget target{target_size({frames.size_px, {1, 1}, 0}),
                             target_rate({frames.begins_us, true}, {}), "", 0,
                             rounds * frames.end_us};
  PictureChain chain(target);
  Encoding encoding(open_picture_encoder(target.size_px, target.rate), *file);
  if (!encoding.good() || !file->begin()) return ClipRefusal::Failed;
  const PictureChain::Sink sink = [&encoding](AVFrame& frame) { return encoding.take(&frame); };
  for (std::int64_t round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < frames.begins_us.size(); ++i) {
      const std::int64_t at_us = round * frames.end_us + frames.begins_us[i];
      if (!watch(int(at_us * 1'000 / target.end_us))) return ClipRefusal::Cancelled;
      const av::Frame frame = frame_of(pixels, frames.size_px, i);
      if (!frame || !chain.put(*frame, at_us, sink)) return ClipRefusal::Failed;
    }
  }
  const bool done = chain.finish(sink) && encoding.take(nullptr) && file->finish();
  if (done) return std::nullopt;
  return file->full() ? ClipRefusal::Full : ClipRefusal::Failed;
}

}  // namespace

std::variant<FileProbe, ClipRefusal> probe_animation(std::string_view bytes) {
  const vips::Image strip = open_strip(bytes);
  // What is damaged is refused as a picture, in a picture's words.
  if (!strip) return FileProbe{};
  const Frames frames = frames_of(*strip);
  if (frames.begins_us.size() < 2) return FileProbe{};
  const std::int64_t pixels =
      std::int64_t(vips_image_get_width(strip.get())) * vips_image_get_height(strip.get());
  if (pixels > limits::kAnimationPixelsMax) return ClipRefusal::TooManyPixels;
  if (std::min(frames.size_px.width_px, frames.size_px.height_px) < limits::kClipSideMin_px) {
    return ClipRefusal::TooSmall;
  }
  const Millis duration(frames.end_us / 1'000);
  if (duration > limits::kClipDurationMax) return ClipRefusal::TooLong;
  return FileProbe{FileProbe::Kind::Animation, frames.size_px, duration};
}

std::variant<MadeClip, ClipRefusal> convert_animation(const std::string& bytes, int output,
                                                      const StepWatch& watch) {
  constexpr int kMade = 850;
  vips::Image strip = open_strip(bytes);
  if (!strip) return ClipRefusal::Truncated;
  const Frames frames = frames_of(*strip);
  const std::vector<std::uint8_t> pixels = pixels_of(std::move(strip));
  const std::size_t wanted = std::size_t(frames.size_px.width_px) *
                             std::size_t(frames.size_px.height_px) * kBands *
                             frames.begins_us.size();
  if (pixels.size() != wanted || wanted == 0) return ClipRefusal::Truncated;
  const auto refusal = write_clip(
      pixels, frames, output, [&watch](int permille) { return watch(permille * kMade / 1'000); });
  if (refusal) return *refusal;
  auto checked = check_clip(
      output, [&watch](int permille) { return watch(kMade + permille * (1'000 - kMade) / 1'000); });
  if (const auto* why = std::get_if<ClipRefusal>(&checked)) return *why;
  return MadeClip{std::move(std::get<CheckedClip>(checked))};
}

}  // namespace bangtin
