// The phone page over a whole server without sockets: rights, forms of other sites, limits,
// headers, and that a return is the Office's own.
#include "manager/server/phone.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "manager/server/web_form.h"
#include "shared/base/texts.h"
#include "shared/protocol/content_json.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr const char* kPassword = "mot+mat+khau+rat+dai";

class Phone : public testing::Test {
 protected:
  Response post(const std::string& path, const std::string& body, const std::string& token = "",
                const std::string& site = "same-origin") {
    Request request = House::request("POST", path, body);
    if (!token.empty()) request.headers.emplace_back("cookie", "__Host-bangtin=" + token);
    if (!site.empty()) request.headers.emplace_back("sec-fetch-site", site);
    return house.send(std::move(request)).response;
  }
  Response get(const std::string& path, const std::string& token) {
    Request request = House::request("GET", path);
    if (!token.empty()) request.headers.emplace_back("cookie", "__Host-bangtin=" + token);
    return house.send(std::move(request)).response;
  }
  /// The session of who has signed in on the phone.
  std::string signed_in(const std::string& login) {
    const Response response =
        post("/m/sign-in", "login=" + login + "&password=" + std::string(kPassword));
    EXPECT_EQ(response.status, 303) << response.body;
    return std::string(cookie_of(response.header("Set-Cookie"), phone::kCookie));
  }
  static std::string form(const std::string& token, const std::string& fields = "") {
    return "form_token=" + form_token(token) + fields;
  }
  /// Hands in a notice with one picture.
  ItemVersion notice() {
    const ApiAnswer media = house.raw("editor", "POST", "/v1/media", "what the camera wrote");
    ItemContent content = house.notice_content();
    const auto read = media_from_json(media.json);
    EXPECT_TRUE(read.ok());
    content.media = {read.value()};
    return house.submitted(content);
  }
  static std::string path_of(const ItemVersion& version) { return "/m/items/" + version.id.text; }
  std::string state_of(const ItemVersion& version) {
    return house.call("editor", "GET", "/v1/items/" + version.id.text).text("state");
  }
  static std::string return_fields(const ItemVersion& version, const std::string& reason) {
    return "&version=" + to_hex(hash_of(version)) + "&reason=" + reason;
  }

  House house;
};

bool has(const Response& response, std::string_view part) {
  return response.body.find(part) != std::string::npos;
}

TEST_F(Phone, SigningInGivesACookieThatOnlyThisSiteSees) {
  const Response response = post("/m/sign-in", "login=approver&password=" + std::string(kPassword));
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.header("Location"), "/m/items");
  const std::string cookie(response.header("Set-Cookie"));
  EXPECT_TRUE(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict")) << cookie;
  EXPECT_EQ(get("/m/items", signed_in("approver")).status, 200);
}

TEST_F(Phone, AWrongPasswordKeepsTheLoginAndNotThePassword) {
  const Response response = post("/m/sign-in", "login=approver&password=sai+mat+khau");
  EXPECT_EQ(response.status, 403);
  EXPECT_TRUE(has(response, "value=\"approver\""));
  EXPECT_TRUE(has(response, "Tên đăng nhập hoặc mật khẩu không đúng."));
  EXPECT_FALSE(has(response, "sai mat khau"));
  EXPECT_TRUE(response.header("Set-Cookie").empty());
}

TEST_F(Phone, AnEmptyFieldIsAskedForAndCountsAsNoGuess) {
  for (int i = 0; i < 10; ++i) {
    const Response response = post("/m/sign-in", "login=approver&password=");
    EXPECT_EQ(response.status, 400);
    EXPECT_TRUE(has(response, std::string(text("phone.sign_in_missing"))));
  }
  EXPECT_FALSE(signed_in("approver").empty());
}

TEST_F(Phone, GuessingWaitsAsItDoesAtTheApi) {
  Response response;
  for (int i = 0; i < 10 && response.status != 429; ++i) {
    response = post("/m/sign-in", "login=approver&password=sai+mat+khau");
  }
  EXPECT_EQ(response.status, 429);
  EXPECT_FALSE(response.header("Retry-After").empty());
  Json body;
  body.set("login", "approver");
  body.set("password", "mot mat khau rat dai");
  EXPECT_EQ(house.call("", "POST", "/v1/sessions", body).status, 429) << "one count for both";
}

TEST_F(Phone, ASessionEndsAsAtTheApi) {
  const std::string token = signed_in("approver");
  house.now += limits::kSessionIdle + 1s;
  const Response response = get("/m/items", token);
  EXPECT_EQ(response.status, 401);
  EXPECT_TRUE(has(response, "action=\"/m/sign-in\""));
  const std::string again = signed_in("approver");
  EXPECT_EQ(get("/m", again).status, 303) << "nobody signs in twice";
  const Response out = post("/m/sign-out", form(again), again);
  EXPECT_EQ(out.status, 303);
  EXPECT_NE(out.header("Set-Cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(get("/m/items", again).status, 401);
  EXPECT_EQ(get("/m", again).status, 200);
}

TEST_F(Phone, TheApisBearerIsNoCookieAndTheCookieNoBearer) {
  const std::string token = signed_in("approver");
  Request request = House::request("GET", "/v1/items");
  request.headers.emplace_back("cookie", "__Host-bangtin=" + token);
  EXPECT_EQ(house.send(std::move(request)).status, 401) << "no other site's form reaches the API";
  EXPECT_EQ(house.call("approver", "GET", "/m/items").status, 401);
}

TEST_F(Phone, EachRowLetsInWhomTheTableSays) {
  for (const auto& [who, letter] :
       {std::pair("editor", 'E'), {"approver", 'A'}, {"technician", 'T'}, {"administrator", 'D'}}) {
    const std::string token = signed_in(who);
    for (const Route& route : routes()) {
      if (route.caller != Caller::PhonePerson || route.pattern == "/m/sign-out") continue;
      std::string target(route.pattern);
      for (auto star = target.find('*'); star != target.npos; star = target.find('*')) {
        target.replace(star, 1, "none");
      }
      const Response response =
          route.method == "GET" ? get(target, token) : post(target, form(token), token);
      const bool may = route.roles.empty() || route.roles.find(letter) != route.roles.npos;
      EXPECT_EQ(response.status == 403, !may) << who << " " << target;
      EXPECT_TRUE(has(response, "<!DOCTYPE html>")) << target;
    }
  }
}

TEST_F(Phone, ShowsTheVersionThatWaitsAndItsPicture) {
  house.picture = NormalPicture{"\xff\xd8\xff" + std::string(1000, 'j') + "\xff\xd9", {640, 480}};
  const ItemVersion version = notice();
  const std::string token = signed_in("technician");
  EXPECT_TRUE(has(get("/m/items", token), path_of(version)));
  EXPECT_TRUE(has(get(path_of(version), token), "Đề nghị bà con chuẩn bị."));
  const Response picture = get(path_of(version) + "/pictures/0", token);
  EXPECT_EQ(picture.status, 200);
  EXPECT_EQ(picture.header("Content-Type"), "image/jpeg");
  ASSERT_TRUE(picture.file.has_value());
  EXPECT_EQ(picture.file->size_bytes, 1005);
  EXPECT_TRUE(std::filesystem::exists(picture.file->path));
  for (const char* none : {"1", "-1", "x", "0x", "99999999999999999999"}) {
    EXPECT_EQ(get(path_of(version) + "/pictures/" + none, token).status, 404) << none;
  }
  EXPECT_EQ(get("/m/items/none", token).status, 404);
  EXPECT_EQ(get("/m/nothing", token).status, 404);
}

TEST_F(Phone, SaysWhichScreensMayShowIt) {
  const std::string board = house.pair(KeyPair::generate(house.random));
  ItemContent content = house.notice_content();
  const std::string token = signed_in("approver");
  EXPECT_TRUE(
      has(get(path_of(house.submitted(content)), token), "<dt>Nơi phát</dt><dd>Mọi màn hình</dd>"));
  content.places.boards = {{board}};
  const Response named = get(path_of(house.submitted(content)), token);
  EXPECT_TRUE(has(named, "<dt>Nơi phát</dt><dd>1 màn hình: ")) << named.body;
}

TEST_F(Phone, WhatWaitsSaysOnWhichDaysOfMourningItWillRest) {
  ItemContent festival = house.notice_content();
  festival.category = Category::Culture;
  const ItemVersion culture = house.submitted(festival);
  const ItemVersion law = house.submitted(house.notice_content());
  const std::string token = signed_in("approver");
  EXPECT_FALSE(has(get(path_of(culture), token), "Quốc tang"));
  const auto tomorrow =
      std::chrono::floor<std::chrono::days>(house.now + 7h) + std::chrono::days(1);
  const Person approver = house.office->person_of(token, house.now).value();
  ASSERT_TRUE(
      house.office->declare_mourning(approver, {tomorrow, tomorrow, "TB 12"}, house.now).ok());
  const Response told = get(path_of(culture), token);
  EXPECT_TRUE(has(told, "Quốc tang: tin này sẽ nghỉ trên mọi màn hình từ ")) << told.body;
  EXPECT_TRUE(has(told, "00:00, sau đó phát như thường.")) << told.body;
  EXPECT_FALSE(has(get(path_of(law), token), "Quốc tang"));
  EXPECT_FALSE(has(get("/m/items", token), "Quốc tang"));
  EXPECT_FALSE(has(get("/m/boards", token), "Quốc tang")) << "not yet";
  house.now += 24h;
  const std::string later = signed_in("approver");
  EXPECT_TRUE(has(get("/m/boards", later), "Quốc tang "));
  EXPECT_TRUE(has(get(path_of(culture), later), "Quốc tang: tin này tạm nghỉ trên mọi màn hình"));
  const std::string fields = form(later, return_fields(culture, "Sai"));
  ASSERT_EQ(post(path_of(culture) + "/return", fields, later).status, 303);
  EXPECT_FALSE(has(get(path_of(culture), later), "Quốc tang"));
}

TEST_F(Phone, AReturnIsTheOfficesOwnWithReasonAndRecord) {
  const ItemVersion version = notice();
  const std::string token = signed_in("approver");
  const Response response =
      post(path_of(version) + "/return",
           form(token, return_fields(version, "Sai+ng%C3%A0y%0D%0Axem+l%E1%BA%A1i")), token);
  EXPECT_EQ(response.status, 303) << response.body;
  EXPECT_EQ(response.header("Location"), path_of(version));
  EXPECT_EQ(state_of(version), "returned");
  EXPECT_TRUE(has(get(path_of(version), token), "Bị trả lại: Sai ngày xem lại"));
  const auto events = house.office->events_after(0, 500);
  ASSERT_TRUE(events.ok());
  EXPECT_EQ(events->back().kind, "item.returned");
  EXPECT_EQ(events->back().who, "approver");
}

TEST_F(Phone, WithoutAReasonNothingHappensAndTheFormStays) {
  const ItemVersion version = notice();
  const std::string token = signed_in("approver");
  for (const char* reason : {"", "+%0D%0A+"}) {
    const Response response =
        post(path_of(version) + "/return", form(token, return_fields(version, reason)), token);
    EXPECT_EQ(response.status, 400);
    EXPECT_TRUE(has(response, std::string(text("phone.reason_missing"))));
    EXPECT_TRUE(has(response, "action=\"" + path_of(version) + "/return#problem\""));
  }
  const std::string long_reason(201, 'x');
  const Response too_long =
      post(path_of(version) + "/return", form(token, return_fields(version, long_reason)), token);
  EXPECT_EQ(too_long.status, 400);
  EXPECT_TRUE(has(too_long, long_reason + "</textarea>"));
  EXPECT_EQ(state_of(version), "submitted");
}

TEST_F(Phone, AVersionThatMovedOnIsNotReturnedUnseen) {
  const ItemVersion version = notice();
  const std::string token = signed_in("approver");
  ItemVersion other = version;
  other.content.title = "Bản khác";
  const Response response =
      post(path_of(version) + "/return", form(token, return_fields(other, "Sai")), token);
  EXPECT_EQ(response.status, 409);
  EXPECT_TRUE(has(response, std::string(text("item.version_moved"))));
  EXPECT_TRUE(has(response, "Sai</textarea>"));
  EXPECT_EQ(state_of(version), "submitted");
}

TEST_F(Phone, AFormOfAnotherSiteOrSessionChangesNothing) {
  const ItemVersion version = notice();
  const std::string token = signed_in("approver");
  const std::string fields = return_fields(version, "Sai");
  const std::string path = path_of(version) + "/return";
  EXPECT_EQ(post(path, fields.substr(1), token).status, 403) << "no token";
  EXPECT_EQ(post(path, form(signed_in("approver"), fields), token).status, 403) << "another's";
  EXPECT_EQ(post(path, form(token, fields), token, "cross-site").status, 403);
  EXPECT_EQ(post(path, form(token, fields), "").status, 401) << "a cookie that was not sent";
  EXPECT_EQ(
      post("/m/sign-in", "login=approver&password=" + std::string(kPassword), "", "cross-site")
          .status,
      403);
  EXPECT_EQ(post("/m/sign-out", "", token).status, 403);
  EXPECT_EQ(state_of(version), "submitted");
  EXPECT_EQ(post(path, form(token, fields), token, "").status, 303) << "an old browser";
}

TEST_F(Phone, WhatWasTypedOutlivesTheSession) {
  const ItemVersion version = notice();
  const std::string token = signed_in("approver");
  house.now += limits::kSessionIdle + 1s;
  const Response response = post(path_of(version) + "/return",
                                 form(token, return_fields(version, "Sai+ng%C3%A0y")), token);
  EXPECT_EQ(response.status, 401);
  EXPECT_TRUE(has(response, "Sai ngày"));
}

TEST_F(Phone, TellsHowTheBoardsAre) {
  const std::string board = house.pair(house.new_key());
  const std::string token = signed_in("approver");
  EXPECT_TRUE(has(get("/m/boards", token), "Bảng chợ"));
  EXPECT_TRUE(has(get("/m/boards", token), "Chưa liên lạc lần nào"));
  house.hub.open(BoardId{board}, "192.0.2.7", 0, std::make_shared<KeptSink>());
  EXPECT_FALSE(has(get("/m/boards", token), "Chưa liên lạc lần nào"));
}

TEST_F(Phone, WhoeverIsSignedInTakesABoardOrAllOfThemOffTheAirAndNobodyPutsThemBack) {
  const std::string one = house.pair(house.new_key()), other = house.pair(house.new_key());
  const std::string token = signed_in("editor");
  const std::string path = "/m/boards/" + one + "/off-air";
  EXPECT_TRUE(has(get("/m/boards", token), "href=\"" + path + "\""));
  EXPECT_TRUE(has(get("/m/boards", token), "href=\"/m/off-air\""));
  EXPECT_TRUE(has(get(path, token), "value=\"" + std::string(text("desk.off_air.reason"))));
  const auto is_off = [&](const std::string& board) {
    return house.office->board(BoardId{board})->off_air.has_value();
  };
  const Response missing = post(path, form(token, "&reason=+"), token);
  EXPECT_EQ(missing.status, 400);
  EXPECT_TRUE(has(missing, std::string(text("board.reason_missing"))));
  EXPECT_EQ(post(path, form(token, "&reason=L%E1%BA%A1"), token, "cross-site").status, 403);
  EXPECT_FALSE(is_off(one));
  const Response taken = post(path, form(token, "&reason=Ch%E1%BB%AF%0D%0Al%E1%BA%A1"), token);
  EXPECT_EQ(taken.status, 303) << taken.body;
  EXPECT_EQ(taken.header("Location"), "/m/boards");
  EXPECT_TRUE(is_off(one));
  EXPECT_FALSE(is_off(other));
  EXPECT_EQ(house.office->board(BoardId{one})->off_air->reason, "Chữ lạ");
  EXPECT_EQ(house.office->board(BoardId{one})->off_air->who, "editor");
  EXPECT_FALSE(has(get("/m/boards", token), path)) << "it is off";
  EXPECT_EQ(post("/m/off-air", form(token, "&reason=L%E1%BA%A1"), token).status, 303);
  EXPECT_TRUE(is_off(other));
  EXPECT_FALSE(has(get("/m/boards", token), "/m/off-air"));
  EXPECT_EQ(get("/m/boards/none/off-air", token).status, 404);
}

TEST_F(Phone, EveryAnswerCarriesTheStrictHeaders) {
  const ItemVersion version = notice();
  const std::string token = signed_in("approver");
  for (const Response& response :
       {get("/m", ""), get("/m", token), get("/m/phone.css", ""), get("/m/items", token),
        get("/m/items", ""), get(path_of(version), token), get("/m/boards", token),
        get(path_of(version) + "/pictures/0", token), get("/m/items/none", token),
        get("/m/nothing", token), post("/m/sign-in", "login=%0&", ""),
        post(path_of(version) + "/return", form(token), token)}) {
    EXPECT_EQ(response.header("Content-Security-Policy"),
              "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; "
              "base-uri 'none'; frame-ancestors 'none'");
    EXPECT_EQ(response.header("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
  }
}

TEST_F(Phone, TheStyleSheetFetchesNothing) {
  const Response css = get("/m/phone.css", "");
  EXPECT_EQ(css.header("Content-Type"), "text/css; charset=utf-8");
  EXPECT_TRUE(has(css, "min-height: 48px"));
  EXPECT_FALSE(has(css, "url("));
  EXPECT_FALSE(has(css, "@import"));
}

}  // namespace
}  // namespace bangtin
