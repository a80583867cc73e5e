// The colours of everything on the glass. Text on its ground has a contrast of 7:1 or more (a test
// holds that). Plain constants. Thread: any.
#pragma once

#include "shared/compose/bitmap.h"
#include "shared/model/content.h"

namespace bangtin::palette {

inline constexpr Color kPaper = 0xfffbfaf6;
inline constexpr Color kInk = 0xff14202c;
inline constexpr Color kInkSoft = 0xff3d4b59;
inline constexpr Color kHairline = 0xffd9d8d0;
inline constexpr Color kWhite = 0xffffffff;
inline constexpr Color kGold = 0xffffd24d;
inline constexpr Color kMist = 0xffc9d8ea;
inline constexpr Color kNight = 0xff0b1e36;
inline constexpr Color kNightLow = 0xff123258;
inline constexpr Color kNightLine = 0xff2b4a70;
inline constexpr Color kAlert = 0xffa80f16;

/// The ground of a title band, in white text.
constexpr Color of(Category category) {
  switch (category) {
    case Category::Policy:
      return 0xff0f4694;
    case Category::Welfare:
      return 0xff0b5c3f;
    case Category::Economy:
      return 0xff7a3d06;
    case Category::Security:
      return 0xff2d2f7d;
    case Category::Disaster:
      return kAlert;
    case Category::Procedure:
      return 0xff07525f;
    case Category::Answer:
      return 0xff55297f;
    case Category::Culture:
      return 0xff8c1553;
    case Category::Other:
      return 0xff20486f;
  }
  return 0xff20486f;
}

/// What is urgent is red whatever it is about.
inline Color of(const ItemContent& content) {
  return is_urgent(content) ? kAlert : of(content.category);
}

}  // namespace bangtin::palette
