// CecDevice: the port to the kernel's CEC adapter, so that a test can be the cable and the panel.
// Thread: that of the stage.
#pragma once

#include <filesystem>

#include "shared/base/files.h"

namespace bangtin {

class CecDevice {
 public:
  virtual ~CecDevice() = default;
  /// Opens the adapter, once more after close(). 0, or the errno.
  virtual int open() = 0;
  virtual void close() = 0;
  /// A request of linux/cec.h with its argument; never waits. 0, or the errno.
  /// Source: the kernel's "CEC API".
  virtual int control(unsigned long request, void* argument) = 0;
};

class KernelCecDevice final : public CecDevice {
 public:
  /// `path` is "/dev/cec0".
  explicit KernelCecDevice(std::filesystem::path path) : path_(std::move(path)) {}
  int open() override;
  void close() override { fd_.reset(); }
  int control(unsigned long request, void* argument) override;

 private:
  std::filesystem::path path_;
  Fd fd_;
};

}  // namespace bangtin
