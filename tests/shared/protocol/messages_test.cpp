#include "shared/protocol/messages.h"

#include <gtest/gtest.h>

#include "shared/base/limits.h"
#include "shared/protocol/holiday_messages.h"
#include "tests/fakes/sample_manifest.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

Digest digest_of(std::uint8_t byte) {
  Digest digest;
  digest.bytes.fill(byte);
  return digest;
}

PublicKey key_of(std::uint8_t byte) {
  PublicKey key;
  key.bytes.fill(byte);
  return key;
}

/// Reads what was written, writes it again: nothing may be lost. Also with a member that only a
/// newer program knows, and not without one that is needed.
template <class Message>
void expect_round_trip(const Message& message, std::vector<std::string> optional = {}) {
  const Json json = to_json(message);
  const auto back = message_from<Message>(json.dump());
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_EQ(to_json(*back), json);

  Json newer = json;
  newer.set("zzz_newer", Json::Array{1, 2});
  const auto from_newer = message_from<Message>(newer.dump());
  ASSERT_TRUE(from_newer.ok()) << from_newer.error().message;
  EXPECT_EQ(to_json(*from_newer), json);

  for (const auto& [key, member] : *json.as_object()) {
    Json::Object without = *json.as_object();
    without.erase(key);
    const bool may = std::find(optional.begin(), optional.end(), key) != optional.end();
    EXPECT_EQ(message_from<Message>(Json(without).dump()).ok(), may) << key;
    Json wrong = json;
    wrong.set(key, Json::Array{Json::Object{}});
    Message untouched = message;
    EXPECT_FALSE(from_json(wrong, untouched).ok()) << key;
    EXPECT_EQ(to_json(untouched), json) << "a refused message changes nothing";
  }
  for (const char* text : {"", "[]", "7", "null", "{}", "{"}) {
    EXPECT_FALSE(message_from<Message>(text).ok()) << text;
  }
}

Person person() {
  return {{"p-1"}, "lan", "Nguyễn Thị Lan", {Role::Editor, Role::Approver}, false};
}

BoardControls controls() {
  return {70, 40, sample::midnight(), {{5, OrderResult::Done}, {6, OrderResult::TooOften}}};
}

BoardStatus status() {
  return {7,
          8,
          digest_of(3),
          {600, 480},
          sample::midnight(),
          "0.1.0",
          "agent.offline",
          {12, digest_of(6)},
          BoardHealth{61, 4'000'000, 3'600, "wlan0", true},
          controls()};
}

PlayRecord play() { return {{"item-1"}, digest_of(4), sample::midnight(), 12'345ms, 741}; }

TEST(Messages, KeepPeople) {
  expect_round_trip(person());
  expect_round_trip(Session{"token", person(), sample::midnight()});
}

TEST(Messages, KeepItemsAndPlaylists) {
  ItemRecord item{{"item-1"},
                  ItemState::Approved,
                  3,
                  sample::notice_content(),
                  "lan",
                  2,
                  digest_of(1),
                  digest_of(2),
                  "lan",
                  "hoa",
                  "sai ngày",
                  "hoa",
                  sample::midnight()};
  expect_round_trip(item, {"submitted", "approved"});
  item.submitted.reset();
  item.approved.reset();
  expect_round_trip(item);
  EXPECT_EQ(to_json(item).find("submitted"), nullptr);

  EXPECT_FALSE(by_one_person(item)) << "nothing of it may play";
  item.approved = digest_of(2);
  EXPECT_FALSE(by_one_person(item));
  item.approver = item.composer;
  EXPECT_TRUE(by_one_person(item));
  item.author = "minh";
  EXPECT_TRUE(by_one_person(item)) << "a newer draft of somebody else changes nothing on boards";

  using namespace std::chrono_literals;
  ScheduleRule rule{2026y / 11 / 1,
                    2026y / 12 / 31,
                    {Weekday::Monday},
                    "FREQ=DAILY",
                    {{15, 0}},
                    LeapMonths::Counted,
                    OnHolidays::Only,
                    {2026y / 11 / 20},
                    {LocalMinute(std::chrono::local_days(2026y / 11 / 21)) + 8h},
                    {LocalMinute(std::chrono::local_days(2026y / 11 / 22)) + 17h + 30min},
                    6h,
                    21h};
  PlaylistRecord playlist{{"pl-1"},
                          "Sáng",
                          {{"a"}, {"b"}},
                          {{"board-1"}},
                          {{"g-1"}},
                          {"chợ"},
                          {{rule}, 2, LayoutKind::Full, PageZone::Main},
                          4,
                          sample::midnight(),
                          3};
  expect_round_trip(playlist, {"published_at"});
  expect_round_trip(GroupRecord{{"g-1"}, "Các chợ", {{"board-1"}}, 2});
  expect_round_trip(playlist.schedule);
  const Holiday full_moon{"Vu Lan", HolidayCalendar::Lunar, 15, 7, 2027, 2};
  expect_round_trip(full_moon);
  expect_round_trip(HolidayList{{full_moon}, 3});
  const Hours night{{{{Weekday::Sunday}, 21h, 6h}}};
  expect_round_trip(TimetableRecord{TimetableScope::Group, "g-1", {night, Hours{}}});
  const Timetable silent{night, {}};
  EXPECT_EQ(message_from<Timetable>(to_json(silent).dump()).value(), silent);
  EXPECT_EQ(message_from<Timetable>("{}").value(), Timetable{}) << "it says nothing";
  EXPECT_EQ(to_json(silent).find("panel_on"), nullptr);
  expect_round_trip(Delivery{{"board-1"}, "Chợ", 3, 2, 1, false, true, sample::midnight()},
                    {"last_seen"});
  expect_round_trip(
      Delivery{{"board-1"}, "Chợ", 3, 2, 1, false, true, sample::midnight(), {"Mất nước"}, 12},
      {"last_seen", "elsewhere"});
}

TEST(Messages, ReadDaysAndHoursExactly) {
  using namespace std::chrono_literals;
  EXPECT_EQ(local_minute_text(*local_minute_from("2028-02-29T23:59")), "2028-02-29T23:59");
  for (const char* text : {"", "2028-02-29", "2028-02-29 08:00", "2027-02-29T08:00",
                           "2028-02-29T24:00", "2028-02-29T8:00", "2028-02-29T08:00Z"}) {
    EXPECT_FALSE(local_minute_from(text)) << text;
  }
  EXPECT_EQ(day_from("2028-02-29"), 2028y / 2 / 29);
  EXPECT_EQ(day_text(2026y / 1 / 5), "2026-01-05");
  for (const char* text :
       {"2026-02-29", "2026-2-01", "2026-13-01", "2026-11-22x", "", "22/11/2026"}) {
    EXPECT_EQ(day_from(text), std::nullopt) << text;
  }
  EXPECT_EQ(hour_from("24:00"), 24h);
  EXPECT_EQ(hour_text(6h + 5min), "06:05");
  for (const char* text : {"24:01", "06:60", "6:00", "06.00", "-1:00", ""}) {
    EXPECT_EQ(hour_from(text), std::nullopt) << text;
  }
}

TEST(Messages, KeepBoards) {
  const BoardRecord board{
      {"board-1"},
      "Chợ",
      BoardState::Paired,
      key_of(1),
      {600, 480},
      "30307",
      true,
      sample::midnight(),
      9,
      status(),
      "board.copied_key",
      {"chợ"},
      OffAir{sample::midnight(), "lan", "Sai số tiền"},
      GeoPoint{10'045'200, 105'746'900},
      GlassPicture{6, sample::midnight(), {640, 360}},
      {OrderRecord{6, OrderKind::Picture, 0, sample::midnight(), "lan", sample::midnight() + 10min,
                   OrderResult::Done, sample::midnight()}}};
  expect_round_trip(board, {"last_seen", "off_air", "position", "picture", "orders"});
  EXPECT_EQ(to_json(board).find("position")->dump(), "[10045200,105746900]");
  expect_round_trip(status(), {"health", "controls"});
  expect_round_trip(controls(), {"brightness", "test_card_until"});
  expect_round_trip(board.orders[0], {"result", "answered_at"});
  expect_round_trip(*board.picture);
  expect_round_trip(OrderBatch{{"{}", "two"}});
  expect_round_trip(PairingRequest{key_of(1), {600, 480}, "0.1.0"});
  expect_round_trip(PairingRequest{key_of(1), {600, 480}, "0.1.0", "Chợ Tân Hưng"}, {"name"});
  expect_round_trip(
      PairingOffer{"pair-1", "BCDFGHJK", key_of(2), digest_of(4), sample::midnight()});
  expect_round_trip(PairingAnswer{});
  const Place place{"30307", "91", "UBND xã Tân Hưng"};
  expect_round_trip(PairingAnswer{PairingState::Accepted, {"board-1"}, place, "{\"signed\":\n}"});
  expect_round_trip(PairingView{"BCDFGHJK", PublicKey{{7}}, {600, 480}, sample::midnight(), "Chợ"});
  expect_round_trip(place);
  expect_round_trip(BoardPin{{"board-1"}, key_of(3), place, true, "{\"signed\":\n}"});
  expect_round_trip(PairingCard{"BCDFGHJK", {"an"}, "https://[::1]:8443", "agent.offline"});
  expect_round_trip(
      ShownFile{
          7, digest_of(5), {600, 480}, sample::midnight(), "", {12, digest_of(6)}, controls()},
      {"controls"});
  expect_round_trip(TimeQuestion{"00112233445566778899aabbccddeeff"});
}

TEST(Messages, KeepThePlayLog) {
  expect_round_trip(play());
  expect_round_trip(PlayBatch{"log-1", 17, {play(), play()}});
  expect_round_trip(
      PlayReportRow{"2026-11-22", {"board-1"}, {"item-1"}, "Tiêm vắc-xin", 3, 36'000, 2'160});
  const PlayFacts facts{Category::Welfare, "km", Origin::Province, OwnerKind::Union, 3};
  expect_round_trip(PlayReportRow{"2026-11-22", {"b"}, {"i"}, "Tiêm", 3, 36'000, 9, facts},
                    {"facts"});
}

TEST(Messages, NeverReadAContentLoosely) {
  Json json = to_json(ItemRecord{});
  Json content = *json.find("content");
  content.set("newer", 1);
  json.set("content", content);
  EXPECT_FALSE(message_from<ItemRecord>(json.dump()).ok());
}

TEST(Messages, RefuseABatchOverItsBound) {
  PlayBatch batch{"log", 1, std::vector<PlayRecord>(limits::kPlayBatchRowsMax, play())};
  EXPECT_TRUE(message_from<PlayBatch>(to_json(batch).dump()).ok());
  batch.rows.push_back(play());
  EXPECT_FALSE(message_from<PlayBatch>(to_json(batch).dump()).ok());
}

TEST(Messages, RefuseIdentifiersThatCouldMeanSomethingElsewhere) {
  for (const char* id : {"../etc", "A", "a b", "xã"}) {
    Json json = to_json(person());
    json.set("id", id);
    EXPECT_FALSE(message_from<Person>(json.dump()).ok()) << id;
  }
}

TEST(Messages, TakeTimesWithAnOffset) {
  Json json = to_json(status());
  json.set("at", "2026-11-22T07:00:00+07:00");
  const auto read = message_from<BoardStatus>(json.dump());
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->at, sample::midnight());
}

template <class Enum>
void expect_names(int count) {
  for (int i = 0; i < count; ++i) {
    const auto value = static_cast<Enum>(i);
    Enum back = static_cast<Enum>((i + 1) % count);
    EXPECT_TRUE(from_name(name_of(value), back));
    EXPECT_EQ(back, value);
  }
  EXPECT_TRUE(name_of(static_cast<Enum>(count)).empty());
}

TEST(Messages, NameTheirStates) {
  expect_names<Role>(4);
  expect_names<ItemState>(5);
  expect_names<BoardState>(2);
  expect_names<PairingState>(4);
}

constexpr Code kCodes[] = {Code::NotFound, Code::Invalid,     Code::Denied, Code::Conflict,
                           Code::Corrupt,  Code::Unsupported, Code::Full,   Code::Unavailable};

TEST(ErrorBody, GoesThereAndBack) {
  for (const Code code : kCodes) {
    const Error error{code, "what the log says", "rule.priority"};
    const Error back = error_from_body(error_body(error), 418);
    EXPECT_EQ(back.code, code);
    EXPECT_EQ(back.message, error.message);
    EXPECT_EQ(back.key, error.key);
  }
}

TEST(ErrorBody, CarriesTheBrokenRules) {
  const std::vector<Problem> problems = {{"rule.priority", "priority"}, {"text.control", "body"}};
  const std::string body = error_body({Code::Invalid, "", "rule.priority"}, problems);
  EXPECT_EQ(problems_from_body(body), problems);
  EXPECT_EQ(
      body,
      R"({"error":{"code":"invalid","key":"rule.priority","message":"","problems":[)"
      R"({"field":"priority","key":"rule.priority"},{"field":"body","key":"text.control"}]}})");
  EXPECT_TRUE(problems_from_body("<html>").empty());
  EXPECT_TRUE(problems_from_body(R"({"error":7})").empty());
  EXPECT_TRUE(problems_from_body(R"({"error":{"problems":[7,{"key":1}]}})").empty());
}

TEST(ErrorBody, StaysReadableWhenItQuotesHalfACharacter) {
  const std::string body = error_body({Code::Invalid, "bad \xe1\xba", ""});
  EXPECT_TRUE(Json::parse(body).ok());
}

TEST(ErrorBody, IsGuessedFromTheStatusWhenAProxyAnswers) {
  for (const Code code : kCodes) {
    EXPECT_EQ(error_from_body("<html>", http_status_of(code)).code, code);
  }
  EXPECT_EQ(error_from_body("", 401).code, Code::Denied);
  EXPECT_EQ(error_from_body("", 429).code, Code::Unavailable);
  EXPECT_EQ(error_from_body("", 502).code, Code::Unavailable);
  EXPECT_EQ(error_from_body("", 418).code, Code::Invalid);
  EXPECT_EQ(error_from_body(R"({"error":{"code":"strange"}})", 404).code, Code::NotFound);
  EXPECT_EQ(error_from_body(R"({"error":[]})", 409).code, Code::Conflict);
  EXPECT_FALSE(error_from_body("", 500).message.empty());
}

TEST(HttpStatus, IsTheOneOfTheProtocol) {
  EXPECT_EQ(http_status_of(Code::Invalid), 400);
  EXPECT_EQ(http_status_of(Code::Denied), 403);
  EXPECT_EQ(http_status_of(Code::NotFound), 404);
  EXPECT_EQ(http_status_of(Code::Conflict), 409);
  EXPECT_EQ(http_status_of(Code::Unsupported), 415);
  EXPECT_EQ(http_status_of(Code::Corrupt), 422);
  EXPECT_EQ(http_status_of(Code::Unavailable), 503);
  EXPECT_EQ(http_status_of(Code::Full), 507);
}

}  // namespace
}  // namespace bangtin
