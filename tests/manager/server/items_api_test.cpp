// All items in pieces: what a client holds of them is what the server has, whatever happens between
// two pieces.
#include "manager/client/client.h"
#include "manager/client/item_mirror.h"
#include "shared/base/limits.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

/// To the API without sockets; an answer beyond the bound is none, as on a real line.
class HouseChannel final : public Channel {
 public:
  explicit HouseChannel(House& first) : house(&first) {}

  Result<HttpResponse> send(const HttpRequest& asked) override {
    if (cut_after && (*cut_after)-- <= 0) return Error{Code::Unavailable, "cut", ""};
    const ApiAnswer answer = house->raw("editor", asked.method, asked.target, asked.body);
    last_bytes = answer.response.body.size();
    bytes += last_bytes;
    ++calls;
    if (last_bytes > limits::kAnswerBytesMax) return Error{Code::Unavailable, "too large", ""};
    HttpResponse response;
    response.status = answer.status;
    response.body = answer.response.body;
    return response;
  }

  House* house;
  std::size_t bytes = 0, last_bytes = 0;
  int calls = 0;
  std::optional<int> cut_after;  ///< so many calls
};

class ItemsApi : public testing::Test {
 protected:
  const Person& editor() {
    if (!editor_.id.empty()) return editor_;
    editor_ = client_.me().value();
    channel_.calls = 0;
    channel_.bytes = 0;
    return editor_;
  }
  ItemRecord add(const std::string& title, std::size_t letters = 10) {
    ItemContent content = house_.notice_content();
    content.title = title;
    content.body = std::string(letters, 'a');
    return house_.office->add_item(editor(), content, house_.now).value();
  }
  /// As long as an item may be.
  ItemRecord add_long(const std::string& title) {
    ItemContent content = house_.notice_content();
    content.title = title;
    for (std::size_t i = 0; i < limits::kBodyCharactersMax; ++i) content.body += "ế";
    content.body.erase(0, content.body.find("ế"));
    return house_.office->add_item(editor(), content, house_.now).value();
  }
  static std::string all_of(const auto& items) {
    std::string all;
    for (const ItemRecord& item : items) all += to_json(item).dump() + "\n";
    return all;
  }
  std::string held() { return all_of(*mirror_.all()); }
  std::string wanted() { return all_of(channel_.house->office->items().value()); }

  House house_;
  HouseChannel channel_{house_};
  Client client_{channel_, nullptr};
  ItemMirror mirror_;
  Person editor_;
};

TEST_F(ItemsApi, AQuietServerAnswersInAFewBytesHoweverManyItemsThereAre) {
  for (int i = 0; i < 40; ++i) add("Tin " + std::to_string(i), 1000);
  ASSERT_TRUE(client_.refresh_items(mirror_).ok());
  EXPECT_EQ(held(), wanted());
  EXPECT_GT(channel_.last_bytes, 40'000U);
  const SharedItems before = mirror_.all();
  ASSERT_TRUE(client_.refresh_items(mirror_).ok());
  EXPECT_LT(channel_.last_bytes, 250U);
  EXPECT_EQ(mirror_.all(), before) << "and none of them is copied";
  add("Thêm một", 1000);
  ASSERT_TRUE(client_.refresh_items(mirror_).ok());
  EXPECT_LT(channel_.last_bytes, 3'000U) << "that one alone";
  EXPECT_EQ(held(), wanted());
}

TEST_F(ItemsApi, MoreThanOneAnswerHoldsComesInPieces) {
  for (int i = 0; i < 150; ++i) add_long("Tin dài " + std::to_string(i));
  EXPECT_EQ(client_.items().value().size(), 150U);
  EXPECT_GT(channel_.calls, 3);
  EXPECT_GT(channel_.bytes, limits::kAnswerBytesMax);
  ASSERT_TRUE(client_.refresh_items(mirror_).ok());
  EXPECT_EQ(held(), wanted());
}

/// A cut between two pieces costs what came after it, nothing else.
TEST_F(ItemsApi, ACutBetweenTwoPiecesGoesOnWhereItWas) {
  for (int i = 0; i < 80; ++i) add_long("Tin dài " + std::to_string(i));
  channel_.cut_after = 1;
  EXPECT_FALSE(client_.refresh_items(mirror_).ok());
  channel_.cut_after.reset();
  channel_.calls = 0;
  ASSERT_TRUE(client_.refresh_items(mirror_).ok());
  EXPECT_EQ(held(), wanted());
  const int rest = std::exchange(channel_.calls, 0);
  ASSERT_TRUE(client_.items().ok());
  EXPECT_EQ(channel_.calls, rest + 1);
}

TEST_F(ItemsApi, WhateverChangesBetweenPiecesTheMirrorIsTheWholeList) {
  std::vector<ItemId> ids;
  const auto change = [&] {
    house_.now += 1s;
    const std::uint64_t deed = ids.empty() ? 0 : house_.random.below(8);
    const auto number = std::to_string(house_.random.below(1000));
    if (deed < 2) {
      ids.push_back((deed == 0 ? add_long(number) : add(number)).id);
      return;
    }
    const ItemId& id = ids[house_.random.below(ids.size())];
    const ItemRecord item = house_.office->item(id).value();
    ItemContent content = item.content;
    content.title = number;
    EXPECT_TRUE(house_.office->save_item(editor(), id, content, item.revision, house_.now).ok());
  };
  const ItemId shown{house_.approved_notice()};
  for (int i = 0; i < 120; ++i) change();
  for (int round = 0; round < 20; ++round) {
    bool more = true;
    while (more) {
      ItemsPiece piece = client_.items_since(mirror_.mark()).value();
      more = piece.more;
      EXPECT_TRUE(mirror_.take(std::move(piece)));
      if (more) change();
    }
    EXPECT_EQ(held() == wanted(), true) << "round " << round;
    if (round == 7) {
      EXPECT_TRUE(house_.office->withdraw_item(editor(), shown, "sai", house_.now).ok());
    }
    const std::uint64_t changes = house_.random.below(12);
    for (std::uint64_t i = 0; i < changes; ++i) change();
    if (house_.random.below(10) == 0) mirror_.clear();
  }
}

TEST_F(ItemsApi, AServerThatWasRestoredFromABackupIsReadAnew) {
  House backup;  // The same seed: the same first events.
  Client other(channel_, nullptr);
  add("Chung");
  channel_.house = &backup;
  const Person there = other.me().value();
  ItemContent content = backup.notice_content();
  content.title = "Chung";
  content.body = std::string(10, 'a');
  ASSERT_TRUE(backup.office->add_item(there, content, backup.now).ok());
  channel_.house = &house_;
  ASSERT_TRUE(client_.refresh_items(mirror_).ok());
  channel_.house = &backup;
  ASSERT_TRUE(client_.refresh_items(mirror_).ok());
  EXPECT_EQ(held(), wanted());
  EXPECT_LT(channel_.last_bytes, 250U) << "so far it is the same log";

  channel_.house = &house_;
  add("Mất khi khôi phục");
  add("Mất khi khôi phục nữa");
  ASSERT_TRUE(client_.refresh_items(mirror_).ok());
  EXPECT_EQ(mirror_.all()->size(), 3U);
  channel_.house = &backup;
  ASSERT_TRUE(client_.refresh_items(mirror_).ok());
  EXPECT_EQ(held(), wanted()) << "its log is shorter";

  channel_.house = &house_;
  ASSERT_TRUE(client_.refresh_items(mirror_).ok());
  for (const char* title : {"Mới", "Mới nữa", "Mới ba"}) {
    backup.now += 1s;  // Another day's work.
    content.title = title;
    ASSERT_TRUE(backup.office->add_item(there, content, backup.now).ok());
  }
  channel_.house = &backup;
  ASSERT_TRUE(client_.refresh_items(mirror_).ok());
  EXPECT_EQ(mirror_.all()->size(), 4U);
  EXPECT_EQ(held(), wanted()) << "its log went on another way";
}

TEST_F(ItemsApi, AMarkThatIsNoneReadsAllAnew) {
  add("Một");
  const std::vector<std::string> marks = {
      "", "0", "1:2", "x:1:" + std::string(64, 'a'), "9:9:zz", "-1:3:" + std::string(64, '0')};
  for (const std::string& mark : marks) {
    const ItemsPiece piece = client_.items_since(mark).value();
    EXPECT_TRUE(piece.anew) << mark;
    EXPECT_EQ(piece.items.size(), 1U) << mark;
    EXPECT_FALSE(client_.items_since(piece.mark)->anew);
  }
}

/// Whoever may read the item may read what it has gone through.
TEST_F(ItemsApi, WhatAnItemHasGoneThroughIsToldToWhoeverIsSignedIn) {
  const ItemRecord item = add("Một");
  house_.now += 1s;
  ItemContent content = item.content;
  content.title = "Hai";
  ASSERT_TRUE(house_.office->save_item(editor(), item.id, content, item.revision, house_.now).ok());
  const ItemHistory history = client_.item_history(item.id).value();
  ASSERT_EQ(history.steps.size(), 1U);
  EXPECT_EQ(history.steps[0].deed, ItemDeed::Drafted);
  EXPECT_EQ(history.steps[0].who, editor().login);
  EXPECT_EQ(history.steps[0].name, editor().display_name);
  EXPECT_EQ(history.steps[0].until, house_.now);
  EXPECT_TRUE(history.whole);
  const std::string path = "/v1/items/" + item.id.text + "/history";
  EXPECT_EQ(house_.raw("technician", "GET", path, "").status, 200);
  EXPECT_EQ(house_.raw("", "GET", path, "").status, 401);
  EXPECT_EQ(house_.raw("editor", "GET", "/v1/items/khong-co/history", "").status, 404);
}

}  // namespace
}  // namespace bangtin
