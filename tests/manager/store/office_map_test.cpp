// Where boards stand, and the map of the commune.
#include "shared/protocol/map_messages.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

class OfficeMapTest : public OfficeFixture {
 protected:
  OfficeMapTest() { set_commune(); }

  EventRow last_event() {
    const std::int64_t seq = office_->last_event().value();
    return office_->events_after(seq - 1, 1).value().front();
  }
};

constexpr GeoPoint kMarket{10'045'200, 105'746'900};
const CommuneMap kMap{{{{0, 0}, {0, 10}, {10, 10}}}, {{MapLineKind::Water, {{1, 1}, {2, 2}}}}};

TEST_F(OfficeMapTest, ABoardHasAPlaceOnceSomebodySaysSo) {
  const BoardId id = pair("Chợ").id;
  EXPECT_FALSE(office_->board(id)->position);
  EXPECT_EQ(office_->place_board(tech_, id, kMarket, now_)->position, kMarket);
  EXPECT_EQ(office_->boards()->front().position, kMarket);
  EXPECT_EQ(last_event().kind, "board.placed");
  EXPECT_EQ(last_event().who, tech_.login);
  EXPECT_EQ(last_event().target, id.text);
  EXPECT_EQ(last_event().body.dump(), R"({"position":[10045200,105746900]})");
  EXPECT_FALSE(office_->place_board(tech_, id, std::nullopt, now_)->position);
  EXPECT_EQ(last_event().body.dump(), R"({"position":null})");
}

TEST_F(OfficeMapTest, SayingTheSamePlaceAgainIsNoEventAndNoNewSelection) {
  const BoardId id = pair("Chợ").id;
  const std::int64_t generation = selection_of(id).generation;
  office_->place_board(tech_, id, kMarket, now_).value();
  const std::int64_t seq = office_->last_event().value();
  office_->place_board(admin_, id, kMarket, now_).value();
  EXPECT_EQ(office_->last_event().value(), seq);
  EXPECT_EQ(selection_of(id).generation, generation) << "nothing on the board depends on it";
}

TEST_F(OfficeMapTest, RefusesAPlaceThatIsNotOnEarthAndABoardThatIsNotThere) {
  const BoardId id = pair("Chợ").id;
  EXPECT_EQ(failure(office_->place_board(tech_, id, GeoPoint{90'000'001, 0}, now_)),
            "invalid map.position");
  EXPECT_EQ(failure(office_->place_board(tech_, {"none"}, kMarket, now_)),
            "not_found board.unknown");
}

TEST_F(OfficeMapTest, KeepsOneMapOfTheCommune) {
  EXPECT_FALSE(office_->map_hash().value());
  EXPECT_EQ(failure(office_->commune_map()), "not_found map.none");
  const Digest hash = office_->set_commune_map(admin_, kMap, now_).value();
  EXPECT_EQ(office_->map_hash().value(), hash);
  EXPECT_EQ(office_->commune_map().value(), to_json(kMap).dump());
  EXPECT_EQ(sha256(office_->commune_map().value()), hash);
  EXPECT_EQ(last_event().kind, "commune.map");
  EXPECT_EQ(last_event().target, to_hex(hash));

  CommuneMap other = kMap;
  other.lines.clear();
  EXPECT_NE(office_->set_commune_map(admin_, other, now_).value(), hash);
  EXPECT_EQ(count("commune_map"), 1);
  EXPECT_EQ(failure(office_->set_commune_map(admin_, {}, now_)), "invalid map.empty");

  ASSERT_TRUE(office_->remove_commune_map(admin_, now_).ok());
  EXPECT_FALSE(office_->map_hash().value());
  EXPECT_EQ(last_event().target, "");
  const std::int64_t seq = office_->last_event().value();
  ASSERT_TRUE(office_->remove_commune_map(admin_, now_).ok());
  EXPECT_EQ(office_->last_event().value(), seq) << "there was nothing to remove";
}

}  // namespace
}  // namespace bangtin
