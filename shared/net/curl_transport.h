// CurlTransport: the agent's Transport over one curl_multi. Thread: all functions belong to one
// thread, except wake().
#pragma once

#include <memory>
#include <vector>

#include "shared/net/transport.h"

namespace bangtin {

class CurlTransport final : public Transport {
 public:
  CurlTransport();
  ~CurlTransport() override;

  void start(RequestId id, const ServerAddress& address, HttpRequest request,
             RequestKind kind) override;
  void cancel(RequestId id) override;
  std::vector<TransportEvent> poll(Millis timeout) override;

  /// poll() also returns when one of these descriptors can be read. They outlive the transport.
  void watch(int fd);
  /// Ends a poll() that is under way, or the next one. Thread: any, and signal handlers' threads.
  void wake();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bangtin
