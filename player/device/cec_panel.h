// CecPanel: switches the panel over the HDMI cable. A board without CEC has a panel that cannot be
// switched. The only file pair that meets linux/cec.h. Thread: that of the stage.
#pragma once

#include <filesystem>

#include "player/core/ports.h"
#include "shared/base/files.h"

namespace bangtin {

class CecPanel final : public Panel {
 public:
  /// `device` is "/dev/cec0". One that is not there or not ours is passed over.
  explicit CecPanel(const std::filesystem::path& device);
  /// Source: HDMI CEC 1.4, "One Touch Play" and "System Standby".
  void turn(bool on) override;

 private:
  bool claim();
  void send(unsigned char operation);

  Fd device_;
  bool claimed_ = false;
};

}  // namespace bangtin
