// SimTransport: a Transport over a simulated line to a simulated server, on simulated time. The
// line is slow, loses, cuts answers in the middle, sends a request twice, or parts. Thread: one.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "shared/net/transport.h"

namespace bangtin {

/// The far end.
class SimServer {
 public:
  virtual ~SimServer() = default;
  /// One request, its answer. A Stream's answer of status 200 stays open for SimTransport::push.
  virtual HttpResponse answer(const HttpRequest& request) = 0;
  /// Of its certificate.
  virtual Digest tls_pin() const = 0;
};

struct SimLine {
  Millis delay_min{5};
  Millis delay_max{40};
  std::size_t piece_bytes_max = 64u << 10;
  int lose_percent = 0;    ///< requests that never arrive
  int deaf_percent = 0;    ///< requests that are done, but whose answer is lost
  int cut_percent = 0;     ///< answers that break off in the middle
  int repeat_percent = 0;  ///< requests that libcurl sends twice over a new connection
  bool parted = false;
};

class SimTransport final : public Transport {
 public:
  SimTransport(Random& random, SimServer& server) : random_(random), server_(&server) {}

  void start(RequestId id, const ServerAddress& address, HttpRequest request,
             RequestKind kind) override;
  void cancel(RequestId id) override;
  /// What is due at the simulated time; never waits.
  std::vector<TransportEvent> poll(Millis timeout) override;

  /// Time goes on.
  void advance(Monotonic now) { now_ = now; }
  /// When something is due next; max() when nothing is.
  Monotonic next_event() const;
  /// Bytes for every open stream.
  void push(const std::string& bytes);
  /// Everything under way is gone without an event: the program was killed.
  void drop_all();

  SimLine line;
  /// False: whoever answers is taken for the server, as by a line without pinned certificates.
  bool looks_at_pins = true;
  /// Body bytes that arrived, by target.
  std::map<std::string, std::int64_t> received_bytes;
  std::int64_t requests = 0;

 private:
  void answer(RequestId id, const HttpRequest& request, RequestKind kind);
  void fail(RequestId id, Millis after, Error error);
  void put(RequestId id, Monotonic when, decltype(TransportEvent::what) what);
  Millis delay();

  Random& random_;
  SimServer* server_;
  Monotonic now_{};
  std::multimap<Monotonic, TransportEvent> due_;
  std::map<RequestId, std::string> targets_;
  std::map<RequestId, Monotonic> streams_;  ///< open ones, and when their last bytes arrive
};

}  // namespace bangtin
