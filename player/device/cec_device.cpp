#include "player/device/cec_device.h"

#include <fcntl.h>
#include <sys/ioctl.h>

#include <cerrno>

namespace bangtin {

int KernelCecDevice::open() {
  fd_ = Fd(::open(path_.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
  return fd_.valid() ? 0 : errno;
}

int KernelCecDevice::control(unsigned long request, void* argument) {
  return ::ioctl(fd_.get(), request, argument) == 0 ? 0 : errno;
}

}  // namespace bangtin
