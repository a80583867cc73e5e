// Composer: everything that stands on the glass, as bitmaps. The player presents what comes from
// here, the desk previews it, the command line and the tests write it to files: one picture for
// all. Opaque bitmaps of exactly the size asked for, never black. Total: content that does not fit
// shrinks until it does. Thread: that of the Fonts.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "shared/compose/bitmap.h"
#include "shared/compose/fonts.h"
#include "shared/model/calendar.h"
#include "shared/model/manifest.h"
#include "shared/model/resolve.h"

namespace bangtin {

/// What a built-in card says. All may be empty.
struct CardText {
  std::string title;
  std::vector<std::string> lines;
  std::string big_code;            ///< the pairing code; digits are set in groups of three
  std::vector<std::string> words;  ///< six words that two screens compare
};

/// The decoded picture of a blob, or null while there is none.
using PictureSource = std::function<const Bitmap*(const Digest& blob)>;

/// Where the left edge of a ticker's strip stands, from the left edge of its zone. At the begin the
/// strip is just outside on the right, at `duration` just outside on the left; then it begins anew
/// (a ticker alone in its zone passes again and again). `duration` is that of the item's page,
/// `since` is now - ZoneScene::since. Range: zone_width_px down to -strip_width_px. Pure, total.
int ticker_offset_px(int zone_width_px, int strip_width_px, Millis duration, Millis since);

/// Where a clip, and its poster before it, stands in its zone: as large as it fits, in the middle.
/// Its width is even, since scaling a picture of a clip into an odd one costs eight times as much
/// (libswscale 6.7). Pure.
Rect clip_rect(Size clip_px, Rect zone_px);

class Composer {
 public:
  explicit Composer(std::shared_ptr<Fonts> fonts);

  /// A page of a notice, a picture page, or what stands for a clip before it plays and where it
  /// cannot: its poster in the middle of the zone, as large as it goes, as the clip itself will
  /// stand; or a page of News. `page_number` counts from 1. `picture` is the decoded blob of
  /// picture_of_page, at any size, or null: then the title stands for it. `place` speaks where the
  /// content names no agency.
  Bitmap compose_page(const ItemVersion& item, const Page& page, int page_number, int page_count,
                      Size zone_px, const Bitmap* picture, const Place& place,
                      int utc_offset_minutes = 420);

  /// Agency, clock, solar and lunar date; parts that find no room are left away: first the lunar
  /// date, then the solar date, then the agency. Without a time, the agency alone.
  Bitmap compose_header(const Place& place, const std::optional<LocalTime>& time, Size zone_px);

  /// The whole line of a ticker, as high as the zone, to be moved by ticker_offset_px. It may be
  /// wider than a texture may be (some 100,000 px): cut it into tiles.
  Bitmap compose_ticker_strip(const ItemVersion& item, Size zone_px);

  /// What a ticker's zone is filled with beside the strip.
  static Color ticker_background(const ItemContent& content);

  /// The built-in card: the place's name, or `text`, or both. `place` may be null.
  Bitmap compose_card(const Place* place, Size canvas_px, const CardText& text = {});

  /// What stands in a zone that has nothing to play.
  Bitmap compose_empty_zone(const Place& place, Size zone_px);

  /// The bitmap of one zone at `now`, tickers at their place included.
  Bitmap compose_zone(const Manifest& manifest, const Scene& scene, const ZoneScene& zone,
                      Instant now, const PictureSource& pictures);

  /// The whole canvas at `now`: what the player presents then.
  Bitmap compose_scene(const Manifest& manifest, const Scene& scene, Instant now,
                       const PictureSource& pictures);

  Fonts& fonts() { return *fonts_; }

 private:
  std::shared_ptr<Fonts> fonts_;
};

}  // namespace bangtin
