// RequestCounter: the rising number of each signed request. Never the same twice, over kills and
// power cuts too: blocks are taken durably before their numbers are used. Thread: one at a time.
#pragma once

#include <cstdint>

#include "shared/storage/disk.h"

namespace bangtin {

class RequestCounter {
 public:
  /// `disk` is the agent's private folder and outlives the counter. Errors: corrupt, unavailable.
  static Result<RequestCounter> open(Disk& disk);

  /// The next number, 1 and up. Errors: full, unavailable (no new block could be kept).
  Result<std::int64_t> next();

  /// The server had seen a number like this: goes on further ahead, twice as far each time until
  /// accepted() (an old copy of the folder came back, or a request travelled twice).
  void skip();
  void accepted() { skip_blocks_ = 1; }

 private:
  RequestCounter(Disk& disk, std::int64_t reserved)
      : disk_(&disk), next_(reserved), reserved_(reserved) {}
  Status reserve(std::int64_t below);

  Disk* disk_;
  std::int64_t next_;
  std::int64_t reserved_;  ///< numbers below may be used
  std::int64_t skip_blocks_ = 1;
};

}  // namespace bangtin
