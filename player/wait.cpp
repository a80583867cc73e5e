#include "player/wait.h"

#include <poll.h>

#include <algorithm>
#include <vector>

namespace bangtin {

void wait_until(std::span<const int> fds, Monotonic wake, Monotonic now) {
  std::vector<pollfd> sources;
  for (const int fd : fds) sources.push_back({fd, POLLIN, 0});
  const auto left = std::max<std::chrono::nanoseconds>(wake - now, std::chrono::nanoseconds(0));
  const auto whole = std::chrono::floor<Seconds>(left);
  const timespec timeout{time_t(whole.count()), long((left - whole).count())};
  ::ppoll(sources.data(), sources.size(), &timeout, nullptr);
}

}  // namespace bangtin
