// One small manifest in which everything is right, for tests that break one thing. Thread: any.
#pragma once

#include <string>

#include "shared/model/manifest.h"

namespace bangtin::sample {

/// 2026-11-22T00:00:00Z.
Instant midnight();

/// A picture file that holds exactly this, in as many chunks as it takes.
Media media(std::int64_t size_bytes, std::uint8_t name);

ItemContent notice_content();   ///< two paragraphs and one picture
ItemContent picture_content();  ///< two pictures
ItemContent ticker_content();

/// Versions for main zones of 600x400 and ticker zones of 600x40; pages of 10 s, one a paragraph
/// or picture.
ItemVersion notice();
ItemVersion picture();
ItemVersion ticker();

/// Header, main and ticker on a 600x480 board; the notice and then the picture in the main zone;
/// one window from midnight() to noon. Items: 0 notice, 1 picture, 2 ticker, named by their hashes.
Manifest manifest();

}  // namespace bangtin::sample
