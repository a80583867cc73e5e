#include "player/device/cec_panel.h"

#include <fcntl.h>
#include <linux/cec.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <cstring>

#include "shared/base/log.h"

namespace bangtin {

CecPanel::CecPanel(const std::filesystem::path& device)
    : device_(::open(device.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC)) {}

/// A playback device gets its address once; the kernel keeps it over unplugging.
bool CecPanel::claim() {
  if (claimed_) return true;
  cec_log_addrs addresses{};
  addresses.cec_version = CEC_OP_CEC_VERSION_1_4;
  addresses.num_log_addrs = 1;
  addresses.vendor_id = CEC_VENDOR_ID_NONE;
  addresses.log_addr_type[0] = CEC_LOG_ADDR_TYPE_PLAYBACK;
  addresses.primary_device_type[0] = CEC_OP_PRIM_DEVTYPE_PLAYBACK;
  addresses.all_device_types[0] = CEC_OP_ALL_DEVTYPE_PLAYBACK;
  std::strncpy(addresses.osd_name, "Bang Tin", sizeof addresses.osd_name - 1);
  // Somebody before us in this boot may have claimed it already.
  claimed_ = ::ioctl(device_.get(), CEC_ADAP_S_LOG_ADDRS, &addresses) == 0 || errno == EBUSY;
  if (!claimed_)
    log::warn("device", "no place on the CEC line", {{"reason", std::strerror(errno)}});
  return claimed_;
}

void CecPanel::send(unsigned char operation) {
  cec_log_addrs mine{};
  if (::ioctl(device_.get(), CEC_ADAP_G_LOG_ADDRS, &mine) != 0 || mine.num_log_addrs < 1) return;
  cec_msg message{};
  message.len = 2;
  message.msg[0] = static_cast<unsigned char>(mine.log_addr[0] << 4 | CEC_LOG_ADDR_TV);
  message.msg[1] = operation;
  if (::ioctl(device_.get(), CEC_TRANSMIT, &message) != 0) {
    log::warn("device", "the panel was not told", {{"reason", std::strerror(errno)}});
  }
}

void CecPanel::turn(bool on) {
  if (!device_.valid() || !claim()) return;
  send(on ? CEC_MSG_IMAGE_VIEW_ON : CEC_MSG_STANDBY);
}

}  // namespace bangtin
