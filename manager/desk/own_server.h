// OwnServer: bangtin-server as a child of the desk, for a commune whose only PC is this one. It
// ends with the desk, also when that is killed: boards play on what they have. Thread: one at a
// time (the link's); start() blocks until the server answers, or failed.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

#include "manager/desk/desk_server.h"
#include "shared/base/files.h"

namespace bangtin::desk {

struct OwnServerOptions {
  std::filesystem::path program;  ///< bangtin-server
  std::filesystem::path folder;   ///< of everything it keeps; made when it is missing
  std::string listen;             ///< "0.0.0.0:8443,[::]:8443"
};

class OwnServer {
 public:
  explicit OwnServer(OwnServerOptions options) : options_(std::move(options)) {}
  /// Ends it, and waits until its data is closed.
  ~OwnServer();
  OwnServer(const OwnServer&) = delete;

  /// Starts it unless it runs. Errors: not_found, key "desk.own.no_program"; unavailable, key
  /// "desk.own.port_taken" or "desk.own.no_start", with what its log says last.
  Result<OwnServerFacts> start();

 private:
  Result<OwnServerFacts> spawn();
  Result<std::string> announcement();
  Error no_start() const;
  bool runs();
  void end();

  OwnServerOptions options_;
  pid_t pid_ = 0;  ///< 0: none
  Fd input_;       ///< of the server: it ends when this is closed
  Fd output_;
  std::optional<OwnServerFacts> facts_;
};

/// What the server says in its first line: {"listening", "pin", "setup_token_file"?}. Reads the
/// token. Errors: corrupt (no such line), those of reading.
Result<OwnServerFacts> facts_of(std::string_view announcement);

}  // namespace bangtin::desk
