#include "shared/base/files.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

const std::string kPassword = "con đường về nhà";

class OfficePeopleTest : public OfficeFixture {
 protected:
  Person set_up(const std::string& login = "chu.tich") {
    const auto token = office_->make_setup_token(now_).value();
    return office_->setup(*token, login, "Chủ tịch", kPassword, now_).value();
  }
  Person wanted(const std::string& login) {
    return {{}, login, "Người mới", {Role::Editor}, false};
  }
  Json change(const std::string& key, Json value) {
    Json json;
    json.set(key, std::move(value));
    return json;
  }
};

TEST_F(OfficePeopleTest, TheFirstAdministratorComesFromAOneTimeToken) {
  const auto token = office_->make_setup_token(now_).value();
  ASSERT_TRUE(token);
  const Person person = office_->setup(*token, "chu.tich", "Chủ tịch", kPassword, now_).value();
  EXPECT_EQ(person.roles, std::vector<Role>{Role::Administrator});
  EXPECT_EQ(failure(office_->setup(*token, "hai", "Hai", kPassword, now_)), "denied setup.token");
  EXPECT_FALSE(office_->make_setup_token(now_).value()) << "there is an administrator now";
}

TEST_F(OfficePeopleTest, ASetupTokenIsForgottenAfterHalfAnHourOrWhenANewOneIsMade) {
  const auto old = office_->make_setup_token(now_).value();
  const auto token = office_->make_setup_token(now_).value();
  const auto use = [&](const std::string& which, Instant at) {
    return failure(office_->setup(which, "chu.tich", "Chủ tịch", kPassword, at));
  };
  EXPECT_EQ(use(*old, now_), "denied setup.token");
  EXPECT_EQ(use("", now_), "denied setup.token");
  EXPECT_EQ(use(*token, now_ + std::chrono::minutes(30)), "denied setup.token");
  EXPECT_EQ(use(*token, now_ + std::chrono::minutes(29)), "ok");
}

TEST_F(OfficePeopleTest, SetupChecksWhatItIsGivenAndTheTokenStaysGood) {
  const auto token = office_->make_setup_token(now_).value();
  const auto use = [&](const char* login, const char* name, const std::string& password) {
    return key_of(office_->setup(*token, login, name, password, now_));
  };
  EXPECT_EQ(use("Chủ", "Chủ tịch", kPassword), "person.login");
  EXPECT_EQ(use("chu.tich", " ", kPassword), "person.display_name_missing");
  EXPECT_EQ(use("chu.tich", "Chủ tịch", "ngắn"), "person.password_short");
  EXPECT_EQ(use("chu.tich", "Chủ tịch", "matkhau123456"), "person.password_common");
  EXPECT_EQ(use("chu.tich", "Chủ tịch", kPassword), "");
}

TEST_F(OfficePeopleTest, StoresNeitherTokenNorPassword) {
  const auto token = office_->make_setup_token(now_).value();
  ASSERT_TRUE(office_->setup(*token, "chu.tich", "Chủ tịch", kPassword, now_).ok());
  const Session session = office_->sign_in("chu.tich", kPassword, now_).value();
  ASSERT_TRUE(db_->backup_to(folder_.file("copy")).ok());
  const std::string bytes = files::read_all(folder_.path() / "copy", 1 << 26).value();
  EXPECT_NE(bytes.find("chu.tich"), std::string::npos);
  EXPECT_EQ(bytes.find(kPassword), std::string::npos);
  EXPECT_EQ(bytes.find(session.token), std::string::npos);
}

TEST_F(OfficePeopleTest, AddsPeopleOnce) {
  const Person admin = set_up();
  const Person person = office_->add_person(admin, wanted("lan"), kPassword, now_).value();
  EXPECT_EQ(person.roles, std::vector<Role>{Role::Editor});
  EXPECT_EQ(failure(office_->add_person(admin, wanted("lan"), kPassword, now_)),
            "conflict person.login_taken");
  EXPECT_EQ(key_of(office_->add_person(admin, wanted("L"), kPassword, now_)), "person.login");
  EXPECT_EQ(key_of(office_->add_person(admin, wanted("hoa"), "ngắn", now_)),
            "person.password_short");
  Person nobody = wanted("hoa");
  nobody.roles.clear();
  EXPECT_EQ(key_of(office_->add_person(admin, nobody, kPassword, now_)), "person.roles");
  const auto people = office_->people().value();
  ASSERT_EQ(people.size(), 2u);
  EXPECT_EQ(people[0].login, "chu.tich");
  EXPECT_EQ(people[1].id, person.id);
}

TEST_F(OfficePeopleTest, ChangesWhatTheChangeSays) {
  const Person admin = set_up();
  const Person lan = office_->add_person(admin, wanted("lan"), kPassword, now_).value();
  Json json = change("display_name", "Lan Nguyễn");
  json.set("roles", Json::Array{"technician", "editor"});
  const Person changed = office_->change_person(admin, lan.id, json, now_).value();
  EXPECT_EQ(changed.display_name, "Lan Nguyễn");
  EXPECT_EQ(changed.roles, (std::vector<Role>{Role::Editor, Role::Technician}));
  EXPECT_FALSE(changed.disabled);
  const auto refused = [&](const Json& what) {
    return failure(office_->change_person(admin, lan.id, what, now_));
  };
  EXPECT_EQ(refused(change("login", "x")), "invalid person.unknown_member");
  EXPECT_EQ(refused(change("roles", Json::Array{"king"})), "invalid person.roles");
  EXPECT_EQ(refused(change("roles", Json::Array{})), "invalid person.roles");
  EXPECT_EQ(refused(change("disabled", "yes")), "invalid ");
  EXPECT_EQ(refused(change("display_name", " ")), "invalid person.display_name_missing");
  EXPECT_EQ(refused(change("password", "ngắn")), "invalid person.password_short");
  EXPECT_EQ(refused(Json("x")), "invalid ");
  EXPECT_EQ(failure(office_->change_person(admin, {"none"}, json, now_)),
            "not_found person.unknown");
}

TEST_F(OfficePeopleTest, TheLastAdministratorStays) {
  const Person admin = set_up();
  const Json disable = change("disabled", true);
  const Json demote = change("roles", Json::Array{"editor"});
  EXPECT_EQ(failure(office_->change_person(admin, admin.id, disable, now_)),
            "conflict person.last_administrator");
  EXPECT_EQ(failure(office_->change_person(admin, admin.id, demote, now_)),
            "conflict person.last_administrator");
  EXPECT_FALSE(office_->people()->at(0).disabled);
  Person second = wanted("pho");
  second.roles = {Role::Administrator};
  second = office_->add_person(admin, second, kPassword, now_).value();
  EXPECT_EQ(failure(office_->change_person(second, admin.id, disable, now_)), "ok");
  EXPECT_EQ(failure(office_->change_person(second, second.id, demote, now_)),
            "conflict person.last_administrator")
      << "a disabled administrator does not count";
}

TEST_F(OfficePeopleTest, WhoTriesOldPasswordsHasToWait) {
  const Person admin = set_up();
  const Session here = office_->sign_in("chu.tich", kPassword, now_).value();
  const auto change = [&](const std::string& old_password) {
    return failure(office_->change_password(admin, here.token, old_password, "mật khẩu mới", now_));
  };
  std::string last = "denied person.wrong_password";
  for (int i = 0; i < 20 && last == "denied person.wrong_password"; ++i) last = change("sai");
  EXPECT_EQ(last, "unavailable person.wait");
  EXPECT_EQ(change(kPassword), "unavailable person.wait") << "the right one too";
  now_ += std::chrono::minutes(16);
  EXPECT_EQ(change(kPassword), "ok");
}

TEST_F(OfficePeopleTest, AnewPasswordEndsTheOtherSessions) {
  const Person admin = set_up();
  const Session here = office_->sign_in("chu.tich", kPassword, now_).value();
  const Session there = office_->sign_in("chu.tich", kPassword, now_).value();
  const std::string next = "một mật khẩu khác";
  EXPECT_EQ(failure(office_->change_password(admin, here.token, "sai", next, now_)),
            "denied person.wrong_password");
  EXPECT_EQ(failure(office_->change_password(admin, here.token, kPassword, "ngắn", now_)),
            "invalid person.password_short");
  EXPECT_TRUE(office_->person_of(there.token, now_).ok());
  EXPECT_EQ(failure(office_->change_password(admin, here.token, kPassword, next, now_)), "ok");
  EXPECT_TRUE(office_->person_of(here.token, now_).ok());
  EXPECT_FALSE(office_->person_of(there.token, now_).ok());
  EXPECT_FALSE(office_->sign_in("chu.tich", kPassword, now_).ok());
  EXPECT_TRUE(office_->sign_in("chu.tich", next, now_).ok());
}

TEST_F(OfficePeopleTest, DisablingOrANewPasswordByTheAdministratorEndsAllSessions) {
  const Person admin = set_up();
  const Person lan = office_->add_person(admin, wanted("lan"), kPassword, now_).value();
  Session session = office_->sign_in("lan", kPassword, now_).value();
  const std::string next = "một mật khẩu khác";
  ASSERT_TRUE(office_->change_person(admin, lan.id, change("password", next), now_).ok());
  EXPECT_FALSE(office_->person_of(session.token, now_).ok());
  session = office_->sign_in("lan", next, now_).value();
  ASSERT_TRUE(office_->change_person(admin, lan.id, change("disabled", true), now_).ok());
  EXPECT_FALSE(office_->person_of(session.token, now_).ok());
  EXPECT_EQ(failure(office_->sign_in("lan", next, now_)), "denied person.wrong_sign_in");
}

}  // namespace
}  // namespace bangtin
