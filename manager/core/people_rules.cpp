#include "manager/core/people_rules.h"

#include <algorithm>
#include <set>

#include "shared/base/limits.h"
#include "shared/model/text.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kLoginMin = 2;
constexpr std::size_t kLoginMax = 32;
constexpr std::size_t kDistinctBytesMin = 4;

/// Compared without case and tone marks; shorter ones are refused by their length already.
constexpr std::string_view kCommon[] = {
    "123456789012",   "1234567890123",    "12345678901234", "123456789123",     "1234567891011",
    "0123456789012",  "012345678910",     "987654321098",   "password1234",     "password12345",
    "password123456", "passwordpassword", "passw0rd1234",   "qwertyuiop12",     "qwertyuiop123",
    "qwerty123456",   "qwerty1234567",    "1q2w3e4r5t6y",   "1qaz2wsx3edc",     "qazwsxedcrfv",
    "iloveyou1234",   "iloveyou12345",    "administrator",  "administrator1",   "admin1234567",
    "admin12345678",  "admin123456789",   "abc123456789",   "abcd12345678",     "abcdefghijkl",
    "matkhau12345",   "matkhau123456",    "matkhau1234567", "matkhau123456789", "mat khau 123",
    "anhyeuem1234",   "anhyeuem12345",    "anhyeuem123456", "emyeuanh1234",     "emyeuanh12345",
    "vietnam12345",   "vietnam123456",    "vietnam1234567", "xinchao12345",     "xinchao123456",
    "hanoi1234567",   "saigon123456",     "khongbiet123",   "khongcomatkhau",   "bangtin12345",
    "bangtin123456",  "uybannhandan",     "uybannhandanxa", "letmein12345",     "welcome12345",
    "welcome123456",  "changeme1234",     "changeme12345",  "dangnhap1234",     "dangnhap12345"};

Error refuse(const char* key) { return {Code::Invalid, "the password", key}; }

}  // namespace

Status check_login(std::string_view login) {
  const bool length = login.size() >= kLoginMin && login.size() <= kLoginMax;
  const bool letters =
      login.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == std::string_view::npos;
  if (length && letters) return {};
  return Error{Code::Invalid, "the login", "person.login"};
}

Status check_password(std::string_view password, std::string_view login) {
  // Bytes bound the work before characters are counted.
  if (password.size() > limits::kPasswordCharactersMax * 4) return refuse("person.password_long");
  const std::size_t characters = character_count(password);
  if (characters < limits::kPasswordCharactersMin) return refuse("person.password_short");
  if (characters > limits::kPasswordCharactersMax) return refuse("person.password_long");
  const std::string folded = fold_for_search(password);
  const bool monotonous = std::set<char>(folded.begin(), folded.end()).size() < kDistinctBytesMin;
  if (monotonous || folded == login || std::ranges::find(kCommon, folded) != std::end(kCommon)) {
    return refuse("person.password_common");
  }
  return {};
}

Result<std::vector<Role>> clean_roles(std::vector<Role> roles) {
  std::ranges::sort(roles);
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  if (roles.empty()) return Error{Code::Invalid, "no role", "person.roles"};
  return roles;
}

bool has_both_roles(const std::vector<Role>& roles) {
  return has_role(roles, Role::Editor) && has_role(roles, Role::Approver);
}

Millis sign_in_delay(std::int64_t failures) {
  constexpr Millis kFirst = 2s;
  constexpr Millis kLast = 15min;
  constexpr std::int64_t kDoublingsMax = 9;
  if (failures < kFreeTries) return 0ms;
  return std::min(kLast, kFirst * (1 << std::min(failures - kFreeTries, kDoublingsMax)));
}

}  // namespace bangtin
