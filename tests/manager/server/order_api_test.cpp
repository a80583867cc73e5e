// Orders to boards over the API: who may ask, how a board hears of it and answers.
#include <gtest/gtest.h>

#include "shared/protocol/glass_picture.h"
#include "tests/fakes/sample_glass.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

struct OrderHouse : House {
  OrderHouse() : key(new_key()), board(pair(key)), target("/v1/boards/" + board) {}
  ApiAnswer order(const std::string& who, const char* order, std::int64_t value) {
    return call(who, "POST", target + "/orders", Json().set("order", order).set("value", value));
  }
  ApiAnswer ask_picture(const std::string& who) {
    return call(who, "POST", target + "/picture", Json(Json::Object{}));
  }
  std::int64_t number_of(const ApiAnswer& answer) {
    BoardRecord record;
    EXPECT_TRUE(from_json(answer.json, record).ok()) << answer.response.body;
    return record.orders.empty() ? 0 : record.orders.back().number;
  }
  ApiAnswer send_picture(const KeyPair& from, const std::string& body) {
    Request sent = request("POST", "/v1/board/picture", body);
    sign(sent, from, ++counter);
    return send(sent);
  }

  KeyPair key;
  std::string board;
  std::string target;
  std::int64_t counter = 1'000;
};

TEST(OrderApi, ATechnicianAdjustsABoardAndNobodyElseDoes) {
  OrderHouse house;
  EXPECT_EQ(house.order("technician", "volume", 40).status, 200);
  EXPECT_EQ(house.order("administrator", "test_card", 5).status, 200);
  for (const char* who : {"editor", "approver"}) {
    EXPECT_EQ(house.order(who, "restart", 0).key, "server.role_missing") << who;
  }
  EXPECT_EQ(house.order("technician", "volume", 400).key, "order.value");
  EXPECT_EQ(house.order("technician", "play", 0).key, "server.bad_json");
  EXPECT_EQ(
      house.call("technician", "POST", house.target + "/orders", Json().set("order", 1)).status,
      400);
}

TEST(OrderApi, ThePictureGoesFromTheBoardToWhoAskedForIt) {
  OrderHouse house;
  const auto sink = std::make_shared<KeptSink>();
  house.hub.open({house.board}, "192.0.2.1", house.office->last_event().value(), sink);
  ASSERT_TRUE(house.push->step().ok());
  sink->sent.clear();
  for (const char* who : {"editor", "approver", "technician", "administrator"}) {
    EXPECT_EQ(house.ask_picture(who).status, 200) << who;
  }
  const std::int64_t number = house.number_of(house.ask_picture("editor"));
  ASSERT_TRUE(house.push->step().ok());
  EXPECT_NE(sink->sent.find("\"order\":" + std::to_string(number)), std::string::npos)
      << sink->sent;

  const ApiAnswer orders = house.signed_call(house.key, "GET", "/v1/board/orders");
  OrderBatch batch;
  ASSERT_TRUE(from_json(orders.json, batch).ok()) << orders.response.body;
  EXPECT_EQ(batch.orders.size(), 1U);
  EXPECT_EQ(house.call("editor", "GET", house.target + "/picture").key, "order.no_picture_yet");

  const std::string png = sample::png({64, 36});
  const KeyPair other = house.new_key();
  house.pair(other);
  const std::string file = glass_file({number, house.now, {64, 36}}, png);
  EXPECT_EQ(house.send_picture(other, file).key, "order.not_asked") << "of another board";
  ASSERT_EQ(house.send_picture(house.key, file).status, 200);
  const ApiAnswer seen = house.call("editor", "GET", house.target + "/picture");
  EXPECT_EQ(seen.response.body, png);
  EXPECT_EQ(seen.response.header("Content-Type"), "image/png");
  EXPECT_EQ(house.send_picture(house.key, "nonsense").key, "order.no_picture");
  EXPECT_EQ(house.call("", "GET", house.target + "/picture").status, 401);
}

TEST(OrderApi, ABoardsAnswerStandsInItsRecord) {
  OrderHouse house;
  const std::int64_t number = house.number_of(house.order("technician", "brightness", 50));
  BoardStatus status;
  status.controls = BoardControls{100, {}, {}, {{number, OrderResult::Impossible}}};
  ASSERT_EQ(house.signed_call(house.key, "POST", "/v1/board/status", to_json(status)).status, 200);
  BoardRecord record;
  ASSERT_TRUE(from_json(house.call("editor", "GET", house.target).json, record).ok());
  ASSERT_EQ(record.orders.size(), 1U);
  EXPECT_EQ(record.orders[0].result, OrderResult::Impossible);
  EXPECT_EQ(record.status.controls, status.controls);
}

}  // namespace
}  // namespace bangtin
