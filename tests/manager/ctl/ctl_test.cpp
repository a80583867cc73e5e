#include "manager/ctl/ctl.h"

#include <gtest/gtest.h>

#include <sstream>

#include "manager/ctl/print.h"
#include "shared/protocol/content_json.h"
#include "tests/fakes/scripted_channel.h"

namespace bangtin {
namespace {

class NoPages final : public Pager {
 public:
  std::vector<Page> paginate(const ItemContent&, Size) override { return {}; }
};

class StillClock final : public Clock {
 public:
  Instant wall() override { return *from_iso8601("2026-11-22T05:00:00Z"); }
  Monotonic monotonic() override { return {}; }
};

/// A shell with a scripted server behind it.
class Ctl : public ::testing::Test {
 protected:
  int run(std::vector<std::string> arguments) {
    out.str("");
    err.str("");
    const CtlParts parts{
        .open_channel = [this](const ServerAddress& address) -> std::unique_ptr<Channel> {
          opened = address;
          return std::make_unique<Forward>(channel);
        },
        .pager = pager,
        .clock = clock,
        .read_file = [this](const std::string& path) -> Result<std::string> {
          if (path == "anh.png") return file;
          return Error{Code::NotFound, path, ""};
        },
        .write_file = [](const std::string&, const std::string&) { return Status{}; },
        .ask_password = [] { return std::string("một mật khẩu dài"); },
        .load_state = [this]() -> Result<CtlState> { return state; },
        .save_state =
            [this](const CtlState& saved) {
              state = saved;
              return Status{};
            },
        .out = out,
        .err = err,
    };
    return run_ctl(arguments, parts);
  }

  /// The run owns its channel; the script outlives it.
  class Forward final : public Channel {
   public:
    explicit Forward(ScriptedChannel& to) : to_(to) {}
    Result<HttpResponse> send(const HttpRequest& request) override { return to_.send(request); }

   private:
    ScriptedChannel& to_;
  };

  ScriptedChannel channel;
  NoPages pager;
  StillClock clock;
  std::string file = "bytes";
  CtlState state{"https://127.0.0.1:8443", std::string(64, 'a'), "the-token"};
  ServerAddress opened;
  std::ostringstream out, err;
};

Json commune_json() {
  Json json;
  json.set("code", "31108").set("province_code", "91").set("name", "Tân Hưng");
  json.set("agency", "UBND xã Tân Hưng").set("utc_offset_minutes", 420);
  return json;
}

Delivery delivery(const std::string& name, bool confirmed) {
  Delivery made;
  made.board = BoardId{confirmed ? "b-1" : "b-2"};
  made.board_name = name;
  made.generation_wanted = 4;
  made.generation_shown = confirmed ? 4 : 3;
  made.confirmed = confirmed;
  return made;
}

TEST_F(Ctl, WrongArgumentsEndWithTwoAndAskNothing) {
  EXPECT_EQ(run({}), 2);
  EXPECT_EQ(run({"fly"}), 2);
  EXPECT_EQ(run({"item", "withdraw", "tin-1"}), 2);  // no reason
  EXPECT_TRUE(channel.asked.empty());
}

TEST_F(Ctl, WithoutAPinNothingIsSent) {
  state.pin.clear();
  EXPECT_EQ(run({"me"}), 1);
  EXPECT_TRUE(channel.asked.empty());
  EXPECT_NE(err.str().find("--pin"), std::string::npos);
}

TEST_F(Ctl, SigningInIsRemembered) {
  channel.answer(to_json(
      Session{"new-token", {PersonId{"p-1"}, "lan", "Lan", {Role::Editor}, false}, clock.wall()}));
  EXPECT_EQ(run({"sign-in", "--login", "lan"}), 0);
  EXPECT_EQ(state.token, "new-token");
  EXPECT_EQ(channel.asked[0].target, "/v1/sessions");
}

TEST_F(Ctl, ANewItemTakesTheCommunesNameCodesAndTheTimesAsTyped) {
  channel.answer(commune_json());
  ItemRecord record;
  record.id = ItemId{"tin-1"};
  channel.answer(to_json(record));
  EXPECT_EQ(run({"--json", "item", "new", "--title", "Tiêm chủng", "--body", "Sáng thứ bảy",
                 "--until", "28/11/2026 17:00", "--category", "welfare"}),
            0)
      << err.str();
  const Result<Json> body = Json::parse(channel.asked[1].body);
  ASSERT_TRUE(body.ok());
  const Result<ItemContent> content = item_content_from_json(*body->find("content"));
  ASSERT_TRUE(content.ok()) << content.error().message;
  EXPECT_EQ(content->agency, "UBND xã Tân Hưng");
  EXPECT_EQ(content->commune_code, "31108");
  EXPECT_EQ(content->valid_from, clock.wall());
  EXPECT_EQ(content->valid_until, *from_iso8601("2026-11-28T10:00:00Z"));
  EXPECT_EQ(content->category, Category::Welfare);
  EXPECT_TRUE(Json::parse(out.str().substr(0, out.str().size() - 1)).ok());
}

TEST_F(Ctl, AWrongTimeIsNamedAndNothingIsSaved) {
  channel.answer(commune_json());
  EXPECT_EQ(run({"item", "new", "--title", "x", "--until", "31/02/2026"}), 1);
  EXPECT_EQ(channel.asked.size(), 1u);
  EXPECT_NE(err.str().find("--until: 31/02/2026"), std::string::npos) << err.str();
}

TEST_F(Ctl, ControlCharactersInATitleAreRefusedBeforeTheServerSeesThem) {
  channel.answer(commune_json());
  EXPECT_EQ(run({"--json", "item", "new", "--title", "a\x07", "--until", "28/11/2026"}), 1);
  EXPECT_EQ(channel.asked.size(), 1u);
  const Result<Json> error = Json::parse(err.str().substr(0, err.str().size() - 1));
  ASSERT_TRUE(error.ok());
  EXPECT_EQ(*error->find("error")->find("key")->as_string(), "text.control");
}

TEST_F(Ctl, TheDeliverySaysHowManyBoardsShowIt) {
  Json::Array rows;
  rows.push_back(to_json(delivery("Chợ", true)));
  rows.push_back(to_json(delivery("Bến phà", false)));
  Json json;
  json.set("deliveries", std::move(rows));
  channel.answer(json);
  EXPECT_EQ(run({"playlist", "delivery", "p-1"}), 0);
  EXPECT_NE(out.str().find("1/2"), std::string::npos) << out.str();
  EXPECT_NE(out.str().find("Bến phà"), std::string::npos);
}

TEST_F(Ctl, ARefusalIsSaidInWordsAndEndsWithOne) {
  channel.answer(403, error_body(Error{Code::Denied, "approver is the author", ""}));
  EXPECT_EQ(run({"item", "approve", "tin-1", "--version", std::string(64, 'b')}), 1);
  EXPECT_NE(err.str().find("Không có quyền"), std::string::npos) << err.str();
  EXPECT_TRUE(out.str().empty());
}

TEST(Print, ACsvFieldWithCommasQuotesOrLinesIsQuoted) {
  PlayReport report;
  report.rows.push_back(
      {"2026-11-22", BoardId{"b-1"}, ItemId{"t-1"}, "Họp \"ấp\", 19 giờ", 3, 30'000, 3});
  EXPECT_EQ(ctl::csv_of(report),
            "day,board,item,title,plays,shown_ms,frames\r\n"
            "2026-11-22,b-1,t-1,\"Họp \"\"ấp\"\", 19 giờ\",3,30000,3\r\n");
}

}  // namespace
}  // namespace bangtin
