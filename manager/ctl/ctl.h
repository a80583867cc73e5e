// bangtinctl: every API action from a shell. Holds no logic of its own: it reads arguments, calls
// the client and prints, as sentences or with --json as the protocol's own JSON.
// Thread: the main one.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "manager/client/client.h"
#include "shared/crypto/password.h"

namespace bangtin {

/// What the command line remembers between calls (server, pin, session token).
struct CtlState {
  std::string server;
  std::string pin;
  std::string token;
};

/// What sending a large file needs.
struct MediaShell {
  std::function<Result<std::int64_t>(const std::string& path)> size_bytes;
  std::function<Result<std::string>(const std::string& path, std::int64_t offset,
                                    std::size_t size_max)>
      read;
  /// Waits; false once the person wants it to end (Ctrl-C).
  std::function<bool(Millis)> rest;
  Random* random = nullptr;
};

/// What keys need: where they lie, and what is typed for them without echo (or stands in
/// BANGTIN_NEW_PASSWORD, BANGTIN_OLD_PASSWORD, BANGTIN_RECOVERY_SHEET).
struct KeyShell {
  std::filesystem::path folder = {};
  Random* random = nullptr;
  PasswordCost cost = {};
  std::function<std::string()> ask_new_password = {};
  std::function<std::string()> ask_old_password = {};
  std::function<std::string()> ask_sheet = {};
  /// The code of a second factor, from BANGTIN_CODE, else typed.
  std::function<std::string()> ask_code = {};
};

/// The bytes of a blob that an item names.
using BlobBytes = std::function<Result<std::string>(const Digest& blob)>;

/// What a run needs from outside. All outlive it.
struct CtlParts {
  std::function<std::unique_ptr<Channel>(const ServerAddress&)> open_channel;
  Pager& pager;
  Clock& clock;
  std::function<Result<std::string>(const std::string& path)> read_file;
  std::function<Status(const std::string& path, const std::string& bytes)> write_file;
  /// The password from BANGTIN_PASSWORD, else typed without echo.
  std::function<std::string()> ask_password;
  std::function<Result<CtlState>()> load_state;
  std::function<Status(const CtlState&)> save_state;
  std::ostream& out;
  std::ostream& err;
  MediaShell media = {};
  /// What a board shows at an instant, as the bytes of a PNG, drawn as the board draws it.
  std::function<Result<std::string>(const Manifest&, Instant, const BlobBytes&)> draw = {};
  KeyShell keys = {};
};

/// Runs one command. Returns the exit code: 0 done, 1 refused or failed (one line on `err`, with
/// --json the protocol's error object), 2 wrong arguments.
int run_ctl(const std::vector<std::string>& arguments, const CtlParts& parts);

}  // namespace bangtin
