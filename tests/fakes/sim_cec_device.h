// SimCecDevice: an adapter with a panel at the other end of its cable, both as bad as a test wants.
#pragma once

#include <linux/cec.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <deque>
#include <vector>

#include "player/device/cec_device.h"

namespace bangtin {

class SimCecDevice final : public CecDevice {
 public:
  // What a test sets.
  bool there = true;      ///< the adapter
  bool cable = true;      ///< a panel that gives a place on the line
  bool stuck = false;     ///< takes messages and never hands one back
  bool deaf = false;      ///< nobody acknowledges a message
  bool mute = false;      ///< the panel never answers a question
  bool stubborn = false;  ///< the panel stays as it is
  int failure = 0;        ///< errno of every transmission
  unsigned char power = CEC_OP_POWER_STATUS_STANDBY;
  unsigned char on_the_way = 0xff;  ///< said once before `power`, 0xff: nothing

  // What a test looks at.
  int opened = 0;
  std::vector<unsigned char> said;  ///< the operations that were transmitted

  int count(unsigned char operation) const {
    int times = 0;
    for (const unsigned char one : said) times += one == operation ? 1 : 0;
    return times;
  }

  int open() override {
    if (!there) return ENOENT;
    ++opened;
    claimed_ = false;
    handed_back_.clear();
    return 0;
  }
  void close() override {}
  int control(unsigned long request, void* argument) override {
    if (!there) return ENODEV;
    switch (request) {
      case CEC_ADAP_S_LOG_ADDRS:
        claimed_ = true;
        return 0;
      case CEC_ADAP_G_LOG_ADDRS:
        return addresses(*static_cast<cec_log_addrs*>(argument));
      case CEC_ADAP_G_PHYS_ADDR:
        *static_cast<__u16*>(argument) = 0x1000;
        return 0;
      case CEC_TRANSMIT:
        return transmit(*static_cast<cec_msg*>(argument));
      case CEC_RECEIVE:
        return receive(*static_cast<cec_msg*>(argument));
      default:
        return ENOTTY;
    }
  }

 private:
  int addresses(cec_log_addrs& mine) const {
    mine = {};
    if (!claimed_) return 0;
    mine.num_log_addrs = 1;
    mine.log_addr[0] = cable ? CEC_LOG_ADDR_PLAYBACK_1 : CEC_LOG_ADDR_INVALID;
    mine.log_addr_mask = cable ? CEC_LOG_ADDR_MASK_PLAYBACK : 0;
    return 0;
  }

  int transmit(cec_msg& message) {
    if (failure != 0) return failure;
    message.sequence = ++sequence_;
    said.push_back(message.msg[1]);
    if (stuck) return 0;
    cec_msg back = message;
    back.tx_status = deaf ? CEC_TX_STATUS_NACK | CEC_TX_STATUS_MAX_RETRIES : CEC_TX_STATUS_OK;
    if (!deaf) act_on(message.msg[1], back);
    handed_back_.push_back(back);
    return 0;
  }

  void act_on(unsigned char operation, cec_msg& back) {
    if (operation == CEC_MSG_IMAGE_VIEW_ON && !stubborn) power = CEC_OP_POWER_STATUS_ON;
    if (operation == CEC_MSG_STANDBY && !stubborn) power = CEC_OP_POWER_STATUS_STANDBY;
    if (operation != CEC_MSG_GIVE_DEVICE_POWER_STATUS) return;
    back.rx_status = mute ? CEC_RX_STATUS_TIMEOUT : CEC_RX_STATUS_OK;
    back.len = 3;
    back.msg[1] = CEC_MSG_REPORT_POWER_STATUS;
    back.msg[2] = on_the_way != 0xff ? on_the_way : power;
    on_the_way = 0xff;
  }

  int receive(cec_msg& message) {
    if (handed_back_.empty()) return EAGAIN;
    message = handed_back_.front();
    handed_back_.pop_front();
    return 0;
  }

  bool claimed_ = false;
  __u32 sequence_ = 0;
  std::deque<cec_msg> handed_back_;
};

}  // namespace bangtin
