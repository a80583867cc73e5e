// A shell in tests: signed in, it reads and writes no file and asks nobody. Thread: one.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "manager/ctl/ctl.h"
#include "tests/fakes/seeded_random.h"
#include "tests/manager/ctl/still_world.h"

namespace bangtin {

/// `Server` stands for the server: a Channel that keeps what was asked.
template <class Server>
class ShellTest : public ::testing::Test {
 protected:
  /// The exit code; `out` and `err` hold what this run said.
  int run(const std::vector<std::string>& arguments) {
    out.str("");
    err.str("");
    return run_ctl(
        arguments,
        CtlParts{
            .open_channel = [this](const ServerAddress&) -> std::unique_ptr<Channel> {
              return std::make_unique<Forward<Server>>(server);
            },
            .pager = pager,
            .clock = clock,
            .read_file = [this](const std::string& path) { return read(path); },
            .write_file = [](const std::string&, const std::string&) { return Status{}; },
            .ask_password = [] { return std::string(); },
            .load_state = [this]() -> Result<CtlState> { return state; },
            .save_state = [](const CtlState&) { return Status{}; },
            .out = out,
            .err = err,
            .media = {[this](const std::string& path) -> Result<std::int64_t> {
                        return std::int64_t(TRY(read(path)).size());
                      },
                      [this](const std::string& path, std::int64_t offset,
                             std::size_t size_max) -> Result<std::string> {
                        return TRY(read(path)).substr(std::size_t(offset), size_max);
                      },
                      [](Millis) { return true; }, &random},
        });
  }
  /// What stands in a file that a command is told.
  virtual Result<std::string> read(const std::string& path) {
    return Error{Code::NotFound, path, ""};
  }

  Server server;
  NoPages pager;
  StillClock clock;
  SeededRandom random{1};
  CtlState state{"https://127.0.0.1:8443", std::string(64, 'a'), "the-token"};
  std::ostringstream out, err;
};

}  // namespace bangtin
