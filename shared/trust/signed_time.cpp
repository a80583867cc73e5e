#include "shared/trust/signed_time.h"

#include <array>

#include "shared/trust/checks.h"
#include "shared/trust/parse.h"
#include "shared/trust/sign.h"

namespace bangtin {
namespace {

constexpr std::string_view kType = "time";

}  // namespace

std::string make_time_nonce(Random& random) {
  std::array<std::uint8_t, kTimeNonceBytes> bytes{};
  random.fill(bytes);
  return to_hex(bytes.data(), bytes.size());
}

bool is_time_nonce(std::string_view text) {
  return text.size() == 2 * kTimeNonceBytes && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

Result<std::string> sign_time(Instant now, std::string_view nonce, const Signer& online) {
  Json said;
  said.set("_type", kType);
  said.set("nonce", nonce);
  said.set("time", to_iso8601(now));
  return tuf::sign(said, online);
}

Result<Instant> signed_time(std::string_view answer, std::string_view nonce,
                            const tuf::Root& root) {
  const tuf::Envelope envelope = TRY(tuf::parse_envelope(answer));
  TRY(tuf::check_signatures_unique(tuf::AllGuards{}, envelope));
  const auto role = root.roles.find(tuf::kTimestampRole);
  if (role == root.roles.end()) return tuf::malformed("a root without a timestamp role");
  TRY(tuf::check_threshold(tuf::AllGuards{}, envelope, root.keys, role->second));
  const Json& said = envelope.signed_part;
  if (TRY(said.string_at("_type")) != kType) return tuf::malformed("not a time");
  if (TRY(said.string_at("nonce")) != nonce) return tuf::conflict("another question's answer");
  const auto time = from_iso8601(TRY(said.string_at("time")));
  if (!time) return tuf::malformed("\"time\" is no time");
  return *time;
}

}  // namespace bangtin
