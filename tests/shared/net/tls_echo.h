// TlsEcho: the smallest HTTPS server on loopback, one connection at a time, for what only a true
// socket can prove. Thread: its own; functions from one other.
#pragma once

#include <atomic>
#include <string>
#include <thread>

#include "shared/crypto/certificate.h"

namespace bangtin {

/// Answers GET /large with 100,000 bytes, /cut with half of what it promises, /headers with
/// "x-two: 2" and status 404, /stream with an endless stream of one event, all else with
/// "METHOD TARGET BODY".
class TlsEcho {
 public:
  /// Listens on 127.0.0.1, or ::1.
  explicit TlsEcho(bool v6);
  ~TlsEcho();
  std::string url() const;
  Digest pin() const { return pin_; }
  int connections() const { return connections_; }

 private:
  void serve();
  void talk(void* ssl);

  Certificate certificate_;
  Digest pin_;
  bool v6_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> connections_ = 0;
  std::atomic<int> open_ = -1;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

}  // namespace bangtin
