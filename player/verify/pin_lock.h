// PinLock: the PIN of the set-up page. Only its argon2id hash is kept, in the player's private
// folder; each try is noted durably before it is judged, so that neither a restart nor a cut gives
// tries away. Thread: that of its Disk; a check takes as long as password.h says.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/crypto/password.h"
#include "shared/storage/disk.h"

namespace bangtin {

class PinLock {
 public:
  static constexpr std::string_view kFile = "pin.json";

  enum class Answer { Right, Wrong, Wait };

  /// `disk` outlives this. After wrong tries the wait begins anew at `at`.
  PinLock(Disk& disk, Monotonic at, PasswordCost cost = {});

  /// A file that cannot be read counts as a PIN that nobody knows. The file is read anew each time:
  /// an administrator may have replaced it.
  bool is_set();
  /// Replaces the PIN, forgets wrong tries. Errors: invalid (not kPinDigits digits), full,
  /// unavailable.
  Status set(std::string_view pin);
  /// Errors: full, unavailable (the try could not be noted: it was not judged).
  Result<Answer> check(std::string_view pin, Monotonic at);
  /// Until the next try is taken.
  Millis wait(Monotonic at) const;

  /// What follows that many wrong tries: some seconds, from kTriesBeforeLock on a minute.
  static Millis pause_after(std::int64_t wrong_tries);
  static constexpr std::int64_t kTriesBeforeLock = 5;

 private:
  enum class State { None, Set, Broken };
  void load();
  Status write(const std::string& hash, std::int64_t wrong_tries);

  Disk* disk_;
  PasswordCost cost_;
  State state_ = State::None;
  std::string hash_;
  std::int64_t wrong_tries_ = 0;
  Monotonic open_at_;
};

}  // namespace bangtin
