#include "shared/protocol/map_messages.h"

#include <gtest/gtest.h>

#include "shared/base/map_limits.h"

namespace bangtin {
namespace {

bool is_read(const std::string& text) {
  CommuneMap map;
  return from_json(Json::parse(text).value(), map).ok();
}

TEST(MapMessages, KeepAMap) {
  const CommuneMap map{{{{10, 20}, {30, -40}, {50, 60}}},
                       {{MapLineKind::Water, {{1, 2}, {3, 4}}},
                        {MapLineKind::Road, {{5, 6}, {7, 8}, {9, 10}}},
                        {MapLineKind::Other, {{0, 0}, {1, 1}}}}};
  CommuneMap again;
  ASSERT_TRUE(from_json(to_json(map), again).ok());
  EXPECT_EQ(again, map);
  EXPECT_EQ(to_json(CommuneMap{{{{10, 20}, {30, -40}, {50, 60}}}, {}}).dump(),
            R"({"lines":[],"outline":[[10,20,30,-40,50,60]]})");
}

TEST(MapMessages, RefuseWhatIsNoMap) {
  EXPECT_TRUE(is_read(R"({"outline":[],"lines":[]})"));
  for (const char* text :
       {R"({"outline":[]})", R"({"lines":[]})", R"({"outline":[[1,2,3,4]],"lines":[]})",
        R"({"outline":[[1,2,3,4,5]],"lines":[]})", R"({"outline":[[1,2,3,4,5,"6"]],"lines":[]})",
        R"({"outline":[[90000001,0,1,1,2,2]],"lines":[]})", R"({"outline":[7],"lines":[]})",
        R"({"outline":[],"lines":[{"kind":"water","points":[1,2]}]})",
        R"({"outline":[],"lines":[{"kind":"sea","points":[1,2,3,4]}]})",
        R"({"outline":[],"lines":[{"kind":"water"}]})"}) {
    EXPECT_FALSE(is_read(text)) << text;
  }
}

TEST(MapMessages, HoldNoMoreThanTheirBounds) {
  CommuneMap map{{GeoLine(limits::kMapPointsMax)}, {}};
  CommuneMap again;
  EXPECT_TRUE(from_json(to_json(map), again).ok());
  map.lines.push_back({MapLineKind::Road, GeoLine(2)});
  EXPECT_FALSE(from_json(to_json(map), again).ok()) << "of all lines together";
  map = {std::vector<GeoLine>(limits::kMapLinesMax + 1, GeoLine(3)), {}};
  EXPECT_FALSE(from_json(to_json(map), again).ok());
}

}  // namespace
}  // namespace bangtin
