#include <set>

#include "manager/store/totp.h"
#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

const std::string kFactorPassword = "con đường về nhà";

class OfficeFactorTest : public OfficeFixture {
 protected:
  OfficeFactorTest() {
    const auto token = office_->make_setup_token(now_).value();
    boss_ = office_->setup(*token, "quan", "Quản", kFactorPassword, now_).value();
    mai_ =
        office_
            ->add_person(boss_, {{}, "mai", "Mai", {Role::Approver}, false}, kFactorPassword, now_)
            .value();
  }

  /// What her phone shows, so many steps from now.
  std::string phone_code(int steps = 0) {
    const auto rows =
        db_->query("SELECT secret FROM second_factor WHERE person = $1", {mai_.id.text}).value();
    const Bytes& secret = bytes_of(rows.at(0).at(0));
    return totp::code_of({reinterpret_cast<const char*>(secret.data()), secret.size()},
                         totp::step_at(now_) + steps)
        .value();
  }
  RecoveryCodes turn_on() {
    EXPECT_TRUE(office_->offer_second_factor(mai_, kFactorPassword, now_).ok());
    const RecoveryCodes codes = office_->confirm_second_factor(mai_, phone_code(), now_).value();
    now_ += 30s;
    return codes;
  }
  std::string sign_in(const std::string& code, const std::string& password = kFactorPassword) {
    return failure(office_->sign_in("mai", password, now_, code));
  }
  std::vector<std::string> kinds_after(std::int64_t seq) {
    std::vector<std::string> kinds;
    const auto events = office_->events_after(seq, 100).value();
    for (const EventRow& event : events) kinds.push_back(event.kind);
    return kinds;
  }

  Person boss_, mai_;
};

TEST_F(OfficeFactorTest, CountsOnlyAfterOneRightCode) {
  EXPECT_FALSE(office_->second_factor(mai_)->since);
  const FactorOffer offer = office_->offer_second_factor(mai_, kFactorPassword, now_).value();
  EXPECT_EQ(offer.key.size(), 32U);
  EXPECT_NE(offer.address.find("secret=" + offer.key), std::string::npos);
  EXPECT_EQ(sign_in(""), "ok") << "the phone never showed that it has the key";
  EXPECT_EQ(failure(office_->confirm_second_factor(mai_, "000000", now_)),
            "denied person.code_wrong");
  EXPECT_EQ(sign_in(""), "ok");
  EXPECT_EQ(office_->confirm_second_factor(mai_, phone_code(), now_)->codes.size(), 10U);
  EXPECT_EQ(office_->second_factor(mai_)->since, now_);
  EXPECT_EQ(office_->second_factor(mai_)->recovery_left, 10);
  EXPECT_EQ(office_->logins_with_second_factor()->logins, std::vector<std::string>{"mai"});
  EXPECT_EQ(sign_in(""), "denied person.code_missing");
  EXPECT_EQ(failure(office_->sign_in("quan", kFactorPassword, now_)), "ok") << "her own choice";
}

TEST_F(OfficeFactorTest, AnOfferNeedsThePasswordAndTakesTheOneBeforeItBack) {
  EXPECT_EQ(failure(office_->offer_second_factor(mai_, "sai", now_)),
            "denied person.own_password_wrong");
  EXPECT_EQ(failure(office_->confirm_second_factor(mai_, "123456", now_)),
            "not_found person.factor_none");
  ASSERT_TRUE(office_->offer_second_factor(mai_, kFactorPassword, now_).ok());
  const std::string first = phone_code();
  ASSERT_TRUE(office_->offer_second_factor(mai_, kFactorPassword, now_).ok());
  EXPECT_EQ(failure(office_->confirm_second_factor(mai_, first, now_)), "denied person.code_wrong");
  ASSERT_TRUE(office_->confirm_second_factor(mai_, phone_code(), now_).ok());
  EXPECT_EQ(failure(office_->offer_second_factor(mai_, kFactorPassword, now_)),
            "conflict person.factor_on");
  EXPECT_EQ(failure(office_->confirm_second_factor(mai_, phone_code(1), now_)),
            "conflict person.factor_on");
}

TEST_F(OfficeFactorTest, ACodeOpensOnceAndAClockMayBeAStepOff) {
  turn_on();
  EXPECT_EQ(sign_in(phone_code(-2)), "denied person.code_wrong");
  EXPECT_EQ(sign_in(phone_code(2)), "denied person.code_wrong");
  EXPECT_EQ(sign_in(phone_code(-1)), "denied person.code_used") << "it turned the factor on";
  EXPECT_EQ(sign_in(phone_code()), "ok");
  EXPECT_EQ(sign_in(phone_code()), "denied person.code_used");
  EXPECT_EQ(sign_in(phone_code(1)), "ok") << "a phone that is half a minute fast";
  EXPECT_EQ(sign_in(phone_code()), "denied person.code_used") << "an older one is over with it";
}

TEST_F(OfficeFactorTest, WrongCodesWaitAsWrongPasswordsDoAndAMissingOneDoesNot) {
  turn_on();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(sign_in(""), "denied person.code_missing");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in("000000"), "denied person.code_wrong");
  EXPECT_EQ(sign_in(phone_code()), "unavailable person.wait");
  EXPECT_EQ(sign_in("", "sai"), "unavailable person.wait") << "both are counted together";
  now_ += 2s;
  EXPECT_EQ(sign_in(phone_code()), "ok");
  EXPECT_EQ(sign_in("000000"), "denied person.code_wrong") << "success forgives";
}

TEST_F(OfficeFactorTest, WhoDoesNotKnowThePasswordIsNotToldOfACode) {
  turn_on();
  EXPECT_EQ(sign_in("", "sai"), "denied person.wrong_sign_in");
  EXPECT_EQ(sign_in(phone_code(), "sai"), "denied person.wrong_sign_in");
  EXPECT_EQ(sign_in(phone_code()), "ok") << "the code was not used up by that";
}

TEST_F(OfficeFactorTest, EachRecoveryCodeOpensOnceHoweverItIsTyped) {
  const RecoveryCodes codes = turn_on();
  EXPECT_EQ(std::set(codes.codes.begin(), codes.codes.end()).size(), 10U);
  const std::int64_t before = office_->last_event().value();
  std::string typed = codes.codes[3];
  for (char& c : typed) c = c == '-' ? ' ' : char(std::tolower(c));
  EXPECT_EQ(sign_in(typed), "ok");
  EXPECT_EQ(kinds_after(before),
            (std::vector<std::string>{"person.recovery_code_used", "session.opened"}));
  EXPECT_EQ(sign_in(codes.codes[3]), "denied person.code_wrong");
  EXPECT_EQ(office_->second_factor(mai_)->recovery_left, 9);
  EXPECT_EQ(sign_in(codes.codes[9]), "ok");
  const auto rows = db_->query("SELECT hash FROM recovery_code").value();
  for (const DbRow& row : rows) {
    const Bytes& hash = bytes_of(row[0]);
    for (const std::string& code : codes.codes) {
      EXPECT_EQ(std::string(hash.begin(), hash.end()).find(code.substr(0, 5)), std::string::npos);
    }
  }
}

TEST_F(OfficeFactorTest, ToTurnItOffTakesBothAndIsInTheAudit) {
  const RecoveryCodes codes = turn_on();
  EXPECT_EQ(failure(office_->drop_second_factor(mai_, "sai", phone_code(), now_)),
            "denied person.own_password_wrong");
  EXPECT_EQ(failure(office_->drop_second_factor(mai_, kFactorPassword, "000000", now_)),
            "denied person.code_wrong");
  EXPECT_EQ(failure(office_->drop_second_factor(boss_, kFactorPassword, "000000", now_)),
            "not_found person.factor_none");
  const std::int64_t before = office_->last_event().value();
  ASSERT_TRUE(office_->drop_second_factor(mai_, kFactorPassword, phone_code(), now_).ok());
  EXPECT_EQ(kinds_after(before), std::vector<std::string>{"person.second_factor_off"});
  EXPECT_EQ(sign_in(""), "ok");
  EXPECT_EQ(sign_in(codes.codes[0]), "ok") << "a code that nobody asks for does no harm";
  EXPECT_FALSE(office_->second_factor(mai_)->since);
}

TEST_F(OfficeFactorTest, AnAdministratorResetsItForWhoLostPhoneAndCodes) {
  turn_on();
  const Session session = office_->sign_in("mai", kFactorPassword, now_, phone_code()).value();
  const std::int64_t before = office_->last_event().value();
  ASSERT_TRUE(office_->reset_second_factor(boss_, mai_.id, now_).ok());
  const auto events = office_->events_after(before, 100).value();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, "person.second_factor_reset");
  EXPECT_EQ(events[0].who, "quan");
  EXPECT_EQ(events[0].target, mai_.id.text);
  EXPECT_FALSE(office_->person_of(session.token, now_).ok()) << "whoever has the phone is out too";
  EXPECT_EQ(sign_in(""), "ok");
  EXPECT_EQ(failure(office_->reset_second_factor(boss_, mai_.id, now_)),
            "not_found person.factor_none");
  EXPECT_EQ(failure(office_->reset_second_factor(boss_, {"khong-co"}, now_)),
            "not_found person.unknown");
}

TEST_F(OfficeFactorTest, ANewPasswordLeavesItOn) {
  turn_on();
  const Session session = office_->sign_in("mai", kFactorPassword, now_, phone_code()).value();
  ASSERT_TRUE(
      office_->change_password(mai_, session.token, kFactorPassword, "một mật khẩu khác", now_)
          .ok());
  EXPECT_EQ(sign_in("", "một mật khẩu khác"), "denied person.code_missing");
}

}  // namespace
}  // namespace bangtin
