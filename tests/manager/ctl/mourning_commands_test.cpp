// State mourning, from a shell.
#include "manager/ctl/mourning_commands.h"

#include <gtest/gtest.h>

#include "tests/fakes/scripted_channel.h"
#include "tests/manager/ctl/shell_test.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

/// A server that keeps what is declared.
class MourningServer final : public Channel {
 public:
  Result<HttpResponse> send(const HttpRequest& request) override {
    if (request.target == "/v1/commune") {
      Json commune;
      commune.set("code", "31108").set("province_code", "91").set("name", "Tân Hưng");
      commune.set("agency", "UBND xã Tân Hưng").set("utc_offset_minutes", 420);
      return HttpResponse{200, {}, commune.dump()};
    }
    if (request.target.starts_with("/v1/items/")) {
      return HttpResponse{200, {}, to_json(items.at(0)).dump()};
    }
    if (request.target.starts_with("/v1/items")) {
      Json::Array list;
      for (const ItemRecord& item : items) list.push_back(to_json(item));
      return HttpResponse{200, {}, Json().set("items", std::move(list)).dump()};
    }
    if (request.method == "PUT") {
      Mourning wanted;
      TRY(from_json(TRY(Json::parse(request.body)), wanted));
      record.declared = {wanted, "lanhdao", *from_iso8601("2026-11-29T01:00:00.000Z")};
    }
    if (request.method == "DELETE") record.declared.reset();
    ++asked;
    return HttpResponse{200, {}, to_json(record).dump()};
  }

  MourningRecord record;
  std::vector<ItemRecord> items;
  int asked = 0;  ///< for what is declared
};

class MourningCommandsTest : public ShellTest<MourningServer> {
 protected:
  bool tells(const std::string& words) const { return out.str().find(words) != std::string::npos; }
};

TEST_F(MourningCommandsTest, ItIsDeclaredShownAndTakenBack) {
  EXPECT_EQ(run({"mourning", "show"}), 0) << err.str();
  EXPECT_TRUE(tells("Không có quốc tang.")) << out.str();
  EXPECT_EQ(run({"mourning", "declare", "--from", "30/11/2026", "--reason", "TB 12"}), 0)
      << err.str();
  EXPECT_EQ(server.record.declared->mourning, (Mourning{2026y / 11 / 30, 2026y / 12 / 1, "TB 12"}));
  EXPECT_TRUE(tells("từ Thứ hai, 30/11/2026 đến hết Thứ ba, 01/12/2026 (TB 12)")) << out.str();
  EXPECT_TRUE(tells("lanhdao đặt lúc 29/11/2026 08:00")) << out.str();
  EXPECT_TRUE(tells("tắt tiếng")) << out.str();
  EXPECT_EQ(run({"--json", "mourning", "show"}), 0);
  EXPECT_EQ(Json::parse(out.str()).value(), to_json(server.record));
  EXPECT_EQ(run({"mourning", "end"}), 0) << err.str();
  EXPECT_FALSE(server.record.declared);
}

TEST_F(MourningCommandsTest, AnItemThatRestsSaysSoUntilWhen) {
  ItemRecord& festival = server.items.emplace_back();
  festival.id = {"tin-1"};
  festival.state = ItemState::Approved;
  festival.content.title = "Hội diễn";
  festival.content.category = Category::Culture;
  festival.content.valid_from = clock.wall() - 24h;
  festival.content.valid_until = clock.wall() + 240h;
  const char* const rests = "  Quốc tang: tin này tạm nghỉ trên mọi màn hình đến 24/11/2026 00:00";
  EXPECT_EQ(run({"item", "show", "tin-1"}), 0) << err.str();
  EXPECT_FALSE(tells("Quốc tang")) << out.str();
  server.record.declared = {{2026y / 11 / 22, 2026y / 11 / 23, "TB 12"}, "lanhdao", {}};
  for (const std::vector<std::string>& look :
       {std::vector<std::string>{"item", "show", "tin-1"}, {"item", "list"}}) {
    EXPECT_EQ(run(look), 0) << err.str();
    EXPECT_TRUE(tells("đã duyệt")) << out.str();
    EXPECT_TRUE(tells(rests)) << out.str();
  }
  EXPECT_EQ(run({"--english", "item", "list"}), 0);
  EXPECT_TRUE(tells("State mourning: this item rests on all boards until")) << out.str();
  festival.state = ItemState::Withdrawn;
  EXPECT_EQ(run({"item", "list"}), 0);
  EXPECT_FALSE(tells("Quốc tang")) << out.str();
  festival.state = ItemState::Approved;
  festival.content.category = Category::Policy;
  server.asked = 0;
  EXPECT_EQ(run({"item", "list"}), 0);
  EXPECT_FALSE(tells("Quốc tang")) << out.str();
  EXPECT_EQ(server.asked, 0) << "nothing of it could rest";
}

TEST_F(MourningCommandsTest, WhatIsNotUnderstoodIsSaid) {
  EXPECT_EQ(run({"mourning", "declare", "--from", "30/2/2026", "--reason", "x"}), 1);
  EXPECT_NE(err.str().find("Không hiểu ngày này"), std::string::npos) << err.str();
  EXPECT_EQ(run({"mourning", "declare", "--from", "30/11/2026"}), 2) << "the reason is missing";
  EXPECT_FALSE(server.record.declared);
}

}  // namespace
}  // namespace bangtin
