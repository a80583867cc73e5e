#include "player/device/keyboards.h"

#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>

namespace bangtin {
namespace {

constexpr std::size_t kDevicesMax = 32;
constexpr std::string_view kPrefix = "event";

/// Reads all that waits; false once the device is gone.
bool drained(int fd) {
  alignas(8) char buffer[4'096];
  for (;;) {
    const ssize_t got = ::read(fd, buffer, sizeof buffer);
    if (got > 0) continue;
    return got == 0 || errno == EAGAIN || errno == EINTR;
  }
}

}  // namespace

Keyboards::Keyboards(std::filesystem::path folder)
    : folder_(std::move(folder)), changes_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  // IN_ATTRIB: udev gives the right to read only after the device is there.
  if (changes_.valid()) {
    (void)::inotify_add_watch(changes_.get(), folder_.c_str(), IN_CREATE | IN_DELETE | IN_ATTRIB);
  }
  look();
}

std::vector<int> Keyboards::wake_fds() const {
  std::vector<int> fds{changes_.get()};
  for (const auto& [path, fd] : devices_) fds.push_back(fd.get());
  return fds;
}

void Keyboards::look() {
  std::error_code failed;
  for (std::filesystem::directory_iterator at(folder_, failed), end; !failed && at != end;
       at.increment(failed)) {
    const std::filesystem::path& path = at->path();
    const bool known = devices_.contains(path) || devices_.size() >= kDevicesMax;
    if (known || !path.filename().string().starts_with(kPrefix)) continue;
    Fd fd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (fd.valid()) devices_.emplace(path, std::move(fd));
  }
}

void Keyboards::drain() {
  std::erase_if(devices_, [](const auto& device) { return !drained(device.second.get()); });
  alignas(inotify_event) char buffer[4'096];
  bool changed = false;
  while (changes_.valid() && ::read(changes_.get(), buffer, sizeof buffer) > 0) changed = true;
  if (changed) look();
}

}  // namespace bangtin
