// Shell: one PC with bangtinctl, its keys and its files, before a server in memory. Thread: one.
#pragma once

#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "manager/ctl/ctl.h"
#include "tests/fakes/one_page.h"
#include "tests/fakes/seeded_random.h"
#include "tests/fakes/sim_trust_server.h"
#include "tests/fakes/temp_folder.h"
#include "tests/manager/ctl/still_world.h"

namespace bangtin {

inline const std::string kPassword = SimTrustServer::kPassword;

/// One PC with a shell; the server is the same for all.
class Shell {
 public:
  Shell(SimTrustServer& server, int number) : server_(server), random_(std::uint64_t(number)) {}

  int run(std::vector<std::string> arguments) {
    out.str("");
    err.str("");
    const CtlParts parts{
        .open_channel = [this](const ServerAddress&) -> std::unique_ptr<Channel> {
          return std::make_unique<Forward<SimTrustServer>>(server_);
        },
        .pager = pager_,
        .clock = clock_,
        .read_file = [this](const std::string& path) -> Result<std::string> {
          const auto found = files.find(path);
          if (found == files.end()) return Error{Code::NotFound, path, ""};
          return found->second;
        },
        .write_file =
            [this](const std::string& path, const std::string& bytes) {
              files[path] = bytes;
              return Status{};
            },
        .ask_password = [this] { return password; },
        .load_state = [this]() -> Result<CtlState> { return state_; },
        .save_state =
            [this](const CtlState& saved) {
              state_ = saved;
              return Status{};
            },
        .out = out,
        .err = err,
        .keys = {.folder = folder.path(),
                 .random = &random_,
                 .cost = kPasswordCostTest,
                 .ask_new_password = [this] { return new_password; },
                 .ask_old_password = [this] { return old_password; },
                 .ask_sheet = [this] { return sheet; }},
    };
    return run_ctl(arguments, parts);
  }
  int sign_in(const std::string& login) { return run({"sign-in", "--login", login}); }
  /// What the run printed, as JSON.
  Json json() const { return Json::parse(out.str().substr(0, out.str().size() - 1)).value(); }

  TempFolder folder;
  std::string password = kPassword, new_password, old_password, sheet;
  std::map<std::string, std::string> files;
  std::ostringstream out, err;

 private:
  SimTrustServer& server_;
  SeededRandom random_;
  OnePage pager_;
  StillClock clock_;
  CtlState state_{kServer, std::string(64, 'a'), ""};
  static constexpr const char* kServer = "https://192.0.2.1:8443";
};

}  // namespace bangtin
