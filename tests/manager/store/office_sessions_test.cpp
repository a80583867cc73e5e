#include "tests/manager/store/office_fixture.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

const std::string kPassword = "con đường về nhà";

class OfficeSessionsTest : public OfficeFixture {
 protected:
  OfficeSessionsTest() {
    const auto token = office_->make_setup_token(now_).value();
    CHECK(office_->setup(*token, "lan", "Lan", kPassword, now_).ok());
  }
  std::string sign_in(const std::string& login, const std::string& password) {
    return failure(office_->sign_in(login, password, now_));
  }
};

TEST_F(OfficeSessionsTest, ATokenStandsForItsPersonUntilSignedOut) {
  const Session session = office_->sign_in("lan", kPassword, now_).value();
  EXPECT_EQ(session.expires_at, now_ + 12h);
  EXPECT_EQ(office_->person_of(session.token, now_)->login, "lan");
  EXPECT_EQ(failure(office_->person_of(session.token + "x", now_)), "denied person.no_session");
  EXPECT_EQ(failure(office_->person_of("", now_)), "denied person.no_session");
  ASSERT_TRUE(office_->sign_out(session.token).ok());
  EXPECT_EQ(failure(office_->person_of(session.token, now_)), "denied person.no_session");
  EXPECT_TRUE(office_->sign_out(session.token).ok());
}

TEST_F(OfficeSessionsTest, EndsAfterHalfAnHourWithoutUse) {
  const Session session = office_->sign_in("lan", kPassword, now_).value();
  EXPECT_TRUE(office_->person_of(session.token, now_ + 29min).ok());
  EXPECT_TRUE(office_->person_of(session.token, now_ + 58min).ok()) << "use begins it anew";
  EXPECT_FALSE(office_->person_of(session.token, now_ + 88min).ok());
}

TEST_F(OfficeSessionsTest, EndsAfterTwelveHoursHoweverMuchUsed) {
  const Session session = office_->sign_in("lan", kPassword, now_).value();
  for (Millis at = 0min; at < 12h; at += 10min) {
    ASSERT_TRUE(office_->person_of(session.token, now_ + at).ok());
  }
  EXPECT_FALSE(office_->person_of(session.token, now_ + 12h).ok());
}

TEST_F(OfficeSessionsTest, IsKnownToEveryOfficeOnTheFile) {
  const Session session = office_->sign_in("lan", kPassword, now_).value();
  EXPECT_TRUE(open_other().office->person_of(session.token, now_).ok());
}

TEST_F(OfficeSessionsTest, AnUnknownLoginLooksLikeAWrongPassword) {
  EXPECT_EQ(sign_in("lan", "sai"), "denied person.wrong_sign_in");
  EXPECT_EQ(sign_in("hoa", kPassword), "denied person.wrong_sign_in");
  EXPECT_EQ(sign_in("", ""), "denied person.wrong_sign_in");
  EXPECT_EQ(sign_in("KHÔNG HỢP LỆ", kPassword), "denied person.wrong_sign_in");
  EXPECT_EQ(sign_in("lan", std::string(2'000'000, 'x')), "denied person.wrong_sign_in");
}

TEST_F(OfficeSessionsTest, GuessersWaitLongerAndLongerAndUnknownLoginsToo) {
  for (const char* login : {"lan", "hoa"}) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in(login, "sai"), "denied person.wrong_sign_in");
    EXPECT_EQ(sign_in(login, kPassword), "unavailable person.wait");
  }
  now_ += 1'999ms;
  EXPECT_EQ(sign_in("lan", kPassword), "unavailable person.wait");
  now_ += 1ms;
  EXPECT_EQ(sign_in("lan", "sai"), "denied person.wrong_sign_in");
  now_ += 3'999ms;
  EXPECT_EQ(sign_in("lan", kPassword), "unavailable person.wait") << "four seconds now";
  now_ += 1ms;
  EXPECT_EQ(sign_in("lan", kPassword), "ok");
  EXPECT_EQ(sign_in("lan", "sai"), "denied person.wrong_sign_in") << "success forgives";
}

TEST_F(OfficeSessionsTest, TheAuditKnowsWhoSignedInAndWhoWasGuessedAt) {
  const std::int64_t before = office_->last_event().value();
  for (int i = 0; i < 4; ++i) EXPECT_EQ(sign_in("lan", "sai"), "denied person.wrong_sign_in");
  EXPECT_EQ(office_->last_event().value(), before) << "a person's typing errors are his own";
  EXPECT_EQ(sign_in("lan", "sai"), "denied person.wrong_sign_in");
  now_ += 1h;
  EXPECT_EQ(sign_in("lan", kPassword), "ok");
  const auto events = office_->events_after(before, 500).value();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].kind, "session.refused");
  EXPECT_EQ(events[0].who, "lan");
  EXPECT_EQ(events[1].kind, "session.opened");
  EXPECT_EQ(events[1].who, "lan");
}

TEST_F(OfficeSessionsTest, TheWaitOutlivesARestartButNoClockThatWasSetBack) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in("lan", "sai"), "denied person.wrong_sign_in");
  EXPECT_EQ(failure(open_other().office->sign_in("lan", kPassword, now_)),
            "unavailable person.wait");
  now_ -= 24h * 365;
  EXPECT_EQ(sign_in("lan", kPassword), "ok");
}

TEST_F(OfficeSessionsTest, OldFailuresAndDeadSessionsAreSweptOut) {
  EXPECT_EQ(sign_in("hoa", "sai"), "denied person.wrong_sign_in");
  ASSERT_TRUE(office_->sign_in("lan", kPassword, now_).ok());
  now_ += 25h;
  EXPECT_EQ(sign_in("mai", "sai"), "denied person.wrong_sign_in");
  EXPECT_EQ(count("sign_in_failure"), 1);
  ASSERT_TRUE(office_->sign_in("lan", kPassword, now_).ok());
  EXPECT_EQ(count("session"), 1);
}

}  // namespace
}  // namespace bangtin
