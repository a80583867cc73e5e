#include "manager/store/totp.h"

#include <liboath/oath.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "shared/base/check.h"

namespace bangtin::totp {
namespace {

void oath_ready() {
  static const bool ready = oath_init() == OATH_OK;
  CHECK(ready);
}

std::string without_blanks(std::string_view code) {
  std::string digits(code);
  std::erase(digits, ' ');
  return digits;
}

/// Takes as long for a wrong code as for a right one.
bool same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned differs = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    differs |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  }
  return differs == 0;
}

/// Of a URI: everything but letters, digits and "-._~" as %XX (RFC 3986).
std::string escaped(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return out;
}

}  // namespace

std::int64_t step_at(Instant now) {
  return std::chrono::floor<Seconds>(now).time_since_epoch() / kStep;
}

Result<std::string> code_of(std::string_view secret, std::int64_t step) {
  oath_ready();
  char code[kDigits + 1] = {};
  const auto counter = static_cast<std::uint64_t>(step);
  if (oath_hotp_generate(secret.data(), secret.size(), counter, kDigits, false,
                         OATH_HOTP_DYNAMIC_TRUNCATION, code) != OATH_OK) {
    return Error{Code::Unavailable, "no one-time code could be computed", ""};
  }
  return std::string(code, kDigits);
}

std::optional<std::int64_t> step_of(std::string_view secret, std::string_view code, Instant now,
                                    std::int64_t after) {
  const std::string digits = without_blanks(code);
  std::optional<std::int64_t> found;
  const std::int64_t here = step_at(now);
  for (std::int64_t step = here - kSkewSteps; step <= here + kSkewSteps; ++step) {
    const Result<std::string> wanted = code_of(secret, step);
    if (wanted.ok() && same(*wanted, digits) && step > after) found = step;
  }
  return found;
}

std::string base32(std::string_view secret) {
  oath_ready();
  char* out = nullptr;
  std::size_t size = 0;
  CHECK(oath_base32_encode(secret.data(), secret.size(), &out, &size) == OATH_OK);
  const std::unique_ptr<char, decltype(&std::free)> owned(out, &std::free);
  std::string text(out, size);
  text.erase(std::min(text.find('='), text.size()));
  return text;
}

std::string address_of(std::string_view issuer, std::string_view login, std::string_view secret) {
  return "otpauth://totp/" + escaped(issuer) + ":" + escaped(login) + "?secret=" + base32(secret) +
         "&issuer=" + escaped(issuer) + "&digits=" + std::to_string(kDigits) +
         "&period=" + std::to_string(kStep.count());
}

}  // namespace bangtin::totp
