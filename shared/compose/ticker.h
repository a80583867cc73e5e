// The line of a ticker: measured when the item is made, drawn when it plays. For the files of this
// folder. Thread: that of the Fonts.
#pragma once

#include "shared/compose/text.h"
#include "shared/model/content.h"

namespace bangtin {

/// The body in one line, at the size for a zone of that height.
TextBlock ticker_line(Fonts& fonts, const ItemContent& content, Size zone_px);

}  // namespace bangtin
