// CecPanel: switches the panel over the HDMI cable, asks it whether it followed, and tells it again
// when it did not. A board without CEC has a panel that cannot be switched. Thread: that of the
// stage.
#pragma once

#include <cstdint>
#include <optional>

#include "player/core/ports.h"
#include "player/device/cec_device.h"

namespace bangtin {

class CecPanel final : public Panel {
 public:
  /// An adapter that is not there is looked for again and again.
  explicit CecPanel(CecDevice& device);
  /// Source: HDMI CEC 1.4, "One Touch Play" and "System Standby".
  void turn(bool on) override;
  void step(Monotonic now) override;
  Monotonic due() const override { return wanted_ ? due_ : Monotonic::max(); }
  std::optional<bool> lit() const override { return lit_; }
  bool refuses() const override;

 private:
  enum class State {
    Absent,    ///< no adapter, or no place on its line
    Claiming,  ///< waits for a place on the line
    Pausing,   ///< told in vain; is told again
    Telling,   ///< waits to hear that the command went out
    Settling,  ///< a panel takes its time
    Asking,    ///< waits for the panel to say how it is
    Resting,   ///< the panel said what was wanted; is asked now and then
  };
  /// What became of the message that is under way.
  enum class Outcome { Waits, Came, Failed, Lost };

  void open(Monotonic now);
  void claim(Monotonic now);
  void tell(Monotonic now);
  void say_source();
  void ask(Monotonic now);
  void take_told(Monotonic now);
  void take_answer(Monotonic now);
  void take_power(unsigned char power, Monotonic now);
  void transmit(unsigned char operation, unsigned char reply, State state, Monotonic now);
  Outcome outcome(unsigned char* answer, Monotonic now);
  void again_later(Monotonic now);
  void lose(Monotonic now);

  CecDevice& device_;
  std::optional<bool> wanted_;
  std::optional<bool> lit_;  ///< what the panel said last
  State state_ = State::Absent;
  unsigned char own_address_ = 0;
  std::uint32_t sequence_ = 0;  ///< of the message that is under way
  Monotonic due_{};
  Monotonic give_up_at_{};
  Millis pause_;
  int tries_ = 0;  ///< since turn(), without the panel saying what was wanted
};

}  // namespace bangtin
