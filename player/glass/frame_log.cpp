#include "player/glass/frame_log.h"

#include <algorithm>
#include <cerrno>
#include <cinttypes>

#include "shared/base/files.h"

namespace bangtin {
namespace {

constexpr std::string_view kPrefix = "board-";

}  // namespace

std::string main_item_of(const Frame& frame) {
  if (!frame.scene.panel_on) return "-";
  for (const ZoneScene& zone : frame.scene.zones) {
    if (zone.content == ZoneScene::Content::Page) {
      return frame.generation->manifest.items[zone.item].id.text;
    }
  }
  return "-";
}

Result<std::unique_ptr<FrameLog>> FrameLog::open(const std::filesystem::path& file) {
  std::FILE* opened = std::fopen(file.c_str(), "ae");
  if (opened == nullptr) return files::error_of(errno, "frame log " + file.string());
  return std::unique_ptr<FrameLog>(new FrameLog(opened));
}

void FrameLog::write(const Frame& frame, const Bitmap& canvas, Instant at) {
  std::fprintf(file_.get(), "%s %016" PRIx64 " %s %" PRId64 "\n", to_iso8601(at).c_str(),
               pixel_hash(canvas), main_item_of(frame).c_str(),
               frame.generation->manifest.selection.generation);
  std::fflush(file_.get());
}

Status ShotFolder::write(const Bitmap& canvas, Instant at) {
  TRY(files::make_folders(folder_));
  std::string time = to_iso8601(at);
  std::erase_if(time, [](char c) { return c == ':' || c == '-'; });
  char serial[32];
  std::snprintf(serial, sizeof serial, "-%06lld.png", static_cast<long long>(++number_));
  TRY(write_png(folder_ / (std::string(kPrefix) + time + serial), canvas));
  std::vector<std::string> shots = files::list(folder_);
  std::erase_if(shots, [](const std::string& shot) {
    return !shot.starts_with(kPrefix) || !shot.ends_with(".png");
  });
  for (std::size_t i = 0; i + kShotsMax < shots.size(); ++i) {
    TRY(files::remove(folder_ / shots[i]));
  }
  return {};
}

}  // namespace bangtin
