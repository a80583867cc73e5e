// A TLS client that says exactly what a test tells it, byte for byte, and waits for answers with a
// deadline. Thread: one.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "shared/base/ids.h"

namespace bangtin {

/// One HTTP answer, read to its end.
struct RawAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

class TlsClient {
 public:
  /// Connects to "127.0.0.1:PORT" or "[::1]:PORT" and shakes hands. CHECKs that it works.
  /// `version_max` is an OpenSSL version number; 0 is the newest.
  explicit TlsClient(const std::string& address, int version_max = 0);
  ~TlsClient();
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  /// False when the handshake was refused.
  static bool can_speak(const std::string& address, int version_max);

  bool send(const std::string& bytes);
  /// Reads until `end` was seen, or nothing more comes. What was read is kept for later reads.
  std::string read_until(const std::string& end);
  /// All that comes until the other end closes.
  std::string read_to_end();
  /// One answer with its Content-Length; nothing when the connection ends before. `head`: no body.
  std::optional<RawAnswer> answer(bool head = false);
  /// Sends a request with Host and Content-Length, and reads its answer.
  std::optional<RawAnswer> ask(const std::string& method, const std::string& target,
                               const std::string& headers = {}, const std::string& body = {});
  /// Shuts the sending half without a word, as a cable that is pulled.
  void cut();
  Digest pin() const;

 private:
  struct State;
  State* state_;
  bool read_more();
  std::string kept_;
};

}  // namespace bangtin
