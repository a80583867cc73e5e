#include "manager/desk/library_words.h"

#include "manager/desk/wording.h"
#include "shared/base/texts.h"
#include "shared/ui/icons.h"

namespace bangtin::desk {

namespace icon = ui::icon;

std::string name_of(const MediaRecord& record) {
  return record.name.empty() ? std::string(text("library.media.no_name")) : record.name;
}

std::string clock_words(Millis duration) {
  const auto seconds = std::chrono::duration_cast<Seconds>(duration + Millis(500)).count();
  const std::string two = std::to_string(seconds % 60);
  return std::to_string(seconds / 60) + ":" + (two.size() == 1 ? "0" : "") + two;
}

std::string pages_words(const MediaRecord& record) {
  return text("library.media.pages", {{"count", number_text(std::int64_t(record.pages.size()))}});
}

ui::Mark mark_of(const MediaRecord& record) {
  if (record.items.empty()) {
    return {icon::kInformation, std::string(text("library.media.unused")), ui::Tone::Muted};
  }
  return {icon::kCheckCircle,
          text("library.media.used", {{"count", number_text(std::int64_t(record.items.size()))}}),
          ui::Tone::Good};
}

ui::Tile tile_of(const State& state, const MediaRecord& record, std::string_view id_begin) {
  const std::string key = thumbnail_key(record.media.blob);
  const auto known = state.library.thumbnails.find(key);
  const bool clip = is_clip(record.media);
  return {.id = std::string(id_begin) + to_hex(name_in_library(record)),
          .title = name_of(record),
          .status = mark_of(record),
          .picture = known == state.library.thumbnails.end() ? nullptr : known->second,
          .icon = record.document ? icon::kDocument
                  : clip          ? icon::kMovie
                                  : icon::kImage,
          .corner = record.document ? pages_words(record)
                    : clip          ? clock_words(record.media.duration)
                                    : std::string()};
}

}  // namespace bangtin::desk
