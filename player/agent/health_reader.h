// HealthReader: the port to what a board measures of itself, and its adapter over the system.
// Thread: one at a time; never waits.
#pragma once

#include <filesystem>

#include "player/agent/network_links.h"
#include "shared/model/report.h"

namespace bangtin {

class HealthReader {
 public:
  virtual ~HealthReader() = default;
  virtual BoardHealth read() = 0;
};

/// Where Linux tells it.
struct HealthPlaces {
  std::filesystem::path data;  ///< where the content lies
  std::filesystem::path thermal = "/sys/class/thermal";
  std::filesystem::path uptime = "/proc/uptime";
};

/// Source: sysfs-class-thermal, proc_uptime(5), statvfs(3); what cannot be read is left out.
class SystemHealthReader final : public HealthReader {
 public:
  /// `links` outlives it.
  SystemHealthReader(HealthPlaces places, NetworkLinks& links)
      : places_(std::move(places)), links_(links) {}
  BoardHealth read() override;

 private:
  HealthPlaces places_;
  NetworkLinks& links_;
};

}  // namespace bangtin
