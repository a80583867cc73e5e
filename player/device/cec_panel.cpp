#include "player/device/cec_panel.h"

#include <linux/cec.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "shared/base/limits.h"
#include "shared/base/log.h"

namespace bangtin {
namespace {

using namespace std::chrono_literals;

constexpr auto kAskEvery = 100ms;           ///< while something is under way
constexpr auto kAnswerMax = 3s;             ///< then it is taken for lost
constexpr auto kSettle = 2s;                ///< from a command to the question
constexpr auto kAdapterEvery = 60s;         ///< an adapter that is not there is looked for
constexpr auto kCheckEvery = 5min;          ///< somebody may have used the remote control
constexpr Millis kPauseMax = 5min;          ///< between two commands in vain
constexpr int kTriesMax = 5;                ///< then it is said that the panel does not follow
constexpr std::uint32_t kReply_ms = 1'000;  ///< that the kernel waits for the panel's reply

}  // namespace

CecPanel::CecPanel(CecDevice& device) : device_(device), pause_(limits::kBackoffFirst) {}

bool CecPanel::refuses() const { return tries_ >= kTriesMax && lit_ && lit_ != wanted_; }

void CecPanel::turn(bool on) {
  if (wanted_ == on) return;
  wanted_ = on;
  tries_ = 0;
  pause_ = limits::kBackoffFirst;
  // What is under way is forgotten: its outcome says nothing of the new wish.
  if (state_ != State::Absent && state_ != State::Claiming) {
    state_ = State::Pausing;
    due_ = Monotonic{};
  }
}

void CecPanel::step(Monotonic now) {
  if (!wanted_ || now < due_) return;
  switch (state_) {
    case State::Absent:
      return open(now);
    case State::Claiming:
      return claim(now);
    case State::Pausing:
      return tell(now);
    case State::Telling:
      return take_told(now);
    case State::Settling:
      return ask(now);
    case State::Asking:
      return take_answer(now);
    case State::Resting:
      return ask(now);
  }
}

/// A playback device gets its address once; the kernel keeps it over unplugging.
void CecPanel::open(Monotonic now) {
  if (device_.open() != 0) return lose(now);
  cec_log_addrs addresses{};
  addresses.cec_version = CEC_OP_CEC_VERSION_1_4;
  addresses.num_log_addrs = 1;
  addresses.vendor_id = CEC_VENDOR_ID_NONE;
  addresses.log_addr_type[0] = CEC_LOG_ADDR_TYPE_PLAYBACK;
  addresses.primary_device_type[0] = CEC_OP_PRIM_DEVTYPE_PLAYBACK;
  addresses.all_device_types[0] = CEC_OP_ALL_DEVTYPE_PLAYBACK;
  std::strncpy(addresses.osd_name, "Bang Tin", sizeof addresses.osd_name - 1);
  // Somebody before us in this boot may have claimed it already.
  const int failed = device_.control(CEC_ADAP_S_LOG_ADDRS, &addresses);
  if (failed != 0 && failed != EBUSY) return lose(now);
  state_ = State::Claiming;
  give_up_at_ = now + kAnswerMax;
  claim(now);
}

void CecPanel::claim(Monotonic now) {
  cec_log_addrs mine{};
  if (device_.control(CEC_ADAP_G_LOG_ADDRS, &mine) != 0) return lose(now);
  if (mine.num_log_addrs < 1 || mine.log_addr_mask == 0) {
    // No panel at the other end of the cable, or not yet.
    if (now >= give_up_at_) return lose(now);
    due_ = now + kAskEvery;
    return;
  }
  own_address_ = mine.log_addr[0];
  tell(now);
}

void CecPanel::lose(Monotonic now) {
  device_.close();
  state_ = State::Absent;
  lit_.reset();
  due_ = now + kAdapterEvery;
}

void CecPanel::again_later(Monotonic now) {
  if (++tries_ == kTriesMax) {
    log::warn("device", "the panel does not follow", {{"wanted", *wanted_ ? "lit" : "dark"}});
  }
  state_ = State::Pausing;
  due_ = now + pause_;
  pause_ = std::min(pause_ * 2, kPauseMax);
}

void CecPanel::transmit(unsigned char operation, unsigned char reply, State state, Monotonic now) {
  cec_msg message{};
  message.len = 2;
  message.msg[0] = static_cast<unsigned char>(own_address_ << 4 | CEC_LOG_ADDR_TV);
  message.msg[1] = operation;
  message.reply = reply;
  message.timeout = reply != 0 ? kReply_ms : 0;
  const int failed = device_.control(CEC_TRANSMIT, &message);
  if (failed == ENODEV || failed == ENONET) return lose(now);  // Unplugged.
  if (failed != 0) return again_later(now);
  sequence_ = message.sequence;
  state_ = state;
  give_up_at_ = now + kAnswerMax;
  due_ = now + kAskEvery;
}

/// The kernel hands back each message once it went out, or its reply came.
CecPanel::Outcome CecPanel::outcome(unsigned char* answer, Monotonic now) {
  cec_msg message{};
  int failed = 0;
  while ((failed = device_.control(CEC_RECEIVE, &message)) == 0) {
    if (message.sequence == sequence_) {
      if (cec_msg_status_is_ok(&message) == 0) return Outcome::Failed;
      if (answer != nullptr && message.len > 2) *answer = message.msg[2];
      return Outcome::Came;
    }
    message = {};
  }
  if (failed == ENODEV) return Outcome::Lost;
  return now >= give_up_at_ ? Outcome::Failed : Outcome::Waits;
}

void CecPanel::tell(Monotonic now) {
  transmit(*wanted_ ? CEC_MSG_IMAGE_VIEW_ON : CEC_MSG_STANDBY, 0, State::Telling, now);
}

/// A panel that is lit may look at another plug.
void CecPanel::say_source() {
  __u16 place = CEC_PHYS_ADDR_INVALID;
  if (device_.control(CEC_ADAP_G_PHYS_ADDR, &place) != 0 || place == CEC_PHYS_ADDR_INVALID) return;
  cec_msg message{};
  message.len = 4;
  message.msg[0] = static_cast<unsigned char>(own_address_ << 4 | CEC_LOG_ADDR_BROADCAST);
  message.msg[1] = CEC_MSG_ACTIVE_SOURCE;
  message.msg[2] = static_cast<unsigned char>(place >> 8);
  message.msg[3] = static_cast<unsigned char>(place & 0xff);
  (void)device_.control(CEC_TRANSMIT, &message);  // The question that follows tells more.
}

void CecPanel::take_told(Monotonic now) {
  switch (outcome(nullptr, now)) {
    case Outcome::Waits:
      due_ = now + kAskEvery;
      return;
    case Outcome::Lost:
      return lose(now);
    case Outcome::Failed:
      return again_later(now);
    case Outcome::Came:
      break;
  }
  if (*wanted_) say_source();
  state_ = State::Settling;
  due_ = now + kSettle;
}

void CecPanel::ask(Monotonic now) {
  transmit(CEC_MSG_GIVE_DEVICE_POWER_STATUS, CEC_MSG_REPORT_POWER_STATUS, State::Asking, now);
}

void CecPanel::take_answer(Monotonic now) {
  unsigned char power = 0xff;
  switch (outcome(&power, now)) {
    case Outcome::Waits:
      due_ = now + kAskEvery;
      return;
    case Outcome::Lost:
      return lose(now);
    case Outcome::Failed:
      lit_.reset();
      return again_later(now);
    case Outcome::Came:
      return take_power(power, now);
  }
}

void CecPanel::take_power(unsigned char power, Monotonic now) {
  const unsigned char becomes =
      *wanted_ ? CEC_OP_POWER_STATUS_TO_ON : CEC_OP_POWER_STATUS_TO_STANDBY;
  if (power == becomes && tries_ < kTriesMax) {
    ++tries_;
    state_ = State::Settling;
    due_ = now + kSettle;
    return;
  }
  const bool lit = power == CEC_OP_POWER_STATUS_ON || power == CEC_OP_POWER_STATUS_TO_STANDBY;
  if (lit_ != lit) log::info("device", lit ? "the panel is lit" : "the panel rests");
  lit_ = lit;
  if (power != (*wanted_ ? CEC_OP_POWER_STATUS_ON : CEC_OP_POWER_STATUS_STANDBY)) {
    return again_later(now);
  }
  tries_ = 0;
  pause_ = limits::kBackoffFirst;
  state_ = State::Resting;
  due_ = now + kCheckEvery;
}

}  // namespace bangtin
