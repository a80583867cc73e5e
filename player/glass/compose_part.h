// compose_part: the pixels of one part. Thread: that of the composer.
#pragma once

#include "player/core/part.h"
#include "shared/compose/scene.h"

namespace bangtin {

/// The bitmap of a part: a zone's content or the card, of exactly the part's size; of a ticker the
/// whole strip (as high as the zone, as wide as its text). `picture` is the decoded picture of
/// picture_of(part), null when there is none. Total.
Bitmap compose_part(Composer& composer, const Part& part, const Bitmap* picture);

/// The page that a zone shows, null when there is none.
const Page* page_of(const Part& part);

}  // namespace bangtin
