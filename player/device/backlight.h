// Backlight: the light of a panel that the system itself drives (built-in panels: DSI, eDP). A
// panel behind an HDMI cable has none, and CEC knows no such command. Thread: that of the stage.
// Source: Linux, Documentation/ABI/stable/sysfs-class-backlight.
#pragma once

#include <filesystem>

#include "player/core/ports.h"

namespace bangtin {

class Backlight final : public Dimmer {
 public:
  /// `folder` is /sys/class/backlight but in tests. Of several panels all are set.
  explicit Backlight(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::optional<int> percent() override;
  bool set(int percent) override;

 private:
  std::filesystem::path folder_;
};

}  // namespace bangtin
