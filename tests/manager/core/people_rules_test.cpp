#include "manager/core/people_rules.h"

#include <gtest/gtest.h>

namespace bangtin {
namespace {

using namespace std::chrono_literals;

std::string key_of(const Status& status) { return status.ok() ? "" : status.error().key; }

TEST(CheckLogin, TakesShortPlainNamesOnly) {
  for (const char* good : {"lan", "nguyen.van-a_1", "a1", "abcdefghijklmnopqrstuvwxyz012345"}) {
    EXPECT_TRUE(check_login(good).ok()) << good;
  }
  for (const char* bad :
       {"", "a", "Lan", "lân", "a b", "a/b", "abcdefghijklmnopqrstuvwxyz0123456"}) {
    EXPECT_EQ(key_of(check_login(bad)), "person.login") << bad;
  }
}

TEST(CheckPassword, CountsCharactersNotBytes) {
  EXPECT_EQ(key_of(check_password("ngắn quá đi", "lan")), "person.password_short");
  EXPECT_EQ(key_of(check_password("đường về ẨM", "lan")), "person.password_short")
      << "11 characters";
  EXPECT_TRUE(check_password("đường về ẨMỸ", "lan").ok());
  std::string longest;
  for (int i = 0; i < 25; ++i) longest += "abcdefgh";
  EXPECT_TRUE(check_password(longest, "lan").ok());
  EXPECT_EQ(key_of(check_password(longest + "x", "lan")), "person.password_long");
  EXPECT_EQ(key_of(check_password(std::string(1'000'000, 'x'), "lan")), "person.password_long");
}

TEST(CheckPassword, RefusesWhatEverybodyTries) {
  for (const char* common : {"matkhau123456", "MatKhau123456", "Mật khẩu 123", "123456789012",
                             "passwordpassword", "aaaaaaaaaaaaaaa", "ababababababab"}) {
    EXPECT_EQ(key_of(check_password(common, "lan")), "person.password_common") << common;
  }
  EXPECT_EQ(key_of(check_password("nguyen.van-an", "nguyen.van-an")), "person.password_common");
}

TEST(CleanRoles, SortsAndNamesEachOnce) {
  EXPECT_EQ(clean_roles({Role::Administrator, Role::Editor, Role::Editor}).value(),
            (std::vector<Role>{Role::Editor, Role::Administrator}));
  EXPECT_EQ(clean_roles({}).error().key, "person.roles");
}

TEST(BothRoles, AreThoseOfComposingAndApproving) {
  EXPECT_TRUE(has_both_roles({Role::Editor, Role::Approver, Role::Administrator}));
  EXPECT_FALSE(has_both_roles({Role::Editor, Role::Administrator}));
  EXPECT_FALSE(has_both_roles({Role::Approver}));
  EXPECT_FALSE(has_both_roles({}));
}

TEST(SignInDelay, GrowsAfterFiveFailuresAndStaysBounded) {
  for (int failures = 0; failures < 5; ++failures) EXPECT_EQ(sign_in_delay(failures), 0ms);
  EXPECT_EQ(sign_in_delay(5), 2s);
  EXPECT_EQ(sign_in_delay(6), 4s);
  EXPECT_EQ(sign_in_delay(13), 512s);
  EXPECT_EQ(sign_in_delay(14), 15min);
  EXPECT_EQ(sign_in_delay(INT64_MAX), 15min);
}

}  // namespace
}  // namespace bangtin
