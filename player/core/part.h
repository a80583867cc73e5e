// What the stage handles: generations, frames, and the parts that a frame is put together from.
// Plain structs. Thread: any.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/manifest.h"
#include "shared/model/resolve.h"

namespace bangtin {

/// What a built-in card says beside the place's name; all may be empty.
struct Card {
  std::string title;
  std::vector<std::string> lines;
  std::string big_code;
  std::vector<std::string> words;
  bool operator==(const Card&) const = default;
};

/// Something a board can show: a verified manifest, or (generation 0, no windows) a built-in card.
/// Never changed once made.
struct Generation {
  Manifest manifest;
  Digest selection_hash;  ///< of its bytes; zero for a card
  Card card;              ///< stands wherever nothing is scheduled
};
using GenerationPtr = std::shared_ptr<const Generation>;

/// A generation with nothing but its card. `canvas_px` is the glass.
GenerationPtr card_generation(Card card, const Place& place, Size canvas_px,
                              int utc_offset_minutes = 420);

/// One whole picture on the glass, but for the motion of tickers.
struct Frame {
  GenerationPtr generation;
  Scene scene;
};

/// What is composed by itself and laid into a frame: the content of one zone, or the card.
struct Part {
  GenerationPtr generation;
  bool card = false;
  std::uint32_t layout = 0;  ///< not for a card
  ZoneScene zone;            ///< not for a card
};

/// All that a part's pixels depend on: parts with equal keys look the same, whatever generation
/// they come from.
struct PartKey {
  bool card = false;
  ZoneScene::Content content = ZoneScene::Content::Empty;
  Digest item;  ///< item version, for pages and tickers
  std::uint32_t page = 0;
  Size size_px;
  Instant minute{};  ///< headers
  int utc_offset_minutes = 0;
  Place place;
  Card words;  ///< cards
  bool operator==(const PartKey&) const = default;
};
PartKey key_of(const Part& part);

/// The parts of a frame, in the order of its zones; none while the panel rests.
std::vector<Part> parts_of(const Frame& frame);

/// The size of the part on its canvas.
Size size_of(const Part& part);

/// The clip that a page plays, null when it plays none. Total.
const Media* clip_of(const Part& part);

/// The picture that a page needs (of a clip: its poster), null when it needs none. Total.
const Media* picture_of(const Part& part);

/// True when this zone shows an item.
bool shows_item(const ZoneScene& zone);

/// True while the item of this zone is within its validity.
bool is_valid_at(const Manifest& manifest, const ZoneScene& zone, Instant now);

}  // namespace bangtin
