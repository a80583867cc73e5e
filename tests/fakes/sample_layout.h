// A layout as a commune draws one, for tests: nothing of it stands where a preset has it.
#pragma once

#include "shared/protocol/layout_messages.h"

namespace bangtin::sample {

/// On landscape canvases the ticker on top, main and side below it, apart; on portrait ones a
/// header and main.
inline LayoutRecord layout() {
  LayoutRecord layout;
  layout.id = LayoutId{"bo-cuc-1"};
  layout.name = "Hai cột";
  layout.landscape = {{ZoneRole::Ticker, 500, 500, 9000, 1000},
                      {ZoneRole::Main, 500, 2000, 5000, 7500},
                      {ZoneRole::Side, 6000, 2000, 3500, 7500}};
  layout.portrait = {{ZoneRole::Main, 0, 1000, 10'000, 9000},
                     {ZoneRole::Header, 0, 0, 10'000, 1000}};
  layout.revision = 1;
  return layout;
}

}  // namespace bangtin::sample
