#include "player/verify/pin_lock.h"

#include <algorithm>

#include "shared/base/board_limits.h"
#include "shared/base/json.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kFileBytesMax = 1'024;
constexpr auto kLockPause = 60s;

bool is_pin(std::string_view pin) {
  return pin.size() == std::size_t(limits::kPinDigits) &&
         std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Millis PinLock::pause_after(std::int64_t wrong_tries) {
  if (wrong_tries >= kTriesBeforeLock) return kLockPause;
  return Seconds(2 * std::max<std::int64_t>(0, wrong_tries));
}

PinLock::PinLock(Disk& disk, Monotonic at, PasswordCost cost) : disk_(&disk), cost_(cost) {
  load();
  open_at_ = at + pause_after(wrong_tries_);
}

void PinLock::load() {
  state_ = State::Broken;
  const Result<std::string> bytes = disk_->read(kFile, 0, kFileBytesMax);
  if (!bytes.ok()) {
    if (bytes.error().code == Code::NotFound) state_ = State::None;
    return;
  }
  const Result<Json> json = Json::parse(*bytes);
  if (!json.ok()) return;
  const Result<std::string> hash = json->string_at("hash");
  const Result<std::int64_t> tries = json->int_at("wrong_tries");
  if (!hash.ok() || !tries.ok()) return;
  state_ = State::Set;
  hash_ = *hash;
  wrong_tries_ = std::max<std::int64_t>(0, *tries);
}

bool PinLock::is_set() {
  load();
  return state_ != State::None;
}

Status PinLock::write(const std::string& hash, std::int64_t wrong_tries) {
  Json json;
  json.set("hash", hash);
  json.set("wrong_tries", wrong_tries);
  TRY(disk_->write_atomic(kFile, json.dump(), true));
  hash_ = hash;
  wrong_tries_ = wrong_tries;
  state_ = State::Set;
  return {};
}

Status PinLock::set(std::string_view pin) {
  if (!is_pin(pin)) return Error{Code::Invalid, "a PIN has six digits", "setup.pin_digits"};
  return write(TRY(hash_password(pin, cost_)), 0);
}

Result<PinLock::Answer> PinLock::check(std::string_view pin, Monotonic at) {
  if (at < open_at_) return Answer::Wait;
  load();
  if (state_ != State::Set) return Answer::Wrong;
  TRY(write(hash_, wrong_tries_ + 1));
  open_at_ = at + pause_after(wrong_tries_);
  if (!password_matches(pin, hash_)) return Answer::Wrong;
  TRY(write(hash_, 0));
  open_at_ = at;
  return Answer::Right;
}

Millis PinLock::wait(Monotonic at) const {
  return std::chrono::ceil<Millis>(std::max<std::chrono::nanoseconds>(open_at_ - at, 0ns));
}

}  // namespace bangtin
