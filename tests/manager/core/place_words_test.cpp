#include "manager/core/place_words.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

BoardRecord board_called(const std::string& id, const std::string& name,
                         BoardState state = BoardState::Paired) {
  BoardRecord board;
  board.id = {id};
  board.name = name;
  board.state = state;
  return board;
}

TEST(PlaceWords, SayWhereByTheNamesOfTheBoards) {
  const std::vector<BoardRecord> boards{board_called("b1", "Đình"), board_called("b2", "Chợ"),
                                        board_called("b3", "Bến phà", BoardState::Revoked)};
  EXPECT_EQ(places_words({}, boards), "Mọi màn hình");
  EXPECT_EQ(places_words({{{"b1"}, {"b2"}}, {}}, boards), "2 màn hình: Chợ, Đình");
  EXPECT_EQ(places_words({{{"b3"}, {"b9"}}, {}}, boards),
            "2 màn hình: Bến phà (đã thu hồi), màn hình không rõ (b9)");
  EXPECT_EQ(places_words({{}, {"31108", "31109"}}, boards), "mọi màn hình của xã 31108, 31109");
  EXPECT_EQ(places_words({{{"b2"}}, {"31109"}}, boards),
            "1 màn hình: Chợ; mọi màn hình của xã 31109");
}

/// Else one board could take the place of another and nobody would see it.
TEST(PlaceWords, TellBoardsOfOneNameApart) {
  const std::vector<BoardRecord> boards{board_called("b1", "Chợ"), board_called("b2", "Chợ")};
  EXPECT_NE(places_words({{{"b1"}}, {}}, boards), places_words({{{"b2"}}, {}}, boards));
}

TEST(PlaceWords, AreSortedAndEachOnceAsContentWantsThem) {
  const Places places = in_order({{{"b"}, {"a"}, {"b"}}, {"31109", "31108", "31109"}});
  EXPECT_EQ(places, (Places{{{"a"}, {"b"}}, {"31108", "31109"}}));
}

TEST(PlaceWords, SayWhatDoesNotPlayOnABoard) {
  Delivery delivery;
  EXPECT_EQ(elsewhere_words(delivery), "");
  delivery.elsewhere = {"Mất nước", "Họp"};
  delivery.elsewhere_count = 2;
  EXPECT_NE(elsewhere_words(delivery).find("“Mất nước”, “Họp”"), std::string::npos);
  EXPECT_EQ(elsewhere_words(delivery).find("tin khác"), std::string::npos);
  delivery.elsewhere_count = 5;
  EXPECT_NE(elsewhere_words(delivery).find("“Họp”, 3 tin khác"), std::string::npos);
}

}  // namespace
}  // namespace bangtin
