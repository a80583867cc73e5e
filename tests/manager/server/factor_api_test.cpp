// The second factor over the API and the phone page, as one person lives with it.
#include <gtest/gtest.h>

#include "manager/server/phone.h"
#include "manager/server/web_form.h"
#include "manager/store/totp.h"
#include "shared/base/texts.h"
#include "tests/manager/server/house.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

const std::string kHousePassword = "mot mat khau rat dai";

class FactorApi : public testing::Test {
 protected:
  /// What the approver's phone shows, so many steps from now.
  std::string phone_code(int steps = 0) {
    const auto rows = house.db
                          ->query(
                              "SELECT f.secret FROM second_factor f JOIN person p ON p.id = "
                              "f.person WHERE p.login = 'approver'")
                          .value();
    const Bytes& secret = bytes_of(rows.at(0).at(0));
    return totp::code_of({reinterpret_cast<const char*>(secret.data()), secret.size()},
                         totp::step_at(house.now) + steps)
        .value();
  }
  ApiAnswer sign_in(const std::string& code) {
    Json body = object({{"login", "approver"}, {"password", kHousePassword}});
    if (!code.empty()) body.set("code", code);
    return house.call("", "POST", "/v1/sessions", body);
  }
  /// Gives the recovery codes.
  std::vector<std::string> turn_on() {
    const ApiAnswer offer = house.call("approver", "POST", "/v1/me/second-factor",
                                       object({{"password", kHousePassword}}));
    EXPECT_EQ(offer.status, 200) << offer.response.body;
    EXPECT_NE(offer.text("address").find(offer.text("key")), std::string::npos);
    const ApiAnswer on = house.call("approver", "POST", "/v1/me/second-factor/confirm",
                                    object({{"code", phone_code()}}));
    EXPECT_EQ(on.status, 200) << on.response.body;
    RecoveryCodes codes;
    EXPECT_TRUE(from_json(on.json, codes).ok());
    house.now += 30s;
    return codes.codes;
  }
  Response phone_sign_in(const std::string& code) {
    Request request = House::request(
        "POST", "/m/sign-in",
        "login=approver&password=mot+mat+khau+rat+dai" + (code.empty() ? "" : "&code=" + code));
    request.headers.emplace_back("sec-fetch-site", "same-origin");
    return house.send(std::move(request)).response;
  }

  House house;
};

TEST_F(FactorApi, ASessionTakesBothOnceItIsOnAndOneThatLivesGoesOn) {
  EXPECT_EQ(sign_in("").status, 200);
  EXPECT_EQ(turn_on().size(), 10U);
  EXPECT_EQ(house.call("approver", "GET", "/v1/me").status, 200)
      << "what signed in before has its session";
  const ApiAnswer missing = sign_in("");
  EXPECT_EQ(missing.status, 403);
  EXPECT_EQ(missing.key, "person.code_missing");
  EXPECT_EQ(sign_in("000000").key, "person.code_wrong");
  const std::string code = phone_code();
  EXPECT_EQ(sign_in(code).status, 200);
  EXPECT_EQ(sign_in(code).key, "person.code_used");
  const ApiAnswer state = house.call("approver", "GET", "/v1/me/second-factor");
  EXPECT_EQ(state.number("recovery_left"), 10);
  EXPECT_EQ(state.text("since"), to_iso8601(house.now - 30s));
}

TEST_F(FactorApi, GuessedCodesAreTooManySoonAndThePhoneSharesTheCount) {
  turn_on();
  for (int i = 0; i < 4; ++i) EXPECT_EQ(sign_in("00000" + std::to_string(i)).status, 403);
  EXPECT_EQ(phone_sign_in("000009").status, 403);
  const ApiAnswer answer = sign_in(phone_code());
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.key, "person.wait");
}

TEST_F(FactorApi, ThePhonePageAsksForTheCodeInWordsAndKeepsTheName) {
  turn_on();
  const Response asked = phone_sign_in("");
  EXPECT_EQ(asked.status, 403);
  EXPECT_NE(asked.body.find(std::string(text("person.code_missing"))), std::string::npos);
  EXPECT_NE(asked.body.find("value=\"approver\""), std::string::npos);
  EXPECT_NE(asked.body.find("autocomplete=\"one-time-code\""), std::string::npos);
  EXPECT_EQ(asked.body.find(kHousePassword), std::string::npos) << "never written into a page";
  EXPECT_NE(phone_sign_in("000000").body.find(std::string(text("person.code_wrong"))),
            std::string::npos);
  const Response in = phone_sign_in(phone_code());
  EXPECT_EQ(in.status, 303) << in.body;
  EXPECT_FALSE(cookie_of(in.header("Set-Cookie"), phone::kCookie).empty());
}

TEST_F(FactorApi, AnAdministratorSeesWhoHasItAndResetsIt) {
  turn_on();
  const ApiAnswer who = house.call("administrator", "GET", "/v1/people/second-factors");
  FactorLogins people;
  ASSERT_TRUE(from_json(who.json, people).ok()) << who.response.body;
  EXPECT_EQ(people.logins, std::vector<std::string>{"approver"});
  const std::string id = house.call("approver", "GET", "/v1/me").text("id");
  const std::string path = "/v1/people/" + id + "/second-factor";
  EXPECT_EQ(house.call("editor", "DELETE", path).key, "server.role_missing");
  EXPECT_EQ(house.call("administrator", "DELETE", path).status, 200);
  EXPECT_EQ(house.call("approver", "GET", "/v1/me").status, 401);
  EXPECT_EQ(sign_in("").status, 200);
  EXPECT_EQ(house.call("administrator", "DELETE", path).status, 404);
}

TEST_F(FactorApi, ItIsTurnedOffWithPasswordAndCode) {
  const std::vector<std::string> codes = turn_on();
  const auto off = [&](const std::string& password, const std::string& code) {
    return house.call("approver", "POST", "/v1/me/second-factor/off",
                      object({{"password", password}, {"code", code}}));
  };
  EXPECT_EQ(off("sai", phone_code()).key, "person.own_password_wrong");
  EXPECT_EQ(off(kHousePassword, "").key, "person.code_missing");
  EXPECT_EQ(off(kHousePassword, codes[0]).status, 200);
  EXPECT_EQ(off(kHousePassword, codes[1]).status, 404);
  EXPECT_EQ(sign_in("").status, 200);
}

}  // namespace
}  // namespace bangtin
