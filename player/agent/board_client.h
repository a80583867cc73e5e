// BoardClient: starts the board's signed requests over the transport, at most kTransfersMax beside
// the stream, and remembers what the server thinks of this board. Thread: one at a time.
#pragma once

#include <set>
#include <string>

#include "player/agent/request_counter.h"
#include "shared/crypto/ed25519.h"
#include "shared/net/transport.h"

namespace bangtin {

class BoardClient {
 public:
  /// All outlive the client.
  BoardClient(Transport& transport, const KeyPair& key, RequestCounter& counter)
      : transport_(transport), key_(key), counter_(counter) {}

  void set_address(ServerAddress address) { address_ = std::move(address); }
  const ServerAddress& address() const { return address_; }

  /// Whether one more transfer may begin now; a stream always may.
  bool has_slot() const;
  /// Signs and starts. CHECKs has_slot() for all but streams. Errors: full, unavailable (the
  /// counter).
  Result<RequestId> start(HttpRequest request, RequestKind kind);
  void cancel(RequestId id);
  /// Sees each event of the transport first: what ended gives its slot back.
  void see(const TransportEvent& event);

  /// What an answer says about the board itself.
  void note_answer(const HttpResponse& response);
  void note_replayed() { counter_.skip(); }
  /// True after the server refused this board as revoked, until it answered otherwise.
  bool revoked() const { return revoked_; }
  /// True after the server did not know this board's key, until it answered otherwise.
  bool unknown() const { return unknown_; }
  /// True while another server answers at the address than the pinned one.
  bool wrong_server() const { return wrong_server_; }

 private:
  Transport& transport_;
  const KeyPair& key_;
  RequestCounter& counter_;
  ServerAddress address_;
  std::uint64_t last_id_ = 0;
  std::set<RequestId> slots_;
  bool revoked_ = false;
  bool unknown_ = false;
  bool wrong_server_ = false;
};

/// The error that an answer of 400 and above carries.
Error error_of(const HttpResponse& response);

/// Retry-After of an answer.
std::optional<Seconds> retry_after_of(
    const std::map<std::string, std::string, std::less<>>& headers);

}  // namespace bangtin
