#include "manager/ctl/ctl.h"

#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "manager/ctl/print.h"
#include "shared/crypto/sha256.h"
#include "shared/protocol/content_json.h"
#include "tests/fakes/sample_manifest.h"
#include "tests/fakes/scripted_channel.h"
#include "tests/fakes/seeded_random.h"
#include "tests/manager/ctl/still_world.h"

namespace bangtin {
namespace {

/// A shell with a scripted server behind it.
class Ctl : public ::testing::Test {
 protected:
  int run(std::vector<std::string> arguments) {
    out.str("");
    err.str("");
    const CtlParts parts{
        .open_channel = [this](const ServerAddress& address) -> std::unique_ptr<Channel> {
          opened = address;
          return std::make_unique<Forward<ScriptedChannel>>(channel);
        },
        .pager = pager,
        .clock = clock,
        .read_file = [this](const std::string& path) -> Result<std::string> {
          if (path == "anh.png") return file;
          return Error{Code::NotFound, path, ""};
        },
        .write_file =
            [this](const std::string& path, const std::string& bytes) {
              written[path] = bytes;
              return Status{};
            },
        .ask_password = [] { return std::string("một mật khẩu dài"); },
        .load_state = [this]() -> Result<CtlState> { return state; },
        .save_state =
            [this](const CtlState& saved) {
              state = saved;
              return Status{};
            },
        .out = out,
        .err = err,
        .draw = [](const Manifest& manifest, Instant at,
                   const BlobBytes& blobs) -> Result<std::string> {
          return to_iso8601(at) + " " + manifest.selection.board.text + " " +
                 TRY(blobs(sha256("picture")));
        },
        .keys = {.random = &random},
    };
    return run_ctl(arguments, parts);
  }

  ScriptedChannel channel;
  NoPages pager;
  StillClock clock;
  SeededRandom random{1};
  std::string file = "bytes";
  std::map<std::string, std::string> written;
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
  channel.answer(to_json(Session{
      "new-token", {PersonId{"p-1"}, "lan", "Lan", {Role::Technician}, false}, clock.wall()}));
  EXPECT_EQ(run({"sign-in", "--login", "lan"}), 0);
  EXPECT_EQ(state.token, "new-token");
  EXPECT_EQ(channel.asked[0].target, "/v1/sessions");
}

TEST_F(Ctl, ANewItemTakesTheCommunesNameCodesAndTheTimesAsTyped) {
  channel.answer(commune_json());
  ItemRecord record;
  record.id = ItemId{"tin-1"};
  record.content.title = "Tiêm chủng";
  record.content.body = "Sáng thứ bảy";
  record.content.agency = "UBND xã Tân Hưng";
  record.content.commune_code = "31108";
  record.content.province_code = "91";
  record.content.valid_from = clock.wall();
  record.content.valid_until = *from_iso8601("2026-11-28T10:00:00Z");
  record.content.category = Category::Welfare;
  channel.answer(to_json(record));
  const std::vector<std::string> said{"--json",           "item",       "new",          "--title",
                                      "Tiêm chủng",       "--body",     "Sáng thứ bảy", "--until",
                                      "28/11/2026 17:00", "--category", "welfare"};
  EXPECT_EQ(run(said), 0) << err.str();
  EXPECT_NE(out.str().find(to_hex(hash_of(record.content))), std::string::npos) << out.str();
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
  // A server that keeps something else is told of, not believed.
  record.content.title = "Tin giả";
  channel.answer(commune_json());
  channel.answer(to_json(record));
  EXPECT_EQ(run(said), 1);
  EXPECT_NE(err.str().find("item.other_content"), std::string::npos) << err.str();
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

BoardRecord board_named(const std::string& id, const std::string& name) {
  BoardRecord board;
  board.id = {id};
  board.name = name;
  board.canvas_px = {600, 480};
  return board;
}

Json boards_json() {
  return Json().set("boards", Json::Array{to_json(board_named("b-1", "Chợ")),
                                          to_json(board_named("b-2", "Đình"))});
}

TEST_F(Ctl, AnItemIsWrittenForTheBoardsThatAreNamed) {
  ItemRecord record;
  record.id = ItemId{"tin-1"};
  record.content = sample::notice_content();
  channel.answer(to_json(record));
  channel.answer(commune_json());
  channel.answer(boards_json());
  record.content.places.boards = {{"b-1"}, {"b-2"}};
  channel.answer(to_json(record));
  channel.answer(boards_json());
  channel.answer(commune_json());
  EXPECT_EQ(run({"item", "edit", "tin-1", "--board", "b-2", "--board", "b-1"}), 0) << err.str();
  const Result<Json> body = Json::parse(channel.asked[3].body);
  ASSERT_TRUE(body.ok());
  EXPECT_EQ(item_content_from_json(*body->find("content"))->places, record.content.places);
  EXPECT_NE(out.str().find("nơi phát: 2 màn hình: Chợ, Đình"), std::string::npos) << out.str();
}

TEST_F(Ctl, ABoardThatIsNotThereAndPlacesThatContradictAreRefused) {
  ItemRecord record;
  record.id = ItemId{"tin-1"};
  record.content = sample::notice_content();
  channel.answer(to_json(record));
  channel.answer(commune_json());
  channel.answer(boards_json());
  EXPECT_EQ(run({"item", "edit", "tin-1", "--board", "b-9"}), 1);
  EXPECT_NE(err.str().find("Không có màn hình nào"), std::string::npos) << err.str();
  channel.answer(to_json(record));
  channel.answer(commune_json());
  EXPECT_EQ(run({"item", "edit", "tin-1", "--board", "b-1", "--every-board"}), 1);
  EXPECT_NE(err.str().find("--every-board"), std::string::npos) << err.str();
}

/// A province's item names its own boards beside communes; another board is gone by now.
TEST_F(Ctl, AReviewIsDrawnForTheFirstKnownBoardElseForTheUsualCanvas) {
  ItemVersion version = sample::notice();
  const auto drawn_for = [&](std::vector<BoardId> places, std::vector<std::string> told) {
    version.content.places = {std::move(places), {"31108"}};
    written.clear();
    channel.answer(200, to_json(version).dump());
    channel.answer(commune_json());
    channel.answer(boards_json());
    for (std::size_t i = 0; i < 3; ++i) channel.answer(200, "picture");
    std::vector<std::string> arguments = {"--json",        "item",      "review",
                                          version.id.text, "--version", to_hex(hash_of(version)),
                                          "--pictures",    "ảnh"};
    arguments.insert(arguments.end(), told.begin(), told.end());
    EXPECT_EQ(run(arguments), 0) << err.str();
    EXPECT_EQ(written.size(), 3u);
    if (written.empty()) return std::string();
    const std::string words = written.begin()->second;
    return words.substr(words.find(' ') + 1);
  };
  EXPECT_EQ(drawn_for({{"b-1"}, {"b-2"}}, {}), "b-1 picture");
  EXPECT_EQ(drawn_for({{"a-of-the-province"}, {"b-2"}}, {}), "b-2 picture");
  EXPECT_EQ(drawn_for({{"a-of-the-province"}}, {}), "review picture");
  EXPECT_EQ(drawn_for({{"a-of-the-province"}}, {"--board", "b-1"}), "b-1 picture");
  // Who names one means that one.
  channel.answer(200, to_json(version).dump());
  channel.answer(commune_json());
  channel.answer(boards_json());
  EXPECT_EQ(run({"item", "review", version.id.text, "--version", to_hex(hash_of(version)),
                 "--pictures", "ảnh", "--board", "b-9"}),
            1);
}

TEST_F(Ctl, TheDeliverySaysWhatWasSignedForOtherBoards) {
  Delivery made = delivery("Đình", true);
  made.elsewhere = {"Họp chợ"};
  made.elsewhere_count = 1;
  channel.answer(Json().set("deliveries", Json::Array{to_json(made)}));
  EXPECT_EQ(run({"playlist", "publish", "l-1"}), 0) << err.str();
  EXPECT_NE(out.str().find("Không phát ở đây"), std::string::npos) << out.str();
  EXPECT_NE(out.str().find("“Họp chợ”"), std::string::npos);
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
  channel.answer(403, error_body(Error{Code::Denied, "not his to withdraw", ""}));
  EXPECT_EQ(run({"item", "withdraw", "tin-1", "--reason", "x", "--no-sign"}), 1);
  EXPECT_NE(err.str().find("Không có quyền"), std::string::npos) << err.str();
  EXPECT_TRUE(out.str().empty());
}

Json playlists_json() {
  PlaylistRecord playlist;
  playlist.id = PlaylistId{"p-1"};
  playlist.name = "Sáng";
  playlist.revision = 3;
  Json::Array rows;
  rows.push_back(to_json(playlist));
  return Json().set("playlists", std::move(rows));
}

TEST_F(Ctl, AScheduleIsSentAsAClerkWroteIt) {
  using namespace std::chrono_literals;
  channel.answer(playlists_json());
  channel.answer(to_json(PlaylistRecord{}));
  EXPECT_EQ(run({"schedule",
                 "add",
                 "p-1",
                 "--weekdays",
                 "t2-t6",
                 "--from",
                 "06:00",
                 "--to",
                 "21:00",
                 "--dates",
                 "2026-11-01..2026-12-31",
                 "--lunar",
                 "ram,mung1",
                 "--leap",
                 "tinh",
                 "--except",
                 "2026-11-20",
                 "--priority",
                 "2",
                 "--layout",
                 "full"}),
            0)
      << err.str();
  ASSERT_EQ(channel.asked.size(), 2u);
  EXPECT_EQ(channel.asked[1].method + " " + channel.asked[1].target, "PUT /v1/playlists/p-1");
  const Json body = Json::parse(channel.asked[1].body).value();
  Schedule schedule;
  ASSERT_TRUE(from_json(*body.find("schedule"), schedule).ok());
  ASSERT_EQ(schedule.rules.size(), 1u);
  EXPECT_EQ(schedule.rules[0].weekdays.size(), 5u);
  EXPECT_EQ(schedule.rules[0].end, 21h);
  EXPECT_EQ(schedule.rules[0].lunar_days.size(), 2u);
  EXPECT_EQ(schedule.priority, 2);
  EXPECT_EQ(schedule.layout, LayoutKind::Full);
}

TEST_F(Ctl, ARuleThatIsNotUnderstoodIsRefusedInWordsAndNotSent) {
  channel.answer(playlists_json());
  EXPECT_EQ(run({"schedule", "set", "p-1", "--weekdays", "thứ tám"}), 1);
  EXPECT_EQ(channel.asked.size(), 1u);
  EXPECT_NE(err.str().find("t2-t6"), std::string::npos) << err.str();
  channel.answer(playlists_json());
  EXPECT_EQ(run({"schedule", "set", "p-1", "--lunar", "ram"}), 1);
  EXPECT_NE(err.str().find("tháng nhuận"), std::string::npos) << err.str();
}

TEST_F(Ctl, ARefusedRecurrenceIsSaidInWords) {
  channel.answer(playlists_json());
  channel.answer(400, error_body(Error{Code::Invalid, "SECONDLY", "schedule.too_often"}));
  EXPECT_EQ(run({"schedule", "set", "p-1", "--dates", "2026-11-01..", "--rrule", "FREQ=SECONDLY"}),
            1);
  EXPECT_NE(err.str().find("quá dày"), std::string::npos) << err.str();
}

TEST_F(Ctl, HoursKeepWhatIsNotTold) {
  using namespace std::chrono_literals;
  TimetableRecord record;
  record.timetable.quiet = Hours{{{{}, 21h, 6h}}};
  Json::Array rows;
  rows.push_back(to_json(record));
  channel.answer(Json().set("timetables", std::move(rows)));
  record.timetable.panel_on = Hours{{{{Weekday::Sunday}, 6h, 22h}}};
  channel.answer(to_json(record));
  EXPECT_EQ(run({"hours", "set", "--panel", "cn 06:00-22:00"}), 0) << err.str();
  EXPECT_EQ(Json::parse(channel.asked[1].body).value(), to_json(record));
  EXPECT_NE(out.str().find("21:00-06:00 hôm sau"), std::string::npos) << out.str();
  EXPECT_NE(out.str().find("chủ nhật 06:00-22:00"), std::string::npos) << out.str();
}

TEST_F(Ctl, ShowAtTellsEachZoneInWords) {
  Manifest manifest = sample::manifest();
  manifest.selection.quiet = {{sample::midnight(), sample::midnight() + std::chrono::hours(6)}};
  const std::string generation =
      generation_file(to_json(manifest.selection).dump(), manifest.items, {});
  const auto ask = [&](std::vector<std::string> arguments) {
    channel.answer(commune_json());
    channel.answer(200, generation);
    EXPECT_EQ(run(std::move(arguments)), 0) << err.str();
    return out.str();
  };
  // 07:00:25 in the commune.
  const std::string words = ask({"show-at", "--board", "b-1", "--at", "2026-11-22T00:00:25Z"});
  EXPECT_NE(words.find("Vùng chính: " + manifest.items[0].content.title + " (trang 3/3)"),
            std::string::npos)
      << words;
  EXPECT_NE(words.find("22/11/2026 07:00:20"), std::string::npos) << words;
  EXPECT_NE(words.find("tắt tiếng"), std::string::npos) << words;
  const Json json =
      Json::parse(ask({"--json", "show-at", "--board", "b-1", "--at", "2026-11-22T00:00:25Z"}))
          .value();
  EXPECT_EQ(*json.find("sound")->as_bool(), false);
  EXPECT_EQ(json.array_at("zones", 9).value()->size(), 2u);
  const std::string day = ask({"day", "--board", "b-1", "--date", "2026-11-22"});
  EXPECT_NE(day.find("00:00-07:00\n    thẻ của xã"), std::string::npos) << day;
  EXPECT_NE(day.find("07:00-13:00  tắt tiếng"), std::string::npos) << day;
  EXPECT_NE(day.find("19:00-24:00"), std::string::npos) << day;
}

TEST_F(Ctl, ShowAtDrawsWhatTheBoardShows) {
  const Manifest manifest = sample::manifest();
  const std::string generation =
      generation_file(to_json(manifest.selection).dump(), manifest.items, {});
  const std::vector<std::string> arguments = {
      "show-at", "--board", "b-1", "--at", "2026-11-22T00:00:25Z", "--png", "hình.png"};
  channel.answer(commune_json());
  channel.answer(200, generation);
  channel.answer(200, "picture");
  EXPECT_EQ(run(arguments), 0) << err.str();
  EXPECT_EQ(written["hình.png"],
            "2026-11-22T00:00:25.000Z " + manifest.selection.board.text + " picture");
  EXPECT_EQ(channel.asked.back().target, "/v1/blobs/" + to_hex(sha256("picture")));
  // Other bytes than the name says are no picture of this board.
  written.clear();
  channel.answer(commune_json());
  channel.answer(200, generation);
  channel.answer(200, "another");
  EXPECT_EQ(run(arguments), 1);
  EXPECT_TRUE(written.empty());
}

TEST(Print, WhatOnePersonDidAloneSaysSoInListsAndReports) {
  ItemRecord item;
  item.id = ItemId{"tin-1"};
  item.state = ItemState::Approved;
  item.approved = sha256("version");
  item.composer = "lan";
  item.approver = "nam";
  const std::string mark = "[một người vừa soạn vừa duyệt]";
  EXPECT_EQ(ctl::lines_of(item, 420).find(mark), std::string::npos);
  item.approver = "lan";
  EXPECT_NE(ctl::lines_of(item, 420).find(mark), std::string::npos);

  ShownReport report;
  ShownRow& row = report.rows.emplace_back();
  row.author = "lan";
  row.approver = "nam";
  row.made_at = row.approved_at = sample::midnight();
  EXPECT_EQ(ctl::lines_of(report, row.begin, 420).find(mark), std::string::npos);
  EXPECT_NE(ctl::csv_of(report, 420).find(",0\r\n"), std::string::npos);
  row.approver = "lan";
  EXPECT_NE(ctl::lines_of(report, row.begin, 420).find(mark), std::string::npos);
  EXPECT_NE(ctl::csv_of(report, 420).find(",1\r\n"), std::string::npos);
}

TEST(Print, ACsvFieldWithCommasQuotesOrLinesIsQuoted) {
  ShownReport report;
  report.rows.emplace_back().title = "Họp \"ấp\", 19 giờ";
  EXPECT_NE(ctl::csv_of(report, 420).find(",\"Họp \"\"ấp\"\", 19 giờ\","), std::string::npos);
}

/// What the server answers when plays are to become a file.
class PlayFiles : public Ctl {
 protected:
  void SetUp() override {
    channel.answer(commune_json());
    Json rows;
    rows.set("rows", Json::Array{to_json(PlayReportRow{
                         "2026-11-22", {"b-1"}, {"t-1"}, "=Họp", 3, 30'000, 3, PlayFacts{}})});
    rows.set("plays", 3).set("shown_ms", 30'000).set("frames", 3);
    rows.set("communes", Json::Array{to_json(CommuneName{"30307", "Xã", "UBND xã", {}})});
    channel.answer(rows);
    channel.answer(to_json(Person{PersonId{"p-1"}, "lan", "Lan", {Role::Editor}, false}));
    BoardRecord board;
    board.id = BoardId{"b-1"};
    board.name = "Chợ";
    Json boards;
    boards.set("boards", Json::Array{to_json(board)});
    channel.answer(boards);
    ProofReport proof;
    proof.boards = {{BoardId{"b-1"}, 40'000, 30'000, 10'000, sample::midnight()}};
    channel.answer(to_json(proof));
  }
};

TEST_F(PlayFiles, AreWrittenAsTheyAreAskedForAndTheirNamesTold) {
  EXPECT_EQ(run({"report", "plays", "--csv", "a.csv", "--xlsx", "a.xlsx", "--pdf", "a.pdf"}), 0)
      << err.str();
  ASSERT_EQ(written.size(), 3U);
  EXPECT_NE(written["a.csv"].find("2026-11-22,'=Họp,t-1,Chợ,"), std::string::npos);
  EXPECT_NE(written["a.csv"].find("Chợ,40000,30000,10000,750,10000,"), std::string::npos)
      << written["a.csv"];
  EXPECT_TRUE(written["a.xlsx"].starts_with("PK"));
  EXPECT_TRUE(written["a.pdf"].starts_with("%PDF"));
  EXPECT_EQ(out.str(), "");
  EXPECT_NE(err.str().find("a.pdf"), std::string::npos);
}

TEST_F(Ctl, WhatIsProvenOfBoardsIsToldInWords) {
  ProofReport proof;
  proof.boards = {{BoardId{"b-1"}, 40'000, 30'000, 10'000, sample::midnight()}};
  proof.urgent = {{ItemId{"t-1"}, "Xả lũ", sample::midnight(), BoardId{"b-1"}, std::nullopt}};
  channel.answer(commune_json());
  channel.answer(to_json(proof));
  channel.answer(Json().set("boards", Json::Array{}));
  EXPECT_EQ(run({"report", "boards", "--from", "2026-11-22", "--to", "2026-11-22"}), 0)
      << err.str();
  EXPECT_EQ(channel.asked.at(1).target, "/v1/reports/proof?from=2026-11-22&to=2026-11-22");
  EXPECT_NE(out.str().find("b-1: 75,0 %, có chiếu 0:00:30,000 trong 0:00:40,000"),
            std::string::npos)
      << out.str();
  EXPECT_NE(out.str().find("Tin khẩn “Xả lũ” ở b-1"), std::string::npos) << out.str();
  EXPECT_NE(out.str().find("chưa hiện"), std::string::npos) << out.str();
}

TEST_F(PlayFiles, CsvWithoutAFileIsPrinted) {
  EXPECT_EQ(run({"--json", "report", "plays", "--csv", "--from", "2026-11-22"}), 0) << err.str();
  EXPECT_TRUE(written.empty());
  EXPECT_NE(out.str().find("30000"), std::string::npos);
  EXPECT_NE(out.str().find("Cộng"), std::string::npos);
}

}  // namespace
}  // namespace bangtin
